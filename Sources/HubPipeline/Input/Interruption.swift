internal import Foundation
internal import Synchronization

/// Does something before the program ends because it is told to: Ctrl-C, a terminal that closes, a service that stops.
final class Interruption: Sendable {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]
    private let sources: Mutex<[any DispatchSourceSignal]>

    init(_ body: @escaping @Sendable () -> Void) {
        var sources: [any DispatchSourceSignal] = []
        for number in Self.signals {
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                body()
                // Ends as it would have without us: whoever waits sees the signal.
                signal(number, SIG_DFL)
                kill(getpid(), number)
            }
            // libdispatch takes over the signal when it registers; before that the signal ends the program as ever.
            let isListening = DispatchSemaphore(value: 0)
            source.setRegistrationHandler { isListening.signal() }
            source.resume()
            isListening.wait()
            sources.append(source)
        }
        self.sources = Mutex(sources)
    }

    func cancel() {
        sources.withLock { for source in $0 { source.cancel() } }
        for number in Self.signals { signal(number, SIG_DFL) }
    }
}
