//! Python programs on a small system of their own: no loop, no trace.

#![forbid(unsafe_code)]

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use interleave_machine::{Machine, Micros};
use interleave_python::{Caller, ModuleFile, OutputStream, System, current, interpreter};
use rustpython_vm::{
    AsObject, Interpreter, PyResult, Settings, VirtualMachine, builtins::PyBaseExceptionRef,
    signal::user_signal_channel,
};

/// A system whose clock only sleeping moves.
struct TestSystem {
    machine: RefCell<Machine<Caller>>,
    now: Cell<Micros>,
    exited: Cell<Option<u8>>,
    output: RefCell<String>,
}

impl TestSystem {
    fn new() -> Rc<Self> {
        Rc::new(Self {
            machine: RefCell::new(Machine::new(0, 0)),
            now: Cell::new(0),
            exited: Cell::new(None),
            output: RefCell::default(),
        })
    }
}

impl System for TestSystem {
    fn machine(&self) -> &RefCell<Machine<Caller>> {
        &self.machine
    }

    fn caller(&self) -> Caller {
        Caller(0)
    }

    fn now(&self) -> Micros {
        self.now.get()
    }

    fn epoch(&self) -> i64 {
        1_000_000
    }

    fn read_clock(&self) -> Micros {
        self.now.get()
    }

    fn sleep(&self, length: Micros, _vm: &VirtualMachine) -> PyResult<()> {
        self.now.set(self.now.get() + length);
        Ok(())
    }

    fn check(&self, vm: &VirtualMachine) -> PyResult<()> {
        match self.exited.get() {
            Some(status) => Err(self.exit(status, vm)),
            None => Ok(()),
        }
    }

    fn exit(&self, status: u8, vm: &VirtualMachine) -> PyBaseExceptionRef {
        self.exited.set(Some(status));
        vm.new_exception_empty(vm.ctx.exceptions.system_exit.to_owned())
    }

    fn read_input(&self, max: usize, _vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        Ok(b"typed\n"[..max.min(6)].to_vec())
    }

    fn write(&self, stream: OutputStream, text: &str, _vm: &VirtualMachine) {
        let mut output = self.output.borrow_mut();
        if stream == OutputStream::Stderr {
            output.push_str("stderr: ");
        }
        output.push_str(text);
    }

    fn after_instruction(&self, _then: fn(&VirtualMachine) -> PyResult<()>) {}

    fn note(&self, _text: &str, _vm: &VirtualMachine) {}

    fn find_module(&self, _name: &str) -> Option<ModuleFile> {
        None
    }
}

fn new_interpreter() -> Interpreter {
    let (_, signals) = user_signal_channel();
    let mut settings = Settings::default();
    settings.install_signal_handlers = false;
    interpreter(settings, signals, |_| Vec::new(), [])
}

/// Runs a program; what it wrote with `write`, and the exception that it raised.
fn run(program: &str) -> (String, Option<String>) {
    const PREFIX: &str = "import _interleave_files, _interleave_builtins, _interleave_io\n\
        def write(text): _interleave_io.write(1, f'{text}\\n')\n";
    let system = TestSystem::new();
    let before = current::replace(Some(system.clone()));
    let raised = new_interpreter().enter(|vm| {
        let scope = vm.new_scope_with_builtins();
        let result = vm.run_string(scope, &format!("{PREFIX}{program}"), "main.py");
        result.err().map(|error| {
            let mut text = String::new();
            let _ = vm.write_exception(&mut text, &error);
            text.lines().last().unwrap_or_default().to_owned()
        })
    });
    current::replace(before);
    let output = system.output.borrow().clone();
    (output, raised)
}

/// What a program writes that raises nothing.
fn output(program: &str) -> String {
    let (output, raised) = run(program);
    assert_eq!(raised, None, "after {output:?}");
    output
}

#[test]
fn files_lie_on_the_machine() {
    let program = "
import os
with open('notes.txt', 'w') as file:
    file.write('one\\ntwo\\n')
with open('notes.txt') as file:
    write(file.readlines())
os.mkdir('folder')
os.rename('notes.txt', 'folder/notes.txt')
write(os.listdir('folder'))
write(os.path.getsize('folder/notes.txt'))
write(os.getcwd())
";
    assert_eq!(
        output(program),
        "['one\\n', 'two\\n']\n['notes.txt']\n8\n/program\n"
    );
}

#[test]
fn a_failed_call_raises_linuxs_error() {
    let program = "
import os
for call in (
    lambda: open('missing'),
    lambda: os.mkdir('/tmp'),
    lambda: os.rename('missing', 'there'),
    lambda: os.lseek(0, 0, 0),
    lambda: os.close(99),
):
    try:
        call()
    except OSError as error:
        write(f'{type(error).__name__}: {error}')
write(os.strerror(111))
write(os.strerror(4000))
";
    assert_eq!(
        output(program),
        "FileNotFoundError: [Errno 2] No such file or directory: 'missing'\n\
         FileExistsError: [Errno 17] File exists: '/tmp'\n\
         FileNotFoundError: [Errno 2] No such file or directory: 'missing' -> 'there'\n\
         OSError: [Errno 29] Illegal seek\n\
         OSError: [Errno 9] Bad file descriptor\n\
         Connection refused\n\
         Unknown error 4000\n"
    );
}

#[test]
fn the_network_is_the_machines() {
    let program = "
import _interleave_network as network
INET = 2
server = network.open(INET, False)
network.bind(server, INET, '127.0.0.1', 80)
network.listen(server)
client = network.open(INET, False)
try:
    network.connect(client, INET, '127.0.0.1', 80)
except BlockingIOError as error:
    write(error)
accepted, address = network.accept(server)
network.send(accepted, b'hello')
write(network.receive(client, 100, False))
try:
    network.connect(network.open(INET, False), INET, '10.0.0.1', 80)
except OSError as error:
    write(error)
";
    assert_eq!(
        output(program),
        "[Errno 115] Operation now in progress\n\
         b'hello'\n\
         [Errno 101] Network is unreachable: a program in Interleave has no network but its own; \
         connect to 127.0.0.1, where a server of the same program listens\n"
    );
}

#[test]
fn the_clock_and_random_bytes_are_the_systems() {
    let program = "
import _interleave_clock as clock, os
clock.sleep(1.5)
write((clock.monotonic(), clock.time(), clock.time_ns()))
write(os.urandom(4).hex())
";
    assert_eq!(output(program), "(1.5, 2.5, 2500000000)\nafcd1d7b\n");
}

#[test]
fn messages_are_those_of_cpython_3_13() {
    let program = "
async def coroutine():
    await 1
def raised(call):
    try:
        call()
    except Exception as error:
        write(error)
raised(lambda: 1 // 0)
raised(lambda: 1.0 % 0)
raised(lambda: [].remove(1))
raised(lambda: [1].index(2))
raised(lambda: coroutine().send(None))
raised(lambda: {[]: 1})
write(sum([0.1] * 10))
";
    assert_eq!(
        output(program),
        "integer division or modulo by zero\n\
         float modulo by zero\n\
         list.remove(x): x not in list\n\
         2 is not in list\n\
         object int can't be used in 'await' expression\n\
         unhashable type: 'list'\n\
         1.0\n"
    );
}

#[test]
fn nothing_runs_after_an_exit() {
    let program = "
import os
try:
    os._exit(3)
except SystemExit:
    os.write(1, b'never')
";
    let (output, raised) = run(program);
    assert_eq!(output, "");
    assert!(raised.is_some_and(|raised| raised.starts_with("SystemExit")));
}

#[test]
fn without_a_system_a_call_raises() {
    let before = current::replace(None);
    let message = new_interpreter().enter(|vm| {
        let error = vm
            .import("os", 0)
            .and_then(|os| vm.call_method(&os, "getcwd", ()))
            .expect_err("no program runs");
        error.as_object().str(vm).map(|text| text.to_string())
    });
    current::replace(before);
    assert_eq!(
        message.ok().as_deref(),
        Some("no program runs in this interpreter")
    );
}

#[test]
fn only_code_of_the_compiler_runs() {
    let (_, raised) = run("exec((lambda: 1).__code__.replace(co_code=b''))");
    let text =
        "ValueError: code that the compiler did not make can't run here: co_code has changed";
    assert_eq!(raised.as_deref(), Some(text));
    let program = "
import marshal
data = marshal.dumps(compile('print(\"ran\")', 'other.py', 'exec'))
marshal.loads(data)
marshal.loads(data.replace(b'ran', b'bad'))
";
    let (_, raised) = run(program);
    let text = "ValueError: bad marshal data (Interleave runs no bytecode but its own compiler's)";
    assert_eq!(raised.as_deref(), Some(text));
    let (_, raised) = run("import types; types.CodeType(0)");
    let text = "ValueError: code that the compiler did not make can't run here";
    assert_eq!(raised.as_deref(), Some(text));
}

#[test]
fn a_partial_of_itself_goes_too_deep() {
    let program = "
import functools
endless = functools.partial(print)
endless.__setstate__((endless, (), {}, {}))
try:
    endless()
except RecursionError:
    write('too deep')
";
    assert_eq!(output(program), "too deep\n");
}
