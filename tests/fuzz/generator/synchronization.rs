//! Statements with locks, semaphores, events, conditions, barriers and queues.

use super::{DEEPEST, Generator, Scope};
use crate::fuzz::line::Line;

impl Generator {
    pub(super) fn lock(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        let lock = self.random.pick(&["lock", "lock", "other_lock"]);
        match self.random.below(6) {
            0 => lines.push(self.tell(&format!("await {lock}.acquire()"))),
            1 => lines.push(Line::new(format!("{lock}.release()"))),
            2 => lines.push(self.tell(&format!("{lock}.locked()"))),
            _ => {
                let body = self.block(scope.deeper(), 1, 3);
                lines.push(Line::block(format!("async with {lock}:"), body));
            }
        }
    }

    pub(super) fn semaphore(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        match self.random.below(6) {
            0 => lines.push(self.tell("await semaphore.acquire()")),
            1 => lines.push(Line::new("semaphore.release()")),
            2 => lines.push(self.tell("semaphore.locked()")),
            _ => {
                let body = self.block(scope.deeper(), 1, 3);
                lines.push(Line::block("async with semaphore:", body));
            }
        }
    }

    pub(super) fn event(&mut self, lines: &mut Vec<Line>) {
        match self.random.below(6) {
            0 | 1 => lines.push(Line::new("event.set()")),
            2 => lines.push(Line::new("event.clear()")),
            3 => lines.push(self.tell("event.is_set()")),
            _ => lines.push(self.tell("await event.wait()")),
        }
    }

    pub(super) fn condition(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        let mut body = Vec::new();
        match self.random.below(6) {
            0 => body.push(Line::new("condition.notify_all()")),
            1 => {
                let count = self.random.between(1, 2);
                body.push(Line::new(format!("condition.notify({count})")));
            }
            2 => body.push(self.tell("await condition.wait()")),
            3 => {
                let least = self.random.between(1, 3);
                body.push(self.tell(&format!(
                    "await condition.wait_for(lambda: state[\"n\"] >= {least})"
                )));
            }
            4 => {
                body.push(Line::new("state[\"n\"] += 1"));
                body.push(Line::new("condition.notify_all()"));
            }
            _ => {}
        }
        if self.random.chance(40) && scope.depth < DEEPEST {
            body.extend(self.block(scope.deeper(), 1, 2));
        }
        if self.random.chance(95) {
            lines.push(Line::block("async with condition:", body));
        } else {
            lines.extend(body);
        }
    }

    pub(super) fn barrier(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        match self.random.below(9) {
            0 => lines.push(Line::new("await barrier.reset()")),
            1 if self.random.chance(50) => lines.push(Line::new("await barrier.abort()")),
            2 => lines.push(self.tell("barrier.n_waiting, barrier.broken")),
            3 | 4 => {
                let mut body = vec![self.tell("place")];
                body.extend(self.block(scope.deeper(), 0, 2));
                lines.push(Line::block("async with barrier as place:", body));
            }
            _ => lines.push(self.tell("await barrier.wait()")),
        }
    }

    pub(super) fn queue(&mut self, lines: &mut Vec<Line>) {
        match self.random.below(12) {
            0..=2 => {
                let item = self.item();
                lines.push(Line::new(format!("await queue.put({item})")));
            }
            3..=5 => lines.push(self.tell("await queue.get()")),
            6 => lines.push(Line::new("await queue.join()")),
            7 => lines.push(self.tell("queue.qsize(), queue.empty(), queue.full()")),
            _ => self.queue_at_once(lines),
        }
    }

    /// A use of the queue that does not wait.
    pub(super) fn queue_at_once(&mut self, lines: &mut Vec<Line>) {
        match self.random.below(8) {
            0..=2 => {
                let item = self.item();
                lines.push(Line::new(format!("queue.put_nowait({item})")));
            }
            3 | 4 => lines.push(self.tell("queue.get_nowait()")),
            5 | 6 => lines.push(Line::new("queue.task_done()")),
            _ if self.random.chance(50) => {
                let immediate = self.random.pick(&["", "immediate=True"]);
                lines.push(Line::new(format!("queue.shutdown({immediate})")));
            }
            _ => lines.push(self.say()),
        }
    }
}
