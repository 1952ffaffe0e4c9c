internal import Foundation
internal import HubCore
internal import HubPipeline

/// A bar on a terminal, nothing anywhere else.
final class ProgressBar {
    private let console = Console.standard
    private var lastDrawn = Date.distantPast
    private let total: Int
    private var done = 0

    init(totalBytes: Int) { total = max(totalBytes, 1) }

    func advance(bytes: Int, file: String) {
        done += bytes
        guard console.hasTerminal, Date().timeIntervalSince(lastDrawn) > 0.1 else { return }
        lastDrawn = Date()
        let share = min(1, Double(done) / Double(total))
        let filled = Int(share * 30)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        try? FileHandle.standardError.write(
            contentsOf: Data("\r\(bar) \(Int(share * 100)) % \(String(file.suffix(40)).visible)\u{1B}[K".utf8))
    }

    func finish() {
        if console.hasTerminal { try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K".utf8)) }
    }
}
