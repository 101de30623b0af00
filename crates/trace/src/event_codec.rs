//! Encodes events as the rows of a trace file, `[time, turn, task, tag, …]`, and
//! decodes them. All other fields of the file are derived from the events.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::event::{Event, Kind, NO_TASK, Outcome, Phase, ResourceState, Sym, Wait, Waker};
use crate::json::put;
use crate::recording::Recording;

/// The fourth cell of a row: the kind of its event.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum EventTag {
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
    JobWaits,
    JobResumes,
    JobEnds,
    Makes,
    Named,
    Changes,
    Problem,
    Ended,
}

/// The kind of a [`Waker`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum WakerTag {
    Task,
    Timer,
    Thread,
    Loop,
}

/// The kind of a [`ResourceState`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum StateTag {
    Free,
    Held,
    HeldByThread,
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
    pub(crate) const fn parts(self) -> (WakerTag, u32) {
        match self {
            Self::Task(id) => (WakerTag::Task, id),
            Self::Timer => (WakerTag::Timer, 0),
            Self::Thread(id) => (WakerTag::Thread, id),
            Self::Loop => (WakerTag::Loop, 0),
        }
    }

    /// The waker of these [`parts`](Self::parts).
    pub(crate) const fn from_parts(tag: WakerTag, id: u32) -> Self {
        match tag {
            WakerTag::Task => Self::Task(id),
            WakerTag::Timer => Self::Timer,
            WakerTag::Thread => Self::Thread(id),
            WakerTag::Loop => Self::Loop,
        }
    }
}

impl ResourceState {
    /// Its kind and its two numbers: how many (permits, items, parties), and how many
    /// items are unfinished. The holder of a lock is not among them.
    pub(crate) const fn parts(self) -> (StateTag, u32, u32) {
        match self {
            Self::Free => (StateTag::Free, 0, 0),
            Self::Held { .. } => (StateTag::Held, 0, 0),
            Self::HeldByThread { .. } => (StateTag::HeldByThread, 0, 0),
            Self::Permits(left) => (StateTag::Permits, left, 0),
            Self::Set(true) => (StateTag::Set, 0, 0),
            Self::Set(false) => (StateTag::Clear, 0, 0),
            Self::Items { length, unfinished } => (StateTag::Items, length, unfinished),
            Self::Parties { inside, phase } => {
                let tag = match phase {
                    Phase::Filling => StateTag::Filling,
                    Phase::Draining => StateTag::Draining,
                    Phase::Resetting => StateTag::Resetting,
                    Phase::Broken => StateTag::Broken,
                };
                (tag, inside, 0)
            }
        }
    }

    /// The state of these [`parts`](Self::parts), with the holder of a lock: a task or,
    /// for [`StateTag::HeldByThread`], a thread.
    pub(crate) fn from_parts(tag: StateTag, count: u32, unfinished: u32, by: u32) -> Self {
        let parties = |phase| Self::Parties {
            inside: count,
            phase,
        };
        match tag {
            StateTag::Free => Self::Free,
            StateTag::Held => Self::Held { by },
            StateTag::HeldByThread => Self::HeldByThread { by },
            StateTag::Permits => Self::Permits(count),
            StateTag::Set => Self::Set(true),
            StateTag::Clear => Self::Set(false),
            StateTag::Items => Self::Items {
                length: count,
                unfinished,
            },
            StateTag::Filling => parties(Phase::Filling),
            StateTag::Draining => parties(Phase::Draining),
            StateTag::Resetting => parties(Phase::Resetting),
            StateTag::Broken => parties(Phase::Broken),
        }
    }
}

/// Appends an event as a row.
pub(crate) fn encode(json: &mut String, event: &Event, recording: &Recording) {
    let text = |sym| recording.text(sym);
    let &Event {
        time,
        turn,
        task,
        kind,
    } = event;
    // The cells that all rows share, followed by those of this event.
    macro_rules! row {
        ($tag:ident $(, $cell:expr)*) => {
            put(json, &(time, turn, task, EventTag::$tag $(, $cell)*))
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
            line,
        } => {
            row!(Prints, stream, text(printed), thread, line);
        }
        Kind::Blocked { start, line, cause } => row!(Blocked, start, line, text(cause)),
        Kind::ThreadBegins { thread, name, job } => row!(JobBegins, thread, text(name), text(job)),
        Kind::ThreadWaits {
            thread,
            line,
            kind,
            label,
            object,
        } => row!(JobWaits, thread, line, kind, text(label), object),
        Kind::ThreadResumes { thread } => row!(JobResumes, thread),
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
            let (tag, count, unfinished) = state.parts();
            let by = match state {
                ResourceState::Held { by } | ResourceState::HeldByThread { by } => by,
                _ => NO_TASK,
            };
            row!(Changes, resource, tag, count, unfinished, by);
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

/// Decodes one row, and interns its texts in the recording.
pub(crate) struct EventSeed<'a>(pub(crate) &'a mut Recording);

impl<'de> DeserializeSeed<'de> for EventSeed<'_> {
    type Value = Event;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Event, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for EventSeed<'_> {
    type Value = Event;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an event: [time, turn, task, tag, …]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Event, A::Error> {
        let mut cells = Cells {
            seq,
            recording: self.0,
        };
        let (time, turn, task) = (cells.next()?, cells.next()?, cells.next()?);
        let kind = cells.kind()?;
        // Cells that a later version added.
        while cells.seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Event {
            time,
            turn,
            task,
            kind,
        })
    }
}

/// The cells of a row that have not been read yet.
struct Cells<'a, A> {
    seq: A,
    recording: &'a mut Recording,
}

impl<'de, A: SeqAccess<'de>> Cells<'_, A> {
    fn next<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        self.seq.next_element()?.ok_or_else(Self::too_short)
    }

    fn text(&mut self) -> Result<Sym, A::Error> {
        let text = self.seq.next_element_seed(TextSeed(self.recording))?;
        text.ok_or_else(Self::too_short)
    }

    fn too_short() -> A::Error {
        A::Error::custom("the event has too few cells")
    }

    fn waker(&mut self) -> Result<Waker, A::Error> {
        Ok(Waker::from_parts(self.next()?, self.next()?))
    }

    fn kind(&mut self) -> Result<Kind, A::Error> {
        Ok(match self.next()? {
            EventTag::Created => Kind::TaskCreated {
                name: self.text()?,
                coro: self.text()?,
                parent: self.next()?,
                line: self.next()?,
            },
            EventTag::Renamed => Kind::Renamed { name: self.text()? },
            EventTag::Ready => Kind::Scheduled { by: self.waker()? },
            EventTag::Runs => Kind::StepBegins { line: self.next()? },
            EventTag::Waits => {
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
            EventTag::Yields => self.end(Outcome::Yielded)?,
            EventTag::Returned => self.end(Outcome::Returned)?,
            EventTag::Raised => {
                let line = self.next()?;
                let outcome = Outcome::Raised {
                    exception: self.text()?,
                };
                Kind::StepEnds { line, outcome }
            }
            EventTag::Cancelled => self.end(Outcome::Cancelled)?,
            EventTag::Cancels => Kind::CancelRequested {
                by: self.waker()?,
                how: self.next()?,
                cause: self.next()?,
                line: self.next()?,
            },
            EventTag::Calls => Kind::CallbackBegins {
                name: self.text()?,
                line: self.next()?,
            },
            EventTag::Called => Kind::CallbackEnds,
            EventTag::Prints => Kind::Output {
                stream: self.next()?,
                text: self.text()?,
                thread: self.next()?,
                // Earlier versions wrote none.
                line: self.seq.next_element()?.unwrap_or(0),
            },
            EventTag::Blocked => Kind::Blocked {
                start: self.next()?,
                line: self.next()?,
                cause: self.text()?,
            },
            EventTag::JobBegins => Kind::ThreadBegins {
                thread: self.next()?,
                name: self.text()?,
                job: self.text()?,
            },
            EventTag::JobWaits => Kind::ThreadWaits {
                thread: self.next()?,
                line: self.next()?,
                kind: self.next()?,
                label: self.text()?,
                object: self.next()?,
            },
            EventTag::JobResumes => Kind::ThreadResumes {
                thread: self.next()?,
            },
            EventTag::JobEnds => Kind::ThreadEnds {
                thread: self.next()?,
            },
            EventTag::Makes => Kind::ResourceCreated {
                resource: self.next()?,
                kind: self.next()?,
                label: self.text()?,
                limit: self.next()?,
                line: self.next()?,
            },
            EventTag::Named => Kind::ResourceNamed {
                resource: self.next()?,
                label: self.text()?,
            },
            EventTag::Changes => {
                let resource = self.next()?;
                let (tag, count, unfinished) = (self.next()?, self.next()?, self.next()?);
                let state = ResourceState::from_parts(tag, count, unfinished, self.next()?);
                Kind::ResourceChanged { resource, state }
            }
            EventTag::Problem => Kind::Diagnostic {
                kind: self.next()?,
                line: self.next()?,
                text: self.text()?,
            },
            EventTag::Ended => Kind::Ended {
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

/// Interns a text in the recording.
struct TextSeed<'a>(&'a mut Recording);

impl<'de> DeserializeSeed<'de> for TextSeed<'_> {
    type Value = Sym;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Sym, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for TextSeed<'_> {
    type Value = Sym;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Sym, E> {
        Ok(self.0.intern(text))
    }
}
