//! Why a socket's call failed: Linux's errors, with their numbers and words.

/// An error of a socket's call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    NoSuchPath,
    BadDescriptor,
    WouldBlock,
    Exists,
    Invalid,
    BrokenPipe,
    NeedsDestination,
    TooLong,
    WrongType,
    NotSupported,
    AddressInUse,
    AddressNotAvailable,
    Unreachable,
    Reset,
    IsConnected,
    NotConnected,
    Refused,
    Already,
    InProgress,
}

impl Fault {
    /// Linux's `errno`.
    pub(crate) fn number(self) -> i32 {
        self.row().0
    }

    /// What `strerror` says of it.
    pub(crate) fn text(self) -> &'static str {
        self.row().1
    }

    fn row(self) -> (i32, &'static str) {
        match self {
            Self::NoSuchPath => (2, "No such file or directory"),
            Self::BadDescriptor => (9, "Bad file descriptor"),
            Self::WouldBlock => (11, "Resource temporarily unavailable"),
            Self::Exists => (17, "File exists"),
            Self::Invalid => (22, "Invalid argument"),
            Self::BrokenPipe => (32, "Broken pipe"),
            Self::NeedsDestination => (89, "Destination address required"),
            Self::TooLong => (90, "Message too long"),
            Self::WrongType => (91, "Protocol wrong type for socket"),
            Self::NotSupported => (95, "Operation not supported"),
            Self::AddressInUse => (98, "Address already in use"),
            Self::AddressNotAvailable => (99, "Cannot assign requested address"),
            Self::Unreachable => (
                101,
                "Network is unreachable: a program in Interleave has no network but its own; \
                 connect to 127.0.0.1, where a server of the same program listens",
            ),
            Self::Reset => (104, "Connection reset by peer"),
            Self::IsConnected => (106, "Transport endpoint is already connected"),
            Self::NotConnected => (107, "Transport endpoint is not connected"),
            Self::Refused => (111, "Connection refused"),
            Self::Already => (114, "Operation already in progress"),
            Self::InProgress => (115, "Operation now in progress"),
        }
    }
}
