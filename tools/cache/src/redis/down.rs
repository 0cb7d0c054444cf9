//! Why Redis did not do what it was asked.

use std::fmt;
use std::time::Duration;

use ::redis::{ErrorKind, RedisError};
use blimp_kit::Error;

/// Codes of a server that answers but cannot serve: it loads, fails over, is full or wants
/// another password.
const UNWELL: [&str; 12] = [
    "LOADING",
    "MASTERDOWN",
    "CLUSTERDOWN",
    "READONLY",
    "TRYAGAIN",
    "BUSY",
    "MISCONF",
    "OOM",
    "NOAUTH",
    "WRONGPASS",
    "NOPERM",
    "NOREPLICAS",
];

/// Redis did not do it. Mostly because it is away, see [`Down::code`] for the rest.
#[derive(Debug)]
pub struct Down(Why);

#[derive(Debug)]
enum Why {
    /// It failed a moment ago, so nobody asked.
    Open,
    /// No answer within this time. The command may have been carried out.
    Late(Duration),
    /// No connection, or a server that cannot serve.
    Lost(RedisError),
    /// The server is well and said no.
    Refused(RedisError),
}

impl Down {
    pub(super) const OPEN: Self = Self(Why::Open);

    pub(super) const fn late(patience: Duration) -> Self {
        Self(Why::Late(patience))
    }

    pub(super) fn of(error: RedisError) -> Self {
        let unwell = error.code().is_some_and(|code| UNWELL.contains(&code));
        let lost = unwell || error.is_io_error() || error.kind() == ErrorKind::AuthenticationFailed;
        Self(if lost {
            Why::Lost(error)
        } else {
            Why::Refused(error)
        })
    }

    /// What a healthy server refused with, such as `NOSCRIPT`, `BUSYGROUP` or `WRONGTYPE`; none
    /// where Redis is away.
    pub fn code(&self) -> Option<&str> {
        match &self.0 {
            Why::Refused(error) => error.code().or(Some("ERR")),
            _ => None,
        }
    }

    /// Whether the server is well: it is the command that will not do.
    pub const fn is_refusal(&self) -> bool {
        matches!(self.0, Why::Refused(_))
    }

    /// Whether the command may have been carried out all the same.
    pub const fn is_late(&self) -> bool {
        matches!(self.0, Why::Late(_))
    }
}

impl fmt::Display for Down {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Why::Open => f.write_str("Redis failed a moment ago"),
            Why::Late(patience) => write!(f, "no answer from Redis in {} ms", patience.as_millis()),
            Why::Lost(error) => write!(f, "Redis is away: {error}"),
            Why::Refused(error) => write!(f, "Redis refused: {error}"),
        }
    }
}

impl std::error::Error for Down {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Why::Lost(error) | Why::Refused(error) => Some(error),
            Why::Open | Why::Late(_) => None,
        }
    }
}

impl From<Down> for Error {
    /// Away is "not now"; a refusal is a fault of ours.
    fn from(down: Down) -> Self {
        match down.0 {
            Why::Refused(error) => Self::Fault(error.into()),
            _ => Self::Unavailable("Redis".to_owned()),
        }
    }
}
