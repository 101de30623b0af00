//! Runs a program and writes what was asked for.

use std::{
    cell::LazyCell,
    fs,
    io::{self, Write},
    path::Path,
    rc::Rc,
    sync::mpsc,
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, anyhow};
use interleave_executor::ThreadClock;
use interleave_host::{Alarm, CostModel, Host, Limits, Simulated};
use interleave_memory::{self as memory, Exhausted};
use interleave_stacks::{CoroutineStacks, Room};
use interleave_trace::{
    Chart, Kind, Recording, chrome_json, open, printable, timeline, trace_json, transcript,
};

use crate::{
    arguments::{Clock, Command, Program},
    interrupt::CtrlC,
    platform::{Terminal, TerminalClock},
    sibling_files::sibling_files,
};

/// Python's recursion limit must be reached before this stack's end.
const STACK: usize = 256 << 20;

/// How long a program that ignores the interrupt may go on.
const GRACE: Duration = Duration::from_secs(2);

/// Does what the command line says; the exit status.
pub(crate) fn execute(command: Command) -> anyhow::Result<u8> {
    match command {
        Command::Run(run) => {
            let recording = record(&run.program, true)?;
            let chart = LazyCell::new(|| Chart::of(&recording));
            write(run.trace.as_deref(), || trace_json(&chart, &recording))?;
            write(run.chrome_trace.as_deref(), || {
                chrome_json(&chart, &recording)
            })?;
            write(run.transcript.as_deref(), || transcript(&chart, &recording))?;
            Ok(exit_status(&recording, true))
        }
        Command::Timeline(arguments) => {
            let file = &arguments.program.file;
            let recording = match file.extension().is_some_and(|kind| kind == "json") {
                true => read(file)?,
                false => record(&arguments.program, false)?,
            };
            print(&timeline(
                &Chart::of(&recording),
                &recording,
                arguments.width.into(),
            ))?;
            Ok(exit_status(&recording, false))
        }
    }
}

/// Writes to stdout. A closed pipe, as of `head`, is no error.
fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(error).context("can't write to stdout")
        }
        _ => Ok(()),
    }
}

fn write(path: Option<&Path>, text: impl FnOnce() -> String) -> anyhow::Result<()> {
    path.map_or(Ok(()), |path| {
        fs::write(path, text()).with_context(|| format!("can't write {}", path.display()))
    })
}

/// The recording in a trace file.
fn read(file: &Path) -> anyhow::Result<Recording> {
    let json = fs::read(file).with_context(|| format!("can't read {}", file.display()))?;
    let opened = open(&json).with_context(|| format!("can't open {}", file.display()))?;
    Ok(opened.recording)
}

/// The exit status of a run; on stderr, why it was ended.
fn exit_status(recording: &Recording, tell: bool) -> u8 {
    let Some(Kind::Ended { status, text, .. }) = recording.events().last().map(|event| event.kind)
    else {
        return 1;
    };
    let text = recording.text(text);
    if tell && !text.is_empty() {
        eprintln!("interleave: {}", printable(text));
    }
    status
}

/// Runs the program on a thread with room for deep recursion.
fn record(arguments: &Program, prints: bool) -> anyhow::Result<Recording> {
    let bytes = fs::read(&arguments.file)
        .with_context(|| format!("can't read {}", arguments.file.display()))?;
    for folder in &arguments.module_path {
        fs::read_dir(folder)
            .with_context(|| format!("can't read the folder {}", folder.display()))?;
    }
    let source = String::from_utf8(bytes)
        .map_err(|_| anyhow!("{} is not UTF-8 text", arguments.file.display()))?;
    let limits = Limits {
        max_time: Some(micros(arguments.max_time)?),
        max_steps: Some(arguments.max_steps),
        max_output: arguments.max_output,
        max_memory: arguments.max_memory.saturating_mul(1_000_000),
        max_recursion: arguments.max_recursion,
    };
    let real = arguments.clock == Clock::Real;
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let drawn = if real {
        u64::from(now.subsec_nanos())
    } else {
        0
    };
    let text = source.clone();
    let program = interleave_host::Program {
        source,
        files: sibling_files(&arguments.file),
        arguments: arguments.arguments.clone(),
        start: if real {
            i64::try_from(now.as_micros()).unwrap_or(i64::MAX)
        } else {
            arguments.start
        },
        costs: CostModel::default(),
        limits,
        latency: micros(arguments.latency / 1e3)?,
    };
    let seed = arguments.seed.unwrap_or(drawn);
    let module_path = arguments.module_path.clone();
    let max_memory = arguments
        .max_memory
        .saturating_mul(1_000_000)
        .saturating_add(memory::used());
    let ctrl_c = CtrlC::default();
    let (alarms, alarm) = mpsc::channel();
    let (done, finished) = mpsc::channel();
    // Without room for their stacks, threads run one after the other.
    let room = Room::reserve().ok();
    let runner = thread::Builder::new()
        .name("python".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            let clock = if real {
                TerminalClock::Real(ThreadClock::new())
            } else {
                TerminalClock::Simulated(Simulated::default())
            };
            let host = Host::new(seed)?;
            memory::on_exhausted(out_of_memory);
            memory::set_limit(max_memory.saturating_add(max_memory / 2));
            ctrl_c
                .listen(host.alarm(), clock.waker())
                .map_err(|error| format!("can't listen for Ctrl+C: {error}"))?;
            // The receiver waits for it, or is gone with the whole command.
            let _ = alarms.send(host.alarm());
            let recording = host.run(
                &program,
                Rc::new(Terminal {
                    clock,
                    prints,
                    module_path,
                    ctrl_c,
                    stacks: Rc::new(CoroutineStacks::new(room)),
                }),
            );
            let _ = done.send(());
            Ok::<_, String>(recording)
        })?;
    if let Ok(alarm) = alarm.recv() {
        let enforced = enforce_limits(arguments, max_memory, &alarm, &finished);
        memory::set_limit(u64::MAX);
        enforced?;
    }
    let mut recording = runner
        .join()
        .map_err(|_| anyhow!("Interleave failed, please report it: the interpreter panicked"))?
        .map_err(|text| anyhow!(text))?;
    recording.set_source(&text);
    Ok(recording)
}

/// Interrupts the program when its real seconds are over or it takes too much memory,
/// even if it never returns to the loop.
fn enforce_limits(
    arguments: &Program,
    max_memory: u64,
    alarm: &Alarm,
    finished: &mpsc::Receiver<()>,
) -> anyhow::Result<()> {
    /// How often the memory is polled.
    const EVERY: Duration = Duration::from_millis(50);
    let seconds = arguments.max_wall;
    let deadline = Instant::now() + Duration::from_micros(micros(seconds)?);
    let text = loop {
        let wait = deadline
            .saturating_duration_since(Instant::now())
            .min(EVERY);
        if !is_running(finished, wait) {
            return Ok(());
        }
        if Instant::now() >= deadline {
            break format!(
                "The program reached the limit of {seconds} real seconds. Raise it with --max-wall."
            );
        }
        if memory::used() > max_memory {
            break format!(
                "The program reached the limit of memory: it took more than {} MB. Raise it with \
                 --max-memory.",
                arguments.max_memory
            );
        }
    };
    let every = Duration::from_millis(100);
    for _ in 0..(GRACE.as_millis() / every.as_millis()) {
        alarm.end(&text);
        if !is_running(finished, every) {
            return Ok(());
        }
    }
    eprintln!("interleave: {text} It could not be interrupted, so nothing was recorded.");
    std::process::exit(3)
}

/// The program allocates more memory than it may, or than there is.
fn out_of_memory(why: Exhausted) -> ! {
    let _ = std::io::stdout().flush();
    let text = match why {
        Exhausted::Limit(bytes) => format!(
            "The program reached the limit of memory: it asked for {} MB. Raise it with \
             --max-memory.",
            bytes / 1_000_000
        ),
        Exhausted::Machine(bytes) => format!(
            "The program asked for {} MB of memory, and this machine has no more.",
            bytes / 1_000_000
        ),
    };
    eprintln!("interleave: {text} It could not be interrupted, so nothing was recorded.");
    std::process::exit(3)
}

/// Whether the program is still running after `time`.
fn is_running(finished: &mpsc::Receiver<()>, time: Duration) -> bool {
    matches!(
        finished.recv_timeout(time),
        Err(mpsc::RecvTimeoutError::Timeout)
    )
}

/// Seconds of the command line as µs.
fn micros(seconds: f64) -> anyhow::Result<u64> {
    Duration::try_from_secs_f64(seconds)
        .ok()
        .and_then(|duration| u64::try_from(duration.as_micros()).ok())
        .ok_or_else(|| anyhow!("{seconds} is no number of seconds"))
}
