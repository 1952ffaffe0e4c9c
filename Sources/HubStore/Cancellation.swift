internal import CPostgres
internal import Synchronization

/// Stops the statement that a connection is running. May be called from any thread, at any time; it only acts while ``begin()`` … ``end()`` lasts.
package final class Cancellation: Sendable {
    private struct Handle: ~Copyable {
        /// The request is safe on any thread (libpq documentation, 34.7); a pointer out of a connection does not say so to the compiler.
        let address: UInt
        var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }
        var active = 0
        init(address: UInt) { self.address = address }
        deinit { if let pointer { PQfreeCancel(pointer) } }
    }
    private let handle: Mutex<Handle>

    /// Takes over a `PGcancel`.
    init(_ pointer: OpaquePointer?) { handle = Mutex(Handle(address: UInt(bitPattern: pointer))) }

    func begin() { handle.withLock { $0.active += 1 } }
    func end() { handle.withLock { $0.active -= 1 } }

    package func cancel() {
        handle.withLock { handle in
            guard handle.active > 0, let pointer = handle.pointer else { return }
            var words = [CChar](repeating: 0, count: 256)
            // A refused request leaves the statement running; whoever waits for it still gets its answer.
            _ = PQcancel(pointer, &words, 256)
        }
    }
}
