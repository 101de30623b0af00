//! Diagnostics, whose texts are recorded.

use super::sentence::{Piece, Sentence, SentenceBuilder};
use crate::event::DiagnosticKind;

/// The recorded text of a diagnostic as a phrase. What the narrator wrote marks code with
/// backticks; the text of an exception is Python's, and stays as it is.
#[must_use]
pub fn diagnostic(kind: DiagnosticKind, text: &str) -> Sentence {
    let parts: Vec<&str> = text.split('`').collect();
    if is_of_exception(kind) || parts.len() % 2 == 0 {
        return Sentence(vec![Piece::Text(text.to_owned())]);
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
    use super::{DiagnosticKind, Piece, diagnostic};

    #[test]
    fn code_is_what_the_narrator_marked() {
        let text = "Anna waits for lock `fork`, held by Jakob";
        let phrase = diagnostic(DiagnosticKind::Deadlock, text);
        assert_eq!(phrase.0[1], Piece::Code("fork".to_owned()));
        assert_eq!(phrase.to_string(), text);
    }

    #[test]
    fn an_exception_keeps_its_text() {
        let text = "ValueError: no `beans`";
        let phrase = diagnostic(DiagnosticKind::Uncaught, text);
        assert_eq!(phrase.0, [Piece::Text(text.to_owned())]);
        let text = "lock `a`b` was never released";
        assert_eq!(diagnostic(DiagnosticKind::Note, text).to_string(), text);
    }
}
