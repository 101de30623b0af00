//! What became of the stages of a test run.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::{stages::Stages, tally::Tally};

/// Runs stages one after the other; one that fails does not keep the others from running.
pub(crate) struct Report<'a> {
    stages: &'a Stages,
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    tally: Tally,
    seconds: f64,
    error: Option<String>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(stages: &'a Stages) -> Self {
        Self {
            stages,
            rows: Vec::new(),
        }
    }

    /// Runs a stage and tells whether it went well. One that fails without a failed test,
    /// such as one that does not compile, counts as one.
    pub(crate) fn stage(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&mut Tally) -> Result<()>,
    ) -> bool {
        let begun = Instant::now();
        let mut tally = Tally::default();
        let result = self.stages.run(name, || work(&mut tally));
        if result.is_err() && tally.failed == 0 {
            tally.failed = 1;
        }
        let error = result.err().map(|error| format!("{error:#}"));
        if let Some(error) = &error {
            println!("  {error}");
        }
        let good = error.is_none() && tally.failed == 0;
        self.rows.push(Row {
            name,
            tally,
            seconds: begun.elapsed().as_secs_f64(),
            error,
        });
        good
    }

    /// How many tests have run.
    pub(crate) fn tests(&self) -> u64 {
        let tallies = self.rows.iter().map(|row| row.tally);
        tallies.map(|tally| tally.passed + tally.failed).sum()
    }

    /// Prints the summary. Its last line tells how many tests passed and failed.
    ///
    /// # Errors
    /// Where anything failed.
    pub(crate) fn close(self) -> Result<()> {
        println!("\nSummary");
        let mut sum = Tally::default();
        for row in &self.rows {
            sum.passed += row.tally.passed;
            sum.failed += row.tally.failed;
            sum.flaky += row.tally.flaky;
            sum.not_run += row.tally.not_run;
            println!(
                "  {:<16} {:>6.0} s {:>5} passed {:>4} failed  {}",
                row.name,
                row.seconds,
                row.tally.passed,
                row.tally.failed,
                row.error.as_deref().unwrap_or_default(),
            );
        }
        if sum.flaky > 0 {
            println!(
                "{} of those passed failed at first (see “flaky”)",
                sum.flaky
            );
        }
        match sum.not_run {
            0 => println!("{} passed, {} failed", sum.passed, sum.failed),
            stages => println!(
                "{} passed, {} failed, {stages} not run",
                sum.passed, sum.failed
            ),
        }
        if sum.failed > 0 {
            bail!(crate::Failed);
        }
        Ok(())
    }
}
