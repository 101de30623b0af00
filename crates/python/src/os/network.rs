//! `_interleave_network`: the socket calls under `python/socket.py` and
//! `python/select.py`. Sockets are known by their descriptors.

use rustpython_vm::{PyResult, VirtualMachine};

use crate::current;

pub(crate) use _interleave_network::module_def;

/// Tells those who poll, if sockets that they wait for have become ready.
///
/// # Errors
/// What waking them raises.
pub fn wake_pollers(vm: &VirtualMachine) -> PyResult<()> {
    let system = current::system(vm)?;
    let wakeups = system.machine().borrow_mut().network.take_wakeups();
    for epoll in wakeups {
        let select = vm.import("select", 0)?;
        vm.call_method(&select, "_wake", (epoll,))?;
    }
    Ok(())
}

#[rustpython_vm::pymodule]
mod _interleave_network {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use interleave_machine::{
        Address, EpollId, EpollOperation, Errno, EventContext, Family, Network, ReadySocket,
    };
    use rustpython_vm::{
        PyObjectRef, PyResult, VirtualMachine,
        builtins::{PyBaseExceptionRef, PyStrRef},
        function::ArgBytesLike,
    };

    use super::wake_pollers;
    use crate::{Caller, current, patches::os_error};

    /// What `ENETUNREACH` means to a program here.
    const UNREACHABLE: &str = "Network is unreachable: a program in Interleave has no network but its own; \
         connect to 127.0.0.1, where a server of the same program listens";

    /// The exception that a failed call raises.
    fn exception(error: Errno, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let message = if error == Errno::ENETUNREACH {
            UNREACHABLE
        } else {
            error.message()
        };
        os_error::exception_with_message(error, message, &[], vm)
    }

    fn call<T>(
        vm: &VirtualMachine,
        ask: impl FnOnce(&mut Network<Caller>, EventContext<Caller>) -> Result<T, Errno>,
    ) -> PyResult<T> {
        let system = current::system(vm)?;
        system.check(vm)?;
        let context = EventContext::of_call(system.now(), system.caller());
        let answer = {
            let network = &mut system.machine().borrow_mut().network;
            network.deliver(context.now);
            let answer = ask(network, context);
            network.deliver(context.now);
            answer
        };
        wake_pollers(vm)?;
        answer.map_err(|error| exception(error, vm))
    }

    fn family(number: i32, vm: &VirtualMachine) -> PyResult<Family> {
        Family::from_number(number).ok_or_else(|| exception(Errno::EOPNOTSUPP, vm))
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
        call(vm, |network, context| {
            network.connect(descriptor, address, context)
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
        call(vm, |network, context| {
            network.send(descriptor, &data, context)
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
        call(vm, |network, context| {
            network.send_to(descriptor, &data, to, context)
        })
    }

    #[pyfunction]
    fn receive(descriptor: i32, max: usize, peek: bool, vm: &VirtualMachine) -> PyResult {
        let data = call(vm, |network, context| {
            network.receive(descriptor, max, peek, context)
        })?;
        Ok(bytes(data, vm))
    }

    #[pyfunction]
    fn receive_from(
        descriptor: i32,
        max: usize,
        vm: &VirtualMachine,
    ) -> PyResult<(PyObjectRef, PyObjectRef)> {
        let (data, from) = call(vm, |network, _| network.receive_from(descriptor, max))?;
        Ok((bytes(data, vm), shown(from, vm)))
    }

    #[pyfunction]
    fn shut_down(descriptor: i32, reads: bool, writes: bool, vm: &VirtualMachine) -> PyResult<()> {
        call(vm, |network, context| {
            network.shut_down(descriptor, reads, writes, context)
        })
    }

    #[pyfunction]
    fn close(descriptor: i32, vm: &VirtualMachine) -> PyResult<()> {
        call(vm, |network, context| network.close(descriptor, context))
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
        let error = call(vm, |network, _| network.take_error(descriptor))?;
        Ok(error.map_or(0, Errno::number))
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
    fn epoll_create(vm: &VirtualMachine) -> PyResult<EpollId> {
        call(vm, |network, _| Ok(network.epoll_create()))
    }

    #[pyfunction]
    fn epoll_close(epoll: EpollId, vm: &VirtualMachine) -> PyResult<()> {
        let system = current::system(vm)?;
        system.machine().borrow_mut().network.epoll_close(epoll);
        Ok(())
    }

    /// Waits for `events` of a socket; for none, no longer. `known`: it was added before.
    #[pyfunction]
    fn epoll_control(
        epoll: EpollId,
        descriptor: i32,
        known: bool,
        events: Option<u32>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let operation = match events {
            Some(events) if known => EpollOperation::Modify(events),
            Some(events) => EpollOperation::Add(events),
            None => EpollOperation::Delete,
        };
        call(vm, |network, _| {
            network.epoll_control(epoll, descriptor, operation)
        })
    }

    /// The descriptors that are ready, each with its events.
    #[pyfunction]
    fn epoll_wait(epoll: EpollId, vm: &VirtualMachine) -> PyResult {
        let ready = call(vm, |network, context| {
            Ok(network.epoll_wait(epoll, context.now))
        })?;
        let pair = |socket: ReadySocket<Caller>| {
            let pair = vec![
                vm.ctx.new_int(socket.descriptor).into(),
                vm.ctx.new_int(socket.events).into(),
            ];
            vm.ctx.new_tuple(pair).into()
        };
        Ok(vm
            .ctx
            .new_list(ready.into_iter().map(pair).collect())
            .into())
    }

    /// Whether no socket is ready. `select._wake` is called once when one becomes so.
    #[pyfunction]
    fn is_idle(epoll: EpollId, vm: &VirtualMachine) -> PyResult<bool> {
        call(vm, |network, context| {
            let is_idle = !network.has_ready(epoll, context.now);
            if is_idle {
                network.arm_wakeup(epoll);
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
