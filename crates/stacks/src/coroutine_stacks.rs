//! Stacks that are coroutines.
#![allow(
    unsafe_code,
    reason = "the running coroutine is left by the address of its way out"
)]

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    fmt, mem, ptr,
    rc::Rc,
};

use corosensei::{Coroutine, CoroutineResult, Yielder};

use crate::{
    Body, Outcome, StackId, Stacks,
    room::{Piece, Room},
};

/// The way out of a coroutine.
type Out = Yielder<(), ()>;

/// Coroutines in a [`Room`]. What is parked at the end is left as it is.
pub struct CoroutineStacks {
    room: RefCell<Option<Room>>,
    /// Those that neither run nor are over.
    parked: RefCell<HashMap<StackId, Coroutine<(), (), (), Piece>>>,
    created: Cell<u32>,
    /// The way out of the running one; null on the main stack.
    out: Rc<Cell<*const Out>>,
}

impl fmt::Debug for CoroutineStacks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CoroutineStacks")
            .field("created", &self.created)
            .finish_non_exhaustive()
    }
}

impl CoroutineStacks {
    /// Stacks of the calling thread in this room. There are none without one, or where it
    /// lies below the thread's own stack.
    #[must_use]
    pub fn new(room: Option<Room>) -> Self {
        Self {
            room: RefCell::new(room.filter(Room::is_above)),
            parked: RefCell::default(),
            created: Cell::default(),
            out: Rc::new(Cell::new(ptr::null())),
        }
    }
}

impl Stacks for CoroutineStacks {
    fn are_there(&self) -> bool {
        self.room.borrow().is_some()
    }

    fn create(&self, body: Body) -> Result<StackId, Body> {
        let piece = self.room.borrow_mut().as_mut().and_then(Room::piece);
        let Some(piece) = piece else {
            return Err(body);
        };
        let running = Rc::clone(&self.out);
        let coroutine = Coroutine::with_stack(piece, move |out: &Out, ()| {
            running.set(out);
            body();
        });
        let id = StackId(self.created.get());
        self.created.set(id.0 + 1);
        self.parked.borrow_mut().insert(id, coroutine);
        Ok(id)
    }

    fn resume(&self, stack: StackId) -> Outcome {
        let coroutine = self.parked.borrow_mut().remove(&stack);
        let Some(mut coroutine) = coroutine else {
            return Outcome::Ended;
        };
        let out = self.out.get();
        let result = coroutine.resume(());
        self.out.set(out);
        match result {
            CoroutineResult::Yield(()) => {
                self.parked.borrow_mut().insert(stack, coroutine);
                Outcome::Parked
            }
            CoroutineResult::Return(()) => Outcome::Ended,
        }
    }

    fn park(&self) {
        let out = self.out.get();
        if !out.is_null() {
            // SAFETY: it is that of the coroutine which runs now, on whose stack it lies:
            // `resume` and this function put it back whenever another one has run.
            unsafe { (*out).suspend(()) };
            self.out.set(out);
        }
    }
}

impl Drop for CoroutineStacks {
    fn drop(&mut self) {
        // To drop a parked coroutine is to unwind it, which would run the program on.
        mem::forget(self.parked.take());
    }
}

#[cfg(test)]
mod tests {
    use std::{
        panic::{self, AssertUnwindSafe},
        sync::{
            LazyLock, Mutex,
            mpsc::{self, Sender},
        },
        thread,
    };

    use super::*;

    type Log = Rc<RefCell<Vec<u32>>>;

    type Test = Box<dyn FnOnce(Rc<CoroutineStacks>) + Send>;

    /// Tests that run one after the other, on a thread that began when the rooms were there.
    static TESTS: LazyLock<Mutex<Sender<Test>>> = LazyLock::new(|| {
        let rooms: Vec<_> = (0..4).map(|_| Room::reserve().ok()).collect();
        let (sender, tests) = mpsc::channel::<Test>();
        let run = move || {
            for (room, test) in rooms.into_iter().zip(tests) {
                test(Rc::new(CoroutineStacks::new(room)));
            }
        };
        // A stack so large fits into no gap above the rooms.
        let thread = thread::Builder::new().stack_size(256 << 20).spawn(run);
        thread.expect("there are threads");
        Mutex::new(sender)
    });

    /// Runs a test on the thread that has stacks.
    fn with_stacks(test: impl FnOnce(Rc<CoroutineStacks>) + Send + 'static) {
        let (sender, ended) = mpsc::channel();
        let test = move |stacks| {
            let result = panic::catch_unwind(AssertUnwindSafe(|| test(stacks)));
            sender.send(result).expect("the test waits for it");
        };
        let tests = TESTS.lock().expect("nothing panics with them");
        tests
            .send(Box::new(test))
            .expect("there is a room for each");
        drop(tests);
        let result = ended.recv().expect("it has run");
        result.unwrap_or_else(|payload| panic::resume_unwind(payload));
    }

    fn create(stacks: &CoroutineStacks, body: impl FnOnce() + 'static) -> StackId {
        stacks.create(Box::new(body)).ok().expect("there is room")
    }

    /// A stack that notes numbers and parks after each.
    fn noting(stacks: &Rc<CoroutineStacks>, log: &Log, times: u32) -> StackId {
        let (inner, log) = (Rc::clone(stacks), Rc::clone(log));
        create(stacks, move || {
            for time in 0..times {
                log.borrow_mut().push(time);
                inner.park();
            }
        })
    }

    #[test]
    fn a_body_runs_from_park_to_park() {
        with_stacks(|stacks| {
            let log = Log::default();
            let one = noting(&stacks, &log, 2);
            let other = noting(&stacks, &log, 1);
            assert!(log.borrow().is_empty(), "nothing runs before it is resumed");
            assert_eq!(stacks.resume(one), Outcome::Parked);
            assert_eq!(stacks.resume(other), Outcome::Parked);
            assert_eq!(stacks.resume(one), Outcome::Parked);
            assert_eq!(*log.borrow(), [0, 0, 1]);
            assert_eq!(stacks.resume(one), Outcome::Ended);
            assert_eq!(stacks.resume(one), Outcome::Ended, "it is over");
            assert_eq!(stacks.resume(other), Outcome::Ended);
        });
    }

    #[test]
    fn a_body_resumes_others_and_parks_as_itself() {
        with_stacks(|stacks| {
            let log = Log::default();
            let inner = noting(&stacks, &log, 3);
            let of_body = Rc::clone(&stacks);
            let outer = create(&stacks, move || {
                assert_eq!(of_body.resume(inner), Outcome::Parked);
                of_body.park();
                assert_eq!(of_body.resume(inner), Outcome::Parked);
            });
            assert_eq!(stacks.resume(outer), Outcome::Parked);
            assert_eq!(stacks.resume(inner), Outcome::Parked);
            assert_eq!(stacks.resume(outer), Outcome::Ended);
            assert_eq!(*log.borrow(), [0, 1, 2]);
        });
    }

    #[test]
    fn a_panic_comes_out_where_the_body_was_resumed() {
        with_stacks(|stacks| {
            let id = create(&stacks, || panic!("a fault of ours"));
            let result = panic::catch_unwind(AssertUnwindSafe(|| stacks.resume(id)));
            let payload = result.expect_err("the body panicked");
            assert_eq!(payload.downcast_ref(), Some(&"a fault of ours"));
        });
    }

    #[test]
    fn thousands_can_be_parked_at_once_and_left() {
        with_stacks(|stacks| {
            let log = Log::default();
            let all: Vec<_> = (0..2_000).map(|_| noting(&stacks, &log, 1)).collect();
            for &stack in &all {
                assert_eq!(stacks.resume(stack), Outcome::Parked);
            }
            for &stack in all[1_000..].iter().rev() {
                assert_eq!(stacks.resume(stack), Outcome::Ended);
            }
            assert_eq!(log.borrow().len(), 2_000);
        });
    }

    #[test]
    fn without_a_room_the_body_comes_back() {
        let stacks = CoroutineStacks::new(None);
        let ran = Rc::new(Cell::new(false));
        let theirs = Rc::clone(&ran);
        let body = stacks.create(Box::new(move || theirs.set(true)));
        body.expect_err("there are no stacks")();
        assert!(ran.get());
        stacks.park();
    }
}
