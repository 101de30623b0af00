use super::*;

const ALL: usize = usize::MAX;

fn write() -> How {
    How {
        write: true,
        create: true,
        truncate: true,
        ..How::default()
    }
}

fn read() -> How {
    How {
        read: true,
        ..How::default()
    }
}

fn disk() -> Disk {
    Disk::new(
        [
            ("main.py", b"pass\n".as_slice()),
            ("pkg/__init__.py", b"".as_slice()),
        ]
        .into_iter(),
        5,
    )
}

fn names(disk: &Disk, path: &str) -> Vec<String> {
    let list = disk.list(path).expect("a folder");
    list.into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_disk_begins_with_the_programs_files() {
    let disk = disk();
    assert_eq!(disk.working_folder(), Ok(HOME.to_owned()));
    assert_eq!(names(&disk, "."), ["main.py", "pkg"]);
    assert_eq!(names(&disk, "pkg"), ["__init__.py"]);
    assert_eq!(names(&disk, "/"), ["dev", "program", "tmp"]);
    let stat = disk.stat("/program/../program/./main.py").expect("a file");
    assert_eq!(
        (stat.sort, stat.size, stat.modified, stat.mode),
        (Sort::File, 5, 5, 0o644)
    );
}

#[test]
fn what_is_written_is_read() {
    let mut disk = disk();
    let file = disk.open("new", write(), 0o666, 7).expect("it is made");
    assert_eq!(disk.write(file, b"hello", 7), Ok(5));
    assert_eq!(disk.seek(file, -4, From::End), Ok(1));
    assert_eq!(disk.write(file, b"u", 8), Ok(1));
    assert_eq!(disk.read(file, ALL), Err(Fault::BadDescriptor));
    assert_eq!(disk.close(file), Ok(()));
    assert_eq!(disk.close(file), Err(Fault::BadDescriptor));
    let file = disk.open("new", read(), 0, 9).expect("it is there");
    assert_eq!(disk.read(file, 2), Ok(b"hu".to_vec()));
    assert_eq!(disk.read(file, ALL), Ok(b"llo".to_vec()));
    assert_eq!(disk.read(file, ALL), Ok(Vec::new()));
    assert_eq!(disk.stat("new").map(|stat| stat.modified), Ok(8));
}

#[test]
fn a_gap_is_zeros_and_an_appending_file_writes_at_its_end() {
    let mut disk = disk();
    let how = How {
        read: true,
        append: true,
        ..write()
    };
    let file = disk.open("gap", how, 0o666, 0).expect("it is made");
    assert_eq!(disk.truncate(file, 2, 0), Ok(()));
    assert_eq!(disk.write(file, b"ab", 0), Ok(2));
    assert_eq!(disk.seek(file, 0, From::Start), Ok(0));
    assert_eq!(disk.write(file, b"c", 0), Ok(1));
    assert_eq!(disk.seek(file, 0, From::Start), Ok(0));
    assert_eq!(disk.read(file, ALL), Ok(b"\0\0abc".to_vec()));
    assert_eq!(disk.seek(file, -9, From::Here), Err(Fault::Invalid));
}

#[test]
fn a_disk_is_full_at_its_bound_and_has_room_again_afterwards() {
    let mut disk = disk();
    let file = disk.open("big", write(), 0o666, 0).expect("it is made");
    assert_eq!(disk.truncate(file, 1 << 40, 0), Err(Fault::NoSpace));
    assert_eq!(disk.truncate(file, 64 << 20, 0), Err(Fault::NoSpace));
    assert_eq!(disk.truncate(file, 63 << 20, 0), Ok(()));
    assert_eq!(disk.seek(file, i64::MAX, From::Start), Ok(i64::MAX as u64));
    assert_eq!(disk.write(file, b"x", 0), Err(Fault::NoSpace));
    assert_eq!(disk.remove("big", 0), Ok(()));
    let other = disk.open("other", write(), 0o666, 0).expect("it is made");
    assert_eq!(disk.truncate(other, 2 << 20, 0), Err(Fault::NoSpace));
    assert_eq!(disk.close(file), Ok(()));
    assert_eq!(disk.truncate(other, 2 << 20, 0), Ok(()));
}

#[test]
fn each_wrong_path_has_its_fault() {
    let mut disk = disk();
    let stat = |disk: &Disk, path| disk.stat(path).map(|_| ());
    assert_eq!(stat(&disk, ""), Err(Fault::NoSuchFile));
    assert_eq!(stat(&disk, "nope/x"), Err(Fault::NoSuchFile));
    assert_eq!(stat(&disk, "main.py/x"), Err(Fault::NotAFolder));
    assert_eq!(stat(&disk, "main.py/"), Err(Fault::NotAFolder));
    assert_eq!(stat(&disk, &"x".repeat(256)), Err(Fault::NameTooLong));
    assert_eq!(disk.open("pkg", read(), 0, 0), Err(Fault::IsAFolder));
    assert_eq!(disk.open("new/", write(), 0, 0), Err(Fault::IsAFolder));
    let exclusive = How {
        exclusive: true,
        ..write()
    };
    assert_eq!(disk.open("main.py", exclusive, 0, 0), Err(Fault::Exists));
    assert_eq!(disk.make_folder("pkg", 0o777, 0), Err(Fault::Exists));
    assert_eq!(disk.make_folder("/", 0o777, 0), Err(Fault::Exists));
    assert_eq!(disk.make_folder("a/b", 0o777, 0), Err(Fault::NoSuchFile));
    assert_eq!(disk.remove("pkg", 0), Err(Fault::IsAFolder));
    assert_eq!(disk.remove_folder("pkg", 0), Err(Fault::NotEmpty));
    assert_eq!(disk.remove_folder("main.py", 0), Err(Fault::NotAFolder));
    assert_eq!(disk.set_mode("main.py", 0o400, 0), Ok(()));
    assert_eq!(disk.open("main.py", write(), 0, 0), Err(Fault::NoAccess));
}

#[test]
fn renaming_moves_over_what_is_there() {
    let mut disk = disk();
    assert_eq!(disk.rename("main.py", "pkg", 0), Err(Fault::IsAFolder));
    assert_eq!(disk.rename("pkg", "main.py", 0), Err(Fault::NotAFolder));
    assert_eq!(disk.rename("pkg", "pkg/in", 0), Err(Fault::Invalid));
    assert_eq!(disk.rename("main.py", "pkg/__init__.py", 0), Ok(()));
    assert_eq!(names(&disk, "."), ["pkg"]);
    assert_eq!(disk.stat("pkg/__init__.py").map(|stat| stat.size), Ok(5));
    assert_eq!(disk.make_folder("there", 0o777, 0), Ok(()));
    assert_eq!(disk.rename("pkg", "there", 0), Ok(()));
    assert_eq!(names(&disk, "there/.."), ["there"]);
    assert_eq!(names(&disk, "there"), ["__init__.py"]);
}

#[test]
fn a_working_folder_that_is_gone_has_no_path() {
    let mut disk = disk();
    assert_eq!(disk.make_folder("gone", 0o777, 0), Ok(()));
    assert_eq!(disk.change_folder("gone"), Ok(()));
    assert_eq!(disk.working_folder(), Ok("/program/gone".to_owned()));
    assert_eq!(disk.remove_folder("/program/gone", 0), Ok(()));
    assert_eq!(disk.working_folder(), Err(Fault::NoSuchFile));
    assert_eq!(disk.open("x", write(), 0, 0), Err(Fault::NoSuchFile));
}

#[test]
fn the_null_device_swallows_and_holds_nothing() {
    let mut disk = disk();
    let file = disk.open("/dev/null", write(), 0, 0).expect("it is there");
    assert_eq!(disk.write(file, b"gone", 0), Ok(4));
    assert_eq!(disk.stat("/dev/null").map(|stat| stat.size), Ok(0));
}
