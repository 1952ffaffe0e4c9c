internal import Synchronization

/// One thing behind a lock, for callbacks that may come from another thread.
final class Guarded<Value>: Sendable {
    private let lock: Mutex<Value>

    init(_ value: sending Value) { lock = Mutex(value) }

    func with<E: Error>(_ body: (inout sending Value) throws(E) -> Void) throws(E) {
        try lock.withLock { (value) throws(E) in try body(&value) }
    }
}
