//! The stacks of simulated threads, each with a machine of the interpreter's of its own.
//!
//! What RustPython keeps of the calls that are under way lies in its `VirtualMachine`, in
//! the order of the calls. So a thread that parks in the midst of its calls needs one to
//! itself. A *carrier* is a stack with such a machine, and runs one thread after the other.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    ptr,
    rc::Rc,
};

use interleave_stacks::{Body, Outcome, StackId, Stacks};
use rustpython_vm::{
    Py, PyObject, PyObjectRef, PyRef, VirtualMachine,
    frame::{FrameObject, InterpreterFrame, frame_at_offset},
    vm::thread::set_current_frame,
};

use crate::{
    driver::Driver,
    numbers::ThreadIdent,
    thread_machine::{self, Shared},
};

type FrameRef = PyRef<FrameObject>;

/// A stack with a machine, which runs one thread after the other.
struct Carrier {
    stack: StackId,
    inside: Rc<Inside>,
}

/// What a carrier shares with whoever resumes it.
struct Inside {
    /// What it calls when it is resumed next.
    function: RefCell<Option<PyObjectRef>>,
    /// Where its machine lies, to know it by.
    machine: Cell<*const VirtualMachine>,
    /// The thread has ended, and the carrier can run another one.
    has_ended: Cell<bool>,
}

/// The calls of a thread that is not at work.
struct Aside {
    /// The innermost frame that CPython has, too.
    frame: FrameRef,
    /// Where its chain of calls begins. It lasts until the thread is at work again.
    chain: *const InterpreterFrame,
}

/// What a thread runs on.
enum Place {
    /// A stack of its own, while it lasts.
    Carrier(Carrier),
    /// Whatever stack it is resumed on. It runs to its end there.
    Guest(PyObjectRef),
}

/// The stacks of the threads that have not ended.
pub(crate) struct ThreadStacks {
    driver: Rc<dyn Driver>,
    places: RefCell<HashMap<ThreadIdent, Place>>,
    /// Carriers of threads that have ended.
    idle: RefCell<Vec<Carrier>>,
    /// Whether there has been a carrier.
    has_carriers: Cell<bool>,
    /// The calls of those that are not at work, also of the main thread.
    aside: RefCell<HashMap<ThreadIdent, Aside>>,
}

impl ThreadStacks {
    pub(crate) fn new(driver: Rc<dyn Driver>) -> Self {
        Self {
            driver,
            places: RefCell::default(),
            idle: RefCell::default(),
            has_carriers: Cell::default(),
            aside: RefCell::default(),
        }
    }

    /// Makes a place for a thread that calls `function`, which handles its exceptions.
    pub(crate) fn create(&self, thread: ThreadIdent, function: PyObjectRef, vm: &VirtualMachine) {
        let idle = self.idle.borrow_mut().pop();
        let carrier = idle.or_else(|| self.new_carrier(vm));
        let place = match carrier {
            Some(carrier) => {
                carrier.inside.function.replace(Some(function));
                Place::Carrier(carrier)
            }
            None => Place::Guest(function),
        };
        self.places.borrow_mut().insert(thread, place);
    }

    fn new_carrier(&self, vm: &VirtualMachine) -> Option<Carrier> {
        let inside = Rc::new(Inside {
            function: RefCell::default(),
            machine: Cell::new(ptr::null()),
            has_ended: Cell::default(),
        });
        let shared = Shared::of(vm, self.driver.signals());
        let stacks = self.driver.stacks();
        let body = body(Rc::clone(&inside), shared, Rc::clone(&stacks));
        let stack = stacks.create(body).ok()?;
        self.has_carriers.set(true);
        Some(Carrier { stack, inside })
    }

    /// Whether there has been a carrier. Its machine goes on for ever, and knows the main one.
    pub(crate) fn has_carriers(&self) -> bool {
        self.has_carriers.get()
    }

    /// Whether a thread can park that calls from `vm`: it has a stack of its own, and is
    /// not within what the interpreter does on the main thread's account, such as a
    /// finalizer.
    pub(crate) fn can_park(&self, thread: ThreadIdent, vm: &VirtualMachine) -> bool {
        match self.places.borrow().get(&thread) {
            Some(Place::Carrier(carrier)) => ptr::eq(carrier.inside.machine.get(), vm),
            _ => false,
        }
    }

    /// Runs a thread until it parks or ends; `by` is at work until then.
    pub(crate) fn resume(
        &self,
        thread: ThreadIdent,
        by: ThreadIdent,
        vm: &VirtualMachine,
    ) -> Outcome {
        let place = self.places.borrow_mut().remove(&thread);
        match place {
            Some(Place::Carrier(carrier)) => {
                let (stack, inside) = (carrier.stack, Rc::clone(&carrier.inside));
                let place = Place::Carrier(carrier);
                self.places.borrow_mut().insert(thread, place);
                self.elsewhere(by, vm, || {
                    self.driver.stacks().resume(stack);
                });
                if !inside.has_ended.take() {
                    return Outcome::Parked;
                }
                if let Some(Place::Carrier(carrier)) = self.places.borrow_mut().remove(&thread) {
                    self.idle.borrow_mut().push(carrier);
                }
            }
            Some(Place::Guest(function)) => as_guest(&function, vm),
            None => {}
        }
        Outcome::Ended
    }

    /// Parks the thread at work, which must be able to.
    pub(crate) fn park(&self, thread: ThreadIdent, vm: &VirtualMachine) {
        self.elsewhere(thread, vm, || self.driver.stacks().park());
    }

    /// The innermost frames of the threads that are not at work.
    pub(crate) fn frames(&self) -> Vec<(ThreadIdent, FrameRef)> {
        let aside = self.aside.borrow();
        let mut frames: Vec<_> = aside
            .iter()
            .map(|(&thread, aside)| (thread, aside.frame.clone()))
            .collect();
        frames.sort_unstable_by_key(|&(thread, _)| thread);
        frames
    }

    /// The frame that has called `frame`, where that is one of a thread that is not at work.
    pub(crate) fn caller(&self, frame: &Py<FrameObject>, vm: &VirtualMachine) -> Option<FrameRef> {
        let aside = self.aside.borrow();
        let chains: Vec<_> = aside.values().map(|aside| aside.chain).collect();
        drop(aside);
        chains.into_iter().find_map(|chain| {
            // RustPython looks for it among the calls that are under way, and calls nothing.
            let innermost = set_current_frame(chain);
            let caller = frame.f_back(vm);
            let _ = set_current_frame(innermost);
            caller
        })
    }

    /// Does something on another stack than that of `thread`.
    fn elsewhere(&self, thread: ThreadIdent, vm: &VirtualMachine, action: impl FnOnce()) {
        let frame = innermost_frame(vm);
        // The calls of the other stack do not lie above those of this one.
        let chain = set_current_frame(ptr::null());
        if let Some(frame) = frame {
            let aside = Aside { frame, chain };
            self.aside.borrow_mut().insert(thread, aside);
        }
        action();
        let _ = set_current_frame(chain);
        let aside = self.aside.borrow_mut().remove(&thread);
        // It may be the last one to hold what runs code when it goes.
        drop(aside);
    }
}

/// The innermost frame that CPython has, too.
fn innermost_frame(vm: &VirtualMachine) -> Option<FrameRef> {
    let mut frames = (0..).map_while(|offset| frame_at_offset(offset, vm));
    frames.find(|frame| !is_ours(frame))
}

/// Whether a frame is one of `_thread` or of another module of ours, which CPython has none of.
pub(crate) fn is_ours(frame: &Py<FrameObject>) -> bool {
    let path = frame.iframe().code().source_path().as_str();
    path == "_thread" || path.starts_with("_interleave")
}

/// What a carrier does on its stack, for ever.
fn body(inside: Rc<Inside>, shared: Shared, stacks: Rc<dyn Stacks>) -> Body {
    let serve = move |vm: &VirtualMachine| {
        inside.machine.set(vm);
        loop {
            let function = inside.function.take();
            if let Some(function) = function {
                call(&function, vm);
            }
            inside.has_ended.set(true);
            stacks.park();
        }
    };
    Box::new(move || thread_machine::make(shared, serve))
}

/// Runs a thread to its end on the stack of whoever resumes it, who keeps what the
/// machine knows by threads.
fn as_guest(function: &PyObject, vm: &VirtualMachine) {
    let cells = [
        &vm.asyncio_running_loop,
        &vm.asyncio_running_task,
        &vm.async_gen_firstiter,
        &vm.async_gen_finalizer,
    ];
    let outer = cells.map(|cell| cell.take());
    call(function, vm);
    for (cell, outer) in cells.into_iter().zip(outer) {
        let own = cell.replace(outer);
        drop(own);
    }
}

/// Calls what handles its exceptions.
fn call(function: &PyObject, vm: &VirtualMachine) {
    if let Err(error) = function.call((), vm) {
        vm.run_unraisable(error, None, vm.ctx.none());
    }
}
