//! Texts that are recorded: those of diagnostics, and why the run ended.

use super::sentence::{Piece, Sentence, SentenceBuilder};
use crate::event::{DiagnosticKind, End};

/// The recorded text of a diagnostic as a phrase. What the narrator wrote marks code with
/// backticks; the text of an exception is Python's, and stays as it is.
#[must_use]
pub fn diagnostic(kind: DiagnosticKind, text: &str) -> Sentence {
    match is_of_exception(kind) {
        true => verbatim(text),
        false => marked(text),
    }
}

/// The recorded text of a run's end as a phrase; only a deadlock is told by the narrator.
#[must_use]
pub fn reason(how: End, text: &str) -> Sentence {
    match how {
        End::Deadlock => marked(text),
        _ => verbatim(text),
    }
}

fn verbatim(text: &str) -> Sentence {
    SentenceBuilder::default().text(text).phrase()
}

fn marked(text: &str) -> Sentence {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return verbatim(text);
    }
    let pieces = parts
        .iter()
        .enumerate()
        .map(|(index, &part)| match index % 2 {
            0 => Piece::Text(part.to_owned()),
            _ => Piece::Code(part.to_owned()),
        });
    SentenceBuilder::default().pieces(pieces).phrase()
}

const fn is_of_exception(kind: DiagnosticKind) -> bool {
    matches!(
        kind,
        DiagnosticKind::SyntaxError | DiagnosticKind::Uncaught | DiagnosticKind::NeverRetrieved
    )
}

#[cfg(test)]
mod tests {
    use super::{DiagnosticKind, End, Piece, diagnostic, reason};

    #[test]
    fn code_is_what_the_narrator_marked() {
        let text = "Anna waits for lock `fork`, held by Jakob";
        let phrase = diagnostic(DiagnosticKind::Deadlock, text);
        assert_eq!(phrase.0[1], Piece::Code("fork".to_owned()));
        assert_eq!(phrase.to_string(), text);
        assert_eq!(reason(End::Deadlock, text), phrase);
    }

    #[test]
    fn an_exception_keeps_its_text() {
        let text = "ValueError: no `beans`";
        let phrase = diagnostic(DiagnosticKind::Uncaught, text);
        assert_eq!(phrase.0, [Piece::Text(text.to_owned())]);
        assert_eq!(reason(End::Raised, text).label(), text);
        let text = "lock `a`b` was never released";
        assert_eq!(diagnostic(DiagnosticKind::Note, text).to_string(), text);
    }
}
