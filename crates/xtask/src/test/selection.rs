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
    /// A word that is the name of a stage, a crate or a browser test's file matches that.
    /// Any other matches the tests whose names contain it.
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
        let named = self.add_named(catalogue, word);
        named || self.add_containing(catalogue, word)
    }

    /// Adds the crate and the browser test's file of this name.
    fn add_named(&mut self, catalogue: &Catalogue, name: &str) -> bool {
        let is_crate = |suite: &&Suite| {
            suite.package == name || suite.package.strip_prefix("interleave-") == Some(name)
        };
        let is_file = |file: &&BrowserFile| {
            file.name == name || file.name.strip_suffix(".test.mjs") == Some(name)
        };
        let suites = catalogue.suites.iter().filter(is_crate);
        let browser = catalogue.browser.iter().filter(is_file);
        merge(&mut self.suites, suites, true) | merge(&mut self.browser, browser, true)
    }

    /// Adds the tests whose names contain a text.
    fn add_containing(&mut self, catalogue: &Catalogue, text: &str) -> bool {
        let contains = |names: &[String]| names.iter().any(|name| name.contains(text));
        let cases = contains(&catalogue.cases);
        self.cases |= cases;
        let suites = catalogue
            .suites
            .iter()
            .filter(|suite| contains(&suite.tests));
        let browser = catalogue
            .browser
            .iter()
            .filter(|file| contains(&file.titles));
        cases | merge(&mut self.suites, suites, false) | merge(&mut self.browser, browser, false)
    }

    /// Whether programs are run by the native command.
    pub(crate) fn needs_command(&self) -> bool {
        self.cases || self.browser.iter().any(|part| part.of.needs_command)
    }
}

/// Whether anything was found.
fn merge<'a, T: Clone + PartialEq + 'a>(
    into: &mut Vec<Part<T>>,
    found: impl Iterator<Item = &'a T>,
    whole: bool,
) -> bool {
    let mut any = false;
    for of in found {
        any = true;
        match into.iter_mut().find(|part| part.of == *of) {
            Some(part) => part.whole |= whole,
            None => into.push(Part {
                of: of.clone(),
                whole,
            }),
        }
    }
    any
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
                suite("xtask", &["a_ring", "xtask", "trace"]),
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
        let selection = select(&["xtask"])?;
        assert!(!selection.cases && selection.suites.len() == 1 && selection.suites[0].whole);
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
