//! The rows of the table of totals: by what they are grouped, their cells, and the same as
//! a CSV file.

use interleave_trace::analysis::{
    LineTotal, ResourceTotal, Tally, TaskTotal, WaitTotal, line_totals, resource_totals,
    task_totals, wait_totals,
};
use interleave_trace::narrate::UniqueNames;
use interleave_trace::narrate::time::duration;
use interleave_trace::{Lane, Micros, Moment};

use super::sort::Key;
use crate::trace::Trace;

/// What a row of the table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grouping {
    Tasks,
    Resources,
    Lines,
    Waits,
}

/// Where a row leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Lane(Lane),
    Line(u32),
    Nothing,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Count(u64),
    Time(Micros),
}

/// A row: where its name leads, and its cells, the name first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) subject: Subject,
    pub(super) cells: Vec<Cell>,
}

impl Grouping {
    pub(super) const ALL: [Self; 4] = [Self::Tasks, Self::Resources, Self::Lines, Self::Waits];

    /// Its name in the choice of groupings.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Tasks => "Tasks",
            Self::Resources => "Locks & queues",
            Self::Lines => "Lines",
            Self::Waits => "Kinds of wait",
        }
    }

    /// The columns' headers.
    pub(super) const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Tasks => &[
                "Task",
                "Coroutine",
                "Steps",
                "Ran",
                "Longest step",
                "Times queued",
                "Queued",
                "Longest in queue",
                "Waits",
                "Waited",
                "Longest wait",
            ],
            Self::Resources => &[
                "Lock or queue",
                "Waits",
                "Waited",
                "Longest wait",
                "Times held",
                "Held",
                "Longest hold",
                "Most at once",
            ],
            Self::Lines => &[
                "Line",
                "Code",
                "Steps",
                "Ran",
                "Longest step",
                "Waits",
                "Waited",
                "Longest wait",
            ],
            Self::Waits => &["Waiting for", "Tasks", "Waits", "Waited", "Longest wait"],
        }
    }

    /// The columns' names in a CSV file, with the unit of times.
    const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Tasks => &[
                "task",
                "coroutine",
                "steps",
                "ran_us",
                "longest_step_us",
                "times_queued",
                "queued_us",
                "longest_queued_us",
                "waits",
                "waited_us",
                "longest_wait_us",
            ],
            Self::Resources => &[
                "resource",
                "waits",
                "waited_us",
                "longest_wait_us",
                "times_held",
                "held_us",
                "longest_hold_us",
                "most_at_once",
            ],
            Self::Lines => &[
                "line",
                "code",
                "steps",
                "ran_us",
                "longest_step_us",
                "waits",
                "waited_us",
                "longest_wait_us",
            ],
            Self::Waits => &[
                "waiting_for",
                "tasks",
                "waits",
                "waited_us",
                "longest_wait_us",
            ],
        }
    }

    /// The rows up to a moment of a run.
    pub(super) fn rows(self, run: &Trace, until: Moment) -> Vec<Row> {
        match self {
            Self::Tasks => tasks(run, until),
            Self::Resources => resources(run, until),
            Self::Lines => lines(run, until),
            Self::Waits => waits(run, until),
        }
    }

    /// The rows as a CSV file, as RFC 4180 has it. Times are exact, in µs.
    pub(super) fn csv<'a>(self, rows: impl IntoIterator<Item = &'a Row>) -> String {
        let mut text = self.fields().join(",");
        text.push_str("\r\n");
        for row in rows {
            for (index, cell) in row.cells.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                match cell {
                    Cell::Empty => {}
                    Cell::Text(words) => text.push_str(&quoted(words)),
                    Cell::Count(number) | Cell::Time(number) => {
                        text.push_str(&number.to_string());
                    }
                }
            }
            text.push_str("\r\n");
        }
        text
    }
}

impl Cell {
    /// As the table shows it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Count(number) => number.to_string(),
            Self::Time(time) => duration(*time),
        }
    }

    pub(super) fn key(&self) -> Key<'_> {
        match self {
            Self::Empty => Key::some(None),
            Self::Text(text) => Key::texts(text.as_str(), ""),
            Self::Count(number) | Self::Time(number) => Key::number(*number),
        }
    }
}

impl Row {
    /// Whether its name or one of its texts holds what is looked for, in lower case.
    pub(super) fn has(&self, needle: &str) -> bool {
        let mut cells = self.cells.iter().enumerate();
        cells.any(|(index, cell)| {
            let is_searched = index == 0 || matches!(cell, Cell::Text(_));
            is_searched && cell.shown().to_lowercase().contains(needle)
        })
    }
}

fn tasks(run: &Trace, until: Moment) -> Vec<Row> {
    let names = UniqueNames::new(&run.chart, &run.recording);
    let totals = task_totals(&run.chart, until).into_iter();
    let row = |total: TaskTotal| {
        let task = run.chart.task(total.task);
        let coro = task.map_or("", |task| run.recording.label(task.coro));
        let texts = [names.task(total.task), coro.to_owned()].map(Cell::Text);
        let tallies = [total.running, total.ready, total.waiting];
        Row {
            subject: Subject::Lane(Lane::Task(total.task)),
            cells: texts
                .into_iter()
                .chain(tallies.into_iter().flat_map(cells))
                .collect(),
        }
    };
    totals.map(row).collect()
}

fn resources(run: &Trace, until: Moment) -> Vec<Row> {
    let totals = resource_totals(&run.chart, until).into_iter();
    let row = |total: ResourceTotal| {
        let name = run.narrator().resource_name(total.resource).label();
        let holds = total.holds.map_or([const { Cell::Empty }; 3], cells);
        let most = total
            .most
            .map_or(Cell::Empty, |most| Cell::Count(most.into()));
        let own = [Cell::Text(name)].into_iter().chain(cells(total.waits));
        Row {
            subject: Subject::Lane(Lane::Resource(total.resource)),
            cells: own.chain(holds).chain([most]).collect(),
        }
    };
    totals.map(row).collect()
}

fn lines(run: &Trace, until: Moment) -> Vec<Row> {
    let source: Vec<&str> = run.recording.source().unwrap_or_default().lines().collect();
    let totals = line_totals(&run.chart, until).into_iter();
    let row = |total: LineTotal| {
        let code = source.get(total.line as usize - 1).copied();
        let code = Cell::Text(code.unwrap_or_default().trim().to_owned());
        let own = [Cell::Count(total.line.into()), code].into_iter();
        let tallies = [total.running, total.waiting];
        Row {
            subject: Subject::Line(total.line),
            cells: own.chain(tallies.into_iter().flat_map(cells)).collect(),
        }
    };
    totals.map(row).collect()
}

fn waits(run: &Trace, until: Moment) -> Vec<Row> {
    let totals = wait_totals(&run.chart, until).into_iter();
    let row = |total: WaitTotal| {
        let name = Cell::Text(total.kind.name().to_owned());
        let own = [name, Cell::Count(total.tasks as u64)].into_iter();
        Row {
            subject: Subject::Nothing,
            cells: own.chain(cells(total.waits)).collect(),
        }
    };
    totals.map(row).collect()
}

/// How often, how long in all, the longest.
fn cells(tally: Tally) -> [Cell; 3] {
    [
        Cell::Count(tally.count as u64),
        Cell::Time(tally.total),
        Cell::Time(tally.longest),
    ]
}

fn quoted(text: &str) -> String {
    match text.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, time: Micros) -> Row {
        Row {
            subject: Subject::Nothing,
            cells: vec![
                Cell::Text(name.to_owned()),
                Cell::Count(2),
                Cell::Count(3),
                Cell::Time(time),
                Cell::Empty,
            ],
        }
    }

    #[test]
    fn a_file_has_a_header_exact_times_and_quoted_names() {
        let rows = [row("sleep", 1_000_001), row("a \"b\", c\n", 2)];
        assert_eq!(
            Grouping::Waits.csv(&rows),
            "waiting_for,tasks,waits,waited_us,longest_wait_us\r\n\
             sleep,2,3,1000001,\r\n\
             \"a \"\"b\"\", c\n\",2,3,2,\r\n"
        );
    }

    #[test]
    fn each_column_has_a_name_in_the_file() {
        for grouping in Grouping::ALL {
            assert_eq!(grouping.columns().len(), grouping.fields().len());
        }
    }

    #[test]
    fn names_and_texts_are_searched_but_not_numbers() {
        let row = row("Queue.get", 2);
        assert!(row.has("queue"));
        assert!(!row.has("3"));
        assert_eq!(row.cells[3].shown(), "2 µs");
    }
}
