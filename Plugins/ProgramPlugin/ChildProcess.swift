internal import Glibc
internal import HubCore

/// A program that runs beside the hub: bytes go in, lines come out, and neither side ever waits for the other.
///
/// It is started by `prlimit` (util-linux), so that the kernel holds its limits, with nothing of the hub's environment, in a process group of its own
/// that goes when this object goes. What it writes to its standard error is thrown away: it may hold a patient's data.
final class ChildProcess {
    private let id: pid_t
    /// One end of a socket pair: writing to a program that is gone is an error here and no signal.
    private var input: Int32
    private let output: Int32
    private var isReaped = false
    /// The program closed its input before all was written: it may have seen enough.
    private(set) var isDeaf = false

    /// - Throws: ``HubError/Code/misconfigured`` when it cannot be started.
    init(_ run: [String], folder: String, limits: ProgramLimits) throws(HubError) {
        var pair: [Int32] = [0, 0]
        var pipes: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw Self.cannotStart
        }
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pipes) == 0 else {
            for end in pair { close(end) }
            throw Self.cannotStart
        }
        (input, output) = (pair[0], pipes[0])
        let started = ProgramStart(run, folder: folder, limits: limits).spawn(input: pair[1], output: pipes[1])
        close(pair[1])
        close(pipes[1])
        guard let started else {
            close(pair[0])
            close(pipes[0])
            throw Self.cannotStart
        }
        id = started
    }

    deinit {
        closeInput()
        close(output)
        if !isReaped {
            kill(-id, SIGKILL)
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
        }
    }

    static let cannotStart = HubError(
        .misconfigured, "the program could not be started", hint: "Check `run` in its plugin.json, and that the program is installed.")

    func closeInput() {
        guard input >= 0 else { return }
        close(input)
        input = -1
    }

    /// Waits until the program takes bytes or says something.
    /// - Returns: whether it takes bytes, and whether there is something to read (its end included). Nil when `seconds` pass in silence.
    func wait(toWrite: Bool, seconds: Int) -> (writes: Bool, reads: Bool)? {
        let wants = toWrite && input >= 0 && !isDeaf
        var ends = [
            pollfd(fd: output, events: Int16(POLLIN), revents: 0), pollfd(fd: wants ? input : -1, events: Int16(POLLOUT), revents: 0),
        ]
        while true {
            let count = poll(&ends, 2, Int32(clamping: seconds * 1000))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            return (ends[1].revents != 0, ends[0].revents != 0)
        }
    }

    /// How many bytes the program took, perhaps none.
    func write(_ bytes: Span<UInt8>) -> Int {
        let count = bytes.withUnsafeBufferPointer { send(input, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)) }
        if count < 0, errno != EAGAIN, errno != EINTR { isDeaf = true }
        return max(0, count)
    }

    /// Reads what there is into `buffer`; 0 at the end.
    func read(into buffer: inout [UInt8]) -> Int {
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(output, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            return max(0, count)
        }
    }

    /// After the end of its output: how it ended. A program that does not go is made to.
    func end() -> Ending {
        closeInput()
        var status: Int32 = 0
        for _ in 0..<50 {
            let found = waitpid(id, &status, WNOHANG)
            if found == id {
                isReaped = true
                kill(-id, SIGKILL)
                return Ending(status: status)
            }
            usleep(20_000)
        }
        return .stayed
    }

    enum Ending {
        case well, failed, tooMuchCPU, killed, stayed

        init(status: Int32) {
            let signal = status & 0x7f
            if signal == 0 {
                self = (status >> 8) & 0xff == 0 ? .well : .failed
            } else {
                self = signal == SIGXCPU ? .tooMuchCPU : .killed
            }
        }
    }
}
