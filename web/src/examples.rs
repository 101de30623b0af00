//! The examples of the picker: `web/examples/*.py`, embedded by the build script.

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
}
