//! `Host::check` answers for every text that a user can have typed so far.

#![forbid(unsafe_code)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use interleave_host::{Host, SyntaxError};
use proptest::{collection::vec, prelude::*, sample::select, test_runner::TestRunner};

/// Words whose letters take one to four bytes, join, combine, or run from right to left.
const WORDS: [&str; 14] = [
    "bread",
    "é",
    "Привет",
    "Ελλάδα",
    "שלום",
    "مرحبا",
    "नमस्ते",
    "สวัสดี",
    "你好",
    "Ｆｕｌｌ",
    "e\u{301}\u{323}",
    "𝒳",
    "👩‍👩‍👧🏽",
    "— “x”",
];

/// Texts to type, each with an unfinished token or bracket at many of its moments; `@`
/// stands for a word.
const TEXTS: [&str; 44] = [
    "print('@', '@')",
    "print(\"@\", \"@\")",
    "x = '''@\n@'''",
    "x = \"\"\"b'@ \"@\" \\\n@\"\"\"",
    "b'@'",
    "rb\"@\"",
    "r'@\\'",
    "R'''@\\@'''",
    "u'@'",
    "f'@'",
    "f'@{x!r:@}@'",
    "f\"@{x:{y}@}@\"",
    "f'{'@'}@'",
    "f'{\"@\": >{len('@')}}'",
    "f'{x[\"@\"]=}@'",
    "f'''@{\nx # @\n:@}'''",
    "fr'\\@{@}\\@'",
    "F\"{{@}} {@}\"",
    "t'@{x!a:@}@'",
    "f'{f'{f'@'}@'}@'",
    "'\\@'",
    "'@\\N{@}@'",
    "'\\x4@ \\u12@ \\U0001@ \\7@'",
    "f'\\N{@}\\{@}'",
    "b'\\@\\u12@'",
    "'@' '@' f'@' \"@\"",
    "# @",
    "x = 1 # '@ \"@",
    "@ = 1; @@ = @ + @",
    "@.@(@=@)",
    "1@ + 0x@ + 1_@ + 1.@ + 1e@ + 1or@",
    "(@, [@, {@: @, '@': {*@}}])",
    "x = \\\n'@' \\\n+ @ \\@",
    "def @(@: '@' = '@', *@) -> '@':\n    '''@'''\n    return @",
    "class @(@):\n    '@'\n    @: '@' = '@'",
    "async def @():\n\tawait @('@')\n        return '@'",
    "match '@':\n    case '@' | {'@': @} if @:\n        pass",
    "try:\n    @\nexcept* @ as @:\n    raise @ from @",
    "from @.@ import @ as @, (@\n",
    "lambda @, *@: '@' if @ else f'@'",
    "print '@'\nexec '@'",
    "x = {'@' '@': 1 '@': 2}",
    "@ = $ ? ` '@'",
    "\u{feff}\u{a0}\u{3000}@\u{200b}\u{2028}'@'\r'@'\r\n\u{c}'@'",
];

/// What may stand below or behind the place where one types: nothing, what the editor
/// closes by itself, and the rest of a program.
const RESTS: [&str; 4] = ["", "')", "\"\"\"", "\nprint('é', \"—\")\n"];

#[test]
fn every_prefix_of_a_text_in_any_script_is_checked() {
    let host = Host::new(0).expect("Python starts");
    let texts = TEXTS
        .iter()
        .flat_map(|text| WORDS.iter().map(|word| text.replace('@', word)));
    for text in texts {
        for rest in RESTS {
            for (end, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let typed = format!("{}{rest}", &text[..end]);
                let found = catch_unwind(AssertUnwindSafe(|| host.check(&typed)))
                    .unwrap_or_else(|_| panic!("the check panicked at {typed:?}"));
                if let Some(error) = found {
                    assert_lies_within(&error, &typed);
                }
            }
        }
    }
}

/// What arbitrary texts are made of, besides words and single characters.
const TOKENS: [&str; 60] = [
    "\n", "\n    ", "\n\t", "\r\n", " ", ":", ",", ";", "(", ")", "[", "]", "{", "}", "'", "\"",
    "'''", "\"\"\"", "f'", "f\"{", "rb'", "\\", "\\\n", "#", "=", "==", ":=", "->", "**", "*", "@",
    "!", "$", "?", ".", "...", "0", "1_", "0x", "1e9", "1j", "def f", "async ", "await ",
    "class A", "lambda", "for ", "in ", "if ", "else", "try", "except", "except*", "finally",
    "with ", "match ", "case ", "import ", "from ", "\0",
];

/// Any text of tokens, words and characters.
fn any_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        6 => select(&TOKENS[..]).prop_map(str::to_owned),
        2 => select(&WORDS[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    vec(part, 0..24).prop_map(|parts| parts.concat())
}

#[test]
fn any_text_is_checked_at_every_prefix() {
    let host = Host::new(0).expect("Python starts");
    let mut runner = TestRunner::new(ProptestConfig::default());
    let outcome = runner.run(&any_text(), |text| {
        for (end, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let typed = &text[..end];
            let found = catch_unwind(AssertUnwindSafe(|| host.check(typed)));
            let found = found.map_err(|_| TestCaseError::fail(format!("a panic at {typed:?}")))?;
            if let Some(error) = found {
                prop_assert!(!error.message.is_empty(), "{typed:?}");
                prop_assert!(
                    error.line >= 1 && error.column >= 1,
                    "{error:?} in {typed:?}"
                );
            }
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// An error must have a message, and a place that an editor can underline.
fn assert_lies_within(error: &SyntaxError, text: &str) {
    let lines = text
        .chars()
        .filter(|letter| "\n\r\u{c}\u{2028}".contains(*letter))
        .count()
        + 2;
    let place = format!("{error:?} in {text:?}");
    assert!(!error.message.is_empty(), "{place}");
    assert!((1..=lines).contains(&(error.line as usize)), "{place}");
    assert!((1..=lines).contains(&(error.end_line as usize)), "{place}");
    let (start, end) = (
        (error.line, error.column),
        (error.end_line, error.end_column),
    );
    assert!(error.column >= 1 && start < end, "{place}");
}

#[test]
fn an_unfinished_token_is_told_in_every_script() {
    let host = Host::new(0).expect("Python starts");
    for word in WORDS {
        for (unfinished, message) in [
            (
                "print('@",
                "unterminated string literal (detected at line 1)",
            ),
            (
                "x = b\"@",
                "unterminated string literal (detected at line 1)",
            ),
            (
                "'''@",
                "unterminated triple-quoted string literal (detected at line 1)",
            ),
            ("f'@", "unterminated f-string literal (detected at line 1)"),
            ("print('@'", "'(' was never closed"),
        ] {
            let text = unfinished.replace('@', word);
            let found = host.check(&text).map(|error| (error.line, error.message));
            assert_eq!(found, Some((1, message.to_owned())), "{text:?}");
        }
        let finished = format!("print('{word}', f'{{1:{word}}}') # {word}");
        assert_eq!(host.check(&finished), None, "{finished:?}");
    }
}
