import Foundation
import HubCore
import HubTesting
import ProgramPlugin
import Testing

/// Programs in any language: the same contract as for compiled importers, and what happens when a program misbehaves.
@Suite struct ProgramPluginTests {
    @Test("the example in the docs keeps the contract of every importer")
    func example() throws {
        try ProgramFixtures.withExample { entry, _ in
            let cases = try ImporterCase.all(in: ProgramFixtures.example)
            #expect(cases.count == 2)
            for one in cases {
                #expect(try ImporterContract.check(entry, one) == [])
                #expect(try ImporterContract.checkTruncated(entry, one, most: 12) == [])
            }
            #expect(ImporterContract.checkEmpty(entry) == [])
        }
        let script = try String(contentsOfFile: ProgramFixtures.example + "/importer.py", encoding: .utf8)
        #expect(script.split(separator: "\n", omittingEmptySubsequences: false).count - 1 < 60, "the docs promise under 60 lines")
    }

    private static let rows = """
        greeting = json.loads(sys.stdin.buffer.readline())
        lines = sys.stdin.buffer.read().decode().splitlines()
        say(table={"columns": ["id", "born"], "line": 1, "about": {"option": greeting["options"].get("style", "none")}})
        say(rows=[line.split(",") for line in lines[1:3]], line=2)
        say(row=["é\\"q", None], line=4)
        say(skip={"id": "made-up.total", "message": "a row of totals", "line": 5})
        say(reject={"id": "made-up.short", "message": "a row is too short", "line": 6, "fix": "Export again.", "owner": "exporter"})
        say(note={"severity": "warning", "id": "made-up.old", "message": "an old version wrote this file"})
        say(done={"units": 5})
        """

    @Test("rows, skipped and rejected rows and notes come through")
    func rows() throws {
        let text = try ProgramFixtures.withProgram(Self.rows) { ProgramFixtures.read($0, "id,born\n1,2\n3,4\n") }
        #expect(
            text == """
                table 1:1
                  about option = none
                  column 1 id
                  column 2 born
                2:1  1 | 2  @ 2:1 2:2
                3:1  3 | 4  @ 3:1 3:2
                4:1  é"q |   @ 4:1 4:2
                skip 5:1 made-up.total: a row of totals
                reject input.txt:6:1: error: a row is too short [made-up.short]
                ! input.txt: warning: an old version wrote this file [made-up.old]
                3 accepted, 1 rejected, 1 skipped

                """)
    }

    @Test(
        "a program that misbehaves refuses its file and says how",
        arguments: [
            ("sys.exit(3)", "the program failed"),
            ("pass", "the program ended without saying `done`"),
            ("print('no json', flush=True)", "the program said something that is no JSON"),
            ("say(rows=[['1']], line=1)", "a row came before any `table`"),
            ("say(table={'columns': ['a', 'b'], 'line': 1}); say(row=['1'], line=2)", "a row has 1 cells where its table has 2 columns"),
            ("say(done={'units': 7})", "the program says that it read 7 units, and told of 0"),
            ("say(done={'units': 0}); say(note={})", "the program went on after `done`"),
            ("say(hello=1)", "the program said something unknown: `hello`"),
            ("say(skip={'id': 'csv.total', 'message': 'x', 'line': 1})", "an `id` must begin with `made-up.`"),
            ("say(error={'message': 'not one of mine'})", "not one of mine"),
            ("os.kill(os.getpid(), 9)", "the program was stopped, or crashed"),
            ("print('[' * 100000)", "the program said something that is no JSON"),
        ])
    func misbehaves(_ script: String, _ words: String) throws {
        let text = try ProgramFixtures.withProgram(script) { ProgramFixtures.read($0, "anything\n") }
        #expect(text.contains("stopped: "), "\(text)")
        #expect(text.contains(words), "\(text)")
    }

    @Test("silence, too much CPU time and too much memory end a program")
    func limits() throws {
        let slow = try ProgramFixtures.withProgram(limits: #"{"silence-seconds": 1}"#, "time.sleep(30)") { ProgramFixtures.read($0, "x") }
        #expect(slow.contains("said nothing for 1 seconds"), "\(slow)")
        let busy = try ProgramFixtures.withProgram(limits: #"{"cpu-seconds": 1}"#, "while True: pass") { ProgramFixtures.read($0, "x") }
        #expect(busy.contains("took more than 1 seconds of CPU time"), "\(busy)")
        let greedy = try ProgramFixtures.withProgram(limits: #"{"memory-mb": 128}"#, "x = bytearray(1 << 30); say(done={'units': 0})") {
            ProgramFixtures.read($0, "x")
        }
        #expect(greedy.contains("the program failed"), "\(greedy)")
    }

    @Test("a program that writes files, or asks for the hub's environment, gets nothing")
    func surroundings() throws {
        let script = """
            try:
                open('written', 'w').write('x' * 10)
                wrote = os.path.getsize('written') > 0
            except OSError:
                wrote = False
            assert not wrote
            assert not [name for name in os.environ if name.startswith(('MEASUREHUB', 'HOME', 'PG'))]
            say(done={'units': 0})
            """
        let text = try ProgramFixtures.withProgram("import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" + script) {
            ProgramFixtures.read($0, "x")
        }
        #expect(text == "0 accepted, 0 rejected, 0 skipped\n")
    }

    @Test("a program that talks before it listens, or stops listening, does not hang the hub")
    func fullPipes() throws {
        let talker = """
            say(table={"columns": ["a"], "line": 1})
            for n in range(2, 20002): sys.stdout.write(json.dumps({"row": ["x" * 90], "line": n}) + "\\n")
            sys.stdout.flush()
            sys.stdin.buffer.read()
            say(done={"units": 20000})
            """
        let big = String(repeating: "0123456789", count: 300_000)
        let text = try ProgramFixtures.withProgram(talker) { ProgramFixtures.read($0, big) }
        #expect(text.hasSuffix("20000 accepted, 0 rejected, 0 skipped\n"))
        let deaf = try ProgramFixtures.withProgram("os.close(0); time.sleep(0.2); say(done={'units': 0})") { ProgramFixtures.read($0, big) }
        #expect(deaf == "0 accepted, 0 rejected, 0 skipped\n")
    }

    @Test("a program that has said `done` may end before it has read all of a large file; one that has not may not")
    func endsEarly() throws {
        let big = String(repeating: "0123456789", count: 300_000)
        let head =
            "sys.stdin.buffer.readline()\nsys.stdin.buffer.read(100)\nsay(table={'columns': ['a'], 'line': 1})\nsay(row=['1'], line=2)\n"
        let done = try ProgramFixtures.withProgram(head + "say(done={'units': 1})") { ProgramFixtures.read($0, big) }
        #expect(done.hasSuffix("1 accepted, 0 rejected, 0 skipped\n"), "\(done)")
        let silent = try ProgramFixtures.withProgram(head) { ProgramFixtures.read($0, big) }
        #expect(silent.contains("the program ended without saying `done`"), "\(silent)")
    }
}
