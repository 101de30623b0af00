//! `_interleave_network`: the socket calls under `python/socket.py` and
//! `python/select.py`. Sockets are known by their descriptors.

pub(crate) use network::module_def;

#[rustpython_vm::pymodule(name = "_interleave_network")]
mod network {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use interleave_trace::Waker;
    use rustpython_vm::{
        AsObject, PyObjectRef, PyResult, VirtualMachine,
        builtins::{PyBaseException, PyBaseExceptionRef, PyStrRef},
        function::ArgBytesLike,
    };

    use crate::{
        network::{Address, Family, Fault, Moment, Network},
        world::world,
    };

    /// The exception that a failed call raises.
    fn raised(fault: Fault, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let class = vm.ctx.exceptions.os_error.to_owned();
        let args = (fault.number(), fault.text());
        // `OSError(number, text)` is of the class that belongs to the number.
        let error = class.as_object().call(args, vm);
        match error.map(|error| error.downcast::<PyBaseException>()) {
            Ok(Ok(error)) | Err(error) => error,
            Ok(Err(_)) => vm.new_os_error(fault.text()),
        }
    }

    fn call<T>(
        vm: &VirtualMachine,
        ask: impl FnOnce(&mut Network, Moment) -> Result<T, Fault>,
    ) -> PyResult<T> {
        let world = world();
        world.check(vm)?;
        let moment = Moment {
            now: world.now(),
            cause: world.cause.get(),
        };
        let mut network = world.network.borrow_mut();
        network.deliver(moment.now);
        let answer = ask(&mut network, moment);
        network.deliver(moment.now);
        drop(network);
        world.tell_news(vm)?;
        answer.map_err(|fault| raised(fault, vm))
    }

    fn family(number: i32, vm: &VirtualMachine) -> PyResult<Family> {
        Family::of(number).ok_or_else(|| raised(Fault::NotSupported, vm))
    }

    /// An address as Python gives it: family, host or path, and port.
    fn address(
        (number, host, port): (i32, PyStrRef, u16),
        vm: &VirtualMachine,
    ) -> PyResult<Address> {
        Ok(Address {
            family: family(number, vm)?,
            host: host.to_string_lossy().into_owned(),
            port,
        })
    }

    fn shown(address: Address, vm: &VirtualMachine) -> PyObjectRef {
        let host = vm.ctx.new_str(address.host);
        let port = vm.ctx.new_int(address.port);
        vm.ctx.new_tuple(vec![host.into(), port.into()]).into()
    }

    fn bytes(data: Vec<u8>, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.new_bytes(data).into()
    }

    #[pyfunction]
    fn open(number: i32, datagrams: bool, vm: &VirtualMachine) -> PyResult<i32> {
        let family = family(number, vm)?;
        call(vm, |network, _| Ok(network.open(family, datagrams)))
    }

    #[pyfunction]
    fn pair(vm: &VirtualMachine) -> PyResult<(i32, i32)> {
        call(vm, |network, _| Ok(network.pair()))
    }

    #[pyfunction]
    fn bind(
        descriptor: i32,
        number: i32,
        host: PyStrRef,
        port: u16,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let address = address((number, host, port), vm)?;
        call(vm, |network, _| network.bind(descriptor, address))
    }

    #[pyfunction]
    fn listen(descriptor: i32, vm: &VirtualMachine) -> PyResult<()> {
        call(vm, |network, _| network.listen(descriptor))
    }

    #[pyfunction]
    fn connect(
        descriptor: i32,
        number: i32,
        host: PyStrRef,
        port: u16,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let address = address((number, host, port), vm)?;
        call(vm, |network, moment| {
            network.connect(descriptor, address, moment)
        })
    }

    #[pyfunction]
    fn accept(descriptor: i32, vm: &VirtualMachine) -> PyResult<(i32, PyObjectRef)> {
        let (accepted, from) = call(vm, |network, _| network.accept(descriptor))?;
        Ok((accepted, shown(from, vm)))
    }

    #[pyfunction]
    fn send(descriptor: i32, data: ArgBytesLike, vm: &VirtualMachine) -> PyResult<usize> {
        let data = data.borrow_buf().to_vec();
        call(vm, |network, moment| {
            network.send(descriptor, &data, moment)
        })
    }

    #[pyfunction]
    fn send_to(
        descriptor: i32,
        data: ArgBytesLike,
        number: i32,
        host: PyStrRef,
        port: u16,
        vm: &VirtualMachine,
    ) -> PyResult<usize> {
        let data = data.borrow_buf().to_vec();
        let to = address((number, host, port), vm)?;
        call(vm, |network, moment| {
            network.send_to(descriptor, &data, to, moment)
        })
    }

    #[pyfunction]
    fn receive(descriptor: i32, most: usize, peek: bool, vm: &VirtualMachine) -> PyResult {
        let data = call(vm, |network, moment| {
            network.receive(descriptor, most, peek, moment)
        })?;
        Ok(bytes(data, vm))
    }

    #[pyfunction]
    fn receive_from(
        descriptor: i32,
        most: usize,
        vm: &VirtualMachine,
    ) -> PyResult<(PyObjectRef, PyObjectRef)> {
        let (data, from) = call(vm, |network, _| network.receive_from(descriptor, most))?;
        Ok((bytes(data, vm), shown(from, vm)))
    }

    #[pyfunction]
    fn shut_down(descriptor: i32, reads: bool, writes: bool, vm: &VirtualMachine) -> PyResult<()> {
        call(vm, |network, moment| {
            network.shut_down(descriptor, reads, writes, moment)
        })
    }

    #[pyfunction]
    fn close(descriptor: i32, vm: &VirtualMachine) -> PyResult<()> {
        call(vm, |network, moment| network.close(descriptor, moment))
    }

    #[pyfunction]
    fn local(descriptor: i32, vm: &VirtualMachine) -> PyResult {
        let address = call(vm, |network, _| network.local(descriptor))?;
        Ok(shown(address, vm))
    }

    #[pyfunction]
    fn remote(descriptor: i32, vm: &VirtualMachine) -> PyResult {
        let address = call(vm, |network, _| network.remote(descriptor))?;
        Ok(shown(address, vm))
    }

    /// `SO_ERROR`'s number, 0 for none.
    #[pyfunction]
    fn take_error(descriptor: i32, vm: &VirtualMachine) -> PyResult<i32> {
        let fault = call(vm, |network, _| network.take_error(descriptor))?;
        Ok(fault.map_or(0, Fault::number))
    }

    #[pyfunction]
    fn buffers(descriptor: i32, vm: &VirtualMachine) -> PyResult<(usize, usize)> {
        call(vm, |network, _| network.buffers(descriptor))
    }

    #[pyfunction]
    fn set_buffers(
        descriptor: i32,
        send: usize,
        receive: usize,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        call(vm, |network, _| {
            network.set_buffers(descriptor, send, receive)
        })
    }

    #[pyfunction]
    fn open_watch(vm: &VirtualMachine) -> PyResult<u64> {
        call(vm, |network, _| Ok(network.open_watch()))
    }

    #[pyfunction]
    fn close_watch(watch: u64) {
        world().network.borrow_mut().close_watch(watch);
    }

    /// Watches a socket for `events`; for none, no longer.
    #[pyfunction]
    fn watch(
        watch: u64,
        descriptor: i32,
        known: bool,
        events: Option<u32>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        call(vm, |network, _| {
            network.watch(watch, descriptor, known, events)
        })
    }

    /// The descriptors that are ready, each with its events.
    #[pyfunction]
    fn poll(watch: u64, vm: &VirtualMachine) -> PyResult {
        let found = call(vm, |network, moment| Ok(network.poll(watch, moment.now)))?;
        let pair = |(descriptor, events, _): (i32, u32, Waker)| {
            let pair = vec![
                vm.ctx.new_int(descriptor).into(),
                vm.ctx.new_int(events).into(),
            ];
            vm.ctx.new_tuple(pair).into()
        };
        Ok(vm
            .ctx
            .new_list(found.into_iter().map(pair).collect())
            .into())
    }

    /// Whether nothing is ready. Whoever waits then is told: `select._wake`.
    #[pyfunction]
    fn is_idle(watch: u64, vm: &VirtualMachine) -> PyResult<bool> {
        call(vm, |network, moment| {
            let is_idle = !network.is_ready(watch, moment.now);
            if is_idle {
                network.await_news(watch);
            }
            Ok(is_idle)
        })
    }

    /// The bytes of a numeric address; nothing, if it is none.
    #[pyfunction]
    fn packed(number: i32, host: PyStrRef, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let host = host.to_string_lossy().into_owned();
        let octets = match family(number, vm)? {
            Family::Inet => host.parse::<Ipv4Addr>().map(|it| it.octets().to_vec()).ok(),
            Family::Inet6 => host.parse::<Ipv6Addr>().map(|it| it.octets().to_vec()).ok(),
            Family::Unix => None,
        };
        Ok(octets.map(|octets| bytes(octets, vm)))
    }
}
