use super::*;

const ALL: usize = usize::MAX;

fn write() -> OpenOptions {
    OpenOptions {
        write: true,
        create: true,
        truncate: true,
        ..OpenOptions::default()
    }
}

fn read() -> OpenOptions {
    OpenOptions {
        read: true,
        ..OpenOptions::default()
    }
}

fn files() -> FileSystem {
    FileSystem::new(
        [
            ("main.py", b"pass\n".as_slice()),
            ("pkg/__init__.py", b"".as_slice()),
        ]
        .into_iter(),
        5,
    )
}

fn names(files: &FileSystem, path: &str) -> Vec<String> {
    let list = files.read_directory(path).expect("a directory");
    list.into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_file_system_begins_with_the_programs_files() {
    let files = files();
    assert_eq!(files.working_directory(), Ok(HOME.to_owned()));
    assert_eq!(names(&files, "."), ["main.py", "pkg"]);
    assert_eq!(names(&files, "pkg"), ["__init__.py"]);
    assert_eq!(names(&files, "/"), ["dev", "program", "tmp"]);
    let stat = files.stat("/program/../program/./main.py").expect("a file");
    assert_eq!(
        (stat.file_type, stat.size, stat.modified, stat.mode),
        (FileType::Regular, 5, 5, 0o644)
    );
}

#[test]
fn what_is_written_is_read() {
    let mut files = files();
    let file = files.open("new", write(), 0o666, 7).expect("it is made");
    assert_eq!(files.write(file, b"hello", 7), Ok(5));
    assert_eq!(files.seek(file, -4, SeekFrom::End), Ok(1));
    assert_eq!(files.write(file, b"u", 8), Ok(1));
    assert_eq!(files.read(file, ALL), Err(Errno::EBADF));
    assert_eq!(files.close(file), Ok(()));
    assert_eq!(files.close(file), Err(Errno::EBADF));
    let file = files.open("new", read(), 0, 9).expect("it is there");
    assert_eq!(files.read(file, 2), Ok(b"hu".to_vec()));
    assert_eq!(files.read(file, ALL), Ok(b"llo".to_vec()));
    assert_eq!(files.read(file, ALL), Ok(Vec::new()));
    assert_eq!(files.stat("new").map(|stat| stat.modified), Ok(8));
}

#[test]
fn a_gap_is_zeros_and_an_appending_file_writes_at_its_end() {
    let mut files = files();
    let options = OpenOptions {
        read: true,
        append: true,
        ..write()
    };
    let file = files.open("gap", options, 0o666, 0).expect("it is made");
    assert_eq!(files.truncate(file, 2, 0), Ok(()));
    assert_eq!(files.write(file, b"ab", 0), Ok(2));
    assert_eq!(files.seek(file, 0, SeekFrom::Start), Ok(0));
    assert_eq!(files.write(file, b"c", 0), Ok(1));
    assert_eq!(files.seek(file, 0, SeekFrom::Start), Ok(0));
    assert_eq!(files.read(file, ALL), Ok(b"\0\0abc".to_vec()));
    assert_eq!(files.seek(file, -9, SeekFrom::Current), Err(Errno::EINVAL));
}

#[test]
fn a_file_system_is_full_at_its_bound_and_has_room_again_afterwards() {
    let mut files = files();
    let file = files.open("big", write(), 0o666, 0).expect("it is made");
    assert_eq!(files.truncate(file, 1 << 40, 0), Err(Errno::ENOSPC));
    assert_eq!(files.truncate(file, 64 << 20, 0), Err(Errno::ENOSPC));
    assert_eq!(files.truncate(file, 63 << 20, 0), Ok(()));
    assert_eq!(
        files.seek(file, i64::MAX, SeekFrom::Start),
        Ok(i64::MAX as u64)
    );
    assert_eq!(files.write(file, b"x", 0), Err(Errno::ENOSPC));
    assert_eq!(files.remove("big", 0), Ok(()));
    let other = files.open("other", write(), 0o666, 0).expect("it is made");
    assert_eq!(files.truncate(other, 2 << 20, 0), Err(Errno::ENOSPC));
    assert_eq!(files.close(file), Ok(()));
    assert_eq!(files.truncate(other, 2 << 20, 0), Ok(()));
}

#[test]
fn each_wrong_path_has_its_error() {
    let mut files = files();
    let stat = |files: &FileSystem, path| files.stat(path).map(|_| ());
    assert_eq!(stat(&files, ""), Err(Errno::ENOENT));
    assert_eq!(stat(&files, "nope/x"), Err(Errno::ENOENT));
    assert_eq!(stat(&files, "main.py/x"), Err(Errno::ENOTDIR));
    assert_eq!(stat(&files, "main.py/"), Err(Errno::ENOTDIR));
    assert_eq!(stat(&files, &"x".repeat(256)), Err(Errno::ENAMETOOLONG));
    assert_eq!(files.open("pkg", read(), 0, 0), Err(Errno::EISDIR));
    assert_eq!(files.open("new/", write(), 0, 0), Err(Errno::EISDIR));
    let exclusive = OpenOptions {
        exclusive: true,
        ..write()
    };
    assert_eq!(files.open("main.py", exclusive, 0, 0), Err(Errno::EEXIST));
    assert_eq!(files.create_directory("pkg", 0o777, 0), Err(Errno::EEXIST));
    assert_eq!(files.create_directory("/", 0o777, 0), Err(Errno::EEXIST));
    assert_eq!(files.create_directory("a/b", 0o777, 0), Err(Errno::ENOENT));
    assert_eq!(files.remove("pkg", 0), Err(Errno::EISDIR));
    assert_eq!(files.remove_directory("pkg", 0), Err(Errno::ENOTEMPTY));
    assert_eq!(files.remove_directory("main.py", 0), Err(Errno::ENOTDIR));
    assert_eq!(files.set_mode("main.py", 0o400, 0), Ok(()));
    assert_eq!(files.open("main.py", write(), 0, 0), Err(Errno::EACCES));
}

#[test]
fn renaming_moves_over_what_is_there() {
    let mut files = files();
    assert_eq!(files.rename("main.py", "pkg", 0), Err(Errno::EISDIR));
    assert_eq!(files.rename("pkg", "main.py", 0), Err(Errno::ENOTDIR));
    assert_eq!(files.rename("pkg", "pkg/in", 0), Err(Errno::EINVAL));
    assert_eq!(files.rename("main.py", "pkg/__init__.py", 0), Ok(()));
    assert_eq!(names(&files, "."), ["pkg"]);
    assert_eq!(files.stat("pkg/__init__.py").map(|stat| stat.size), Ok(5));
    assert_eq!(files.create_directory("there", 0o777, 0), Ok(()));
    assert_eq!(files.rename("pkg", "there", 0), Ok(()));
    assert_eq!(names(&files, "there/.."), ["there"]);
    assert_eq!(names(&files, "there"), ["__init__.py"]);
}

#[test]
fn a_working_directory_that_is_gone_has_no_path() {
    let mut files = files();
    assert_eq!(files.create_directory("gone", 0o777, 0), Ok(()));
    assert_eq!(files.change_directory("gone"), Ok(()));
    assert_eq!(files.working_directory(), Ok("/program/gone".to_owned()));
    assert_eq!(files.remove_directory("/program/gone", 0), Ok(()));
    assert_eq!(files.working_directory(), Err(Errno::ENOENT));
    assert_eq!(files.open("x", write(), 0, 0), Err(Errno::ENOENT));
}

#[test]
fn the_null_device_swallows_and_holds_nothing() {
    let mut files = files();
    let file = files.open("/dev/null", write(), 0, 0).expect("it is there");
    assert_eq!(files.write(file, b"gone", 0), Ok(4));
    assert_eq!(files.stat("/dev/null").map(|stat| stat.size), Ok(0));
}
