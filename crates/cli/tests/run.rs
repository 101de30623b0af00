//! `interleave run`: exit statuses, limits, files, clocks and seeds.

#![forbid(unsafe_code)]

mod folder;

use std::{
    fs,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use folder::{Folder, run, told};

impl Folder {
    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).expect("the command has written the file")
    }
}

fn ended(status: i32, stdout: &str, stderr: &str) -> (Option<i32>, String, String) {
    (Some(status), stdout.to_owned(), stderr.to_owned())
}

#[test]
fn a_program_that_ends_is_status_0() {
    assert_eq!(run("ends", "print(1)", &[]), ended(0, "1\n", ""));
}

#[test]
fn sys_exit_decides_the_status() {
    assert_eq!(
        run("exits", "import sys; sys.exit(7)", &[]),
        ended(7, "", "")
    );
    assert_eq!(
        run("exits-with-text", "raise SystemExit('bye')", &[]),
        ended(1, "", "bye\n")
    );
}

#[test]
fn an_uncaught_exception_is_status_1() {
    let (status, stdout, stderr) = run("raises", "print('a')\n1 / 0", &[]);
    assert_eq!((status, stdout.as_str()), (Some(1), "a\n"));
    assert!(
        stderr.ends_with("ZeroDivisionError: division by zero\n"),
        "{stderr}"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_status_2() {
    let folder = Folder::new("unreadable", "");
    fs::write(folder.0.join("main.py"), b"print('\xff')").expect("a file can be written");
    let (status, _, stderr) = told(&folder.run(&[]));
    assert_eq!(
        (status, stderr.as_str()),
        (Some(2), "interleave: main.py is not UTF-8 text\n")
    );
    fs::remove_file(folder.0.join("main.py")).expect("the file was there");
    let (status, _, stderr) = told(&folder.run(&[]));
    assert_eq!(status, Some(2));
    assert!(
        stderr.starts_with("interleave: can't read main.py"),
        "{stderr}"
    );
}

#[test]
fn wrong_usage_is_status_2() {
    for arguments in [
        &["--seed", "x"][..],
        &["--clock", "sundial"],
        &["--start", "tomorrow"],
        &["--max-time", "-1"],
        &["--start", "2026-02-30"],
        &["--module-path", "nowhere"],
        &["--nonsense"],
    ] {
        let (status, stdout, stderr) = run("usage", "print(1)", arguments);
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_reader_who_has_seen_enough_is_no_fault() {
    let folder = Folder::new(
        "closed-pipe",
        "import asyncio\nasyncio.run(asyncio.sleep(1))",
    );
    let mut command = Command::new(env!("CARGO_BIN_EXE_interleave"));
    command.args(["timeline", "main.py"]).current_dir(&folder.0);
    let (reader, writer) = std::io::pipe().expect("a pipe can be made");
    drop(reader);
    let output = command
        .stdout(writer)
        .stderr(Stdio::piped())
        .output()
        .expect("the command starts");
    let (status, _, stderr) = told(&output);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
}

#[test]
fn names_keep_to_their_lines() {
    let program = "import asyncio\nasync def main():\n    asyncio.current_task().set_name('two\\nlines')\n    await asyncio.sleep(1)\nasyncio.run(main())";
    let folder = Folder::new("name-of-two-lines", program);
    let mut command = Command::new(env!("CARGO_BIN_EXE_interleave"));
    command.args(["timeline", "main.py"]).current_dir(&folder.0);
    let (status, stdout, _) = told(&command.output().expect("the command starts"));
    assert_eq!(status, Some(0));
    assert!(stdout.contains("\ntwo\\nlines"), "{stdout}");
}

#[test]
fn limits_are_status_3() {
    let forever = "import asyncio\nasync def main():\n    while True: await asyncio.sleep(DELAY)\nasyncio.run(main())";
    assert_eq!(
        run(
            "max-time",
            &forever.replace("DELAY", "1"),
            &["--max-time", "5"]
        ),
        ended(
            3,
            "",
            "interleave: The program reached the limit of 5 s of its clock. Raise it with --max-time.\n"
        )
    );
    assert_eq!(
        run(
            "max-steps",
            &forever.replace("DELAY", "0"),
            &["--max-steps", "50"]
        ),
        ended(
            3,
            "",
            "interleave: The program reached the limit of 50 steps. Raise it with --max-steps.\n"
        )
    );
    assert_eq!(
        run(
            "blocks-too-long",
            "import time\ntime.sleep(10)",
            &["--max-time", "5"]
        ),
        ended(
            3,
            "",
            "interleave: The program reached the limit of 5 s of its clock. Raise it with --max-time.\n"
        )
    );
}

#[test]
fn max_wall_ends_what_never_comes_back_to_the_loop() {
    let (status, stdout, stderr) = run(
        "max-wall",
        "print('a')\nwhile True: pass",
        &["--max-wall", "0.3", "--trace", "trace.json"],
    );
    assert_eq!((status, stdout.as_str()), (Some(3), "a\n"));
    assert_eq!(
        stderr,
        "interleave: The program reached the limit of 0.3 real seconds. Raise it with --max-wall.\n"
    );
}

#[test]
fn max_wall_ends_what_catches_everything() {
    let program = "while True:\n    try:\n        while True: pass\n    except:\n        pass";
    let begin = Instant::now();
    let (status, _, stderr) = run("max-wall-caught", program, &["--max-wall", "0.3"]);
    assert_eq!(status, Some(3));
    assert!(
        stderr.starts_with("interleave: The program reached the limit of 0.3 real seconds."),
        "{stderr}"
    );
    assert!(begin.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_program_that_takes_ever_more_memory_ends_with_its_recording() {
    let program = "import asyncio\nkept = []\nasync def main():\n    print('begun')\n    while True:\n        \
                   kept.append('a' * 1_000_000)\n        await asyncio.sleep(0)\nasyncio.run(main())";
    let (status, stdout, stderr) = run("max-memory", program, &["--max-memory", "200"]);
    assert_eq!((status, stdout.as_str()), (Some(3), "begun\n"));
    assert_eq!(
        stderr,
        "interleave: The program reached the limit of memory: it took more than 200 MB. Raise it with \
         --max-memory.\n"
    );
}

#[test]
fn memory_without_a_step_of_the_loop_ends_too() {
    let program = "kept = []\nwhile True:\n    kept.append('a' * 1_000_000)";
    let (status, _, stderr) = run("max-memory-loop", program, &["--max-memory", "200"]);
    assert_eq!(status, Some(3));
    assert!(
        stderr.starts_with("interleave: The program reached the limit of memory"),
        "{stderr}"
    );
}

#[test]
fn too_much_memory_at_once_is_a_sentence() {
    for expression in [
        "random.randbytes(10**10)",
        "'%99999999999d' % 1",
        "[0] * 10**10",
    ] {
        let program = format!("import random\nprint('begun')\n{expression}");
        let (status, stdout, stderr) = run("max-memory-once", &program, &[]);
        assert_eq!(
            (status, stdout.as_str()),
            (Some(3), "begun\n"),
            "{expression}"
        );
        assert!(
            stderr.starts_with("interleave: The program reached the limit of memory: it asked for"),
            "{stderr}"
        );
    }
}

#[test]
fn recursion_has_a_limit_that_says_how_to_raise_it() {
    let program = "import sys\nprint(sys.getrecursionlimit())\ndef dig(n):\n    return 1 + dig(n - 1) if n else 0\n\
                   print(dig(900))\nprint(dig(1500))";
    let (status, stdout, stderr) = run("recursion", program, &[]);
    assert_eq!((status, stdout.as_str()), (Some(1), "1000\n900\n"));
    assert!(
        stderr.ends_with(
            "RecursionError: maximum recursion depth exceeded\ninterleave: The program reached the limit of \
             recursion: 1000 calls in each other. Raise it by sys.setrecursionlimit, by \
             --max-recursion, or under the page's Limits.\n"
        ),
        "{stderr}"
    );
    assert_eq!(
        run("recursion-raised", program, &["--max-recursion", "2000"]),
        ended(0, "2000\n900\n1500\n", "")
    );
}

#[test]
fn output_has_a_limit() {
    let program = "while True:\n    print('x' * 99)";
    let (status, stdout, stderr) = run("max-output", program, &["--max-output", "1000"]);
    assert_eq!((status, stdout.len()), (Some(3), 1100));
    assert_eq!(
        stderr,
        "interleave: The program reached the limit of output: it wrote 1100 bytes. Raise it with --max-output.\n"
    );
}

#[test]
fn a_deadlock_is_status_4() {
    let program = "import asyncio\nasync def main():\n    lock = asyncio.Lock()\n    async with lock:\n        async with lock: pass\nasyncio.run(main())";
    let (status, stdout, stderr) = run("deadlock", program, &[]);
    assert_eq!((status, stdout.as_str()), (Some(4), ""));
    assert!(
        stderr.ends_with("Task-1 waits for lock `lock`, which it holds itself (line 5).\n"),
        "{stderr}"
    );
}

#[test]
fn the_files_asked_for_are_written() {
    let folder = Folder::new(
        "files",
        "import asyncio\nasync def main():\n    print('hi')\n    await asyncio.sleep(1)\nasyncio.run(main())",
    );
    let (status, ..) = told(&folder.run(&[
        "--trace",
        "trace.json",
        "--chrome-trace",
        "chrome.json",
        "--transcript",
        "t.txt",
    ]));
    assert_eq!(status, Some(0));
    assert!(folder.read("trace.json").contains("\"how\":\"finished\""));
    assert!(folder.read("chrome.json").contains("traceEvents"));
    assert!(folder.read("t.txt").contains("stdout \"hi\\n\""));
    let (status, _, stderr) = told(&folder.run(&["--trace", "no/such/folder.json"]));
    assert_eq!(status, Some(2));
    assert!(
        stderr.starts_with("interleave: can't write no/such/folder.json"),
        "{stderr}"
    );
}

#[test]
fn a_run_that_ends_at_a_limit_still_writes_its_trace() {
    let folder = Folder::new("limit-trace", "print('a')\nwhile True: pass");
    let (status, ..) = told(&folder.run(&["--max-wall", "0.3", "--trace", "trace.json"]));
    assert_eq!(status, Some(3));
    assert!(folder.read("trace.json").contains("\"how\":\"limit\""));
}

#[test]
fn the_real_clock_takes_its_time_and_the_simulated_does_not() {
    let folder = Folder::new(
        "clocks",
        "import asyncio, time\nt = time.monotonic()\nasyncio.run(asyncio.sleep(1.5))\nprint(1.4 < time.monotonic() - t < 4)",
    );
    let elapsed = |arguments: &[&str]| {
        let begin = Instant::now();
        assert_eq!(told(&folder.run(arguments)), ended(0, "True\n", ""));
        begin.elapsed()
    };
    let real = elapsed(&["--clock", "real"]);
    assert!(real >= Duration::from_millis(1500), "{real:?}");
    let simulated = elapsed(&[]);
    // Both start the interpreter; only one waits.
    assert!(simulated < real, "{simulated:?} {real:?}");
}

#[test]
fn start_sets_the_date() {
    let program = "import datetime\nprint(datetime.datetime.now().replace(microsecond=0))";
    assert_eq!(run("today", program, &[]).1, "2026-01-01 00:00:00\n");
    assert_eq!(
        run("start", program, &["--start", "2000-02-29T12:30:00Z"]).1,
        "2000-02-29 12:30:00\n"
    );
}

#[test]
fn the_seed_decides_what_is_random() {
    let program = "import random, os, uuid\nprint(random.random(), os.urandom(4), uuid.uuid4(), hash('text'))";
    let drawn = |seed: &str| run(&format!("seed-{seed}"), program, &["--seed", seed]).1;
    assert_eq!(drawn("1"), drawn("1"));
    assert_ne!(drawn("1"), drawn("2"));
}

#[test]
fn input_is_read_from_stdin() {
    use std::io::Write;
    let folder = Folder::new(
        "input",
        "name = input('who? ')\nprint('hello', name)\ninput()",
    );
    let mut child = folder
        .command(&[])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(b"Ada\n").expect("the command reads");
    drop(stdin);
    let (status, stdout, stderr) = told(&child.wait_with_output().expect("the command ends"));
    assert_eq!((status, stdout.as_str()), (Some(1), "who? hello Ada\n"));
    assert!(
        stderr.ends_with("EOFError: EOF when reading a line\n"),
        "{stderr}"
    );
}

#[test]
fn modules_come_from_the_module_path_after_pythons_own() {
    let folder = Folder::new(
        "module-path",
        "import json\nfrom package import part\nprint(hasattr(json, 'loads'), part.NAME)\npart.fail()",
    );
    let package = folder.0.join("beside/package");
    fs::create_dir_all(&package).expect("a package's folder can be made");
    for (file, text) in [
        ("beside/json.py", "raise RuntimeError('Python has one')"),
        ("beside/package/__init__.py", ""),
        (
            "beside/package/part.py",
            "NAME = __name__\n\ndef fail():\n    1 / 0\n",
        ),
    ] {
        fs::write(folder.0.join(file), text).expect("a module can be written");
    }
    let (status, stdout, stderr) = told(&folder.run(&["--module-path", "beside"]));
    assert_eq!((status, stdout.as_str()), (Some(1), "True package.part\n"));
    assert!(
        stderr.contains("File \"beside/package/part.py\", line 4, in fail\n    1 / 0\n"),
        "{stderr}"
    );
    let (status, _, stderr) = told(&folder.run(&[]));
    assert_eq!(status, Some(1));
    assert!(
        stderr.ends_with("ModuleNotFoundError: No module named 'package'\n"),
        "{stderr}"
    );
}
