//! What `cargo xtask test FILTER…` runs.

use anyhow::{Result, bail};

use crate::test::catalogue::{BrowserFile, Catalogue, Suite};

/// Stages that are no tests with names of their own.
pub(crate) const STAGES: [&str; 4] = ["format", "lints", "fuzz", "site"];

/// The stages and tests that match at least one of the words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    /// Of [`STAGES`].
    pub stages: Vec<&'static str>,
    /// Whether a case matches.
    pub cases: bool,
    pub suites: Vec<Part<Suite>>,
    pub browser: Vec<Part<BrowserFile>>,
}

/// A suite or a file of which all tests run, or those that match.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part<T> {
    pub of: T,
    pub whole: bool,
}

impl Selection {
    /// A word matches the stage that it names, or else the tests whose names contain it
    /// and all tests of the crate or browser file that it names.
    ///
    /// # Errors
    /// Where a word matches nothing.
    pub(crate) fn of(catalogue: &Catalogue, words: &[String]) -> Result<Self> {
        let mut selection = Self::default();
        for word in words {
            if !selection.add(catalogue, word) {
                bail!(
                    "Nothing matches \"{word}\": no case, no crate or test of one, no browser \
                     test or file of them, and no stage ({}).",
                    STAGES.join(", ")
                );
            }
        }
        Ok(selection)
    }

    /// Whether the word matches anything.
    fn add(&mut self, catalogue: &Catalogue, word: &str) -> bool {
        if let Some(stage) = STAGES.iter().find(|stage| stage.eq_ignore_ascii_case(word)) {
            self.stages.push(stage);
            return true;
        }
        let case = catalogue.cases.iter().any(|case| case.contains(word));
        self.cases |= case;
        let suites = catalogue.suites.iter().filter_map(|suite| {
            let whole = suite.package == word || suite.package == format!("interleave-{word}");
            part(suite, whole, &suite.tests, word)
        });
        let browser = catalogue
            .browser
            .iter()
            .filter_map(|file| part(file, file.name.starts_with(word), &file.titles, word));
        let (suites, browser): (Vec<_>, Vec<_>) = (suites.collect(), browser.collect());
        let found = case || !suites.is_empty() || !browser.is_empty();
        merge(&mut self.suites, suites);
        merge(&mut self.browser, browser);
        found
    }

    /// Whether programs are run by the native command.
    pub(crate) fn needs_command(&self) -> bool {
        self.cases || self.browser.iter().any(|part| part.of.needs_command)
    }
}

fn part<T: Clone>(of: &T, whole: bool, tests: &[String], word: &str) -> Option<Part<T>> {
    let matches = whole || tests.iter().any(|test| test.contains(word));
    matches.then(|| Part {
        of: of.clone(),
        whole,
    })
}

fn merge<T: PartialEq>(into: &mut Vec<Part<T>>, found: Vec<Part<T>>) {
    for part in found {
        match into.iter_mut().find(|one| one.of == part.of) {
            Some(one) => one.whole |= part.whole,
            None => into.push(part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        let suite = |package: &str, tests: &[&str]| Suite {
            package: package.to_owned(),
            target: vec!["--lib".to_owned()],
            tests: tests.iter().map(|&test| test.to_owned()).collect(),
            has_python: false,
            in_browser: false,
        };
        Catalogue {
            cases: vec!["gather/order".to_owned(), "examples/04-gather".to_owned()],
            suites: vec![
                suite(
                    "interleave-trace",
                    &["chart::folds", "order::sorts", "fuzz"],
                ),
                suite("xtask", &["a_ring"]),
            ],
            browser: vec![BrowserFile {
                name: "stop.test.mjs".to_owned(),
                titles: vec!["Stop ends an endless loop".to_owned()],
                needs_command: false,
            }],
        }
    }

    fn select(words: &[&str]) -> Result<Selection> {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        Selection::of(&catalogue(), &words)
    }

    #[test]
    fn a_case_is_found_by_a_part_of_its_name() -> Result<()> {
        let selection = select(&["gather/or"])?;
        assert!(selection.cases && selection.suites.is_empty() && selection.browser.is_empty());
        let selection = select(&["order"])?;
        assert!(selection.cases);
        assert_eq!(selection.suites.len(), 1);
        assert!(!selection.suites[0].whole);
        Ok(())
    }

    #[test]
    fn a_crate_a_file_and_a_stage_are_found_by_their_names() -> Result<()> {
        let selection = select(&["trace", "chart", "stop", "FUZZ"])?;
        assert!(!selection.cases && selection.suites.len() == 1);
        assert!(selection.suites[0].whole && selection.browser[0].whole);
        assert_eq!(selection.stages, ["fuzz"]);
        let selection = select(&["endless loop"])?;
        assert!(!selection.browser[0].whole);
        Ok(())
    }

    #[test]
    fn what_matches_nothing_is_told() {
        let error = select(&["order", "nonesuch"]).expect_err("one matches nothing");
        assert!(error.to_string().contains("\"nonesuch\""), "{error}");
    }
}
