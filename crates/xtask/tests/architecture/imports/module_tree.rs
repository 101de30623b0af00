//! The modules of one target, and what its files import from each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use syn::{
    Attribute, Item, ItemMod, ItemUse, UseTree, Visibility,
    visit::{self, Visit},
};

use super::graph::Imports;

/// A module's names from the crate's root on; empty for the root.
type Names = Vec<String>;

struct Module {
    file: PathBuf,
    /// The names that `use` brings in.
    aliases: BTreeMap<String, Alias>,
    /// Modules all of whose names are brought in.
    globs: Vec<Alias>,
    /// Every path that its code names.
    used: Vec<Names>,
    defined: BTreeSet<String>,
}

/// What a name that `use` brings in stands for.
struct Alias {
    path: Names,
    /// `pub use`
    is_public: bool,
}

/// The modules of one target.
pub(crate) struct ModuleTree {
    modules: BTreeMap<Names, Module>,
}

impl ModuleTree {
    /// Reads the target whose root is `file`.
    pub(crate) fn read(file: &Path) -> Self {
        let mut tree = Self {
            modules: BTreeMap::new(),
        };
        let folder = file.parent().expect("a file lies in a folder");
        tree.read_file(file, folder, Vec::new());
        tree
    }

    /// `folder` is where the files of the module's own modules lie.
    fn read_file(&mut self, file: &Path, folder: &Path, names: Names) {
        let text = fs::read_to_string(file).unwrap_or_else(|error| {
            panic!("{}: {error}", file.display());
        });
        let parsed = syn::parse_file(&text).expect("it compiles");
        self.read_module(file, folder, names, &parsed.items);
    }

    fn read_module(&mut self, file: &Path, folder: &Path, names: Names, items: &[Item]) {
        let mut module = Module::new(file);
        for item in items {
            match item {
                Item::Mod(inner) if is_test(&inner.attrs) => {}
                Item::Mod(inner) => self.read_inner(file, folder, &names, inner),
                Item::Use(item) => module.bring_in(item),
                other => {
                    module.defined.extend(defined(other));
                    Paths(&mut module.used).visit_item(other);
                }
            }
        }
        self.modules.insert(names, module);
    }

    fn read_inner(&mut self, file: &Path, folder: &Path, names: &Names, inner: &ItemMod) {
        let name = inner.ident.to_string();
        let mut names = names.clone();
        names.push(name.clone());
        if let Some((_, items)) = &inner.content {
            self.read_module(file, &folder.join(&name), names, items);
            return;
        }
        let below = folder.join(&name);
        let candidates = [folder.join(format!("{name}.rs")), below.join("mod.rs")];
        // A module with a `#[path]` of its own has generated code.
        if let Some(file) = candidates.iter().find(|file| file.is_file()) {
            self.read_file(file, &below, names);
        }
    }

    /// Which files import which. What a module re-exports from below is no import of its
    /// own: whoever uses it imports the file that the name comes from.
    pub(crate) fn imports(&self) -> Imports {
        let mut imports = Imports::new();
        for (names, module) in &self.modules {
            let from = imports.entry(module.file.clone()).or_default();
            let brought_in = module.aliases.values().chain(&module.globs);
            let imported = brought_in
                .filter(|alias| !self.is_facade(names, module, alias))
                .map(|alias| &alias.path);
            for path in imported.chain(&module.used) {
                if let Some(file) = self.source(names, path)
                    && *file != module.file
                {
                    from.insert(file.clone());
                }
            }
        }
        imports
    }

    fn is_facade(&self, names: &Names, module: &Module, alias: &Alias) -> bool {
        alias.is_public
            && self
                .source(names, &alias.path)
                .is_some_and(|file| self.is_below(file, &module.file))
    }

    /// The file in which the item is written that a module's code calls `path`.
    fn source(&self, module: &Names, path: &Names) -> Option<&PathBuf> {
        self.file_of(&self.absolute(module, path)?, 8)
    }

    /// Whether the module of a file lies within that of another file.
    pub(crate) fn is_below(&self, file: &Path, other: &Path) -> bool {
        let names = |file: &Path| {
            let of_file = self
                .modules
                .iter()
                .filter(|(_, module)| module.file == file);
            of_file
                .map(|(names, _)| names)
                .min_by_key(|names| names.len())
        };
        match (names(file), names(other)) {
            (Some(file), Some(other)) => file.len() > other.len() && file.starts_with(other),
            _ => false,
        }
    }

    /// A path as seen from the crate's root. None: it leads to another crate.
    fn absolute(&self, module: &Names, path: &Names) -> Option<Names> {
        let mut names = module.clone();
        let mut rest = path.as_slice();
        match rest.first()?.as_str() {
            "crate" => {
                names.clear();
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|name| name == "super") {
                    names.pop()?;
                    rest = &rest[1..];
                }
            }
            first => {
                names.push(first.to_owned());
                self.modules.get(&names)?;
                rest = &rest[1..];
            }
        }
        names.extend_from_slice(rest);
        Some(names)
    }

    /// The file in which the item at a path from the root is written, seen through at
    /// most `depth` re-exports.
    fn file_of(&self, path: &[String], depth: u8) -> Option<&PathBuf> {
        let known = (0..=path.len())
            .rev()
            .find(|&length| self.modules.contains_key(&path[..length]))?;
        let module = &self.modules[&path[..known]];
        let Some(name) = path.get(known) else {
            return Some(&module.file);
        };
        if depth == 0 || module.defined.contains(name) {
            return Some(&module.file);
        }
        let here = path[..known].to_vec();
        if let Some(alias) = module.aliases.get(name) {
            let mut target = self.absolute(&here, &alias.path)?;
            target.extend_from_slice(&path[known + 1..]);
            return self.file_of(&target, depth - 1);
        }
        for glob in &module.globs {
            let mut target = self.absolute(&here, &glob.path)?;
            target.push(name.clone());
            let file = self.file_of(&target, depth - 1)?;
            if self
                .modules
                .values()
                .any(|module| module.file == *file && module.defined.contains(name))
            {
                return Some(file);
            }
        }
        Some(&module.file)
    }
}

impl Module {
    fn new(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            aliases: BTreeMap::new(),
            globs: Vec::new(),
            used: Vec::new(),
            defined: BTreeSet::new(),
        }
    }

    fn bring_in(&mut self, item: &ItemUse) {
        let is_public = !matches!(item.vis, Visibility::Inherited);
        self.bring_in_tree(&item.tree, &mut Vec::new(), is_public);
    }

    fn bring_in_tree(&mut self, tree: &UseTree, before: &mut Names, is_public: bool) {
        let (name, alias) = match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.bring_in_tree(&path.tree, before, is_public);
                before.pop();
                return;
            }
            UseTree::Glob(_) => {
                let path = before.clone();
                self.globs.push(Alias { path, is_public });
                return;
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.bring_in_tree(tree, before, is_public);
                }
                return;
            }
            UseTree::Name(name) => (&name.ident, None),
            UseTree::Rename(name) => (&name.ident, Some(name.rename.to_string())),
        };
        let mut path = before.clone();
        if name != "self" {
            path.push(name.to_string());
        }
        if let Some(alias) = alias.or_else(|| path.last().cloned()) {
            self.aliases.insert(alias, Alias { path, is_public });
        }
    }
}

/// Collects the paths that name something of this crate from its root or from above,
/// and `use` declarations within functions.
struct Paths<'a>(&'a mut Vec<Names>);

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Names = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        if names.len() > 1 && path.leading_colon.is_none() {
            self.0.push(names);
        }
        visit::visit_path(self, path);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let mut inner = Module::new(Path::new(""));
        inner.bring_in(item);
        let aliases = inner.aliases.into_values().chain(inner.globs);
        self.0.extend(aliases.map(|alias| alias.path));
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Ident>()
                .is_ok_and(|condition| condition == "test")
    })
}

/// The name that an item brings into the world.
fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
