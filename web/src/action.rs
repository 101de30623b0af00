//! What can happen to the page.

use std::rc::Rc;

use interleave_protocol::{Clock, Limits, SyntaxError};
use interleave_trace::{Batch, Micros, Moment};

use crate::files::Texts;
use crate::program::Origin;
use crate::run::{Phase, Run};
use crate::state::{Hold, Panel, Python, Theme};
use crate::timeline::{Layers, Range, Scale, Selection};

/// One thing that happened. Times named `real` are ms of the page's clock.
#[derive(Debug)]
pub(crate) enum Action {
    /// Python is up, or will never be.
    Python(Python),
    /// Run was asked for before Python was there (or is no longer wanted).
    Queue(bool),
    /// A run begins.
    Start(Run),
    /// The recording goes on.
    Record {
        batch: Batch,
        now: Micros,
        real: f64,
    },
    /// The run has ended without its last event, for this reason; `limit`: one of the page's.
    Lose {
        text: Rc<str>,
        limit: bool,
    },
    /// The run halts, goes on, or is over.
    Enter {
        phase: Phase,
        now: Option<Micros>,
        real: f64,
    },
    /// A frame is about to be drawn.
    Frame {
        real: f64,
    },
    /// Nothing was heard of a step for long; or something was.
    Hold(Option<Hold>),

    /// Another text, which is not the user's.
    Load {
        origin: Origin,
        texts: Texts,
    },
    /// A recording was opened; `id` is the number of a draft that this may make.
    Open {
        run: Run,
        id: u64,
    },
    /// Takes an opened recording off the page again.
    Close,
    /// A file could not be opened, and why.
    Refuse(Option<Rc<str>>),
    /// The user edited the text; `id` is the number of a draft that this may make.
    Edit {
        text: Rc<str>,
        id: u64,
    },
    /// The editor shows another file.
    ShowFile(usize),
    /// An empty file of this name is added, and shown.
    AddFile(Rc<str>),
    /// The shown file gets this name.
    RenameFile(Rc<str>),
    /// The shown file goes.
    DeleteFile,
    /// The program waits for an answer to this prompt.
    Asks(Rc<str>),
    /// It no longer does.
    Answered,
    /// The text was compiled.
    Checked(Option<SyntaxError>),
    Clock(Clock),
    Speed {
        speed: f64,
        real: f64,
    },

    Seek(Micros),
    /// To a moment; at the end, to the latest one.
    SeekMoment(Moment),
    /// To after so many events.
    SeekEvents(usize),
    /// To the latest moment, from here on.
    Follow,
    /// To the next decision of the scheduler.
    StepOn,
    /// To the one before.
    StepBack,
    /// Plays the recording from the cursor, or from the beginning if that is at the end.
    Play {
        real: f64,
    },
    /// Ends playing.
    Halt,

    Select(Option<Selection>),
    /// What of the recording is to be measured.
    Range(Option<Range>),
    /// What is drawn over the lanes.
    Layers(Layers),
    Line(Option<u32>),
    /// The editor is to show a line.
    Reveal(u32),
    /// The same of another file: 0 is `main.py`.
    RevealIn {
        shown: usize,
        line: u32,
    },
    Panel(Panel),
    Theme(Theme),
    /// For the next runs.
    Limits(Limits),
    /// The place where limits are changed is open.
    ShowLimits(bool),
    Help(bool),
    Table(bool),
    /// What the width of the timeline means.
    Scale(Scale),
    Notice(Option<Rc<str>>),
    Fault(Option<Rc<str>>),
}
