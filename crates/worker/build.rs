//! Sets how deep Python calls may nest.
//!
//! There are two stacks: the module's shadow stack, which the interpreter can measure,
//! and the browser's, which nothing can measure, and whose overflow loses the worker. A
//! Python call takes about as much of either. So the shadow stack is made a little
//! smaller than the browser's usually is (1 MB): its overflow is a `RecursionError`.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo:rustc-link-arg=-zstack-size=851968");
        println!("cargo:rustc-link-arg=--export=__stack_pointer");
    }
}
