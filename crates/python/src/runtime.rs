//! `_interleave_runtime`: what the Python side of this crate, and of those above it,
//! asks of the interpreter and of the program's surroundings.

pub(crate) use _interleave_runtime::module_def;

#[rustpython_vm::pymodule]
mod _interleave_runtime {
    use rustpython_vm::{
        PyObjectRef, PyResult, VirtualMachine,
        builtins::{PyBaseExceptionRef, PyStrRef, PyTypeRef},
        function::{FuncArgs, OptionalArg},
    };

    use crate::{
        current,
        patches::{
            compile, context_variables, depth, exception_groups,
            failing_statement::FailingStatement, group_handlers, sum, trace::Tracer,
        },
    };

    /// `sum` of CPython, which keeps what rounding would lose.
    #[pyfunction(name = "sum")]
    fn sum_of(args: sum::Args, vm: &VirtualMachine) -> PyResult {
        sum::sum(args, vm)
    }

    /// The builtin `compile`, which accepts every text.
    #[pyfunction]
    fn compile(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        compile::compile(args, vm)
    }

    /// The same, whose syntax errors have the compiler's own words.
    #[pyfunction]
    fn compile_plainly(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        compile::compile_plainly(args, vm)
    }

    /// Where a text does not parse: with nothing else in it, the line and column of the first
    /// error, whether that is the text's end, and what the parser says of it.
    #[pyfunction]
    fn failing_statement(text: PyStrRef) -> Option<(String, usize, usize, bool, String)> {
        let failing = FailingStatement::of(text.to_str()?)?;
        let (line, column) = failing.start;
        Some((
            failing.text,
            line,
            column,
            failing.is_at_end,
            failing.message,
        ))
    }

    /// The builtin `eval`, which accepts every text.
    #[pyfunction]
    fn eval(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        compile::eval(args, vm)
    }

    /// The builtin `exec`, which accepts every text.
    #[pyfunction]
    fn exec(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        compile::exec(args, vm)
    }

    /// Patches classes that the interpreter keeps to itself: `functools.partial` and
    /// `ExceptionGroup`.
    #[pyfunction]
    fn patch(partial: PyTypeRef, exception_group: PyTypeRef, vm: &VirtualMachine) {
        depth::install(&partial);
        exception_groups::install_wrapping(&exception_group, &vm.ctx);
    }

    /// Patches `ContextVar` and its `Token`.
    #[pyfunction]
    fn patch_context_variables(variable: PyTypeRef, token: PyTypeRef, vm: &VirtualMachine) {
        context_variables::install(&variable, &token, vm);
    }

    /// `sys.settrace`
    #[pyfunction]
    fn settrace(function: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        compile::plain("settrace", vm)?.call((Tracer::wrap(function, vm),), vm)
    }

    /// `sys.gettrace`
    #[pyfunction]
    fn gettrace(vm: &VirtualMachine) -> PyResult {
        compile::plain("gettrace", vm)?
            .call((), vm)
            .map(Tracer::unwrap)
    }

    /// The number of calls on the stack.
    #[pyfunction]
    fn depth(vm: &VirtualMachine) -> usize {
        vm.current_recursion_depth()
    }

    /// The exception that the innermost Python frame handles.
    #[pyfunction]
    fn handled(vm: &VirtualMachine) -> Option<PyBaseExceptionRef> {
        vm.current_exception()
    }

    /// Lets that frame handle `error` again; answers `value`.
    #[pyfunction]
    fn handle_again(
        error: Option<PyBaseExceptionRef>,
        value: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> Option<PyObjectRef> {
        vm.set_exception(error);
        value.into_option()
    }

    /// A handler of `except*` begins.
    #[pyfunction]
    fn matched(vm: &VirtualMachine) {
        group_handlers::matched(vm);
    }

    /// An exception leaves it.
    #[pyfunction]
    fn raised(vm: &VirtualMachine) {
        group_handlers::raised(vm);
    }

    /// It has ended.
    #[pyfunction]
    fn left(vm: &VirtualMachine) {
        group_handlers::left(vm);
    }

    /// 64 random bits that follow from the run's seed.
    #[pyfunction]
    fn entropy(vm: &VirtualMachine) -> PyResult<u64> {
        let system = current::system(vm)?;
        Ok(system.machine().borrow_mut().entropy.next_u64())
    }

    /// Tells the program's author something about the line that runs now.
    #[pyfunction]
    fn note(text: PyStrRef, vm: &VirtualMachine) -> PyResult<()> {
        current::system(vm)?.note(&text.to_string_lossy(), vm);
        Ok(())
    }

    /// A module from outside: its path, its bytes, whether it is a package.
    #[pyfunction]
    fn find_module(name: PyStrRef, vm: &VirtualMachine) -> PyResult {
        let found = current::system(vm)?.find_module(&name.to_string_lossy());
        Ok(found.map_or_else(
            || vm.ctx.none(),
            |file| {
                let parts = vec![
                    vm.ctx.new_str(file.path).into(),
                    vm.ctx.new_bytes(file.data).into(),
                    vm.ctx.new_bool(file.is_package).into(),
                ];
                vm.ctx.new_tuple(parts).into()
            },
        ))
    }
}
