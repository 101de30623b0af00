//! Built-in containers take more of the stack that can be measured.
//!
//! In a browser there are two stacks (see `crates/worker/build.rs`). Where one
//! container compares, hashes or shows another one inside it, little is taken of the
//! first and much of the second, whose end loses the worker. With some ballast on the
//! first, its end comes first, which is a `RecursionError`, as in CPython.

use std::{hint::black_box, mem::MaybeUninit, sync::OnceLock};

use rustpython_vm::{
    Context, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyStr, PyType},
    common::hash::PyHash,
    function::{Either, PyComparisonValue},
    types::PyComparisonOp,
};

type Compared = PyResult<Either<PyObjectRef, PyComparisonValue>>;
type Compare = fn(&PyObject, &PyObject, PyComparisonOp, &VirtualMachine) -> Compared;
type Hash = fn(&PyObject, &VirtualMachine) -> PyResult<PyHash>;
type Show = fn(&PyObject, &VirtualMachine) -> PyResult<PyRef<PyStr>>;

/// What a class does by itself.
struct Plain {
    compare: Option<Compare>,
    hash: Option<Hash>,
    show: Option<Show>,
}

static PLAIN: [OnceLock<Plain>; 6] = [const { OnceLock::new() }; 6];

/// Types are the process's: once is enough.
#[cfg_attr(not(target_arch = "wasm32"), expect(dead_code))]
pub(crate) fn install(context: &Context) {
    let types = &context.types;
    weigh::<0>(types.list_type);
    weigh::<1>(types.tuple_type);
    weigh::<2>(types.dict_type);
    weigh::<3>(types.set_type);
    weigh::<4>(types.frozenset_type);
    weigh::<5>(types.slice_type);
}

fn weigh<const CLASS: usize>(class: &Py<PyType>) {
    let slots = &class.slots;
    let plain = Plain {
        compare: slots.richcompare.load(),
        hash: slots.hash.load(),
        show: slots.repr.load(),
    };
    let (compares, hashes, shows) = (
        plain.compare.is_some(),
        // A list's only refuses.
        plain.hash.is_some() && (CLASS == 1 || CLASS >= 4),
        plain.show.is_some(),
    );
    if PLAIN[CLASS].set(plain).is_err() {
        return;
    }
    if compares {
        slots.richcompare.store(Some(compare::<CLASS>));
    }
    if hashes {
        slots.hash.store(Some(hash::<CLASS>));
    }
    if shows {
        slots.repr.store(Some(show::<CLASS>));
    }
}

/// Calls `action` with 2 KB more of the stack taken.
pub(crate) fn laden<T>(action: impl FnOnce() -> T) -> T {
    let mut ballast = MaybeUninit::<[u8; 2048]>::uninit();
    black_box(&mut ballast);
    let answer = action();
    black_box(&mut ballast);
    answer
}

fn compare<const CLASS: usize>(
    left: &PyObject,
    right: &PyObject,
    op: PyComparisonOp,
    vm: &VirtualMachine,
) -> Compared {
    match PLAIN[CLASS].get().and_then(|plain| plain.compare) {
        Some(compare) => laden(|| compare(left, right, op, vm)),
        None => Ok(Either::B(PyComparisonValue::NotImplemented)),
    }
}

fn hash<const CLASS: usize>(value: &PyObject, vm: &VirtualMachine) -> PyResult<PyHash> {
    match PLAIN[CLASS].get().and_then(|plain| plain.hash) {
        Some(hash) => laden(|| hash(value, vm)),
        None => Err(vm.new_type_error("unhashable type")),
    }
}

fn show<const CLASS: usize>(value: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    match PLAIN[CLASS].get().and_then(|plain| plain.show) {
        Some(show) => laden(|| show(value, vm)),
        None => Err(vm.new_type_error("it can't be shown")),
    }
}
