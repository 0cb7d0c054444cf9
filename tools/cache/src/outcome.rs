//! Outcomes: what a look-up found, and one error for many who wait.

use std::sync::Arc;

use blimp_kit::Error;
use blimp_watch::metrics::house;

use crate::key::Key;

/// What a look-up found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A good answer.
    Hit,
    /// Nothing, or nothing that lives.
    Miss,
    /// Something that was not stored by us under this key: taken for a miss.
    Refused,
    /// No server to ask.
    Away,
}

impl Outcome {
    /// Counts it for the place and the kind of thing.
    pub(crate) fn count(self, place: &str, key: &Key) {
        let word = match self {
            Self::Hit => "hit",
            Self::Miss => "miss",
            Self::Refused => "refused",
            Self::Away => "away",
        };
        house::CACHE.add([place, key.entity(), word], 1);
    }
}

/// One error for all who waited for the same fill.
pub(crate) fn shared(error: Arc<Error>) -> Error {
    let error = match Arc::try_unwrap(error) {
        Ok(error) => return error,
        Err(error) => error,
    };
    match &*error {
        Error::Unauthenticated => Error::Unauthenticated,
        Error::Forbidden(detail) => Error::Forbidden(detail.clone()),
        Error::NotFound => Error::NotFound,
        Error::Invalid(fields) => Error::Invalid(fields.clone()),
        Error::Conflict { code, detail } => Error::conflict(code, detail.clone()),
        Error::Stale => Error::Stale,
        Error::TooMany { retry_after } => Error::TooMany {
            retry_after: *retry_after,
        },
        Error::Unavailable(what) => Error::Unavailable(what.clone()),
        Error::Full { code, detail } => Error::Full {
            code,
            detail: detail.clone(),
        },
        Error::Fault(fault) => Error::fault(format!("{fault:#}")),
    }
}
