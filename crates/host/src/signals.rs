//! What other threads of the computer send to the program.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rustpython_vm::signal::{
    UserSignal, UserSignalReceiver, UserSignalSender, user_signal_channel,
};

/// Signals to an interpreter. Whichever of its machines comes to an instruction next takes
/// what was sent: that of the simulated thread at work, or the main one.
#[derive(Clone, Default)]
pub(crate) struct Signals(Arc<Mutex<Channels>>);

#[derive(Default)]
struct Channels {
    sent: VecDeque<UserSignal>,
    machines: Vec<UserSignalSender>,
}

impl fmt::Debug for Signals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signals").finish_non_exhaustive()
    }
}

impl Signals {
    /// What one more machine of the interpreter receives.
    pub(crate) fn receiver(&self) -> UserSignalReceiver {
        let (sender, receiver) = user_signal_channel();
        self.channels().machines.push(sender);
        receiver
    }

    /// Does something between two of the program's instructions.
    pub(crate) fn send(&self, signal: UserSignal) {
        let machines = {
            let mut channels = self.channels();
            channels.sent.push_back(signal);
            channels.machines.clone()
        };
        for machine in machines {
            let signals = self.clone();
            // An error means that the machine is gone, and needs no signal.
            let _ = machine.send(Box::new(move |vm| {
                signals.take().map_or(Ok(()), |signal| signal(vm))
            }));
        }
    }

    fn take(&self) -> Option<UserSignal> {
        self.channels().sent.pop_front()
    }

    fn channels(&self) -> MutexGuard<'_, Channels> {
        // Nothing that panics is done with them.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
