//! The invariants of every recording, whatever the program.

use serde::Deserialize;

/// The part of the `--trace` JSON that is looked at here. Times are microseconds.
#[derive(Deserialize)]
struct Trace {
    version: u32,
    end: End,
    tasks: Vec<Task>,
    spans: Vec<Span>,
    outputs: Vec<Output>,
    #[serde(default)]
    threads: Vec<Job>,
}

/// What a simulated thread does.
#[derive(Deserialize)]
struct Job {
    start: u64,
    end: u64,
}

#[derive(Deserialize)]
struct End {
    time: u64,
}

#[derive(Deserialize)]
struct Task {
    id: u32,
    name: String,
    created: u64,
}

#[derive(Deserialize)]
struct Span {
    task: u32,
    state: State,
    start: u64,
    end: u64,
    on: Option<On>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum State {
    Ready,
    Running,
    Waiting,
}

#[derive(Deserialize)]
struct On {
    kind: String,
}

#[derive(Deserialize)]
struct Output {
    time: u64,
    stream: String,
    text: String,
}

/// The invariants that a trace violates, each as a sentence; none where it is valid.
///
/// - The spans of a task tile its life: from its creation, without gaps and
///   overlaps, to the end of its last step or of the run.
/// - One task runs at a time, or one inside another's step (started eagerly); tasks of
///   a loop that a thread runs, beside those of others.
/// - A waiting span says on what.
/// - Outputs are in order and, put together, are what was printed.
#[must_use]
pub fn violations(json: &str, stdout: &str) -> Vec<String> {
    let trace: Trace = match serde_json::from_str(json) {
        Ok(trace) => trace,
        Err(error) => return vec![format!("the trace can't be read: {error}")],
    };
    let mut violations = Vec::new();
    if trace.version != 1 {
        violations.push(format!("the trace has version {}", trace.version));
    }
    for span in &trace.spans {
        if !trace.tasks.iter().any(|task| task.id == span.task) {
            violations.push(format!(
                "a span belongs to task {}, which there isn't",
                span.task
            ));
        }
        if (span.state == State::Waiting) != span.on.as_ref().is_some_and(|on| !on.kind.is_empty())
        {
            violations.push(format!(
                "task {} at {}: `on` is for waiting, and only for it",
                span.task, span.start
            ));
        }
    }
    for task in &trace.tasks {
        violations.extend(tiling(&trace, task));
    }
    violations.extend(one_at_a_time(&trace));
    violations.extend(outputs(&trace, stdout));
    violations
}

fn tiling(trace: &Trace, task: &Task) -> Option<String> {
    let violation = |what: String| Some(format!("task {} ({}): {what}", task.id, task.name));
    let mut at = task.created;
    let mut last = None;
    for span in trace.spans.iter().filter(|span| span.task == task.id) {
        if span.start != at || span.end < span.start {
            return violation(format!(
                "a span from {} to {} follows {at}",
                span.start, span.end
            ));
        }
        at = span.end;
        last = Some(span.state);
    }
    if at > trace.end.time {
        return violation(format!(
            "lives until {at}, the run until {}",
            trace.end.time
        ));
    }
    if at < trace.end.time && last != Some(State::Running) {
        return violation(format!("ends at {at} without running"));
    }
    None
}

fn one_at_a_time(trace: &Trace) -> Vec<String> {
    let mut running: Vec<&Span> = trace
        .spans
        .iter()
        .filter(|span| span.state == State::Running && span.start < span.end)
        .collect();
    running.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    running
        .windows(2)
        .filter(|pair| pair[1].start < pair[0].end && pair[1].end > pair[0].end)
        .filter(|pair| !pair.iter().any(|span| may_be_in_a_thread(trace, span)))
        .map(|pair| {
            format!(
                "tasks {} and {} both run at {}",
                pair[0].task, pair[1].task, pair[1].start
            )
        })
        .collect()
}

fn may_be_in_a_thread(trace: &Trace, span: &Span) -> bool {
    let mut jobs = trace.threads.iter();
    jobs.any(|job| job.start <= span.start && span.end <= job.end)
}

fn outputs(trace: &Trace, stdout: &str) -> Vec<String> {
    let mut violations = Vec::new();
    if !trace.outputs.is_sorted_by_key(|output| output.time) {
        violations.push("outputs are not in the order of their times".to_owned());
    }
    if trace
        .outputs
        .iter()
        .any(|output| output.time > trace.end.time)
    {
        violations.push("there is output after the end".to_owned());
    }
    let printed: String = trace
        .outputs
        .iter()
        .filter(|output| output.stream == "stdout")
        .map(|output| &*output.text)
        .collect();
    if printed != stdout {
        violations.push(format!(
            "the recorded output is not what was printed: {printed:?}"
        ));
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::violations;

    fn trace(spans: &str) -> String {
        format!(
            r#"{{"version":1,"end":{{"how":"finished","time":30}},
            "tasks":[{{"id":1,"name":"a","created":0}},{{"id":2,"name":"b","created":5}}],
            "spans":[{spans}],"outputs":[{{"time":7,"task":1,"stream":"stdout","text":"hi\n"}}]}}"#
        )
    }

    fn span(task: u32, state: &str, start: u64, end: u64) -> String {
        let on = if state == "waiting" {
            r#"{"kind":"sleep","label":"1"}"#
        } else {
            "null"
        };
        format!(r#"{{"task":{task},"state":"{state}","start":{start},"end":{end},"on":{on}}}"#)
    }

    #[test]
    fn a_valid_trace_violates_nothing() {
        let spans = [
            span(1, "ready", 0, 4),
            span(1, "running", 4, 10),
            span(2, "ready", 5, 10),
            span(2, "running", 10, 12),
            span(2, "waiting", 12, 30),
        ];
        assert_eq!(
            violations(&trace(&spans.join(",")), "hi\n"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn each_violation_is_found() {
        let find = |spans: &[String], stdout: &str| {
            violations(&trace(&spans.join(",")), stdout).join("; ")
        };
        let second = [span(2, "ready", 5, 30)];
        let with = |first: &[String]| [first, &second].concat();
        assert!(
            find(
                &with(&[span(1, "ready", 0, 4), span(1, "running", 5, 10)]),
                "hi\n"
            )
            .contains("follows 4")
        );
        assert!(
            find(
                &with(&[span(1, "ready", 0, 6), span(1, "running", 5, 10)]),
                "hi\n"
            )
            .contains("follows 6")
        );
        assert!(find(&with(&[span(1, "ready", 1, 30)]), "hi\n").contains("follows 0"));
        assert!(find(&with(&[span(1, "ready", 0, 31)]), "hi\n").contains("the run until 30"));
        assert!(find(&with(&[span(1, "ready", 0, 10)]), "hi\n").contains("without running"));
        assert!(find(&with(&[span(1, "running", 0, 30)]), "ho\n").contains("not what was printed"));
        assert!(
            find(
                &[span(1, "running", 0, 10), span(2, "running", 5, 12)],
                "hi\n"
            )
            .contains("both run")
        );
        assert!(find(&[span(3, "running", 0, 10)], "hi\n").contains("task 3"));
    }
}
