//! Where things are.

use std::{
    collections::BTreeSet,
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId};

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

    /// Trunk, wasm-bindgen and the like, where they are not installed already: a folder
    /// in the user's cache, so that every checkout finds what one of them built.
    /// `INTERLEAVE_TOOLS` names another one.
    pub(crate) fn tools(&self) -> PathBuf {
        let named = env::var_os("INTERLEAVE_TOOLS").map(PathBuf::from);
        let cached = || Some(dirs::cache_dir()?.join("interleave/tools"));
        named
            .or_else(cached)
            .unwrap_or_else(|| self.target.join("tools"))
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

    /// What cargo says of the workspace's packages and of all that they depend on.
    ///
    /// # Errors
    /// Where cargo can't read the workspace.
    pub(crate) fn metadata(&self) -> Result<Metadata> {
        MetadataCommand::new()
            .manifest_path(self.root.join("Cargo.toml"))
            .other_options(["--locked".to_owned()])
            .exec()
            .context("cargo can't read the workspace.")
    }
}

/// The version of `package` that Cargo.lock names.
///
/// # Errors
/// Where it names none.
pub(crate) fn locked_version(metadata: &Metadata, package: &str) -> Result<String> {
    metadata
        .packages
        .iter()
        .find(|found| found.name == package)
        .map(|found| found.version.to_string())
        .with_context(|| format!("Cargo.lock has no {package}."))
}

/// A package and all that it is linked from; tests and build scripts aside.
pub(crate) fn linked<'a>(metadata: &'a Metadata, package: &'a PackageId) -> Vec<&'a PackageId> {
    let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
    let nodes: Vec<_> = nodes.collect();
    let mut seen = BTreeSet::from([package]);
    let mut next = vec![package];
    while let Some(id) = next.pop() {
        let Some(node) = nodes.iter().find(|node| node.id == *id) else {
            continue;
        };
        for dependency in &node.deps {
            let kinds = &dependency.dep_kinds;
            if kinds.iter().any(|info| info.kind == DependencyKind::Normal)
                && seen.insert(&dependency.pkg)
            {
                next.push(&dependency.pkg);
            }
        }
    }
    seen.into_iter().collect()
}

/// Whether a package is linked from another one of the name given.
pub(crate) fn depends_on(metadata: &Metadata, package: &Package, name: &str) -> bool {
    linked(metadata, &package.id)
        .into_iter()
        .any(|id| metadata[id].name == name)
}
