//! The file system of a run: a tree of folders and files in memory. It begins
//! with the program's own files in [`HOME`], and goes with the run.
//!
//! Plain data: nothing here knows Python. Errors are the numbers that Linux gives.

mod opened;

use std::collections::BTreeMap;

use opened::Open;
pub(crate) use opened::{From, How};

/// The program's working folder.
pub(crate) const HOME: &str = "/program";

/// Where `tempfile` makes its files.
const TEMPORARY: &str = "/tmp";

/// Files and folders that there may be.
const MOST_NODES: usize = 100_000;

/// The device that swallows what is written.
pub(crate) const NULL: &str = "/dev/null";

/// Bytes of a name.
const LONGEST_NAME: usize = 255;

/// Nanoseconds of Unix time.
pub(crate) type Nanos = i64;

/// What a system call answers instead of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    NoSuchFile = 2,
    BadDescriptor = 9,
    NoAccess = 13,
    Busy = 16,
    Exists = 17,
    NotAFolder = 20,
    IsAFolder = 21,
    Invalid = 22,
    TooManyOpen = 24,
    NoSpace = 28,
    NameTooLong = 36,
    NotEmpty = 39,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    File,
    Folder,
    /// Swallows what is written and holds nothing.
    Null,
}

/// What `stat` tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stat {
    pub number: u64,
    pub sort: Sort,
    /// The permissions' nine bits.
    pub mode: u32,
    pub size: u64,
    pub links: u32,
    pub accessed: Nanos,
    pub modified: Nanos,
    pub changed: Nanos,
}

#[derive(Debug)]
enum Content {
    File(Vec<u8>),
    Folder {
        parent: u64,
        entries: BTreeMap<String, u64>,
    },
    Null,
}

#[derive(Debug)]
struct Node {
    mode: u32,
    content: Content,
    accessed: Nanos,
    modified: Nanos,
    changed: Nanos,
    /// Whether a folder has it; an open file goes on without.
    linked: bool,
}

#[derive(Debug)]
pub(crate) struct Disk {
    nodes: BTreeMap<u64, Node>,
    next: u64,
    open: BTreeMap<i32, Open>,
    here: u64,
    bytes: usize,
}

const ROOT: u64 = 1;

impl Default for Disk {
    /// A disk without files.
    fn default() -> Self {
        Self::new(std::iter::empty(), 0)
    }
}

impl Disk {
    /// A disk that holds the program's files, by their names within [`HOME`].
    pub(crate) fn new<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>, now: Nanos) -> Self {
        let mut disk = Self {
            nodes: BTreeMap::from([(ROOT, Node::new(folder(ROOT), 0o755, now))]),
            next: ROOT + 1,
            open: BTreeMap::new(),
            here: ROOT,
            bytes: 0,
        };
        // Nothing of this can fail on an empty disk, but for a file's name or size.
        let _ = disk.make_folder(HOME, 0o755, now);
        let _ = disk.make_folder(TEMPORARY, 0o777, now);
        let _ = disk.make_folder("/dev", 0o755, now);
        let _ = disk.split(NULL).and_then(|(folder, name)| {
            let name = name.to_owned();
            disk.link(folder, &name, Content::Null, 0o666, now)
        });
        let _ = disk.change_folder(HOME);
        for (name, data) in files {
            let _ = disk.put(name, data, now);
        }
        disk
    }

    /// Writes a whole file, and makes the folders on its way.
    fn put(&mut self, name: &str, data: &[u8], now: Nanos) -> Result<(), Fault> {
        for (end, _) in name.match_indices('/') {
            match self.make_folder(&name[..end], 0o755, now) {
                Err(Fault::Exists) | Ok(()) => {}
                Err(fault) => return Err(fault),
            }
        }
        let how = How {
            write: true,
            create: true,
            truncate: true,
            ..How::default()
        };
        let file = self.open(name, how, 0o644, now)?;
        self.write(file, data, now)?;
        self.close(file)
    }

    fn node(&self, number: u64) -> Result<&Node, Fault> {
        self.nodes.get(&number).ok_or(Fault::NoSuchFile)
    }

    fn node_mut(&mut self, number: u64) -> Result<&mut Node, Fault> {
        self.nodes.get_mut(&number).ok_or(Fault::NoSuchFile)
    }

    fn entries(&self, number: u64) -> Result<&BTreeMap<String, u64>, Fault> {
        match &self.node(number)?.content {
            Content::Folder { entries, .. } => Ok(entries),
            _ => Err(Fault::NotAFolder),
        }
    }

    /// The node at the end of a path.
    fn find(&self, path: &str) -> Result<u64, Fault> {
        if path.is_empty() {
            return Err(Fault::NoSuchFile);
        }
        let start = if path.starts_with('/') {
            ROOT
        } else {
            self.here
        };
        path.split('/').try_fold(start, |at, part| {
            let Content::Folder { parent, entries } = &self.node(at)?.content else {
                return Err(Fault::NotAFolder);
            };
            match part {
                "" | "." => Ok(at),
                ".." => Ok(*parent),
                _ if part.len() > LONGEST_NAME => Err(Fault::NameTooLong),
                _ => entries.get(part).copied().ok_or(Fault::NoSuchFile),
            }
        })
    }

    /// The folder that a path's last name lies in, and that name.
    fn split<'a>(&self, path: &'a str) -> Result<(u64, &'a str), Fault> {
        let path = match path.trim_end_matches('/') {
            "" if !path.is_empty() => return Err(Fault::Exists),
            path => path,
        };
        let (folder, name) = match path.rfind('/') {
            Some(0) => ("/", &path[1..]),
            Some(at) => (&path[..at], &path[at + 1..]),
            None => (".", path),
        };
        match name {
            "" => Err(Fault::NoSuchFile),
            _ if name.len() > LONGEST_NAME => Err(Fault::NameTooLong),
            _ => {
                let folder = self.find(folder)?;
                self.entries(folder).map(|_| (folder, name))
            }
        }
    }

    /// As [`split`](Self::split), of a path where nothing is yet.
    fn free<'a>(&self, path: &'a str) -> Result<(u64, &'a str), Fault> {
        let (folder, name) = self.split(path)?;
        if matches!(name, "." | "..") || self.entries(folder)?.contains_key(name) {
            return Err(Fault::Exists);
        }
        Ok((folder, name))
    }

    fn link(
        &mut self,
        parent: u64,
        name: &str,
        content: Content,
        mode: u32,
        now: Nanos,
    ) -> Result<u64, Fault> {
        if self.nodes.len() >= MOST_NODES {
            return Err(Fault::NoSpace);
        }
        self.allow(parent, 0o200)?;
        let number = self.next;
        self.change_entries(parent, now, |entries| {
            entries.insert(name.to_owned(), number);
        })?;
        self.next += 1;
        self.nodes
            .insert(number, Node::new(content, mode & 0o777, now));
        Ok(number)
    }

    fn change_entries(
        &mut self,
        folder: u64,
        now: Nanos,
        change: impl FnOnce(&mut BTreeMap<String, u64>),
    ) -> Result<(), Fault> {
        let node = self.node_mut(folder)?;
        let Content::Folder { entries, .. } = &mut node.content else {
            return Err(Fault::NotAFolder);
        };
        change(entries);
        (node.modified, node.changed) = (now, now);
        Ok(())
    }

    fn allow(&self, number: u64, bit: u32) -> Result<(), Fault> {
        if self.node(number)?.mode & bit == 0 {
            return Err(Fault::NoAccess);
        }
        Ok(())
    }

    /// Takes a name out of its folder; what it named goes, unless it is open.
    fn unlink(&mut self, folder: u64, name: &str, now: Nanos) -> Result<(), Fault> {
        self.allow(folder, 0o200)?;
        let number = *self.entries(folder)?.get(name).ok_or(Fault::NoSuchFile)?;
        self.change_entries(folder, now, |entries| {
            entries.remove(name);
        })?;
        self.node_mut(number)?.linked = false;
        self.forget(number);
        Ok(())
    }

    /// Lets go of a node that nobody can reach any more.
    fn forget(&mut self, number: u64) {
        let reached = self.open.values().any(|open| open.node == number);
        if !reached && self.nodes.get(&number).is_some_and(|node| !node.linked) {
            let gone = self.nodes.remove(&number);
            if let Some(Content::File(data)) = gone.map(|node| node.content) {
                self.bytes -= data.len();
            }
        }
    }

    pub(crate) fn stat(&self, path: &str) -> Result<Stat, Fault> {
        let number = self.find(path)?;
        self.node(number).map(|node| node.stat(number))
    }

    pub(crate) fn stat_open(&self, descriptor: i32) -> Result<Stat, Fault> {
        let number = self.opened(descriptor)?.node;
        self.node(number).map(|node| node.stat(number))
    }

    /// What is in a folder, by name.
    pub(crate) fn list(&self, path: &str) -> Result<Vec<(String, Stat)>, Fault> {
        let folder = self.find(path)?;
        self.allow(folder, 0o400)?;
        let entries = self.entries(folder)?.iter();
        entries
            .map(|(name, &number)| Ok((name.clone(), self.node(number)?.stat(number))))
            .collect()
    }

    pub(crate) fn make_folder(&mut self, path: &str, mode: u32, now: Nanos) -> Result<(), Fault> {
        let (parent, name) = self.free(path)?;
        self.link(parent, name, folder(parent), mode, now)
            .map(|_| ())
    }

    pub(crate) fn remove_folder(&mut self, path: &str, now: Nanos) -> Result<(), Fault> {
        let number = self.find(path)?;
        if !self.entries(number)?.is_empty() {
            return Err(Fault::NotEmpty);
        }
        match self.split(path) {
            Ok((_, ".")) => Err(Fault::Invalid),
            Ok((_, "..")) | Err(Fault::Exists) => Err(Fault::Busy),
            Ok((folder, name)) => self.unlink(folder, name, now),
            Err(fault) => Err(fault),
        }
    }

    pub(crate) fn remove(&mut self, path: &str, now: Nanos) -> Result<(), Fault> {
        let number = self.find(path)?;
        if self.entries(number).is_ok() {
            return Err(Fault::IsAFolder);
        }
        let (folder, name) = self.split(path)?;
        self.unlink(folder, name, now)
    }

    /// Moves a file or a folder, over what is there.
    pub(crate) fn rename(&mut self, from: &str, to: &str, now: Nanos) -> Result<(), Fault> {
        let number = self.find(from)?;
        let (old_folder, old_name) = self.split(from).map_err(|_| Fault::Busy)?;
        let (new_folder, new_name) = self.split(to).map_err(|fault| match fault {
            Fault::Exists => Fault::Busy,
            other => other,
        })?;
        let moves_folder = self.entries(number).is_ok();
        if moves_folder && self.is_within(new_folder, number) {
            return Err(Fault::Invalid);
        }
        if let Ok(there) = self.find(to) {
            match self.entries(there).map(BTreeMap::is_empty) {
                _ if there == number => return Ok(()),
                Ok(_) if !moves_folder => return Err(Fault::IsAFolder),
                Ok(false) => return Err(Fault::NotEmpty),
                Err(_) if moves_folder => return Err(Fault::NotAFolder),
                _ => self.unlink(new_folder, new_name, now)?,
            }
        } else if to.ends_with('/') && !moves_folder {
            return Err(Fault::NotAFolder);
        }
        self.allow(old_folder, 0o200)?;
        self.allow(new_folder, 0o200)?;
        self.change_entries(old_folder, now, |entries| {
            entries.remove(old_name);
        })?;
        self.change_entries(new_folder, now, |entries| {
            entries.insert(new_name.to_owned(), number);
        })?;
        let node = self.node_mut(number)?;
        node.changed = now;
        if let Content::Folder { parent, .. } = &mut node.content {
            *parent = new_folder;
        }
        Ok(())
    }

    /// Whether a folder is another one, or lies somewhere in it.
    fn is_within(&self, mut folder: u64, outer: u64) -> bool {
        loop {
            match self.node(folder).map(|node| &node.content) {
                _ if folder == outer => return true,
                Ok(Content::Folder { parent, .. }) if *parent != folder => folder = *parent,
                _ => return false,
            }
        }
    }

    pub(crate) fn set_mode(&mut self, path: &str, mode: u32, now: Nanos) -> Result<(), Fault> {
        let number = self.find(path)?;
        let node = self.node_mut(number)?;
        (node.mode, node.changed) = (mode & 0o777, now);
        Ok(())
    }

    pub(crate) fn set_times(
        &mut self,
        path: &str,
        accessed: Nanos,
        modified: Nanos,
        now: Nanos,
    ) -> Result<(), Fault> {
        let number = self.find(path)?;
        let node = self.node_mut(number)?;
        (node.accessed, node.modified, node.changed) = (accessed, modified, now);
        Ok(())
    }

    pub(crate) fn change_folder(&mut self, path: &str) -> Result<(), Fault> {
        let number = self.find(path)?;
        self.entries(number)?;
        self.here = number;
        Ok(())
    }

    /// The path of the working folder.
    pub(crate) fn working_folder(&self) -> Result<String, Fault> {
        let mut path = String::new();
        let mut at = self.here;
        while at != ROOT {
            let Content::Folder { parent, .. } = self.node(at)?.content else {
                return Err(Fault::NotAFolder);
            };
            let mut names = self.entries(parent)?.iter();
            let (name, _) = names
                .find(|&(_, &number)| number == at)
                .ok_or(Fault::NoSuchFile)?;
            path.insert_str(0, &format!("/{name}"));
            at = parent;
        }
        Ok(if path.is_empty() {
            "/".to_owned()
        } else {
            path
        })
    }
}

impl Node {
    fn new(content: Content, mode: u32, now: Nanos) -> Self {
        Self {
            mode,
            content,
            accessed: now,
            modified: now,
            changed: now,
            linked: true,
        }
    }

    fn stat(&self, number: u64) -> Stat {
        let (sort, size) = match &self.content {
            Content::File(data) => (Sort::File, data.len() as u64),
            Content::Folder { .. } => (Sort::Folder, 4096),
            Content::Null => (Sort::Null, 0),
        };
        Stat {
            number,
            sort,
            mode: self.mode,
            size,
            links: u32::from(self.linked),
            accessed: self.accessed,
            modified: self.modified,
            changed: self.changed,
        }
    }
}

fn folder(parent: u64) -> Content {
    Content::Folder {
        parent,
        entries: BTreeMap::new(),
    }
}

#[cfg(test)]
mod tests;
