//! Where things are.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// The folders of this checkout.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder for this machine's own builds.
    pub target: PathBuf,
}

impl Workspace {
    /// The workspace that this command was built from.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .canonicalize()
            .context("The folder that xtask was built in is gone.")?;
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |target| root.join(target));
        Ok(Self { root, target })
    }

    /// The built site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The target folder of the wasm builds: their compiler can be another one,
    /// and two compilers in one folder undo each other's work.
    pub(crate) fn wasm_target(&self) -> PathBuf {
        self.target.join("wasm")
    }

    /// Trunk, wasm-bindgen and the like, where they are not installed already.
    /// `INTERLEAVE_TOOLS` names a folder that several checkouts share.
    pub(crate) fn tools(&self) -> PathBuf {
        env::var_os("INTERLEAVE_TOOLS").map_or_else(|| self.target.join("tools"), PathBuf::from)
    }

    /// The native command.
    pub(crate) fn interleave(&self) -> PathBuf {
        self.target
            .join("release")
            .join(format!("interleave{}", env::consts::EXE_SUFFIX))
    }

    /// The native command's example that runs many programs in one process.
    pub(crate) fn many(&self) -> PathBuf {
        self.target
            .join("release/examples")
            .join(format!("many{}", env::consts::EXE_SUFFIX))
    }

    /// The version of `package` in Cargo.lock.
    ///
    /// # Errors
    /// Where Cargo.lock can't be read or lacks it.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let lock = fs::read_to_string(self.root.join("Cargo.lock")).context("Cargo.lock")?;
        locked_version(&lock, package)
            .map(str::to_owned)
            .with_context(|| format!("Cargo.lock has no {package}."))
    }
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_by_its_whole_name() {
        let lock = "[[package]]\nname = \"walrus-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"walrus\"\nversion = \"2.3.4\"\n";
        assert_eq!(locked_version(lock, "walrus"), Some("2.3.4"));
        assert_eq!(locked_version(lock, "wal"), None);
    }
}
