//! Ctrl+C while a program runs.

#![cfg(unix)]

#[allow(dead_code, reason = "each file of tests takes what it needs of it")]
mod folder;

use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
};

use folder::Folder;

/// Presses Ctrl+C as often as the program says `ready`; its status and stderr.
fn press(name: &str, program: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut running = Folder::new(name, program)
        .command(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let pid = running.id().to_string();
    let mut stdout = BufReader::new(running.stdout.take().expect("a pipe"));
    let (mut line, mut said) = (String::new(), String::new());
    while stdout.read_line(&mut line).expect("text") > 0 {
        if line == "ready\n" {
            let sent = Command::new("kill").args(["-INT", &pid]).status();
            assert!(sent.expect("kill is there").success());
        }
        said.push_str(&std::mem::take(&mut line));
    }
    let mut stderr = String::new();
    let pipe = running.stderr.as_mut().expect("a pipe");
    pipe.read_to_string(&mut stderr).expect("text");
    let status = running.wait().expect("it ends");
    (status.code(), said, stderr)
}

#[test]
fn an_endless_loop_gets_a_keyboard_interrupt() {
    let program = "\
try:
    print('ready')
    while True:
        pass
finally:
    print('cleaned up')
";
    let (status, stdout, stderr) = press("interrupt-loop", program, &[]);
    assert_eq!(status, Some(130), "{stderr}");
    assert_eq!(stdout, "ready\ncleaned up\n");
    assert!(stderr.ends_with("\nKeyboardInterrupt\n"), "{stderr}");
}

#[test]
fn a_task_that_waits_for_real_time_is_cancelled() {
    let program = "\
import asyncio

async def main():
    try:
        print('ready')
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        print('cancelled')
        raise

asyncio.run(main())
";
    let (status, stdout, stderr) = press("interrupt-wait", program, &["--clock", "real"]);
    assert_eq!(status, Some(130), "{stderr}");
    assert_eq!(stdout, "ready\ncancelled\n");
    assert!(stderr.ends_with("\nKeyboardInterrupt\n"), "{stderr}");
}

#[test]
fn a_program_may_go_on() {
    let program = "\
for number in range(2):
    try:
        print('ready')
        while True:
            pass
    except KeyboardInterrupt:
        print('no')
";
    let (status, stdout, stderr) = press("interrupt-caught", program, &[]);
    assert_eq!(status, Some(0), "{stderr}");
    assert_eq!(stdout, "ready\nno\nready\nno\n");
}
