//! `_interleave_clock`: the functions of `time` that read the clock or wait.

pub(crate) use _interleave_clock::module_def;

#[rustpython_vm::pymodule]
mod _interleave_clock {
    use interleave_machine::Micros;
    use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine, function::ArgIntoFloat};

    use crate::current;

    #[allow(clippy::cast_precision_loss)]
    fn seconds(micros: Micros) -> f64 {
        micros as f64 / 1e6
    }

    /// The clock in µs, without the price of a reading.
    #[pyfunction]
    fn now(vm: &VirtualMachine) -> PyResult<Micros> {
        Ok(current::system(vm)?.now())
    }

    /// `time.monotonic`, `time.perf_counter`: seconds since the run began.
    #[pyfunction]
    fn monotonic(vm: &VirtualMachine) -> PyResult<f64> {
        Ok(seconds(current::system(vm)?.read_clock()))
    }

    #[pyfunction]
    fn monotonic_ns(vm: &VirtualMachine) -> PyResult<u64> {
        Ok(current::system(vm)?.read_clock().saturating_mul(1000))
    }

    /// `time.time`: Unix time by the same clock.
    #[pyfunction]
    fn time(vm: &VirtualMachine) -> PyResult<f64> {
        let system = current::system(vm)?;
        #[allow(clippy::cast_precision_loss)]
        let epoch = system.epoch() as f64 / 1e6;
        Ok(epoch + seconds(system.read_clock()))
    }

    #[pyfunction]
    fn time_ns(vm: &VirtualMachine) -> PyResult<i64> {
        let system = current::system(vm)?;
        let micros = system.epoch().saturating_add_unsigned(system.read_clock());
        Ok(micros.saturating_mul(1000))
    }

    /// `time.sleep`.
    #[pyfunction]
    fn sleep(length: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        /// The longest sleep in seconds: as many nanoseconds fit in 64 bits.
        const MAX: f64 = 9_223_372_036.0;
        let class = length.class().name().to_string();
        let length = length
            .try_into_value::<ArgIntoFloat>(vm)
            .map_err(|error| {
                if error.fast_isinstance(vm.ctx.exceptions.type_error) {
                    vm.new_type_error(format!(
                        "'{class}' object cannot be interpreted as an integer"
                    ))
                } else {
                    error
                }
            })?
            .into_float();
        if length.is_nan() {
            return Err(vm.new_value_error("Invalid value NaN (not a number)"));
        }
        if length.abs() > MAX {
            return Err(vm.new_overflow_error("timestamp out of range for platform time_t"));
        }
        if length < 0.0 {
            return Err(vm.new_value_error("sleep length must be non-negative"));
        }
        let system = current::system(vm)?;
        system.check(vm)?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let micros = (length * 1e6).round() as Micros;
        system.sleep(micros, vm)
    }
}
