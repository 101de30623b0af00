//! `pack.mjs`, which packs a built site's files.

use std::{error::Error, fs, path::Path, process::Command};

/// Unpacks both, and prints what is in them.
const UNPACK: &str = r#"
const { readFileSync } = require("node:fs");
const { brotliDecompressSync, gunzipSync } = require("node:zlib");
process.stdout.write(brotliDecompressSync(readFileSync("a/page.js.br")));
process.stdout.write(gunzipSync(readFileSync("a/page.js.gz")));
"#;

#[test]
fn each_file_gets_two_that_unpack_to_it() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let text = "const many = 'words';\n".repeat(1_000);
    fs::create_dir(folder.path().join("a"))?;
    fs::write(folder.path().join("a/page.js"), &text)?;
    fs::write(folder.path().join("drawing.png"), "dense")?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("pack.mjs");
    // A second time packs the same files, not what was packed.
    for _ in 0..2 {
        assert!(
            Command::new("node")
                .arg(&script)
                .arg(folder.path())
                .status()?
                .success()
        );
    }
    let mut names: Vec<_> = fs::read_dir(folder.path().join("a"))?
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect::<Result<_, _>>()?;
    names.sort();
    assert_eq!(names, ["page.js", "page.js.br", "page.js.gz"]);
    assert_eq!(
        fs::read_dir(folder.path())?.count(),
        2,
        "a drawing is dense already"
    );
    let unpacked = Command::new("node")
        .args(["-e", UNPACK])
        .current_dir(folder.path())
        .output()?;
    assert_eq!(String::from_utf8(unpacked.stdout)?, text.repeat(2));
    Ok(())
}
