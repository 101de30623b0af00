//! What a program can't import, and what it is told of it.

#![forbid(unsafe_code)]

mod folder;

use std::{fs, path::PathBuf};

use folder::run;

/// Modules that tutorials import, each with what its refusal must name instead.
const MISSING: &[(&str, &str)] = &[
    ("aiohttp", "asyncio.open_connection"),
    ("requests", "asyncio.sleep"),
    ("smtplib", "asyncio.open_connection"),
    ("http.server", "nothing leaves the program"),
    ("ssl", "leave TLS out"),
    ("sqlite3", "there is no database"),
    ("multiprocessing", "ThreadPoolExecutor"),
    ("uvloop", "leave it out"),
    ("nest_asyncio", "leave it out"),
    ("aiofiles", "asyncio.to_thread(open, …)"),
    ("pytest", "unittest.IsolatedAsyncioTestCase"),
    ("fastapi", "asyncio.start_server"),
    ("numpy", "compiled code"),
    ("tkinter", "use print"),
    ("cProfile", "Step back"),
    ("pytz", "use zoneinfo"),
    ("fcntl", "operating system"),
    ("plistlib", "part of Python's library"),
];

#[test]
fn what_is_missing_says_why() {
    for (name, instead) in MISSING {
        let (status, _, stderr) = run("missing", &format!("import {name}\n"), &[]);
        let first = name.split('.').next().unwrap_or(name);
        let last = stderr.lines().last().unwrap_or_default();
        assert_eq!(status, Some(1), "{name}: {stderr}");
        assert!(
            last.starts_with(&format!("ModuleNotFoundError: No module named '{first}"))
                && last.contains(instead),
            "{name}: {stderr}"
        );
        // The import system's own frames are left out, as in CPython.
        assert_eq!(stderr.matches("  File ").count(), 1, "{stderr}");
    }
}

#[test]
fn a_program_can_do_without() {
    let program = "
import importlib.util
try:
    import uvloop
except ImportError as error:
    print(type(error).__name__, error.name)
print(importlib.util.find_spec('aiohttp'))
try:
    import helpers_of_mine
except ModuleNotFoundError as error:
    print(error)
";
    assert_eq!(
        run("do-without", program, &[]),
        (
            Some(0),
            "ModuleNotFoundError uvloop\nNone\nNo module named 'helpers_of_mine'\n".into(),
            String::new()
        )
    );
}

#[test]
fn a_file_of_the_program_may_have_such_a_name() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("own-redis");
    fs::create_dir_all(&folder).expect("a test's folder can be made");
    fs::write(folder.join("redis.py"), "print('mine')\n").expect("a file can be written");
    let (status, stdout, stderr) = run("own-redis", "import redis\n", &[]);
    assert_eq!(
        (status, stdout.as_str(), stderr.as_str()),
        (Some(0), "mine\n", "")
    );
}
