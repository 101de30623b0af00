//! Where a socket is.

use std::fmt;

use super::Fault;

/// A socket's family. The numbers are Linux's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    Unix,
    Inet,
    Inet6,
}

impl Family {
    pub(crate) fn number(self) -> i32 {
        match self {
            Self::Unix => 1,
            Self::Inet => 2,
            Self::Inet6 => 10,
        }
    }

    pub(crate) fn of(number: i32) -> Option<Self> {
        [Self::Unix, Self::Inet, Self::Inet6]
            .into_iter()
            .find(|family| family.number() == number)
    }
}

/// A host and a port, or a path and 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Address {
    pub family: Family,
    pub host: String,
    pub port: u16,
}

impl Address {
    /// The address of a socket that has not been given one.
    pub(crate) fn unbound(family: Family) -> Self {
        let host = match family {
            Family::Unix => "",
            Family::Inet => "0.0.0.0",
            Family::Inet6 => "::",
        };
        Self {
            family,
            host: host.to_owned(),
            port: 0,
        }
    }

    /// Whether it stands for every address of this machine.
    pub(crate) fn is_any(&self) -> bool {
        self.family != Family::Unix && self.host == Self::unbound(self.family).host
    }

    /// The address that one connects to in order to reach this one.
    ///
    /// # Errors
    /// There is no other machine.
    pub(crate) fn destination(mut self) -> Result<Self, Fault> {
        if self.is_any() {
            self.host = Self::local(self.family);
        }
        let is_here = match self.family {
            Family::Unix => true,
            Family::Inet => self.host.starts_with("127."),
            Family::Inet6 => self.host == "::1",
        };
        if is_here {
            Ok(self)
        } else {
            Err(Fault::Unreachable)
        }
    }

    /// Whether what is sent to `destination` comes to a socket bound here.
    pub(crate) fn takes(&self, destination: &Self) -> bool {
        self.family == destination.family
            && self.port == destination.port
            && (self.is_any() || self.host == destination.host)
    }

    /// Whether no two sockets can listen at both.
    pub(crate) fn clashes(&self, other: &Self) -> bool {
        self.takes(other) || other.takes(self)
    }

    /// The host of this machine's own address.
    pub(crate) fn local(family: Family) -> String {
        match family {
            Family::Unix => "",
            Family::Inet => "127.0.0.1",
            Family::Inet6 => "::1",
        }
        .to_owned()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.family {
            Family::Unix => write!(f, "{}", self.host),
            Family::Inet => write!(f, "{}:{}", self.host, self.port),
            Family::Inet6 => write!(f, "[{}]:{}", self.host, self.port),
        }
    }
}
