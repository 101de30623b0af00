//! The events of a recording as the rows of its file: `[time, turn, task, what, …]`.
//!
//! The rest of a trace file is worked out from the events, and says less than
//! they do: nothing else in it tells the order of what happened in one
//! microsecond. So a reader that finds these needs nothing else.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::event::{Event, Kind, NO_TASK, Outcome, Phase, ResourceState, Sym, TaskId, Wait, Waker};
use crate::export::put;
use crate::recording::Recording;

/// The fourth cell of a row: what its event tells.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum What {
    Created,
    Renamed,
    Cancels,
    Ready,
    Runs,
    Waits,
    Yields,
    Returned,
    Raised,
    Cancelled,
    Calls,
    Called,
    Prints,
    Blocked,
    JobBegins,
    JobEnds,
    Makes,
    Named,
    Changes,
    Problem,
    Ended,
}

/// The kinds of [`Waker`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum By {
    Task,
    Timer,
    Thread,
    Loop,
}

/// The kinds of [`ResourceState`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Condition {
    Free,
    Held,
    Permits,
    Set,
    Clear,
    Items,
    Filling,
    Draining,
    Resetting,
    Broken,
}

impl Waker {
    /// Its kind, and the number of its task or thread, or 0.
    pub(crate) const fn parts(self) -> (By, u32) {
        match self {
            Self::Task(id) => (By::Task, id),
            Self::Timer => (By::Timer, 0),
            Self::Thread(id) => (By::Thread, id),
            Self::Loop => (By::Loop, 0),
        }
    }

    /// The waker of these [`parts`](Self::parts).
    pub(crate) const fn of(by: By, id: u32) -> Self {
        match by {
            By::Task => Self::Task(id),
            By::Timer => Self::Timer,
            By::Thread => Self::Thread(id),
            By::Loop => Self::Loop,
        }
    }
}

impl ResourceState {
    /// Its kind, and its two numbers: what is left, inside or in it, and what is
    /// unfinished. (The holder of a lock is told apart.)
    pub(crate) const fn parts(self) -> (Condition, u32, u32) {
        match self {
            Self::Free => (Condition::Free, 0, 0),
            Self::Held { .. } => (Condition::Held, 0, 0),
            Self::Permits(left) => (Condition::Permits, left, 0),
            Self::Set(true) => (Condition::Set, 0, 0),
            Self::Set(false) => (Condition::Clear, 0, 0),
            Self::Items { length, unfinished } => (Condition::Items, length, unfinished),
            Self::Parties { inside, phase } => {
                let condition = match phase {
                    Phase::Filling => Condition::Filling,
                    Phase::Draining => Condition::Draining,
                    Phase::Resetting => Condition::Resetting,
                    Phase::Broken => Condition::Broken,
                };
                (condition, inside, 0)
            }
        }
    }

    /// The state of these [`parts`](Self::parts), with the holder of a lock.
    pub(crate) fn of(condition: Condition, count: u32, unfinished: u32, by: TaskId) -> Self {
        let parties = |phase| Self::Parties {
            inside: count,
            phase,
        };
        match condition {
            Condition::Free => Self::Free,
            Condition::Held => Self::Held { by },
            Condition::Permits => Self::Permits(count),
            Condition::Set => Self::Set(true),
            Condition::Clear => Self::Set(false),
            Condition::Items => Self::Items {
                length: count,
                unfinished,
            },
            Condition::Filling => parties(Phase::Filling),
            Condition::Draining => parties(Phase::Draining),
            Condition::Resetting => parties(Phase::Resetting),
            Condition::Broken => parties(Phase::Broken),
        }
    }
}

/// Appends the row of an event.
pub(crate) fn put_row(json: &mut String, event: &Event, recording: &Recording) {
    let text = |sym| recording.text(sym);
    let &Event {
        time,
        turn,
        task,
        kind,
    } = event;
    // The cells that every row begins with, and those that are given.
    macro_rules! row {
        ($what:ident $(, $cell:expr)*) => {
            put(json, &(time, turn, task, What::$what $(, $cell)*))
        };
    }
    match kind {
        Kind::TaskCreated {
            name,
            coro,
            parent,
            line,
        } => {
            row!(Created, text(name), text(coro), parent, line);
        }
        Kind::Renamed { name } => row!(Renamed, text(name)),
        Kind::Scheduled { by } => {
            let (by, id) = by.parts();
            row!(Ready, by, id);
        }
        Kind::StepBegins { line } => row!(Runs, line),
        Kind::StepEnds { line, outcome } => match outcome {
            Outcome::Waits(Wait {
                kind,
                label,
                object,
                until,
            }) => {
                row!(Waits, line, kind, text(label), object, until);
            }
            Outcome::Yielded => row!(Yields, line),
            Outcome::Returned => row!(Returned, line),
            Outcome::Raised { exception } => row!(Raised, line, text(exception)),
            Outcome::Cancelled => row!(Cancelled, line),
        },
        Kind::CancelRequested {
            by,
            how,
            cause,
            line,
        } => {
            let (by, id) = by.parts();
            row!(Cancels, by, id, how, cause, line);
        }
        Kind::CallbackBegins { name, line } => row!(Calls, text(name), line),
        Kind::CallbackEnds => row!(Called),
        Kind::Output {
            stream,
            text: printed,
            thread,
        } => {
            row!(Prints, stream, text(printed), thread);
        }
        Kind::Blocked { start, line, cause } => row!(Blocked, start, line, text(cause)),
        Kind::ThreadBegins { thread, name, job } => row!(JobBegins, thread, text(name), text(job)),
        Kind::ThreadEnds { thread } => row!(JobEnds, thread),
        Kind::ResourceCreated {
            resource,
            kind,
            label,
            limit,
            line,
        } => {
            row!(Makes, resource, kind, text(label), limit, line);
        }
        Kind::ResourceNamed { resource, label } => row!(Named, resource, text(label)),
        Kind::ResourceChanged { resource, state } => {
            let (condition, count, unfinished) = state.parts();
            let by = match state {
                ResourceState::Held { by } => by,
                _ => NO_TASK,
            };
            row!(Changes, resource, condition, count, unfinished, by);
        }
        Kind::Diagnostic {
            kind,
            line,
            text: why,
        } => row!(Problem, kind, line, text(why)),
        Kind::Ended {
            how,
            status,
            text: why,
        } => row!(Ended, how, status, text(why)),
    }
}

/// Reads one row; its texts become the recording's.
pub(crate) struct Row<'a>(pub(crate) &'a mut Recording);

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = Event;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Event, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = Event;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an event: [time, turn, task, what, …]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Event, A::Error> {
        let mut cells = Cells {
            seq,
            recording: self.0,
        };
        let (time, turn, task) = (cells.next()?, cells.next()?, cells.next()?);
        let kind = cells.kind()?;
        // A later version may have more to say.
        while cells.seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Event {
            time,
            turn,
            task,
            kind,
        })
    }
}

/// The cells of a row that are still to be read.
struct Cells<'a, A> {
    seq: A,
    recording: &'a mut Recording,
}

impl<'de, A: SeqAccess<'de>> Cells<'_, A> {
    fn next<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        self.seq.next_element()?.ok_or_else(Self::too_short)
    }

    fn text(&mut self) -> Result<Sym, A::Error> {
        let text = self.seq.next_element_seed(Text(self.recording))?;
        text.ok_or_else(Self::too_short)
    }

    fn too_short() -> A::Error {
        A::Error::custom("the event has too few cells")
    }

    fn waker(&mut self) -> Result<Waker, A::Error> {
        Ok(Waker::of(self.next()?, self.next()?))
    }

    fn kind(&mut self) -> Result<Kind, A::Error> {
        Ok(match self.next()? {
            What::Created => Kind::TaskCreated {
                name: self.text()?,
                coro: self.text()?,
                parent: self.next()?,
                line: self.next()?,
            },
            What::Renamed => Kind::Renamed { name: self.text()? },
            What::Ready => Kind::Scheduled { by: self.waker()? },
            What::Runs => Kind::StepBegins { line: self.next()? },
            What::Waits => {
                let line = self.next()?;
                let wait = Wait {
                    kind: self.next()?,
                    label: self.text()?,
                    object: self.next()?,
                    until: self.next()?,
                };
                let outcome = Outcome::Waits(wait);
                Kind::StepEnds { line, outcome }
            }
            What::Yields => self.end(Outcome::Yielded)?,
            What::Returned => self.end(Outcome::Returned)?,
            What::Raised => {
                let line = self.next()?;
                let outcome = Outcome::Raised {
                    exception: self.text()?,
                };
                Kind::StepEnds { line, outcome }
            }
            What::Cancelled => self.end(Outcome::Cancelled)?,
            What::Cancels => Kind::CancelRequested {
                by: self.waker()?,
                how: self.next()?,
                cause: self.next()?,
                line: self.next()?,
            },
            What::Calls => Kind::CallbackBegins {
                name: self.text()?,
                line: self.next()?,
            },
            What::Called => Kind::CallbackEnds,
            What::Prints => Kind::Output {
                stream: self.next()?,
                text: self.text()?,
                thread: self.next()?,
            },
            What::Blocked => Kind::Blocked {
                start: self.next()?,
                line: self.next()?,
                cause: self.text()?,
            },
            What::JobBegins => Kind::ThreadBegins {
                thread: self.next()?,
                name: self.text()?,
                job: self.text()?,
            },
            What::JobEnds => Kind::ThreadEnds {
                thread: self.next()?,
            },
            What::Makes => Kind::ResourceCreated {
                resource: self.next()?,
                kind: self.next()?,
                label: self.text()?,
                limit: self.next()?,
                line: self.next()?,
            },
            What::Named => Kind::ResourceNamed {
                resource: self.next()?,
                label: self.text()?,
            },
            What::Changes => {
                let resource = self.next()?;
                let (condition, count, unfinished) = (self.next()?, self.next()?, self.next()?);
                let state = ResourceState::of(condition, count, unfinished, self.next()?);
                Kind::ResourceChanged { resource, state }
            }
            What::Problem => Kind::Diagnostic {
                kind: self.next()?,
                line: self.next()?,
                text: self.text()?,
            },
            What::Ended => Kind::Ended {
                how: self.next()?,
                status: self.next()?,
                text: self.text()?,
            },
        })
    }

    fn end(&mut self, outcome: Outcome) -> Result<Kind, A::Error> {
        Ok(Kind::StepEnds {
            line: self.next()?,
            outcome,
        })
    }
}

/// Reads a text straight into the recording.
struct Text<'a>(&'a mut Recording);

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = Sym;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Sym, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Text<'_> {
    type Value = Sym;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Sym, E> {
        Ok(self.0.intern(text))
    }
}
