internal import HubJSON

/// What a program may use while it reads one file. The kernel enforces CPU time and memory (`prlimit`), the hub the silence.
struct ProgramLimits: Sendable {
    struct Trouble: Error { var words: String }

    /// CPU seconds.
    var seconds = 600
    /// Address space in MiB: interpreters reserve more than they touch.
    var memory = 2048
    /// How long the program may say nothing and take nothing, in seconds.
    var silence = 60

    init() {}

    init(_ block: JSONValue) throws(Trouble) {
        self.init()
        guard block.exists else { return }
        guard block.isObject else { throw Trouble(words: "`limits` must be an object") }
        for name in block.names {
            let value = block[name].number.flatMap { Int(exactly: $0) }
            func within(_ range: ClosedRange<Int>) throws(Trouble) -> Int {
                guard let value, range.contains(value) else {
                    throw Trouble(words: "`limits.\(name)` must be a whole number from \(range.lowerBound) to \(range.upperBound)")
                }
                return value
            }
            switch name {
            case "cpu-seconds": seconds = try within(1...86_400)
            case "memory-mb": memory = try within(64...65_536)
            case "silence-seconds": silence = try within(1...3_600)
            default: throw Trouble(words: "`\(name)` is not a limit: cpu-seconds, memory-mb, silence-seconds")
            }
        }
    }
}
