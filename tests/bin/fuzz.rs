//! Runs random programs under CPython 3.13 and under Interleave, and shows those that
//! differ, made small.

#![forbid(unsafe_code)]

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use clap::Parser;
use interleave_tests::fuzz::{Pair, program, text};

/// Runs random programs under CPython 3.13 and under Interleave. Those that differ are
/// kept in KEEP/<SEED>, as `whole.py`, and made small, as `main.py`.
#[derive(Parser)]
struct Arguments {
    /// The CPython 3.13.
    python: PathBuf,
    /// The example `many` of the native command.
    many: PathBuf,
    /// How many programs.
    #[arg(long, default_value_t = 10_000)]
    programs: u64,
    /// The first program's seed; the others follow.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where the programs that differ are kept.
    #[arg(long, default_value = "target/fuzz")]
    keep: PathBuf,
}

fn main() -> ExitCode {
    match fuzz(&Arguments::parse()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs them all; how many differ.
fn fuzz(arguments: &Arguments) -> io::Result<u64> {
    let begun = Instant::now();
    let mut pair = Pair::new(&arguments.python, &arguments.many)?;
    let mut differ = 0;
    println!("seeds from {} on", arguments.seed);
    for seed in (arguments.seed..).take(usize::try_from(arguments.programs).unwrap_or(usize::MAX)) {
        let lines = program(seed);
        if let Some(difference) = pair.compare(&text(&lines))? {
            differ += 1;
            println!("seed {seed} differs:\n{difference}");
            let folder = arguments.keep.join(seed.to_string());
            fs::create_dir_all(&folder)?;
            fs::write(folder.join("whole.py"), text(&lines))?;
            let small = pair.shrink(lines, &difference)?;
            show(&mut pair, seed, &text(&small), &folder)?;
        }
        let done = seed - arguments.seed + 1;
        if done.is_multiple_of(100) {
            let seconds = begun.elapsed().as_secs();
            println!("{done} programs in {seconds} s, {differ} differ");
        }
    }
    let seconds = begun.elapsed().as_secs();
    println!(
        "{} programs from seed {} on in {seconds} s, {differ} differ",
        arguments.programs, arguments.seed
    );
    // As cargo's tests end, for `cargo xtask test` to count.
    let verdict = if differ == 0 { "ok" } else { "FAILED" };
    let passed = arguments.programs - differ;
    println!("test result: {verdict}. {passed} passed; {differ} failed");
    Ok(differ)
}

/// Prints a program and what differs, and keeps the program as `main.py`.
fn show(pair: &mut Pair, seed: u64, source: &str, folder: &Path) -> io::Result<()> {
    let file = folder.join("main.py");
    fs::write(&file, source)?;
    println!("--- seed {seed}: {}\n{source}", file.display());
    if let Some(difference) = pair.compare(source)? {
        println!("{difference}");
    }
    Ok(())
}
