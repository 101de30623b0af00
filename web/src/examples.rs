//! The examples of the picker: `web/examples/*.py`, embedded by the build script.

use std::collections::HashMap;

/// One example.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Example {
    /// Its name in addresses: `?example=race`.
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    /// The group that it is listed in.
    pub(crate) topic: &'static str,
    /// What to watch for.
    pub(crate) watch: &'static str,
    /// Its text, without the header that holds the other fields.
    pub(crate) program: &'static str,
}

impl Example {
    /// Whether it is still recognisable in a text that was made of it: at least half of
    /// its lines are there, blank ones aside.
    pub(crate) fn is_left_in(&self, text: &str) -> bool {
        let mut lines = HashMap::<&str, usize>::new();
        for line in lines_of(text) {
            *lines.entry(line).or_default() += 1;
        }
        let (mut all, mut left) = (0, 0);
        for line in lines_of(self.program) {
            all += 1;
            if let Some(count) = lines.get_mut(line).filter(|count| **count > 0) {
                *count -= 1;
                left += 1;
            }
        }
        2 * left >= all
    }
}

fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty())
}

/// All of them, in their order.
pub(crate) const EXAMPLES: &[Example] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// What a first visit opens.
pub(crate) const FIRST: &str = "breakfast-one-grinder";

/// The example of this id.
pub(crate) fn example(id: &str) -> Option<&'static Example> {
    EXAMPLES.iter().find(|example| example.id == id)
}

/// The topics, in the order of their first examples.
pub(crate) fn topics() -> Vec<&'static str> {
    let mut topics = Vec::new();
    for example in EXAMPLES {
        if !topics.contains(&example.topic) {
            topics.push(example.topic);
        }
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_the_first_exists() {
        for (at, one) in EXAMPLES.iter().enumerate() {
            assert!(
                EXAMPLES[..at].iter().all(|other| other.id != one.id),
                "{}",
                one.id
            );
        }
        assert!(example(FIRST).is_some());
    }

    /// What most programs have.
    const FRAME: &str = "import asyncio\nimport time\n\nasync def main():\n    async with asyncio.TaskGroup() as group:\n        print()\n\nasyncio.run(main())\n";

    #[test]
    fn an_example_is_recognised_by_half_of_its_lines() {
        for one in EXAMPLES {
            let lines: Vec<&str> = lines_of(one.program).collect();
            let half = lines.len().div_ceil(2);
            assert!(one.is_left_in(&lines[..half].join("\n\n")), "{}", one.id);
            assert!(!one.is_left_in(&lines[..half - 1].join("\n")), "{}", one.id);
            assert!(!one.is_left_in(FRAME), "{}", one.id);
        }
        let twice = Example {
            program: "go()\ngo()\ngo()\n",
            ..EXAMPLES[0]
        };
        assert!(!twice.is_left_in("go()\n"), "a line counts once");
    }
}
