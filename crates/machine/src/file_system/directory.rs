//! Directories: what is in them, and how that changes.

use std::collections::BTreeMap;

use super::{Content, FileSystem, Nanos, ROOT, Stat};
use crate::Errno;

impl FileSystem {
    /// The names in a directory in their order, with what they name.
    ///
    /// # Errors
    /// It is not there, not a directory, or must not be read.
    pub fn read_directory(&self, path: &str) -> Result<Vec<(String, Stat)>, Errno> {
        let directory = self.find(path)?;
        self.check_permission(directory, 0o400)?;
        let entries = self.entries(directory)?.iter();
        entries
            .map(|(name, &number)| Ok((name.clone(), self.inode(number)?.stat(number))))
            .collect()
    }

    /// Makes an empty directory.
    ///
    /// # Errors
    /// `EEXIST`: there is something already. Others: it can't be made there.
    pub fn create_directory(&mut self, path: &str, mode: u32, now: Nanos) -> Result<(), Errno> {
        let (parent, name) = self.vacant(path)?;
        self.link(parent, name, Content::directory(parent), mode, now)
            .map(|_| ())
    }

    /// Removes an empty directory.
    ///
    /// # Errors
    /// `ENOTEMPTY`: it isn't empty. Others: it can't be removed.
    pub fn remove_directory(&mut self, path: &str, now: Nanos) -> Result<(), Errno> {
        let number = self.find(path)?;
        if !self.entries(number)?.is_empty() {
            return Err(Errno::ENOTEMPTY);
        }
        match self.parent_and_name(path) {
            Ok((_, ".")) => Err(Errno::EINVAL),
            Ok((_, "..")) | Err(Errno::EEXIST) => Err(Errno::EBUSY),
            Ok((directory, name)) => self.unlink(directory, name, now),
            Err(error) => Err(error),
        }
    }

    /// Removes a file from its directory. While it is open, it can still be
    /// read and written.
    ///
    /// # Errors
    /// `EISDIR`: it is a directory. Others: it can't be removed.
    pub fn remove(&mut self, path: &str, now: Nanos) -> Result<(), Errno> {
        let number = self.find(path)?;
        if self.entries(number).is_ok() {
            return Err(Errno::EISDIR);
        }
        let (directory, name) = self.parent_and_name(path)?;
        self.unlink(directory, name, now)
    }

    /// Moves a file or a directory, and replaces what is at its new path.
    ///
    /// # Errors
    /// One can't replace the other, or can't be moved there.
    pub fn rename(&mut self, from: &str, to: &str, now: Nanos) -> Result<(), Errno> {
        let number = self.find(from)?;
        let (old_parent, old_name) = self.parent_and_name(from).map_err(|_| Errno::EBUSY)?;
        let (new_parent, new_name) = self.parent_and_name(to).map_err(|error| match error {
            Errno::EEXIST => Errno::EBUSY,
            other => other,
        })?;
        let moves_directory = self.entries(number).is_ok();
        if moves_directory && self.is_within(new_parent, number) {
            return Err(Errno::EINVAL);
        }
        if let Ok(there) = self.find(to) {
            match self.entries(there).map(BTreeMap::is_empty) {
                _ if there == number => return Ok(()),
                Ok(_) if !moves_directory => return Err(Errno::EISDIR),
                Ok(false) => return Err(Errno::ENOTEMPTY),
                Err(_) if moves_directory => return Err(Errno::ENOTDIR),
                _ => self.unlink(new_parent, new_name, now)?,
            }
        } else if to.ends_with('/') && !moves_directory {
            return Err(Errno::ENOTDIR);
        }
        self.check_permission(old_parent, 0o200)?;
        self.check_permission(new_parent, 0o200)?;
        self.change_entries(old_parent, now, |entries| {
            entries.remove(old_name);
        })?;
        self.change_entries(new_parent, now, |entries| {
            entries.insert(new_name.to_owned(), number);
        })?;
        let inode = self.inode_mut(number)?;
        inode.changed = now;
        if let Content::Directory { parent, .. } = &mut inode.content {
            *parent = new_parent;
        }
        Ok(())
    }

    /// Whether a directory is `outer`, or lies somewhere in it.
    fn is_within(&self, mut directory: u64, outer: u64) -> bool {
        loop {
            match self.inode(directory).map(|inode| &inode.content) {
                _ if directory == outer => return true,
                Ok(Content::Directory { parent, .. }) if *parent != directory => {
                    directory = *parent
                }
                _ => return false,
            }
        }
    }

    /// Makes a directory the working directory.
    ///
    /// # Errors
    /// It is not a directory.
    pub fn change_directory(&mut self, path: &str) -> Result<(), Errno> {
        let number = self.find(path)?;
        self.entries(number)?;
        self.working_directory = number;
        Ok(())
    }

    /// The path of the working directory.
    ///
    /// # Errors
    /// `ENOENT`: it was removed.
    pub fn working_directory(&self) -> Result<String, Errno> {
        let mut path = String::new();
        let mut at = self.working_directory;
        while at != ROOT {
            let Content::Directory { parent, .. } = self.inode(at)?.content else {
                return Err(Errno::ENOTDIR);
            };
            let mut names = self.entries(parent)?.iter();
            let (name, _) = names
                .find(|&(_, &number)| number == at)
                .ok_or(Errno::ENOENT)?;
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
