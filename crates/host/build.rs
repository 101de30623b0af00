//! Lets the crate be compiled again when a module of `python/` changes: they are
//! frozen into it by a macro, whose files the compiler does not know.

fn main() {
    println!("cargo:rerun-if-changed=python");
}
