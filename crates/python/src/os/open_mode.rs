//! The mode of Python's `open`: `"r"`, `"w+b"`.

use interleave_machine::OpenOptions;
use rustpython_vm::{PyResult, VirtualMachine};

use super::posix::flag;

/// The mode of `open`, parsed.
#[derive(Default)]
pub(super) struct OpenMode {
    /// How many of the letters `rxwa` it has.
    kinds: usize,
    create: bool,
    write: bool,
    append: bool,
    pub(super) plus: bool,
    text: bool,
    pub(super) binary: bool,
}

impl OpenMode {
    /// # Errors
    /// `ValueError`, where it is none.
    pub(super) fn parse(mode: &str, vm: &VirtualMachine) -> PyResult<Self> {
        let mut parsed = Self::default();
        for (at, letter) in mode.char_indices() {
            let known = match letter {
                'r' => true,
                'x' => parsed.set(|mode| &mut mode.create),
                'w' => parsed.set(|mode| &mut mode.write),
                'a' => parsed.set(|mode| &mut mode.append),
                '+' => parsed.set(|mode| &mut mode.plus),
                't' => parsed.set(|mode| &mut mode.text),
                'b' => parsed.set(|mode| &mut mode.binary),
                _ => false,
            };
            if !known || mode[..at].contains(letter) {
                return Err(vm.new_value_error(format!("invalid mode: '{mode}'")));
            }
            parsed.kinds += usize::from("rxwa".contains(letter));
        }
        if parsed.text && parsed.binary {
            return Err(vm.new_value_error("can't have text and binary mode at once"));
        }
        match parsed.kinds {
            1 => Ok(parsed),
            0 => Err(vm.new_value_error(
                "Must have exactly one of create/read/write/append mode and at most one plus",
            )),
            _ => Err(vm.new_value_error("must have exactly one of create/read/write/append mode")),
        }
    }

    fn set(&mut self, field: impl FnOnce(&mut Self) -> &mut bool) -> bool {
        *field(self) = true;
        true
    }

    pub(super) const fn writes(&self) -> bool {
        self.create || self.write || self.append
    }

    pub(super) const fn open_options(&self) -> OpenOptions {
        OpenOptions {
            read: self.plus || !self.writes(),
            write: self.plus || self.writes(),
            create: self.writes(),
            exclusive: self.create,
            truncate: self.write,
            append: self.append,
        }
    }

    /// `FileIO.mode`.
    pub(super) const fn name(&self) -> &'static str {
        match (self.create, self.append, self.writes(), self.plus) {
            (true, _, _, false) => "xb",
            (true, ..) => "xb+",
            (_, true, _, false) => "ab",
            (_, true, ..) => "ab+",
            (_, _, true, false) => "wb",
            (_, _, false, false) => "rb",
            _ => "rb+",
        }
    }

    /// The flags of `os.open` for it, with `O_CLOEXEC`, as in CPython.
    pub(super) fn flags(&self) -> i32 {
        let OpenOptions {
            read,
            write,
            create,
            exclusive,
            truncate,
            append,
        } = self.open_options();
        let bit = |set: bool, bit: i32| if set { bit } else { 0 };
        bit(read && write, flag::RDWR)
            | bit(!read, flag::WRONLY)
            | bit(create, flag::CREAT)
            | bit(exclusive, flag::EXCL)
            | bit(truncate, flag::TRUNC)
            | bit(append, flag::APPEND)
            | flag::CLOEXEC
    }
}
