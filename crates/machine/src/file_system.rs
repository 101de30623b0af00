//! The file system of a run: a tree of directories and files in memory, in which
//! the program's own files lie in [`HOME`].

mod directory;
mod inode;
mod open_file;

use std::collections::BTreeMap;

use self::{
    inode::{Content, Inode},
    open_file::OpenFile,
};
use crate::Errno;

pub use self::{
    inode::{FileType, Stat},
    open_file::{OpenOptions, SeekFrom},
};

/// Nanoseconds of Unix time.
pub type Nanos = i64;

/// The program's home and its first working directory.
pub const HOME: &str = "/program";

/// The path of the device that discards what is written to it.
pub const NULL_DEVICE: &str = "/dev/null";

/// Where `tempfile` makes its files.
const TEMPORARY: &str = "/tmp";

/// Files and directories that there may be.
const MAX_INODES: usize = 100_000;

/// The length of a name in bytes.
const MAX_NAME: usize = 255;

/// The number of the directory `/`.
const ROOT: u64 = 1;

/// The files and directories of a machine, and which of them are open.
#[derive(Debug)]
pub struct FileSystem {
    inodes: BTreeMap<u64, Inode>,
    /// The number of the inode that is made next.
    next_inode: u64,
    /// The open files, by their descriptors.
    open_files: BTreeMap<i32, OpenFile>,
    /// The number of the working directory.
    working_directory: u64,
    /// Bytes that all files hold together.
    bytes: usize,
}

impl Default for FileSystem {
    /// A file system without files.
    fn default() -> Self {
        Self::new(std::iter::empty(), 0)
    }
}

impl FileSystem {
    /// A file system that holds the program's files, by their paths within [`HOME`].
    pub fn new<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>, now: Nanos) -> Self {
        let mut system = Self {
            inodes: BTreeMap::from([(ROOT, Inode::new(Content::directory(ROOT), 0o755, now))]),
            next_inode: ROOT + 1,
            open_files: BTreeMap::new(),
            working_directory: ROOT,
            bytes: 0,
        };
        // In an empty file system these fail only for a file's own name or size,
        // and then the file is missing.
        let _ = system.create_directory(HOME, 0o755, now);
        let _ = system.create_directory(TEMPORARY, 0o777, now);
        let _ = system.create_directory("/dev", 0o755, now);
        let _ = system
            .parent_and_name(NULL_DEVICE)
            .and_then(|(directory, name)| {
                system.link(directory, name, Content::NullDevice, 0o666, now)
            });
        let _ = system.change_directory(HOME);
        for (path, data) in files {
            let _ = system.write_file(path, data, now);
        }
        system
    }

    /// Writes a whole file, and makes the directories on its path.
    fn write_file(&mut self, path: &str, data: &[u8], now: Nanos) -> Result<(), Errno> {
        for (end, _) in path.match_indices('/') {
            match self.create_directory(&path[..end], 0o755, now) {
                Err(Errno::EEXIST) | Ok(()) => {}
                Err(error) => return Err(error),
            }
        }
        let options = OpenOptions {
            write: true,
            create: true,
            truncate: true,
            ..OpenOptions::default()
        };
        let file = self.open(path, options, 0o644, now)?;
        self.write(file, data, now)?;
        self.close(file)
    }

    /// What is known of the file at a path.
    ///
    /// # Errors
    /// There is none.
    pub fn stat(&self, path: &str) -> Result<Stat, Errno> {
        let number = self.find(path)?;
        self.inode(number).map(|inode| inode.stat(number))
    }

    /// What is known of an open file.
    ///
    /// # Errors
    /// `EBADF`: there is no such descriptor.
    pub fn fstat(&self, descriptor: i32) -> Result<Stat, Errno> {
        let number = self.open_file(descriptor)?.inode;
        self.inode(number).map(|inode| inode.stat(number))
    }

    /// Sets the nine bits of a file's permissions.
    ///
    /// # Errors
    /// There is no such file.
    pub fn set_mode(&mut self, path: &str, mode: u32, now: Nanos) -> Result<(), Errno> {
        let number = self.find(path)?;
        let inode = self.inode_mut(number)?;
        (inode.mode, inode.changed) = (mode & 0o777, now);
        Ok(())
    }

    /// Sets when a file was last read and written.
    ///
    /// # Errors
    /// There is no such file.
    pub fn set_times(
        &mut self,
        path: &str,
        accessed: Nanos,
        modified: Nanos,
        now: Nanos,
    ) -> Result<(), Errno> {
        let number = self.find(path)?;
        let inode = self.inode_mut(number)?;
        (inode.accessed, inode.modified, inode.changed) = (accessed, modified, now);
        Ok(())
    }

    fn inode(&self, number: u64) -> Result<&Inode, Errno> {
        self.inodes.get(&number).ok_or(Errno::ENOENT)
    }

    fn inode_mut(&mut self, number: u64) -> Result<&mut Inode, Errno> {
        self.inodes.get_mut(&number).ok_or(Errno::ENOENT)
    }

    fn entries(&self, number: u64) -> Result<&BTreeMap<String, u64>, Errno> {
        match &self.inode(number)?.content {
            Content::Directory { entries, .. } => Ok(entries),
            _ => Err(Errno::ENOTDIR),
        }
    }

    /// The number of the inode at a path.
    fn find(&self, path: &str) -> Result<u64, Errno> {
        if path.is_empty() {
            return Err(Errno::ENOENT);
        }
        let start = if path.starts_with('/') {
            ROOT
        } else {
            self.working_directory
        };
        path.split('/').try_fold(start, |at, part| {
            let Content::Directory { parent, entries } = &self.inode(at)?.content else {
                return Err(Errno::ENOTDIR);
            };
            match part {
                "" | "." => Ok(at),
                ".." => Ok(*parent),
                _ if part.len() > MAX_NAME => Err(Errno::ENAMETOOLONG),
                _ => entries.get(part).copied().ok_or(Errno::ENOENT),
            }
        })
    }

    /// The directory of a path's last component, and that component.
    fn parent_and_name<'a>(&self, path: &'a str) -> Result<(u64, &'a str), Errno> {
        let path = match path.trim_end_matches('/') {
            "" if !path.is_empty() => return Err(Errno::EEXIST),
            path => path,
        };
        let (directory, name) = match path.rfind('/') {
            Some(0) => ("/", &path[1..]),
            Some(at) => (&path[..at], &path[at + 1..]),
            None => (".", path),
        };
        match name {
            "" => Err(Errno::ENOENT),
            _ if name.len() > MAX_NAME => Err(Errno::ENAMETOOLONG),
            _ => {
                let directory = self.find(directory)?;
                self.entries(directory).map(|_| (directory, name))
            }
        }
    }

    /// As [`parent_and_name`](Self::parent_and_name), for a path where nothing is yet.
    fn vacant<'a>(&self, path: &'a str) -> Result<(u64, &'a str), Errno> {
        let (directory, name) = self.parent_and_name(path)?;
        if matches!(name, "." | "..") || self.entries(directory)?.contains_key(name) {
            return Err(Errno::EEXIST);
        }
        Ok((directory, name))
    }

    /// Makes an inode and enters it in a directory.
    fn link(
        &mut self,
        parent: u64,
        name: &str,
        content: Content,
        mode: u32,
        now: Nanos,
    ) -> Result<u64, Errno> {
        if self.inodes.len() >= MAX_INODES {
            return Err(Errno::ENOSPC);
        }
        self.check_permission(parent, 0o200)?;
        let number = self.next_inode;
        self.change_entries(parent, now, |entries| {
            entries.insert(name.to_owned(), number);
        })?;
        self.next_inode += 1;
        self.inodes
            .insert(number, Inode::new(content, mode & 0o777, now));
        Ok(number)
    }

    fn change_entries(
        &mut self,
        directory: u64,
        now: Nanos,
        change: impl FnOnce(&mut BTreeMap<String, u64>),
    ) -> Result<(), Errno> {
        let inode = self.inode_mut(directory)?;
        let Content::Directory { entries, .. } = &mut inode.content else {
            return Err(Errno::ENOTDIR);
        };
        change(entries);
        (inode.modified, inode.changed) = (now, now);
        Ok(())
    }

    /// Fails where the owner's permissions lack `bit`.
    fn check_permission(&self, number: u64, bit: u32) -> Result<(), Errno> {
        if self.inode(number)?.mode & bit == 0 {
            return Err(Errno::EACCES);
        }
        Ok(())
    }

    /// Removes a name from its directory, and its inode, unless that is open.
    fn unlink(&mut self, directory: u64, name: &str, now: Nanos) -> Result<(), Errno> {
        self.check_permission(directory, 0o200)?;
        let number = *self.entries(directory)?.get(name).ok_or(Errno::ENOENT)?;
        self.change_entries(directory, now, |entries| {
            entries.remove(name);
        })?;
        self.inode_mut(number)?.linked = false;
        self.release(number);
        Ok(())
    }

    /// Drops an inode that neither a directory nor an open file refers to.
    fn release(&mut self, number: u64) {
        let is_open = self.open_files.values().any(|open| open.inode == number);
        if !is_open && self.inodes.get(&number).is_some_and(|inode| !inode.linked) {
            let removed = self.inodes.remove(&number);
            if let Some(Content::File(data)) = removed.map(|inode| inode.content) {
                self.bytes -= data.len();
            }
        }
    }
}

#[cfg(test)]
mod tests;
