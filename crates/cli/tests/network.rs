//! The network of a program: its latency, and what it has no means for.

#![forbid(unsafe_code)]

mod folder;

use folder::run;

const ROUND_TRIP: &str = r#"
import asyncio

async def answer(reader, writer):
    writer.write(await reader.readline())
    writer.close()

async def main():
    loop = asyncio.get_running_loop()
    async with await asyncio.start_server(answer, "127.0.0.1", 8888):
        start = loop.time()
        reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
        print(f"{loop.time() - start:.2f}")
        writer.write(b"?\n")
        await reader.readline()
        print(f"{loop.time() - start:.2f}")
        writer.close()
        await writer.wait_closed()

asyncio.run(main())
"#;

#[test]
fn connecting_and_asking_take_a_round_trip_each() {
    let ran = |arguments: &[&str]| run("latency", ROUND_TRIP, arguments);
    assert_eq!(ran(&[]), (Some(0), "0.00\n0.00\n".into(), String::new()));
    assert_eq!(
        ran(&["--latency", "50"]),
        (Some(0), "0.10\n0.20\n".into(), String::new())
    );
}

#[test]
fn a_latency_is_a_number_that_time_can_have() {
    for latency in ["-1", "nan", "many"] {
        let (status, ..) = run(
            "latency-nonsense",
            ROUND_TRIP,
            &[&format!("--latency={latency}")],
        );
        assert_eq!(status, Some(2), "{latency}");
    }
}

#[test]
fn a_server_without_clients_is_told_so() {
    let program = "import asyncio\nasync def main():\n    server = await asyncio.start_server(print, '', 8888)\n    \
                   await server.serve_forever()\nasyncio.run(main())";
    let (status, _, stderr) = run("no-clients", program, &[]);
    assert_eq!(status, Some(4));
    assert!(
        stderr.contains("A server listens at 0.0.0.0:8888, but nobody can connect from outside"),
        "{stderr}"
    );
}

/// Calls that need a system, each with what its refusal must say.
const REFUSED: &[(&str, &str, &str)] = &[
    (
        "asyncio.create_subprocess_exec('ls')",
        "NotImplementedError",
        "asyncio.create_task()",
    ),
    (
        "asyncio.create_subprocess_shell('ls')",
        "NotImplementedError",
        "asyncio.create_task()",
    ),
    (
        "loop.subprocess_exec(asyncio.SubprocessProtocol, 'ls')",
        "NotImplementedError",
        "asyncio.create_task()",
    ),
    (
        "loop.subprocess_shell(asyncio.SubprocessProtocol, 'ls')",
        "NotImplementedError",
        "asyncio.create_task()",
    ),
    (
        "loop.connect_read_pipe(asyncio.Protocol, sys.stdin)",
        "NotImplementedError",
        "asyncio.to_thread(input)",
    ),
    (
        "loop.connect_write_pipe(asyncio.Protocol, sys.stdout)",
        "NotImplementedError",
        "asyncio.to_thread(input)",
    ),
    (
        "loop.start_tls(None, None, None)",
        "NotImplementedError",
        "leave out ssl=",
    ),
    (
        "asyncio.open_connection('127.0.0.1', PORT, ssl=True)",
        "NotImplementedError",
        "leave out ssl=",
    ),
    (
        "asyncio.open_connection('example.com', 80)",
        "gaierror",
        "connect to 'localhost'",
    ),
    (
        "asyncio.open_connection('93.184.215.14', 80)",
        "OSError",
        "connect to 127.0.0.1",
    ),
    (
        "asyncio.to_thread(asyncio.get_child_watcher)",
        "NotImplementedError",
        "child processes",
    ),
    (
        "asyncio.to_thread(asyncio.ThreadedChildWatcher)",
        "NotImplementedError",
        "child processes",
    ),
];

#[test]
fn what_needs_a_system_is_refused_with_a_way_round() {
    let calls: String = REFUSED
        .iter()
        .map(|(call, ..)| format!("        lambda: {call},\n"))
        .collect();
    let program = format!(
        r#"
import asyncio, socket, sys

async def main():
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)
    PORT = server.sockets[0].getsockname()[1]
    for call in (
{calls}    ):
        try:
            print("went well", await call())
        except Exception as error:
            print(f"{{type(error).__name__}}: {{error}}")

asyncio.run(main())
"#
    );
    let (_, stdout, stderr) = run("refused", &program, &[]);
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines.len(), REFUSED.len(), "{stdout}{stderr}");
    for ((call, class, part), line) in REFUSED.iter().zip(lines) {
        assert!(
            line.starts_with(&format!("{class}: ")) && line.contains(part),
            "{call}: {line}"
        );
    }
}

#[test]
fn a_thread_that_accepts_nobody_ends_as_a_deadlock() {
    let program = "\
import asyncio, socket
asyncio.run(asyncio.to_thread(socket.create_server(('', 0)).accept))
";
    let (status, _, stderr) = run("accepts-nobody", program, &[]);
    assert_eq!(status, Some(4), "{stderr}");
    assert!(
        stderr.contains("waits for thread job `socket.accept`, which can't go on"),
        "{stderr}"
    );
}
