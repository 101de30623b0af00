//! Open files: descriptors, and what is read and written through them.

use super::{Content, Disk, Fault, Nanos};

/// Bytes that all files may hold together: more than a lesson needs, less than a page has.
const MOST_BYTES: usize = 64 << 20;

/// 0, 1 and 2 are the terminal's.
const FIRST_DESCRIPTOR: i32 = 3;
const MOST_DESCRIPTORS: usize = 1024;

/// How a file is opened.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct How {
    pub read: bool,
    pub write: bool,
    /// Make it if it isn't there.
    pub create: bool,
    /// It must not be there.
    pub exclusive: bool,
    /// Empty it.
    pub truncate: bool,
    /// Each write goes to the end.
    pub append: bool,
}

/// Where a seek counts from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum From {
    Start,
    Here,
    End,
}

/// An open file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) node: u64,
    place: usize,
    how: How,
}

impl Disk {
    /// Opens a file. Answers the smallest free descriptor.
    pub(crate) fn open(
        &mut self,
        path: &str,
        how: How,
        mode: u32,
        now: Nanos,
    ) -> Result<i32, Fault> {
        let descriptor = (FIRST_DESCRIPTOR..)
            .take(MOST_DESCRIPTORS)
            .find(|descriptor| !self.open.contains_key(descriptor))
            .ok_or(Fault::TooManyOpen)?;
        let node = match self.find(path) {
            Ok(_) if how.create && how.exclusive => return Err(Fault::Exists),
            Ok(number) if self.entries(number).is_ok() => return Err(Fault::IsAFolder),
            Ok(number) => number,
            Err(Fault::NoSuchFile) if how.create && path.ends_with('/') => {
                return Err(Fault::IsAFolder);
            }
            Err(Fault::NoSuchFile) if how.create => {
                let (parent, name) = self.free(path)?;
                self.link(parent, name, Content::File(Vec::new()), mode & !0o022, now)?
            }
            Err(Fault::NotAFolder)
                if how.create && self.find(path.trim_end_matches('/')).is_ok() =>
            {
                return Err(Fault::IsAFolder);
            }
            Err(fault) => return Err(fault),
        };
        if how.read {
            self.allow(node, 0o400)?;
        }
        if how.write {
            self.allow(node, 0o200)?;
        }
        let open = Open {
            node,
            place: 0,
            how,
        };
        self.open.insert(descriptor, open);
        if how.truncate && how.write {
            self.truncate(descriptor, 0, now)?;
        }
        Ok(descriptor)
    }

    pub(super) fn opened(&self, descriptor: i32) -> Result<Open, Fault> {
        self.open
            .get(&descriptor)
            .copied()
            .ok_or(Fault::BadDescriptor)
    }

    pub(crate) fn close(&mut self, descriptor: i32) -> Result<(), Fault> {
        let open = self.open.remove(&descriptor).ok_or(Fault::BadDescriptor)?;
        self.forget(open.node);
        Ok(())
    }

    /// At most `most` bytes from the file's place on; none at its end.
    pub(crate) fn read(&mut self, descriptor: i32, most: usize) -> Result<Vec<u8>, Fault> {
        let open = self.opened(descriptor)?;
        if !open.how.read {
            return Err(Fault::BadDescriptor);
        }
        let data = match &self.node(open.node)?.content {
            Content::File(data) => data.get(open.place..).unwrap_or_default(),
            _ => &[],
        };
        let read = data[..most.min(data.len())].to_vec();
        self.place(descriptor, open.place + read.len());
        Ok(read)
    }

    /// Writes at the file's place, or at its end where it was opened so.
    pub(crate) fn write(
        &mut self,
        descriptor: i32,
        bytes: &[u8],
        now: Nanos,
    ) -> Result<usize, Fault> {
        let open = self.opened(descriptor)?;
        if !open.how.write {
            return Err(Fault::BadDescriptor);
        }
        let space = MOST_BYTES - self.bytes;
        let node = self.node_mut(open.node)?;
        let Content::File(data) = &mut node.content else {
            return Ok(bytes.len());
        };
        let place = if open.how.append {
            data.len()
        } else {
            open.place
        };
        let end = place.checked_add(bytes.len()).ok_or(Fault::NoSpace)?;
        let growth = end.saturating_sub(data.len());
        if growth > space {
            return Err(Fault::NoSpace);
        }
        if !bytes.is_empty() {
            data.resize(data.len() + growth, 0);
            data[place..end].copy_from_slice(bytes);
            (node.modified, node.changed) = (now, now);
        }
        self.bytes += growth;
        self.place(descriptor, end);
        Ok(bytes.len())
    }

    fn place(&mut self, descriptor: i32, place: usize) {
        if let Some(open) = self.open.get_mut(&descriptor) {
            open.place = place;
        }
    }

    /// Moves the file's place; answers where it is then.
    pub(crate) fn seek(&mut self, descriptor: i32, by: i64, from: From) -> Result<u64, Fault> {
        let open = self.opened(descriptor)?;
        let base = match from {
            From::Start => 0,
            From::Here => open.place as u64,
            From::End => self.stat_open(descriptor)?.size,
        };
        let place = base.checked_add_signed(by).ok_or(Fault::Invalid)?;
        self.place(
            descriptor,
            usize::try_from(place).map_err(|_| Fault::Invalid)?,
        );
        Ok(place)
    }

    /// Cuts a file, or fills it with zeros, to `length` bytes.
    pub(crate) fn truncate(
        &mut self,
        descriptor: i32,
        length: u64,
        now: Nanos,
    ) -> Result<(), Fault> {
        let open = self.opened(descriptor)?;
        if !open.how.write {
            return Err(Fault::Invalid);
        }
        let space = MOST_BYTES - self.bytes;
        let length = usize::try_from(length).map_err(|_| Fault::NoSpace)?;
        let node = self.node_mut(open.node)?;
        let Content::File(data) = &mut node.content else {
            return Ok(());
        };
        let before = data.len();
        if length.saturating_sub(before) > space {
            return Err(Fault::NoSpace);
        }
        data.resize(length, 0);
        (node.modified, node.changed) = (now, now);
        self.bytes = self.bytes + length - before;
        Ok(())
    }
}
