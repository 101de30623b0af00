//! What the address asks of a page in a frame of another site.

use interleave_trace::Micros;

/// What an embedded page shows, and what its reader can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Embed {
    /// The program can't be edited.
    pub(crate) readonly: bool,
    /// Which panels there are.
    pub(crate) program: bool,
    pub(crate) timeline: bool,
    pub(crate) output: bool,
    /// The moment that is shown when a run is over; none for its end.
    pub(crate) at: Option<Micros>,
}

impl Default for Embed {
    fn default() -> Self {
        Self {
            readonly: false,
            program: true,
            timeline: true,
            output: true,
            at: None,
        }
    }
}

impl Embed {
    /// What the fields of an address ask for. Panels that don't exist are left out; without
    /// any, all are there.
    pub(crate) fn read(field: impl Fn(&str) -> Option<String>) -> Self {
        let panels = field("panels").unwrap_or_default();
        let named = |name: &str| panels.split(',').any(|panel| panel.trim() == name);
        let (program, timeline, output) = (named("program"), named("timeline"), named("output"));
        let all = !(program || timeline || output);
        Self {
            readonly: field("readonly").as_deref() == Some("1"),
            program: program || all,
            timeline: timeline || all,
            output: output || all,
            at: field("at").and_then(|text| at(&text)),
        }
    }

    /// The names of its panels, for the style sheet.
    pub(crate) fn panels(self) -> String {
        let all = [
            (self.program, "program"),
            (self.timeline, "timeline"),
            (self.output, "output"),
        ];
        let shown = all.into_iter().filter(|(shown, _)| *shown);
        shown.map(|(_, name)| name).collect::<Vec<_>>().join(" ")
    }
}

/// A moment in seconds as µs.
pub(crate) fn at(seconds: &str) -> Option<Micros> {
    let seconds: f64 = seconds.trim().parse().ok()?;
    (0.0..=1e9)
        .contains(&seconds)
        .then(|| (seconds * 1e6).round() as Micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(&str, &str)]) -> Embed {
        Embed::read(|name| {
            let field = fields.iter().find(|field| field.0 == name)?;
            Some(field.1.to_owned())
        })
    }

    #[test]
    fn an_address_without_options_shows_everything() {
        assert_eq!(read(&[]), Embed::default());
        assert_eq!(
            read(&[("panels", "nothing"), ("at", "soon"), ("readonly", "yes")]),
            Embed::default()
        );
    }

    #[test]
    fn options_are_read() {
        let embed = read(&[
            ("panels", "program, output"),
            ("at", "1.25"),
            ("readonly", "1"),
        ]);
        assert_eq!(embed.panels(), "program output");
        assert_eq!((embed.readonly, embed.at), (true, Some(1_250_000)));
        assert_eq!(at("-1"), None);
    }
}
