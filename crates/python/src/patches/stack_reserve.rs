//! Built-in containers reserve more of the stack whose depth can be measured.
//!
//! In a browser there are two stacks (see `crates/worker/build.rs`). Where one
//! container compares, hashes or represents another one inside it, it uses little of
//! the first and much of the second, and the overflow of the second ends the worker.
//! With some of the first held in reserve, that one ends first, which is a
//! `RecursionError`, as in CPython.

use std::{cell::Cell, hint::black_box, mem::MaybeUninit};

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
type Repr = fn(&PyObject, &VirtualMachine) -> PyResult<PyRef<PyStr>>;

/// A class's own functions.
#[derive(Clone, Copy)]
struct Original {
    compare: Option<Compare>,
    hash: Option<Hash>,
    repr: Option<Repr>,
}

thread_local! {
    static ORIGINAL: [Cell<Option<Original>>; 6] = const { [const { Cell::new(None) }; 6] };
}

/// The functions that a class had before it was patched.
fn original<const CLASS: usize>() -> Option<Original> {
    ORIGINAL.with(|originals| originals[CLASS].get())
}

/// Patches the types. A second time does nothing.
#[cfg_attr(not(target_arch = "wasm32"), expect(dead_code))]
pub(crate) fn install(context: &Context) {
    let types = &context.types;
    patch::<0>(types.list_type);
    patch::<1>(types.tuple_type);
    patch::<2>(types.dict_type);
    patch::<3>(types.set_type);
    patch::<4>(types.frozenset_type);
    patch::<5>(types.slice_type);
}

fn patch<const CLASS: usize>(class: &Py<PyType>) {
    if original::<CLASS>().is_some() {
        return;
    }
    let slots = &class.slots;
    let original = Original {
        compare: slots.richcompare.load(),
        hash: slots.hash.load(),
        repr: slots.repr.load(),
    };
    let (compares, hashes, represents) = (
        original.compare.is_some(),
        // The other classes are unhashable.
        original.hash.is_some() && (CLASS == 1 || CLASS >= 4),
        original.repr.is_some(),
    );
    ORIGINAL.with(|originals| originals[CLASS].set(Some(original)));
    if compares {
        slots.richcompare.store(Some(compare::<CLASS>));
    }
    if hashes {
        slots.hash.store(Some(hash::<CLASS>));
    }
    if represents {
        slots.repr.store(Some(repr::<CLASS>));
    }
}

/// Calls `action` with 2 KB more of the stack in use.
pub fn with_reserve<T>(action: impl FnOnce() -> T) -> T {
    let mut reserve = MaybeUninit::<[u8; 2048]>::uninit();
    black_box(&mut reserve);
    let answer = action();
    black_box(&mut reserve);
    answer
}

fn compare<const CLASS: usize>(
    left: &PyObject,
    right: &PyObject,
    op: PyComparisonOp,
    vm: &VirtualMachine,
) -> Compared {
    match original::<CLASS>().and_then(|original| original.compare) {
        Some(compare) => with_reserve(|| compare(left, right, op, vm)),
        None => Ok(Either::B(PyComparisonValue::NotImplemented)),
    }
}

fn hash<const CLASS: usize>(value: &PyObject, vm: &VirtualMachine) -> PyResult<PyHash> {
    match original::<CLASS>().and_then(|original| original.hash) {
        Some(hash) => with_reserve(|| hash(value, vm)),
        None => Err(vm.new_type_error("unhashable type")),
    }
}

fn repr<const CLASS: usize>(value: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    match original::<CLASS>().and_then(|original| original.repr) {
        Some(repr) => with_reserve(|| repr(value, vm)),
        None => Err(vm.new_type_error("it has no representation")),
    }
}
