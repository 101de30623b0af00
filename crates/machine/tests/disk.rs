//! The file system beside a naive model, on random sequences of calls.
//!
//! The model is a list of paths, and a file's bytes are shared by its path and those who
//! have it open. Every answer must be the same.

#![forbid(unsafe_code)]

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashSet},
    rc::Rc,
};

use interleave_machine::{Errno, FileSystem, FileType, OpenOptions, SeekFrom};
use proptest::prelude::*;

/// Bytes that all files may hold together.
const ROOM: u64 = 64 << 20;

type Bytes = Rc<RefCell<Vec<u8>>>;

#[derive(Clone)]
enum Node {
    Directory,
    File(Bytes),
}

struct Open {
    bytes: Bytes,
    position: u64,
    options: OpenOptions,
}

/// The file system, as simply as it can be said.
struct Model {
    nodes: BTreeMap<String, Node>,
    open: BTreeMap<i32, Open>,
}

/// The directory of a path.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

impl Model {
    fn new() -> Self {
        Self {
            nodes: BTreeMap::from([("/tmp".to_owned(), Node::Directory)]),
            open: BTreeMap::new(),
        }
    }

    fn find(&self, path: &str) -> Result<Node, Errno> {
        for (end, _) in path.match_indices('/').skip(1) {
            match self.nodes.get(&path[..end]) {
                Some(Node::Directory) => {}
                Some(Node::File(_)) => return Err(Errno::ENOTDIR),
                None => return Err(Errno::ENOENT),
            }
        }
        self.nodes.get(path).cloned().ok_or(Errno::ENOENT)
    }

    fn is_empty(&self, path: &str) -> bool {
        !self.nodes.keys().any(|other| parent(other) == path)
    }

    /// What may grow by so much.
    fn has_room(&self, growth: u64) -> bool {
        let mut seen = HashSet::new();
        let named = self.nodes.values().filter_map(|node| match node {
            Node::Directory => None,
            Node::File(bytes) => Some(bytes),
        });
        let all = named.chain(self.open.values().map(|open| &open.bytes));
        let held: u64 = all
            .filter(|bytes| seen.insert(Rc::as_ptr(bytes)))
            .map(|bytes| bytes.borrow().len() as u64)
            .sum();
        held + growth <= ROOM
    }

    fn create_directory(&mut self, path: &str) -> Result<(), Errno> {
        match self.find(path) {
            Ok(_) => Err(Errno::EEXIST),
            Err(Errno::ENOENT) => match self.find(parent(path))? {
                Node::Directory => {
                    self.nodes.insert(path.to_owned(), Node::Directory);
                    Ok(())
                }
                Node::File(_) => Err(Errno::ENOTDIR),
            },
            Err(error) => Err(error),
        }
    }

    fn open(&mut self, path: &str, options: OpenOptions) -> Result<i32, Errno> {
        let bytes = match self.find(path) {
            Ok(_) if options.create && options.exclusive => return Err(Errno::EEXIST),
            Ok(Node::Directory) => return Err(Errno::EISDIR),
            Ok(Node::File(bytes)) => bytes,
            Err(Errno::ENOENT) if options.create => {
                self.find(parent(path))?;
                let bytes = Bytes::default();
                self.nodes
                    .insert(path.to_owned(), Node::File(Rc::clone(&bytes)));
                bytes
            }
            Err(error) => return Err(error),
        };
        if options.truncate && options.write {
            bytes.borrow_mut().clear();
        }
        let descriptor = (3..).find(|descriptor| !self.open.contains_key(descriptor));
        let descriptor = descriptor.expect("a number is free");
        let open = Open {
            bytes,
            position: 0,
            options,
        };
        self.open.insert(descriptor, open);
        Ok(descriptor)
    }

    fn read(&mut self, descriptor: i32, most: usize) -> Result<Vec<u8>, Errno> {
        let open = self.open.get_mut(&descriptor).ok_or(Errno::EBADF)?;
        if !open.options.read {
            return Err(Errno::EBADF);
        }
        let bytes = open.bytes.borrow();
        let skipped = usize::try_from(open.position).unwrap_or(usize::MAX);
        let read: Vec<u8> = bytes.iter().skip(skipped).take(most).copied().collect();
        open.position += read.len() as u64;
        Ok(read)
    }

    fn write(&mut self, descriptor: i32, new: &[u8]) -> Result<usize, Errno> {
        let open = self.open.get(&descriptor).ok_or(Errno::EBADF)?;
        if !open.options.write {
            return Err(Errno::EBADF);
        }
        if new.is_empty() {
            return Ok(0);
        }
        let length = open.bytes.borrow().len() as u64;
        let start = match open.options.append {
            true => length,
            false => open.position,
        };
        let Some(end) = start.checked_add(new.len() as u64) else {
            return Err(Errno::ENOSPC);
        };
        if !self.has_room(end.saturating_sub(length)) {
            return Err(Errno::ENOSPC);
        }
        let open = self.open.get_mut(&descriptor).ok_or(Errno::EBADF)?;
        let mut bytes = open.bytes.borrow_mut();
        while (bytes.len() as u64) < end {
            bytes.push(0);
        }
        for (index, &byte) in new.iter().enumerate() {
            bytes[start as usize + index] = byte;
        }
        open.position = end;
        Ok(new.len())
    }

    fn seek(&mut self, descriptor: i32, by: i64, from: SeekFrom) -> Result<u64, Errno> {
        let open = self.open.get_mut(&descriptor).ok_or(Errno::EBADF)?;
        let base = match from {
            SeekFrom::Start => 0,
            SeekFrom::Current => open.position,
            SeekFrom::End => open.bytes.borrow().len() as u64,
        };
        open.position = base.checked_add_signed(by).ok_or(Errno::EINVAL)?;
        Ok(open.position)
    }

    fn truncate(&mut self, descriptor: i32, length: u64) -> Result<(), Errno> {
        let open = self.open.get(&descriptor).ok_or(Errno::EBADF)?;
        if !open.options.write {
            return Err(Errno::EINVAL);
        }
        let before = open.bytes.borrow().len() as u64;
        if !self.has_room(length.saturating_sub(before)) {
            return Err(Errno::ENOSPC);
        }
        open.bytes.borrow_mut().resize(length as usize, 0);
        Ok(())
    }

    fn remove(&mut self, path: &str) -> Result<(), Errno> {
        match self.find(path)? {
            Node::Directory => Err(Errno::EISDIR),
            Node::File(_) => {
                self.nodes.remove(path);
                Ok(())
            }
        }
    }

    fn remove_directory(&mut self, path: &str) -> Result<(), Errno> {
        match self.find(path)? {
            Node::File(_) => Err(Errno::ENOTDIR),
            Node::Directory if !self.is_empty(path) => Err(Errno::ENOTEMPTY),
            Node::Directory => {
                self.nodes.remove(path);
                Ok(())
            }
        }
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Errno> {
        let moved = self.find(from)?;
        match self.find(parent(to))? {
            Node::File(_) => return Err(Errno::ENOTDIR),
            Node::Directory if to.starts_with(&format!("{from}/")) => return Err(Errno::EINVAL),
            Node::Directory if from == to => return Ok(()),
            Node::Directory => {}
        }
        match (self.find(to), &moved) {
            (Ok(Node::Directory), Node::File(_)) => return Err(Errno::EISDIR),
            (Ok(Node::Directory), _) if !self.is_empty(to) => return Err(Errno::ENOTEMPTY),
            (Ok(Node::File(_)), Node::Directory) => return Err(Errno::ENOTDIR),
            _ => {}
        }
        let within = format!("{from}/");
        let nodes = std::mem::take(&mut self.nodes);
        let (gone, mut kept): (BTreeMap<_, _>, BTreeMap<_, _>) = nodes
            .into_iter()
            .partition(|(path, _)| path == from || path.starts_with(&within));
        for (path, node) in gone {
            kept.insert(format!("{to}{}", &path[from.len()..]), node);
        }
        self.nodes = kept;
        Ok(())
    }

    fn names(&self, path: &str) -> Result<Vec<String>, Errno> {
        match self.find(path)? {
            Node::File(_) => Err(Errno::ENOTDIR),
            Node::Directory => {
                let within = self.nodes.keys().filter(|other| parent(other) == path);
                Ok(within
                    .map(|other| other[path.len() + 1..].to_owned())
                    .collect())
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Call {
    CreateDirectory(String),
    Open(String, [bool; 6]),
    Read(i32, usize),
    Write(i32, Vec<u8>),
    Seek(i32, i64, u8),
    Truncate(i32, u64),
    Close(i32),
    Remove(String),
    RemoveDirectory(String),
    Rename(String, String),
    Look(String),
}

fn path() -> impl Strategy<Value = String> {
    let names = prop::collection::vec(prop::sample::select(vec!["a", "b", "é"]), 1..4);
    names.prop_map(|names| format!("/tmp/{}", names.join("/")))
}

/// Mostly near the beginning, at times at the limit, beyond it, or anywhere.
fn offset() -> impl Strategy<Value = i64> {
    let limit = ROOM as i64;
    prop_oneof![
        20 => -4..20_i64,
        1 => Just(limit),
        1 => Just(limit + 1),
        1 => prop::sample::select(vec![i64::MIN, i64::MAX, 1 << 32, -limit]),
    ]
}

fn call() -> impl Strategy<Value = Call> {
    let file = || 2..7_i32;
    prop_oneof![
        2 => path().prop_map(Call::CreateDirectory),
        4 => (path(), any::<[bool; 6]>()).prop_map(|(path, how)| Call::Open(path, how)),
        3 => (file(), 0..20_usize).prop_map(|(file, most)| Call::Read(file, most)),
        5 => (file(), prop::collection::vec(any::<u8>(), 0..8))
            .prop_map(|(file, bytes)| Call::Write(file, bytes)),
        3 => (file(), offset(), 0..3_u8).prop_map(|(file, by, from)| Call::Seek(file, by, from)),
        1 => (file(), prop_oneof![4 => 0..20_u64, 1 => (ROOM + 1)..])
            .prop_map(|(file, length)| Call::Truncate(file, length)),
        2 => file().prop_map(Call::Close),
        1 => path().prop_map(Call::Remove),
        1 => path().prop_map(Call::RemoveDirectory),
        2 => (path(), path()).prop_map(|(from, to)| Call::Rename(from, to)),
        2 => path().prop_map(Call::Look),
    ]
}

/// Makes a call of both, and compares the answers.
fn call_both(disk: &mut FileSystem, model: &mut Model, call: &Call) -> Result<(), TestCaseError> {
    match call {
        Call::CreateDirectory(path) => prop_assert_eq!(
            disk.create_directory(path, 0o777, 0),
            model.create_directory(path)
        ),
        Call::Open(path, [read, write, create, exclusive, truncate, append]) => {
            let options = OpenOptions {
                read: *read,
                write: *write,
                create: *create,
                exclusive: *exclusive,
                truncate: *truncate,
                append: *append,
            };
            prop_assert_eq!(
                disk.open(path, options, 0o666, 0),
                model.open(path, options)
            );
        }
        Call::Read(file, most) => {
            prop_assert_eq!(disk.read(*file, *most), model.read(*file, *most));
        }
        Call::Write(file, bytes) => {
            prop_assert_eq!(disk.write(*file, bytes, 0), model.write(*file, bytes));
        }
        Call::Seek(file, by, from) => {
            let from = [SeekFrom::Start, SeekFrom::Current, SeekFrom::End][usize::from(*from)];
            prop_assert_eq!(disk.seek(*file, *by, from), model.seek(*file, *by, from));
        }
        Call::Truncate(file, length) => {
            prop_assert_eq!(
                disk.truncate(*file, *length, 0),
                model.truncate(*file, *length)
            );
        }
        Call::Close(file) => {
            let closed = model.open.remove(file).map(|_| ()).ok_or(Errno::EBADF);
            prop_assert_eq!(disk.close(*file), closed);
        }
        Call::Remove(path) => prop_assert_eq!(disk.remove(path, 0), model.remove(path)),
        Call::RemoveDirectory(path) => {
            prop_assert_eq!(disk.remove_directory(path, 0), model.remove_directory(path));
        }
        Call::Rename(from, to) => {
            prop_assert_eq!(disk.rename(from, to, 0), model.rename(from, to));
        }
        Call::Look(path) => {
            let names = disk.read_directory(path);
            let names = names.map(|names| names.into_iter().map(|(name, _)| name).collect());
            prop_assert_eq!(names, model.names(path));
            let stat = disk.stat(path).map(|stat| (stat.file_type, stat.size));
            let known = model.find(path).map(|node| match node {
                Node::Directory => (FileType::Directory, stat.map_or(0, |(_, size)| size)),
                Node::File(bytes) => (FileType::Regular, bytes.borrow().len() as u64),
            });
            prop_assert_eq!(stat, known);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn the_disk_does_what_the_model_does(calls in prop::collection::vec(call(), 0..60)) {
        let (mut disk, mut model) = (FileSystem::default(), Model::new());
        for call in &calls {
            call_both(&mut disk, &mut model, call)?;
        }
        for file in 2..70 {
            prop_assert_eq!(disk.fstat(file).is_ok(), model.open.contains_key(&file));
        }
    }
}
