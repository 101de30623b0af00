//! `cargo xtask test`: every test, or those that are asked for.

mod catalogue;
mod report;
mod selection;
mod steps;

use anyhow::Result;

use crate::{
    browser::{Browser, Kind},
    programs,
    site::{self, Page},
    stages::Stages,
    test::{
        catalogue::{Catalogue, Suite},
        report::Report,
        selection::{Part, Selection},
    },
    workspace::Workspace,
};

/// Runs every test, one stage after the other while the site is built beside them, or what
/// matches one of `words`. In Firefox the tests of the built site alone.
///
/// # Errors
/// Where anything failed, or a word matches nothing.
pub(crate) fn test(
    workspace: &Workspace,
    stages: &Stages,
    browser: Kind,
    words: &[String],
) -> Result<()> {
    if browser == Kind::Firefox {
        in_firefox(workspace, stages, words)
    } else if words.is_empty() {
        everything(workspace, stages)
    } else {
        let selection = Selection::of(&Catalogue::read(workspace)?, words)?;
        selected(workspace, stages, &selection, words)
    }
}

fn everything(workspace: &Workspace, stages: &Stages) -> Result<()> {
    let mut report = Report::new(stages);
    report.stage("Format", |_| steps::format(workspace));
    stages.say("The site is built beside the next stages.");
    let site = steps::begin_site();
    report.stage("Lints", |_| steps::lints(workspace));
    report.stage("Native build", |_| steps::native_build(workspace));
    report.stage("Native tests", |tally| {
        steps::native_tests(workspace, tally)
    });
    report.stage(steps::fuzz_name(), |tally| steps::fuzz(workspace, tally));
    report.stage("Page", |tally| {
        steps::page_lints(workspace)?;
        steps::page_tests(workspace, tally)
    });
    let site = built_site(workspace, &mut report, || site?.end(|_| ()));
    if let Some(browser) = browser(&mut report) {
        report.stage("Browser reactor", |tally| {
            steps::browser_reactor(workspace, stages, &browser, None, tally)
        });
        if site {
            report.stage("End to end", |tally| {
                steps::end_to_end(workspace, &browser, tally)
            });
        }
    }
    report.close()
}

/// Runs the tests of the built site in Firefox: all of them, or those that are selected.
fn in_firefox(workspace: &Workspace, stages: &Stages, words: &[String]) -> Result<()> {
    let selection = match words {
        [] => None,
        words => Some(Selection::of(&Catalogue::read(workspace)?, words)?),
    };
    let page = if selection.is_some() {
        Page::Quick
    } else {
        Page::Small
    };
    let mut report = Report::new(stages);
    let mut ready = report.stage("Native command", |_| programs::tested_command(workspace));
    ready &= report.stage("Site", |_| site::build(workspace, stages, page));
    let mut browser = None;
    report.stage("Firefox", |_| {
        browser = Some(Browser::set_up_firefox()?);
        Ok(())
    });
    if let Some(browser) = browser.filter(|_| ready) {
        report.stage("End to end", |tally| match &selection {
            None => steps::end_to_end(workspace, &browser, tally),
            Some(chosen) => {
                steps::browser_files(workspace, &browser, &chosen.browser, words, tally)
            }
        });
    }
    match selection {
        None => report.close(),
        Some(selection) => finish(report, &selection),
    }
}

/// Runs what is selected, and builds only what that needs.
fn selected(
    workspace: &Workspace,
    stages: &Stages,
    selection: &Selection,
    words: &[String],
) -> Result<()> {
    let mut report = Report::new(stages);
    let wants = |stage: &str| selection.stages.contains(&stage);
    if wants("format") {
        report.stage("Format", |_| steps::format(workspace));
    }
    if wants("lints") {
        report.stage("Lints", |_| {
            steps::lints(workspace)?;
            steps::page_lints(workspace)
        });
    }
    let mut command = true;
    if selection.needs_command() {
        command = report.stage("Native command", |_| programs::tested_command(workspace));
    }
    if selection.cases && command {
        report.stage("Cases", |tally| steps::cases(workspace, words, tally));
    }
    let (in_browser, native): (Vec<&Part<Suite>>, Vec<_>) =
        selection.suites.iter().partition(|part| part.of.in_browser);
    if !native.is_empty() {
        report.stage("Tests of crates", |tally| {
            steps::suites(workspace, &native, words, tally)
        });
    }
    if wants("fuzz") {
        report.stage(steps::fuzz_name(), |tally| {
            programs::fuzzer(workspace)?;
            steps::fuzz(workspace, tally)
        });
    }
    let mut site = true;
    if wants("site") {
        site = built_site(workspace, &mut report, || {
            site::build(workspace, stages, Page::Small)
        });
    }
    if site && !selection.browser.is_empty() {
        site = report.stage("Site", |_| site::build(workspace, stages, Page::Quick));
    }
    if in_browser.is_empty() && selection.browser.is_empty() {
        return finish(report, selection);
    }
    if let Some(browser) = browser(&mut report) {
        if !in_browser.is_empty() {
            report.stage("Browser reactor", |tally| {
                if in_browser.iter().any(|part| part.whole) {
                    return steps::browser_reactor(workspace, stages, &browser, None, tally);
                }
                words.iter().try_for_each(|word| {
                    steps::browser_reactor(workspace, stages, &browser, Some(word), tally)
                })
            });
        }
        if site && !selection.browser.is_empty() {
            report.stage("End to end", |tally| {
                steps::browser_files(workspace, &browser, &selection.browser, words, tally)
            });
        }
    }
    finish(report, selection)
}

/// The names of tests are guessed from their files: that none ran is an error too.
fn finish(mut report: Report<'_>, selection: &Selection) -> Result<()> {
    if selection.stages.is_empty() && report.tests() == 0 {
        report.stage("Filter", |_| anyhow::bail!("No test of this name has run."));
    }
    report.close()
}

/// Whether the site, as visitors get it, is there after `build`.
fn built_site(
    workspace: &Workspace,
    report: &mut Report<'_>,
    build: impl FnOnce() -> Result<()>,
) -> bool {
    let built = report.stage("Site", |_| build());
    if built {
        report.stage("Paths in the site", |tally| {
            steps::site_paths(workspace, tally)
        });
    }
    built
}

fn browser(report: &mut Report<'_>) -> Option<Browser> {
    let mut browser = None;
    report.stage("Chromium", |_| {
        browser = Some(Browser::set_up()?);
        Ok(())
    });
    browser
}
