//! What the recorder makes of what programs do.

#![forbid(unsafe_code)]

use std::rc::Rc;

use interleave_host::{File, Host, Program, Simulated};
use interleave_trace::{CancelKind, DiagnosticKind, End, Kind, Outcome, Recording};

fn record(source: &str, files: &[(&str, &str)]) -> Recording {
    let host = Host::new(0).expect("Python starts");
    let files = files.iter().map(|(name, text)| File {
        name: (*name).to_owned(),
        data: text.as_bytes().to_vec(),
    });
    let program = Program {
        files: files.collect(),
        ..Program::new(source)
    };
    host.run(&program, Rc::new(Simulated::default()))
}

/// What tasks waited for, as `kind label`.
fn waits(recording: &Recording) -> Vec<String> {
    let wait = |kind| match kind {
        Kind::StepEnds {
            outcome: Outcome::Waits(wait),
            ..
        } => Some(format!(
            "{} {}",
            wait.kind.name(),
            recording.text(wait.label)
        )),
        _ => None,
    };
    let events = recording.events().iter();
    events.filter_map(|event| wait(event.kind)).collect()
}

/// The labels of locks and their kin, as they were last.
fn resources(recording: &Recording) -> Vec<String> {
    let mut labels = Vec::new();
    for event in recording.events().iter() {
        match event.kind {
            Kind::ResourceCreated { label, .. } => labels.push(recording.text(label).to_owned()),
            Kind::ResourceNamed { resource, label } => {
                labels[resource as usize - 1] = recording.text(label).to_owned();
            }
            _ => {}
        }
    }
    labels
}

/// Which task was asked to cancel itself, and on what ground.
fn cancellations(recording: &Recording) -> Vec<(u32, CancelKind)> {
    let request = |event: &interleave_trace::Event| match event.kind {
        Kind::CancelRequested { how, .. } => Some((event.task, how)),
        _ => None,
    };
    recording.events().iter().filter_map(request).collect()
}

fn diagnostics(recording: &Recording, wanted: DiagnosticKind) -> Vec<String> {
    let text = |kind| match kind {
        Kind::Diagnostic { kind, text, .. } if kind == wanted => {
            Some(recording.text(text).to_owned())
        }
        _ => None,
    };
    let events = recording.events().iter();
    events.filter_map(|event| text(event.kind)).collect()
}

#[test]
fn waits_are_named_as_the_program_names_them() {
    let recording = record(
        "import asyncio\n\
         async def main():\n    door = asyncio.Event()\n    asyncio.get_running_loop().call_later(1, door.set)\n    \
         await door.wait()\n    await asyncio.sleep(0.5)\n    \
         await asyncio.create_task(asyncio.sleep(0.25), name='nap')\n\
         asyncio.run(main())",
        &[],
    );
    assert_eq!(
        waits(&recording),
        ["event door", "sleep 0.5", "task nap", "sleep 0.25"]
    );
}

/// A queue of the program's own, whose `get` waits for a future.
const OWN_QUEUE: &str = "\
import asyncio

class Queue:
    def __init__(self):
        self.arrived = asyncio.get_running_loop().create_future()

    async def get(self):
        return await self.arrived
";

#[test]
fn a_queue_of_the_programs_own_is_none_of_asyncios() {
    for module in ["helper", "asyncio_utils"] {
        let source = format!(
            "import asyncio, {module}\n\
             async def main():\n    jobs = {module}.Queue()\n    \
             asyncio.get_running_loop().call_later(1, jobs.arrived.set_result, 1)\n    \
             await jobs.get()\n    \
             other = asyncio.Queue()\n    \
             asyncio.get_running_loop().call_later(1, other.put_nowait, 1)\n    \
             await other.get()\n\
             asyncio.run(main())"
        );
        let recording = record(&source, &[(&format!("{module}.py"), OWN_QUEUE)]);
        assert_eq!(
            waits(&recording),
            ["future jobs.arrived", "queue.get other"],
            "{module}"
        );
    }
}

#[test]
fn a_queue_derived_from_asyncios_is_one() {
    let recording = record(
        "import asyncio\n\
         class Jobs(asyncio.Queue):\n    pass\n\
         async def main():\n    jobs = Jobs()\n    \
         asyncio.get_running_loop().call_later(1, jobs.put_nowait, 1)\n    await jobs.get()\n\
         asyncio.run(main())",
        &[],
    );
    assert_eq!(waits(&recording), ["queue.get jobs"]);
}

#[test]
fn a_lock_made_in_a_module_named_like_asyncio_is_the_programs() {
    let recording = record(
        "import asyncio, asyncio_utils\n\
         async def main():\n    lock = asyncio_utils.make()\n    async with lock:\n        pass\n    \
         condition = asyncio.Condition()\n    async with condition:\n        pass\n\
         asyncio.run(main())",
        &[(
            "asyncio_utils.py",
            "import asyncio\ndef make():\n    return asyncio.Lock()\n",
        )],
    );
    // The condition's own lock is no other thing.
    assert_eq!(resources(&recording), ["lock", "condition"]);
}

#[test]
fn the_ground_of_a_cancellation_is_told() {
    let recording = record(
        "import asyncio\n\
         async def nap():\n    await asyncio.sleep(9)\n\
         async def fail():\n    raise ValueError\n\
         async def main():\n    \
         task = asyncio.create_task(nap())\n    await asyncio.sleep(0)\n    task.cancel()\n    \
         await asyncio.wait([task])\n    \
         try:\n        async with asyncio.timeout(1):\n            await asyncio.sleep(9)\n    \
         except TimeoutError:\n        pass\n    \
         try:\n        async with asyncio.TaskGroup() as group:\n            \
         group.create_task(nap())\n            group.create_task(fail())\n    \
         except* ValueError:\n        pass\n    \
         asyncio.create_task(nap())\n    await asyncio.sleep(0)\n\
         asyncio.run(main())",
        &[],
    );
    assert_eq!(
        cancellations(&recording),
        [
            (2, CancelKind::Call),
            (1, CancelKind::Timeout),
            // The child that goes on, and the task that waits for both.
            (3, CancelKind::TaskGroup),
            (1, CancelKind::TaskGroup),
            (5, CancelKind::Run),
        ]
    );
}

#[test]
fn a_function_named_as_one_of_asyncios_gives_no_ground() {
    let recording = record(
        "import asyncio, helper\n\
         async def nap():\n    await asyncio.sleep(9)\n\
         async def main():\n    task = asyncio.create_task(nap())\n    await asyncio.sleep(0)\n    \
         helper.TaskGroup()._abort(task)\n    await asyncio.wait([task])\n\
         asyncio.run(main())",
        &[(
            "helper.py",
            "class TaskGroup:\n    def _abort(self, task):\n        task.cancel()\n",
        )],
    );
    assert_eq!(cancellations(&recording), [(2, CancelKind::Call)]);
}

#[test]
fn a_deadlock_names_who_waits_for_whom() {
    let recording = record(
        "import asyncio\n\
         async def take(first, second):\n    async with first:\n        await asyncio.sleep(1)\n        \
         async with second:\n            pass\n\
         async def main():\n    a, b = asyncio.Lock(), asyncio.Lock()\n    \
         await asyncio.gather(take(a, b), take(b, a))\n\
         asyncio.run(main())",
        &[],
    );
    let end = recording.events().last().map(|event| event.kind);
    assert!(matches!(
        end,
        Some(Kind::Ended {
            how: End::Deadlock,
            ..
        })
    ));
    let told = diagnostics(&recording, DiagnosticKind::Deadlock);
    assert_eq!(told.len(), 1);
    for name in ["Task-2", "Task-3", "`a`", "`b`"] {
        assert!(told[0].contains(name), "{}", told[0]);
    }
}

#[test]
fn a_new_name_of_a_task_is_recorded_once() {
    let recording = record(
        "import asyncio\n\
         async def main():\n    asyncio.current_task().set_name('anna')\n    \
         await asyncio.sleep(0)\n    asyncio.current_task().set_name('an' + 'na')\n\
         asyncio.run(main())",
        &[],
    );
    let names: Vec<_> = recording
        .events()
        .iter()
        .filter_map(|event| match event.kind {
            Kind::Renamed { name } => Some(recording.text(name)),
            _ => None,
        })
        .collect();
    assert_eq!(names, ["anna"]);
}
