//! What programs are about.

use crate::fuzz::random::Random;

/// A part of asyncio, or of the language beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    Cancel,
    Raise,
    Locks,
    Semaphores,
    Events,
    Conditions,
    Barriers,
    Queues,
    Futures,
    Groups,
    Timeouts,
    Gather,
    Wait,
    Callbacks,
    Generators,
    Managers,
    Context,
    Threads,
    Blocking,
    Eager,
    Loops,
    ByHand,
    Stacks,
    Exits,
    Handlers,
    Streams,
    Subclasses,
    Debug,
}

const ALL: &[Topic] = &[
    Topic::Cancel,
    Topic::Raise,
    Topic::Locks,
    Topic::Semaphores,
    Topic::Events,
    Topic::Conditions,
    Topic::Barriers,
    Topic::Queues,
    Topic::Futures,
    Topic::Groups,
    Topic::Timeouts,
    Topic::Gather,
    Topic::Wait,
    Topic::Callbacks,
    Topic::Generators,
    Topic::Managers,
    Topic::Context,
    Topic::Threads,
    Topic::Blocking,
    Topic::Eager,
    Topic::Loops,
    Topic::ByHand,
    Topic::Stacks,
    Topic::Exits,
    Topic::Handlers,
    Topic::Streams,
    Topic::Subclasses,
    Topic::Debug,
];

/// Three to six topics; cancelling and raising more often than the others.
pub(super) fn draw(random: &mut Random) -> Vec<Topic> {
    let count = random.between(2, 5);
    let mut topics = Vec::new();
    if random.chance(60) {
        topics.push(Topic::Cancel);
    }
    if random.chance(40) {
        topics.push(Topic::Raise);
    }
    for _ in 0..count {
        let topic = ALL[random.below(ALL.len())];
        // When a group hears of a child that ended at once is not the same in all
        // releases of 3.13 (gh-128550).
        let clash = match topic {
            Topic::Eager => topics.contains(&Topic::Groups),
            Topic::Groups => topics.contains(&Topic::Eager),
            _ => false,
        };
        if !clash && !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    topics
}
