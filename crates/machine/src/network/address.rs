//! Where a socket is.

use std::fmt;

use crate::Errno;

/// A socket's family. The numbers are Linux's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Paths on this machine.
    Unix,
    /// IPv4.
    Inet,
    /// IPv6.
    Inet6,
}

impl Family {
    /// Linux's number of it.
    #[must_use]
    pub const fn number(self) -> i32 {
        match self {
            Self::Unix => 1,
            Self::Inet => 2,
            Self::Inet6 => 10,
        }
    }

    /// The family of a number.
    #[must_use]
    pub fn from_number(number: i32) -> Option<Self> {
        [Self::Unix, Self::Inet, Self::Inet6]
            .into_iter()
            .find(|family| family.number() == number)
    }
}

/// A host and a port, or a path and 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// Which sort of address it is.
    pub family: Family,
    /// An IP address in its usual notation, or a path.
    pub host: String,
    /// 0 where none is chosen yet.
    pub port: u16,
}

impl Address {
    /// The address of a socket that has not been given one.
    pub(super) fn unbound(family: Family) -> Self {
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
    pub(super) fn is_any(&self) -> bool {
        self.family != Family::Unix && self.host == Self::unbound(self.family).host
    }

    /// The address that one connects to in order to reach this one.
    ///
    /// # Errors
    /// There is no other machine.
    pub(super) fn destination(mut self) -> Result<Self, Errno> {
        if self.is_any() {
            self.host = Self::loopback(self.family);
        }
        let is_here = match self.family {
            Family::Unix => true,
            Family::Inet => self.host.starts_with("127."),
            Family::Inet6 => self.host == "::1",
        };
        if is_here {
            Ok(self)
        } else {
            Err(Errno::ENETUNREACH)
        }
    }

    /// Whether a packet to `destination` is for a socket bound to this address.
    pub(super) fn takes(&self, destination: &Self) -> bool {
        self.family == destination.family
            && self.port == destination.port
            && (self.is_any() || self.host == destination.host)
    }

    /// Whether two sockets can't listen at both.
    pub(super) fn clashes(&self, other: &Self) -> bool {
        self.takes(other) || other.takes(self)
    }

    /// This machine's own address.
    pub(super) fn loopback(family: Family) -> String {
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
