//! The code of a Jupyter notebook, as one program.

use serde_json::Value;

/// Its code cells in their order, each below a line `# %%`, as editors know them. What
/// only a notebook understands (`%time`, `!ls`, `name?`) is commented out.
///
/// # Errors
/// Why it is no such notebook, in a sentence.
pub(crate) fn program(json: &str) -> Result<String, String> {
    let notebook: Value = serde_json::from_str(json).map_err(|_| "It is not a notebook.")?;
    // Those of format 3 have sheets.
    let cells = notebook
        .get("cells")
        .or_else(|| notebook.pointer("/worksheets/0/cells"))
        .and_then(Value::as_array)
        .ok_or("It is not a notebook: it has no cells.")?;
    let language = [
        "/metadata/kernelspec/language",
        "/metadata/language_info/name",
    ];
    let mut languages = language
        .iter()
        .filter_map(|at| notebook.pointer(at)?.as_str());
    if let Some(other) = languages.find(|name| !name.eq_ignore_ascii_case("python")) {
        return Err(format!("Its language is {other}, not Python."));
    }
    let is_code = |cell: &&Value| cell.get("cell_type").and_then(Value::as_str) == Some("code");
    let cells = cells.iter().filter(is_code).map(source);
    let cells = cells.filter(|source| !source.trim().is_empty());
    let texts: Vec<String> = cells
        .map(|source| format!("# %%\n{}\n", plain(&source)))
        .collect();
    if texts.is_empty() {
        return Err("The notebook has no code.".to_owned());
    }
    Ok(texts.join("\n"))
}

/// A text, or a list of lines with their ends.
fn source(cell: &Value) -> String {
    match cell.get("source").or_else(|| cell.get("input")) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(lines)) => lines.iter().filter_map(Value::as_str).collect(),
        _ => String::new(),
    }
}

/// The cell without what is no Python.
fn plain(source: &str) -> String {
    // `%%time` and its like measure the cell, which is Python; the others are of another
    // language as a whole.
    let first = source.lines().find(|line| !line.trim().is_empty());
    let magic = first.and_then(|line| line.strip_prefix("%%"));
    let name = magic.and_then(|magic| magic.split_whitespace().next());
    let is_foreign =
        name.is_some_and(|name| !matches!(name, "time" | "timeit" | "capture" | "prun"));
    let line = |line: &str| {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        if is_foreign || (indent.is_empty() && is_magic(code)) {
            format!("# {line}").trim_end().to_owned()
        } else if is_magic(code) {
            // The block may hold nothing else.
            format!("{indent}pass  # {code}")
        } else {
            line.to_owned()
        }
    };
    let lines: Vec<String> = source.trim_end().lines().map(line).collect();
    lines.join("\n")
}

/// Whether a line is a notebook's own: `%name`, `!command`, `x = %name`, `name?`.
fn is_magic(code: &str) -> bool {
    let is_command = |code: &str| {
        let mut letters = code.trim_start_matches('%').chars();
        match code.chars().next() {
            Some('%') => letters.next().is_some_and(char::is_alphabetic),
            Some('!') => !code.starts_with("!="),
            _ => false,
        }
    };
    let is_name = |text: &str| {
        let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.');
        !text.is_empty() && text.chars().all(plain)
    };
    let assigned = code
        .split_once('=')
        .filter(|(name, _)| is_name(name.trim()));
    let help = code.trim_end();
    is_command(code)
        || assigned.is_some_and(|(_, value)| is_command(value.trim_start()))
        || (help.ends_with('?') && is_name(help.trim_end_matches('?')))
        || (help.starts_with('?') && is_name(help.trim_start_matches('?')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notebook(cells: &[&str]) -> String {
        let code = |source: &&str| {
            let lines: Vec<&str> = source.split_inclusive('\n').collect();
            serde_json::json!({"cell_type": "code", "source": lines})
        };
        let mut cells: Vec<Value> = cells.iter().map(code).collect();
        cells.push(serde_json::json!({"cell_type": "markdown", "source": "# Words"}));
        serde_json::json!({"cells": cells, "nbformat": 4}).to_string()
    }

    #[test]
    fn code_cells_follow_one_another() {
        let json = notebook(&["import asyncio", "", "await f()\nprint(1 % 2)\n"]);
        let expected = "# %%\nimport asyncio\n\n# %%\nawait f()\nprint(1 % 2)\n";
        assert_eq!(program(&json).as_deref(), Ok(expected));
        let old =
            r#"{"worksheets":[{"cells":[{"cell_type":"code","input":["x = 1\n","y = 2"]}]}]}"#;
        assert_eq!(program(old).as_deref(), Ok("# %%\nx = 1\ny = 2\n"));
    }

    #[test]
    fn what_only_a_notebook_understands_is_commented_out() {
        for (cell, text) in [
            ("%matplotlib inline\nx = 1", "# %matplotlib inline\nx = 1"),
            ("%%time\nawait f()", "# %%time\nawait f()"),
            ("%%bash\nls\n\npwd", "# %%bash\n# ls\n#\n# pwd"),
            ("!pip install x", "# !pip install x"),
            ("files = !ls", "# files = !ls"),
            ("asyncio.run?", "# asyncio.run?"),
            ("if x:\n    %time f()", "if x:\n    pass  # %time f()"),
            ("y = (7\n% 3\n!= 1)", "y = (7\n% 3\n!= 1)"),
            ("x == y", "x == y"),
        ] {
            assert_eq!(plain(cell), text, "{cell}");
        }
    }

    #[test]
    fn other_files_are_refused_in_a_sentence() {
        let julia = r#"{"metadata":{"kernelspec":{"language":"julia"}},"cells":[]}"#;
        for (json, why) in [
            ("{", "It is not a notebook."),
            ("{}", "It is not a notebook: it has no cells."),
            (julia, "Its language is julia, not Python."),
            (r#"{"cells":[]}"#, "The notebook has no code."),
        ] {
            assert_eq!(program(json), Err(why.to_owned()), "{json}");
        }
    }
}
