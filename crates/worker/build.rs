//! How deep Python may call.
//!
//! There are two stacks: the module's own, which the interpreter can measure, and
//! the browser's, which nobody can, and whose end loses the worker. A call of Python's
//! takes about as much of either. So the first one is made a little smaller than the
//! second one mostly is (1 MB): its end is a `RecursionError`.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo:rustc-link-arg=-zstack-size=851968");
        println!("cargo:rustc-link-arg=--export=__stack_pointer");
    }
}
