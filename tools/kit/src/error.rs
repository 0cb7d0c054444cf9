//! Refusals are answers, faults are accidents.

use std::fmt;
use std::time::Duration;

use diesel::result::{DatabaseErrorKind, Error as SqlError};
use serde::Serialize;

/// The result of domain code.
pub type Result<T = (), E = Error> = std::result::Result<T, E>;

/// What [`Error::Unavailable`] says where the answer to a commit was lost.
pub const OUTCOME_UNKNOWN: &str = "the database; nobody knows whether the change was kept";

/// Why something was not done. Ten variants for ever; particular cases are codes of their app.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody, or nobody we know.
    #[error("not signed in")]
    Unauthenticated,
    /// Visible, but not for this caller to change.
    #[error("{0}")]
    Forbidden(String),
    /// Not there, or not visible to this caller.
    #[error("not found")]
    NotFound,
    /// Well-formed, but not acceptable: one entry for each field.
    #[error("invalid: {0}")]
    Invalid(Fields),
    /// At odds with the state of things; `code` says which rule.
    #[error("{detail}")]
    Conflict {
        /// The rule, such as `project.archived`.
        code: &'static str,
        /// A sentence for people.
        detail: String,
    },
    /// The caller's copy is older than ours.
    #[error("stale")]
    Stale,
    /// Too often.
    #[error("too many requests")]
    TooMany {
        /// When to come back.
        retry_after: Duration,
    },
    /// Not now: a part that is needed does not answer.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// No room left: a quota or a disk.
    #[error("{detail}")]
    Full {
        /// The limit, such as `files.quota`.
        code: &'static str,
        /// A sentence for people.
        detail: String,
    },
    /// Ours; logged, never shown.
    #[error(transparent)]
    Fault(#[from] anyhow::Error),
}

impl Error {
    /// At odds with the state of things.
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::Conflict {
            code,
            detail: detail.into(),
        }
    }

    /// One field that will not do.
    pub fn invalid(field: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(Fields::one(format!("/{field}"), code, message))
    }

    /// A query parameter that will not do.
    pub fn bad_parameter(name: &str, message: impl Into<String>) -> Self {
        Self::Invalid(Fields::one(format!("?{name}"), "bad_parameter", message))
    }

    /// Visible, but not allowed.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::Forbidden(detail.into())
    }

    /// An accident of ours, in words for the log.
    pub fn fault(message: impl fmt::Display + fmt::Debug + Send + Sync + 'static) -> Self {
        Self::Fault(anyhow::Error::msg(message))
    }
}

impl From<SqlError> for Error {
    /// A broken rule of the schema is a conflict (two writers raced), a lost connection or lock is
    /// "not now", a full disk is "full"; the rest, "no row" too, is a fault: queries that may find
    /// nothing say `.optional()`.
    fn from(error: SqlError) -> Self {
        let (kind, info) = match &error {
            SqlError::DatabaseError(kind, info) => (kind, info),
            // The connection is in no state to go on: it broke, or its transaction did.
            SqlError::BrokenTransactionManager | SqlError::RollbackErrorOnCommit { .. } => {
                return Self::Unavailable("the database".to_owned());
            }
            _ => return Self::Fault(error.into()),
        };
        match kind {
            DatabaseErrorKind::UniqueViolation => {
                Self::conflict("conflict.exists", "Somebody else just made the same thing.")
            }
            DatabaseErrorKind::ForeignKeyViolation => Self::conflict(
                "conflict.gone",
                "Something this refers to is not there any more.",
            ),
            // A server that takes no writes was a primary until a moment ago.
            DatabaseErrorKind::SerializationFailure
            | DatabaseErrorKind::ClosedConnection
            | DatabaseErrorKind::ReadOnlyTransaction => {
                Self::Unavailable("the database".to_owned())
            }
            // libpq says so when the connection is gone, and when a statement is too large.
            DatabaseErrorKind::UnableToSendCommand
                if !info.message().contains("number of parameters") =>
            {
                Self::Unavailable("the database".to_owned())
            }
            _ if info.message().contains("deadlock") || info.message().contains("locked") => {
                Self::Unavailable("the database".to_owned())
            }
            // Postgres gave up waiting: "canceling statement due to lock timeout", or statement.
            _ if info.message().contains("canceling statement due to") => {
                Self::Unavailable("the database".to_owned())
            }
            _ if info.message().contains("disk is full") || info.message().contains("No space") => {
                Self::Full {
                    code: "database.full",
                    detail: "The disk is full.".to_owned(),
                }
            }
            _ => Self::Fault(error.into()),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Fault(error.into())
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Field {
    /// A JSON pointer into the body (RFC 6901), or `?name` for a query parameter.
    pub pointer: String,
    /// A stable word, such as `too_long`.
    pub code: String,
    /// A sentence for people.
    pub message: String,
}

/// What is wrong, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Fields(pub Vec<Field>);

impl Fields {
    /// One field.
    pub fn one(pointer: String, code: &str, message: impl Into<String>) -> Self {
        Self(vec![Field {
            pointer,
            code: code.to_owned(),
            message: message.into(),
        }])
    }

    /// Adds a field of the body.
    pub fn add(&mut self, field: &str, code: &str, message: impl Into<String>) {
        self.0.push(Field {
            pointer: format!("/{field}"),
            code: code.to_owned(),
            message: message.into(),
        });
    }

    /// `Ok` where nothing was added.
    pub fn check(self) -> Result {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self))
        }
    }
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, field) in self.0.iter().enumerate() {
            let gap = if i == 0 { "" } else { "; " };
            write!(f, "{gap}{}: {}", field.pointer, field.message)?;
        }
        Ok(())
    }
}
