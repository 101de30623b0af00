//! `_interleave_host`: what `python/_interleave_main.py` and its reports call.

pub(crate) use _interleave_host::module_def;

#[rustpython_vm::pymodule]
mod _interleave_host {
    use interleave_python::user_code;
    use interleave_trace::DiagnosticKind;
    use rustpython_vm::{
        PyObjectRef, PyResult, VirtualMachine,
        builtins::{PyListRef, PyStrRef},
    };

    use crate::run::current;

    /// Tells why an uncaught `RecursionError` came, `depth` calls deep.
    #[pyfunction]
    fn tell_recursion(depth: usize, limit: usize, line: u32, vm: &VirtualMachine) -> PyResult<()> {
        current(vm)?.environment.recursed(depth, limit, line);
        Ok(())
    }

    /// A line in Problems. `kind` is one of `DiagnosticKind`'s names.
    #[pyfunction]
    fn diagnose(kind: PyStrRef, line: u32, text: PyStrRef, vm: &VirtualMachine) -> PyResult<()> {
        let wanted = kind.to_string_lossy();
        let kind = DiagnosticKind::ALL
            .iter()
            .find(|kind| kind.name() == wanted)
            .copied()
            .unwrap_or(DiagnosticKind::Note);
        let text = text.to_string_lossy();
        current(vm)?
            .environment
            .recorder
            .diagnose(kind, line, &text);
        Ok(())
    }

    /// The innermost line of the program that runs; 0 outside it.
    #[pyfunction]
    fn current_line(vm: &VirtualMachine) -> u32 {
        user_code::current_line(vm)
    }

    /// The line that made a task; 0 if unknown.
    #[pyfunction]
    fn line_created(task: PyObjectRef, vm: &VirtualMachine) -> PyResult<u32> {
        Ok(current(vm)?.environment.recorder.line_created(&task))
    }

    /// Whether the run has ended: at a limit, or because nothing can go on.
    #[pyfunction]
    fn has_ended(vm: &VirtualMachine) -> PyResult<bool> {
        Ok(current(vm)?.environment.termination.is_ended())
    }

    /// Tells of tasks that are not over.
    #[pyfunction]
    fn tell_pending(tasks: PyListRef, when: PyStrRef, vm: &VirtualMachine) -> PyResult<()> {
        let tasks = tasks.borrow_vec().to_vec();
        let run = current(vm)?;
        run.environment
            .recorder
            .tell_pending(tasks, &when.to_string_lossy(), vm);
        Ok(())
    }

    /// Tells of locks that nobody can ever get any more.
    #[pyfunction]
    fn tell_unreleased(vm: &VirtualMachine) -> PyResult<()> {
        current(vm)?.environment.recorder.tell_unreleased();
        Ok(())
    }
}
