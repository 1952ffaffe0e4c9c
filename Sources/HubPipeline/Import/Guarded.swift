internal import HubCore
internal import Synchronization

/// One value behind a lock.
final class Guarded<Value: Sendable>: Sendable {
    private let lock: Mutex<Value>

    init(_ value: Value) { lock = Mutex(value) }

    var value: Value {
        get { lock.withLock { $0 } }
        set { lock.withLock { $0 = newValue } }
    }
}

extension Optional {
    /// As `map`, for work that waits.
    func asyncMap<R>(_ body: (Wrapped) async throws(HubError) -> R) async throws(HubError) -> R? {
        guard let self else { return nil }
        return try await body(self)
    }
}
