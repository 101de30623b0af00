//! `sys.settrace` without the line events that CPython has not.
//!
//! A coroutine that is resumed in an `await` jumps back to the instruction that sends on what it
//! got. RustPython tells of a line there, as of every jump backward within a line; in CPython
//! `JUMP_BACKWARD_NO_INTERRUPT` is no such jump.

use rustpython_vm::{
    Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, builtins::PyStr, bytecode::Instruction,
    class::PyClassImpl, frame::FrameObject, function::FuncArgs, pyclass, types::Callable,
};

/// A program's trace function, for all frames or for one.
#[pyclass(module = "_interleave_runtime", name = "Tracer")]
#[derive(Debug, PyPayload)]
pub(crate) struct Tracer {
    function: PyObjectRef,
}

impl Tracer {
    /// What RustPython calls for a function of the program's.
    pub(crate) fn wrap(function: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
        if vm.is_none(&function) {
            return function;
        }
        let _ = Self::make_static_type();
        Self { function }.into_ref(&vm.ctx).into()
    }

    /// The program's function.
    pub(crate) fn unwrap(tracer: PyObjectRef) -> PyObjectRef {
        match tracer.downcast_ref::<Self>() {
            Some(tracer) => tracer.function.clone(),
            None => tracer,
        }
    }
}

/// Whether a frame is about to send into what it awaits.
fn sends(frame: &Py<FrameObject>) -> bool {
    let instructions = &frame.iframe().code().instructions;
    let at = (frame.lasti() as usize).checked_sub(1);
    let at = at.filter(|at| *at < instructions.len());
    let instruction = at.map(|at| instructions.read_op(at));
    matches!(
        instruction,
        Some(Instruction::Send { .. } | Instruction::SendGen)
    )
}

impl Callable for Tracer {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [frame, event, ..] = args.args.as_slice() else {
            return zelf.function.call(args, vm);
        };
        let is_line = event
            .downcast_ref::<PyStr>()
            .is_some_and(|event| event.to_str() == Some("line"));
        if is_line && frame.downcast_ref::<FrameObject>().is_some_and(sends) {
            return Ok(zelf.to_owned().into());
        }
        let local = zelf.function.call(args, vm)?;
        Ok(Self::wrap(Self::unwrap(local), vm))
    }
}

#[pyclass(flags(DISALLOW_INSTANTIATION), with(Callable))]
impl Tracer {}
