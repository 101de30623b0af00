//! Open files: descriptors, and what is read and written through them.

use super::{Content, FileSystem, Nanos};
use crate::Errno;

/// Bytes that all files may hold together: more than a lesson needs, and less
/// than a page has.
const MAX_BYTES: usize = 64 << 20;

/// 0, 1 and 2 are the terminal's.
const FIRST_DESCRIPTOR: i32 = 3;

/// Files that may be open at once.
const MAX_DESCRIPTORS: usize = 1024;

/// How a file is opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenOptions {
    /// For reading.
    pub read: bool,
    /// For writing.
    pub write: bool,
    /// Make it if it isn't there.
    pub create: bool,
    /// Fail if it is there, with `create`.
    pub exclusive: bool,
    /// Empty it, with `write`.
    pub truncate: bool,
    /// Write at its end, always.
    pub append: bool,
}

/// Where a seek counts from.
#[derive(Clone, Copy, Debug)]
pub enum SeekFrom {
    /// From the file's first byte.
    Start,
    /// From the descriptor's position.
    Current,
    /// From the file's end.
    End,
}

/// An open file.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenFile {
    pub(super) inode: u64,
    position: usize,
    options: OpenOptions,
}

impl FileSystem {
    /// Opens a file; its descriptor, which is the lowest free one.
    ///
    /// # Errors
    /// `EMFILE`: too many are open. Others: it can't be opened so.
    pub fn open(
        &mut self,
        path: &str,
        options: OpenOptions,
        mode: u32,
        now: Nanos,
    ) -> Result<i32, Errno> {
        let descriptor = (FIRST_DESCRIPTOR..)
            .take(MAX_DESCRIPTORS)
            .find(|descriptor| !self.open_files.contains_key(descriptor))
            .ok_or(Errno::EMFILE)?;
        let inode = match self.find(path) {
            Ok(_) if options.create && options.exclusive => return Err(Errno::EEXIST),
            Ok(number) if self.entries(number).is_ok() => return Err(Errno::EISDIR),
            Ok(number) => number,
            Err(Errno::ENOENT) if options.create && path.ends_with('/') => {
                return Err(Errno::EISDIR);
            }
            Err(Errno::ENOENT) if options.create => {
                let (parent, name) = self.vacant(path)?;
                self.link(parent, name, Content::File(Vec::new()), mode & !0o022, now)?
            }
            Err(Errno::ENOTDIR)
                if options.create && self.find(path.trim_end_matches('/')).is_ok() =>
            {
                return Err(Errno::EISDIR);
            }
            Err(error) => return Err(error),
        };
        if options.read {
            self.check_permission(inode, 0o400)?;
        }
        if options.write {
            self.check_permission(inode, 0o200)?;
        }
        let open = OpenFile {
            inode,
            position: 0,
            options,
        };
        self.open_files.insert(descriptor, open);
        if options.truncate && options.write {
            self.truncate(descriptor, 0, now)?;
        }
        Ok(descriptor)
    }

    /// What is open under a descriptor.
    pub(super) fn open_file(&self, descriptor: i32) -> Result<OpenFile, Errno> {
        self.open_files
            .get(&descriptor)
            .copied()
            .ok_or(Errno::EBADF)
    }

    /// Closes a descriptor.
    ///
    /// # Errors
    /// `EBADF`: there is no such descriptor.
    pub fn close(&mut self, descriptor: i32) -> Result<(), Errno> {
        let open = self.open_files.remove(&descriptor).ok_or(Errno::EBADF)?;
        self.release(open.inode);
        Ok(())
    }

    /// At most `max` bytes from the descriptor's position on; none at the file's end.
    ///
    /// # Errors
    /// `EBADF`: there is no such descriptor, or it is not for reading.
    pub fn read(&mut self, descriptor: i32, max: usize) -> Result<Vec<u8>, Errno> {
        let open = self.open_file(descriptor)?;
        if !open.options.read {
            return Err(Errno::EBADF);
        }
        let data = match &self.inode(open.inode)?.content {
            Content::File(data) => data.get(open.position..).unwrap_or_default(),
            _ => &[],
        };
        let read = data[..max.min(data.len())].to_vec();
        self.set_position(descriptor, open.position + read.len());
        Ok(read)
    }

    /// Writes at the descriptor's position, or at the file's end, if it was
    /// opened for appending. The number of bytes written: all of them.
    ///
    /// # Errors
    /// `ENOSPC`: there is no room for them. `EBADF`: there is no such descriptor,
    /// or it is not for writing.
    pub fn write(&mut self, descriptor: i32, bytes: &[u8], now: Nanos) -> Result<usize, Errno> {
        let open = self.open_file(descriptor)?;
        if !open.options.write {
            return Err(Errno::EBADF);
        }
        // As on Linux, that moves nothing, even where the position is past the file's end.
        if bytes.is_empty() {
            return Ok(0);
        }
        let space = MAX_BYTES - self.bytes;
        let inode = self.inode_mut(open.inode)?;
        let Content::File(data) = &mut inode.content else {
            return Ok(bytes.len());
        };
        let position = if open.options.append {
            data.len()
        } else {
            open.position
        };
        let end = position.checked_add(bytes.len()).ok_or(Errno::ENOSPC)?;
        let growth = end.saturating_sub(data.len());
        if growth > space {
            return Err(Errno::ENOSPC);
        }
        data.resize(data.len() + growth, 0);
        data[position..end].copy_from_slice(bytes);
        (inode.modified, inode.changed) = (now, now);
        self.bytes += growth;
        self.set_position(descriptor, end);
        Ok(bytes.len())
    }

    fn set_position(&mut self, descriptor: i32, position: usize) {
        if let Some(open) = self.open_files.get_mut(&descriptor) {
            open.position = position;
        }
    }

    /// Moves the descriptor's position by `by` bytes; the new one.
    ///
    /// # Errors
    /// `EINVAL`: it would lie before the file's start.
    pub fn seek(&mut self, descriptor: i32, by: i64, from: SeekFrom) -> Result<u64, Errno> {
        let open = self.open_file(descriptor)?;
        let base = match from {
            SeekFrom::Start => 0,
            SeekFrom::Current => open.position as u64,
            SeekFrom::End => self.fstat(descriptor)?.size,
        };
        let position = base.checked_add_signed(by).ok_or(Errno::EINVAL)?;
        self.set_position(
            descriptor,
            usize::try_from(position).map_err(|_| Errno::EINVAL)?,
        );
        Ok(position)
    }

    /// Cuts a file, or fills it with zeros, to `length` bytes.
    ///
    /// # Errors
    /// `ENOSPC`: there is no room. `EINVAL`: the descriptor is not for writing.
    pub fn truncate(&mut self, descriptor: i32, length: u64, now: Nanos) -> Result<(), Errno> {
        let open = self.open_file(descriptor)?;
        if !open.options.write {
            return Err(Errno::EINVAL);
        }
        let space = MAX_BYTES - self.bytes;
        let length = usize::try_from(length).map_err(|_| Errno::ENOSPC)?;
        let inode = self.inode_mut(open.inode)?;
        let Content::File(data) = &mut inode.content else {
            return Ok(());
        };
        let before = data.len();
        if length.saturating_sub(before) > space {
            return Err(Errno::ENOSPC);
        }
        data.resize(length, 0);
        (inode.modified, inode.changed) = (now, now);
        self.bytes = self.bytes + length - before;
        Ok(())
    }
}
