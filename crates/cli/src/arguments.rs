//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Runs Python asyncio programs on a recording event loop.
#[derive(Debug, Parser)]
#[command(name = "interleave", version, about)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a program: its output goes to stdout and stderr.
    ///
    /// Exit status: 0; the program's own from `sys.exit`; 1 uncaught exception;
    /// 2 usage or unreadable file; 3 stopped at a limit; 4 deadlock.
    Run(Run),
    /// Print the lanes of a program's run as text, or those of a recording (OUT.json).
    Timeline(Timeline),
}

#[derive(Debug, Args)]
pub(crate) struct Program {
    /// The program.
    pub file: PathBuf,
    /// What the program finds in `sys.argv`; after `--` where it begins with a dash.
    #[arg(value_name = "ARGS")]
    pub arguments: Vec<String>,
    /// Import modules from this folder too, after Python's own. May be given several times.
    #[arg(long, value_name = "DIR")]
    pub module_path: Vec<PathBuf>,
    /// Simulated time jumps from deadline to deadline; real time waits.
    #[arg(long, value_enum, default_value_t = Clock::Simulated)]
    pub clock: Clock,
    /// Decides `random` and the hashes of texts. On the real clock: drawn, unless given.
    #[arg(long)]
    pub seed: Option<u64>,
    /// When simulated time starts (UTC).
    #[arg(long, value_name = "ISO-TIME", default_value = "2026-01-01T00:00:00Z", value_parser = parse_start)]
    pub start: i64,
    /// End it when the loop's clock shows this many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 3600.0)]
    pub max_time: f64,
    /// End it after this many real seconds, even if it never comes back to the loop.
    #[arg(long, value_name = "SECONDS", default_value_t = 3600.0)]
    pub max_wall: f64,
    /// End it after this many jobs of the loop.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    pub max_steps: u64,
    /// End it when it has written this many bytes.
    #[arg(long, value_name = "BYTES", default_value_t = 10_000_000)]
    pub max_output: u64,
    /// End it when it takes more than this many megabytes of memory.
    #[arg(long, value_name = "MB", default_value_t = 2_000)]
    pub max_memory: u64,
    /// Raise RecursionError when this many calls lie in each other (sys.setrecursionlimit).
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(50..=i64::from(i32::MAX)))]
    pub max_recursion: u32,
    /// How long what the program sends to itself over its network is on its way.
    #[arg(long, value_name = "MS", default_value_t = 0.0)]
    pub latency: f64,
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub program: Program,
    /// Write the recording as JSON.
    #[arg(long, value_name = "OUT.json")]
    pub trace: Option<PathBuf>,
    /// Write the recording for Perfetto and chrome://tracing.
    #[arg(long, value_name = "OUT.json")]
    pub chrome_trace: Option<PathBuf>,
    /// Write the recording as text, a line an event: what the tests compare.
    #[arg(long, value_name = "OUT.txt")]
    pub transcript: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Timeline {
    #[command(flatten)]
    pub program: Program,
    /// Columns of the chart.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u16).range(20..=10_000))]
    pub width: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Clock {
    Simulated,
    Real,
}

/// An ISO time in UTC as µs of Unix time.
fn parse_start(text: &str) -> Result<i64, String> {
    let fault = || "expected a UTC time such as 2026-01-01T00:00:00Z".to_owned();
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00"));
    let numbers = |part: &str, separator: char| -> Option<[i64; 3]> {
        let mut fields = part.split(separator).map(str::parse);
        let found = [
            fields.next()?.ok()?,
            fields.next()?.ok()?,
            fields.next()?.ok()?,
        ];
        fields.next().is_none().then_some(found)
    };
    let [year, month, day] = numbers(date, '-').ok_or_else(fault)?;
    let [hour, minute, second] = numbers(time, ':').ok_or_else(fault)?;
    let is_time = (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..60).contains(&second)
        && (1..=12).contains(&month)
        && (1..=9999).contains(&year);
    if !is_time || day < 1 || day > days_of(year, month) {
        return Err(fault());
    }
    Ok(
        (days_from_civil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second)
            * 1_000_000,
    )
}

fn days_of(year: i64, month: i64) -> i64 {
    let (next_year, next) = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    days_from_civil(next_year, next, 1) - days_from_civil(year, month, 1)
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counting years from March.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::parse_start;

    #[test]
    fn start_is_unix_time() {
        assert_eq!(parse_start("1970-01-02"), Ok(86_400_000_000));
        assert_eq!(
            parse_start("2026-01-01T00:00:00Z"),
            Ok(interleave_asyncio::DEFAULT_START)
        );
        assert_eq!(parse_start("2000-02-29 12:00:01"), Ok(951_825_601_000_000));
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(parse_start("tomorrow").is_err());
        assert!(parse_start("2026-13-01").is_err());
        assert!(parse_start("2026-02-29").is_err());
        assert!(parse_start("2026-12-32").is_err());
        assert!(parse_start("2026-01-01T-1:00:00").is_err());
        assert!(parse_start("2026-01-01T25:00:00Z").is_err());
    }
}
