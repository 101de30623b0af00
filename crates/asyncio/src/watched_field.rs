//! Fields of locks and their kin whose changes the observer is told of.

/// What a watched attribute tells of its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchedField {
    /// `Lock._locked`
    Locked,
    /// `_thread.lock._locked`
    ThreadLocked,
    /// `_thread.RLock._owner`
    ThreadOwner,
    /// `Semaphore._value`
    Permits,
    /// `Event._value`
    Flag,
    /// `Condition._lock`
    Lock,
    /// `Barrier._state`
    Phase,
    /// `Barrier._count`
    Inside,
}

impl WatchedField {
    /// The field of this name, where there is one.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "locked" => Self::Locked,
            "thread-locked" => Self::ThreadLocked,
            "thread-owner" => Self::ThreadOwner,
            "permits" => Self::Permits,
            "flag" => Self::Flag,
            "lock" => Self::Lock,
            "phase" => Self::Phase,
            "inside" => Self::Inside,
            _ => return None,
        })
    }
}
