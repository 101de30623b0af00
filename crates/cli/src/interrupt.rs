//! Ctrl+C, which is the program's `KeyboardInterrupt`.

use std::{
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::Waker,
};

use interleave_host::Alarm;

/// Whether Ctrl+C was pressed and the program has not been interrupted yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct CtrlC(Arc<AtomicBool>);

impl CtrlC {
    /// Whether the program is to be interrupted now.
    pub(crate) fn take(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }

    /// Interrupts the program whenever Ctrl+C is pressed: between two of its instructions,
    /// or at the end of a wait, which `waker` ends. A second press before that ends the
    /// process: the program is in a call that nothing can interrupt.
    ///
    /// # Errors
    /// Where no signal handler can be installed.
    pub(crate) fn listen(&self, alarm: Alarm, waker: Waker) -> Result<(), ctrlc::Error> {
        let pressed = self.clone();
        ctrlc::set_handler(move || {
            if pressed.0.swap(true, Ordering::Relaxed) {
                eprintln!("interleave: It could not be interrupted, so nothing was recorded.");
                process::exit(130);
            }
            waker.wake_by_ref();
            let pressed = pressed.clone();
            alarm.interrupt(move || pressed.take());
        })
    }
}
