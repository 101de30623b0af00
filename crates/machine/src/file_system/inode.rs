//! What a file system knows of one file or directory.

use std::collections::BTreeMap;

use super::Nanos;

/// The type of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    /// Bytes.
    Regular,
    /// Names.
    Directory,
    /// The null device: it discards what is written and holds nothing.
    CharacterDevice,
}

/// What `stat` answers.
#[derive(Clone, Copy, Debug)]
pub struct Stat {
    /// The inode's number.
    pub inode: u64,
    /// Its type.
    pub file_type: FileType,
    /// The nine bits of its permissions.
    pub mode: u32,
    /// In bytes.
    pub size: u64,
    /// How many names it has: 1, or 0 if it was removed while open.
    pub links: u32,
    /// When it was last read, as far as the program says so.
    pub accessed: Nanos,
    /// When its content last changed.
    pub modified: Nanos,
    /// When its content, name or permissions last changed.
    pub changed: Nanos,
}

#[derive(Debug)]
pub(super) enum Content {
    File(Vec<u8>),
    Directory {
        parent: u64,
        entries: BTreeMap<String, u64>,
    },
    NullDevice,
}

impl Content {
    /// An empty directory in the directory `parent`.
    pub(super) const fn directory(parent: u64) -> Self {
        Self::Directory {
            parent,
            entries: BTreeMap::new(),
        }
    }
}

#[derive(Debug)]
pub(super) struct Inode {
    pub(super) mode: u32,
    pub(super) content: Content,
    pub(super) accessed: Nanos,
    pub(super) modified: Nanos,
    pub(super) changed: Nanos,
    /// Whether a directory refers to it.
    pub(super) linked: bool,
}

impl Inode {
    pub(super) fn new(content: Content, mode: u32, now: Nanos) -> Self {
        Self {
            mode,
            content,
            accessed: now,
            modified: now,
            changed: now,
            linked: true,
        }
    }

    pub(super) fn stat(&self, number: u64) -> Stat {
        let (file_type, size) = match &self.content {
            Content::File(data) => (FileType::Regular, data.len() as u64),
            Content::Directory { .. } => (FileType::Directory, 4096),
            Content::NullDevice => (FileType::CharacterDevice, 0),
        };
        Stat {
            inode: number,
            file_type,
            mode: self.mode,
            size,
            links: u32::from(self.linked),
            accessed: self.accessed,
            modified: self.modified,
            changed: self.changed,
        }
    }
}
