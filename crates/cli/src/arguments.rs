//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// The start of year 1, where Python's `datetime` begins, in µs of Unix time.
const YEAR_ONE: i64 = -62_135_596_800_000_000;

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

/// An ISO time, in UTC where it names no offset, as µs of Unix time.
fn parse_start(text: &str) -> Result<i64, String> {
    text.parse::<Timestamp>()
        .or_else(|_| {
            let time: DateTime = text.parse()?;
            Ok::<_, jiff::Error>(time.to_zoned(TimeZone::UTC)?.timestamp())
        })
        .ok()
        .map(Timestamp::as_microsecond)
        .filter(|start| *start >= YEAR_ONE)
        .ok_or_else(|| "expected a UTC time such as 2026-01-01T00:00:00Z".to_owned())
}

#[cfg(test)]
mod tests {
    use super::parse_start;

    #[test]
    fn start_is_unix_time() {
        assert_eq!(parse_start("1970-01-02"), Ok(86_400_000_000));
        assert_eq!(
            parse_start("2026-01-01T00:00:00Z"),
            Ok(interleave_host::DEFAULT_START)
        );
        assert_eq!(parse_start("2000-02-29 12:00:01"), Ok(951_825_601_000_000));
        assert_eq!(
            parse_start("2000-02-29T14:00:01+02:00"),
            Ok(951_825_601_000_000)
        );
        assert_eq!(parse_start("0001-01-01"), Ok(super::YEAR_ONE));
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(parse_start("tomorrow").is_err());
        assert!(parse_start("0000-12-31").is_err());
        assert!(parse_start("2026-13-01").is_err());
        assert!(parse_start("2026-02-29").is_err());
        assert!(parse_start("2026-12-32").is_err());
        assert!(parse_start("2026-01-01T-1:00:00").is_err());
        assert!(parse_start("2026-01-01T25:00:00Z").is_err());
    }
}
