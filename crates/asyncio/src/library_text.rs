//! The texts of modules, for the source transformation of threads.

/// The text of a module whose functions wait for other threads.
pub(crate) fn text(module: &str) -> Option<&'static str> {
    match module {
        "asgiref.sync" => Some(include_str!("../python/asgiref/sync.py")),
        "concurrent.futures.thread" => Some(include_str!("../python/concurrent/futures/thread.py")),
        _ => interleave_python::library_text(module),
    }
}
