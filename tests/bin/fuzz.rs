//! `fuzz PYTHON MANY [--programs N] [--seed S] [--keep DIR]`: runs the programs of
//! the seeds from S on under the CPython 3.13 at `PYTHON` and under Interleave,
//! by its example `many`. Those that differ are kept in `DIR/<seed>`, as `whole.py`, and
//! made small, as `main.py`.

#![forbid(unsafe_code)]

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use interleave_tests::fuzz::{Pair, program, text};

fn main() -> ExitCode {
    let Some(asked) = Asked::read() else {
        eprintln!("usage: fuzz PYTHON MANY [--programs N] [--seed S] [--keep DIR]");
        return ExitCode::from(2);
    };
    match fuzz(&asked) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The command line.
struct Asked {
    python: PathBuf,
    many: PathBuf,
    programs: u64,
    seed: u64,
    keep: PathBuf,
}

impl Asked {
    fn read() -> Option<Self> {
        let mut arguments = env::args().skip(1);
        let mut asked = Self {
            python: arguments.next()?.into(),
            many: arguments.next()?.into(),
            programs: 10_000,
            seed: 1,
            keep: PathBuf::from("target/fuzz"),
        };
        while let Some(name) = arguments.next() {
            let value = arguments.next()?;
            match name.as_str() {
                "--programs" => asked.programs = value.parse().ok()?,
                "--seed" => asked.seed = value.parse().ok()?,
                "--keep" => asked.keep = value.into(),
                _ => return None,
            }
        }
        Some(asked)
    }
}

/// Runs them all; how many differ.
fn fuzz(asked: &Asked) -> io::Result<u64> {
    let begun = Instant::now();
    let mut pair = Pair::new(&asked.python, &asked.many)?;
    let mut differ = 0;
    println!("seeds from {} on", asked.seed);
    for seed in (asked.seed..).take(usize::try_from(asked.programs).unwrap_or(usize::MAX)) {
        let lines = program(seed);
        if let Some(difference) = pair.compare(&text(&lines))? {
            differ += 1;
            println!("seed {seed} differs:\n{difference}");
            let folder = asked.keep.join(seed.to_string());
            fs::create_dir_all(&folder)?;
            fs::write(folder.join("whole.py"), text(&lines))?;
            let small = pair.shrink(lines, &difference)?;
            show(&mut pair, seed, &text(&small), &folder)?;
        }
        let done = seed - asked.seed + 1;
        if done.is_multiple_of(100) {
            let seconds = begun.elapsed().as_secs();
            println!("{done} programs in {seconds} s, {differ} differ");
        }
    }
    let seconds = begun.elapsed().as_secs();
    println!(
        "{} programs from seed {} on in {seconds} s, {differ} differ",
        asked.programs, asked.seed
    );
    // As cargo's tests end, for `cargo xtask test` to count.
    let verdict = if differ == 0 { "ok" } else { "FAILED" };
    let passed = asked.programs - differ;
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
