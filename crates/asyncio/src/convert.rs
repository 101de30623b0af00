//! Small conversions between Python's values and ours.

use interleave_executor::Micros;
use rustpython_vm::{PyObject, PyObjectRef, PyRef, VirtualMachine};

/// µs as Python's seconds.
#[allow(clippy::cast_precision_loss)]
#[must_use]
pub fn seconds(micros: Micros) -> f64 {
    micros as f64 / 1e6
}

/// Seconds on the loop's clock as the executor's µs.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
#[must_use]
pub fn deadline(when: f64) -> Micros {
    // A cast saturates: a deadline beyond the clock's range is its end.
    (when * 1e6).round().max(0.0) as Micros
}

/// An attribute, or nothing where there is none or it is `None`.
#[must_use]
pub fn attribute(
    object: &PyObject,
    name: &'static str,
    vm: &VirtualMachine,
) -> Option<PyObjectRef> {
    object
        .get_attr(vm.ctx.intern_str(name), vm)
        .ok()
        .filter(|value| !vm.is_none(value))
}

/// An attribute's text; empty where there is none.
#[must_use]
pub fn text(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> String {
    attribute(object, name, vm)
        .and_then(|value| value.str(vm).ok())
        .map_or_else(String::new, |value| value.to_string_lossy().into_owned())
}

/// A list of objects.
pub(crate) fn list_of<T>(objects: Vec<PyRef<T>>, vm: &VirtualMachine) -> PyObjectRef {
    vm.ctx
        .new_list(objects.into_iter().map(Into::into).collect())
        .into()
}

#[cfg(test)]
mod tests {
    use super::deadline;

    #[test]
    fn deadlines_are_rounded_and_stay_in_range() {
        assert_eq!(deadline(0.000_001_4), 1);
        assert_eq!(deadline(0.1 + 0.2), 300_000);
        assert_eq!((deadline(-1.0), deadline(f64::NAN)), (0, 0));
        assert_eq!(
            (deadline(f64::INFINITY), deadline(1e300)),
            (u64::MAX, u64::MAX)
        );
    }
}
