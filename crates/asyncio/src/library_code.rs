//! Functions of asyncio's library, recognised in frames.
//!
//! A program may have a `Queue.get` of its own, in a module called `asyncio_utils.py`:
//! what counts is the module object that a frame's globals belong to, and the
//! function's qualified name in it.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    rc::Rc,
};

use rustpython_vm::{
    AsObject, Py, PyRef, PyResult, VirtualMachine,
    builtins::{PyCode, PyDict, PyType, PyTypeRef},
    frame::FrameObject,
};

/// asyncio's modules, as they were before the program began.
#[derive(Debug, Default)]
pub struct Library {
    /// By the addresses of their globals, which live as long as the interpreter does.
    modules: HashMap<usize, String>,
    timeout: Option<PyTypeRef>,
}

impl Library {
    /// Finds the modules. Call it before the program can change anything.
    ///
    /// # Errors
    /// Where `sys.modules` is not what it should be.
    pub fn find(vm: &VirtualMachine) -> PyResult<Self> {
        let loaded = vm.sys_module.get_attr("modules", vm)?;
        let mut modules = HashMap::new();
        if let Some(loaded) = loaded.downcast_ref::<PyDict>() {
            for (name, module) in loaded.items_vec() {
                let name = name.str(vm)?.to_string_lossy().into_owned();
                if (name == "asyncio" || name.starts_with("asyncio."))
                    && let Some(globals) = module.dict()
                {
                    modules.insert(globals.get_id(), name);
                }
            }
        }
        let asyncio = vm.import("asyncio", 0)?;
        let timeout = asyncio.get_attr("Timeout", vm)?.downcast().ok();
        Ok(Self { modules, timeout })
    }

    /// The module of asyncio's that a frame runs in.
    #[must_use]
    pub fn module_of(&self, frame: &FrameObject) -> Option<&str> {
        self.module_with(frame.iframe().globals())
    }

    /// `asyncio.timeouts.Timeout`
    #[must_use]
    pub fn timeout_class(&self) -> Option<&Py<PyType>> {
        self.timeout.as_deref()
    }

    fn module_with(&self, globals: &Py<PyDict>) -> Option<&str> {
        self.modules.get(&globals.get_id()).map(String::as_str)
    }
}

/// A function of the library: its module, its qualified name, and what is known of it.
pub type Function<T> = (&'static str, &'static str, T);

/// A function that was looked up, and what is known of it.
type Seen<T> = (PyRef<PyCode>, Option<T>);

/// What is known of some functions of the library. Each is looked up by its names
/// once, and then known by its code object.
#[derive(Debug)]
pub struct KnownFunctions<T: 'static> {
    library: Rc<Library>,
    functions: &'static [Function<T>],
    /// By address. The code objects are kept, so that no other one takes their place.
    seen: RefCell<HashMap<usize, Seen<T>>>,
}

impl<T: Copy> KnownFunctions<T> {
    /// What `functions` tells of the modules in `library`.
    #[must_use]
    pub fn new(library: Rc<Library>, functions: &'static [Function<T>]) -> Self {
        debug_assert_eq!(
            functions.len(),
            functions
                .iter()
                .map(|&(module, name, _)| (module, name))
                .collect::<HashSet<_>>()
                .len()
        );
        Self {
            library,
            functions,
            seen: RefCell::default(),
        }
    }

    /// What is known of the function that runs, or is suspended, in a frame.
    #[must_use]
    pub fn get(&self, frame: &FrameObject) -> Option<T> {
        let code = frame.iframe().code();
        if let Some(&(_, known)) = self.seen.borrow().get(&code.get_id()) {
            return known;
        }
        let name = code.qualname.as_str();
        let known = self.library.module_of(frame).and_then(|module| {
            let mut functions = self.functions.iter();
            let found = functions.find(|(its, function, _)| *its == module && *function == name);
            found.map(|&(_, _, known)| known)
        });
        let seen = (code.to_owned(), known);
        self.seen.borrow_mut().insert(code.get_id(), seen);
        known
    }
}
