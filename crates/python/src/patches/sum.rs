//! `sum`, which adds floats with their rounding errors kept aside, as CPython does since 3.12.

use rustpython_vm::{
    FromArgs, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyByteArray, PyBytes, PyFloat, PyInt, PyStr},
    function::ArgIterable,
};

/// What `sum` is called with.
#[derive(FromArgs)]
pub(crate) struct Args {
    #[pyarg(positional)]
    iterable: ArgIterable,
    #[pyarg(any, optional)]
    start: Option<PyObjectRef>,
}

/// `sum`.
///
/// # Errors
/// What iterating or adding raises, and `TypeError` for texts and bytes.
pub(crate) fn sum(Args { iterable, start }: Args, vm: &VirtualMachine) -> PyResult {
    let mut sum = start.unwrap_or_else(|| vm.ctx.new_int(0).into());
    let refused = if sum.downcastable::<PyStr>() {
        Some("sum() can't sum strings [use ''.join(seq) instead]")
    } else if sum.downcastable::<PyBytes>() {
        Some("sum() can't sum bytes [use b''.join(seq) instead]")
    } else if sum.downcastable::<PyByteArray>() {
        Some("sum() can't sum bytearray [use b''.join(seq) instead]")
    } else {
        None
    };
    if let Some(text) = refused {
        return Err(vm.new_type_error(text));
    }
    let mut items = iterable.iter(vm)?;
    loop {
        if let Some(float) = sum.downcast_ref_if_exact::<PyFloat>(vm) {
            let mut floats = Floats::from(float.to_f64());
            let other = loop {
                match items.next().transpose()? {
                    None => return Ok(vm.ctx.new_float(floats.total()).into()),
                    Some(item) => match number(&item, vm) {
                        Some(Number::Float(value)) => floats.add(value),
                        Some(Number::Int(value)) => floats.add_int(value),
                        None => break item,
                    },
                }
            };
            sum = vm.ctx.new_float(floats.total()).into();
            sum = vm._add(&sum, &other)?;
        }
        match items.next().transpose()? {
            None => return Ok(sum),
            Some(item) => sum = vm._add(&sum, &item)?,
        }
    }
}

enum Number {
    Float(f64),
    Int(i64),
}

/// What can be added to floats without asking it. Of ints: those of 64 bits.
fn number(item: &PyObjectRef, vm: &VirtualMachine) -> Option<Number> {
    if let Some(float) = item.downcast_ref_if_exact::<PyFloat>(vm) {
        return Some(Number::Float(float.to_f64()));
    }
    let int = item.downcast_ref::<PyInt>()?;
    int.try_to_primitive(vm).ok().map(Number::Int)
}

/// A sum of floats and what its roundings have lost (Neumaier's summation).
struct Floats {
    sum: f64,
    lost: f64,
}

impl From<f64> for Floats {
    fn from(sum: f64) -> Self {
        Self { sum, lost: 0.0 }
    }
}

impl Floats {
    fn add(&mut self, value: f64) {
        let sum = self.sum + value;
        let (large, small) = if self.sum.abs() >= value.abs() {
            (self.sum, value)
        } else {
            (value, self.sum)
        };
        self.lost += (large - sum) + small;
        self.sum = sum;
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "as CPython rounds ints that it adds to floats"
    )]
    fn add_int(&mut self, value: i64) {
        self.sum += value as f64;
    }

    /// With what was lost, unless the sum has left the finite numbers; and -0.0 stays.
    fn total(&self) -> f64 {
        if self.lost != 0.0 && self.lost.is_finite() {
            self.sum + self.lost
        } else {
            self.sum
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Floats;

    fn total(values: &[f64]) -> f64 {
        let mut floats = Floats::from(0.0);
        for &value in values {
            floats.add(value);
        }
        floats.total()
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "the sums are exact")]
    fn nothing_is_lost() {
        assert_eq!(total(&[0.1; 10]), 1.0);
        assert_eq!(total(&[1e100, 1.0, -1e100]), 1.0);
        assert_eq!(total(&[f64::INFINITY, 1.0]), f64::INFINITY);
        assert!(total(&[f64::INFINITY, f64::NEG_INFINITY]).is_nan());
    }
}
