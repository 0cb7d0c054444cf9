//! A user.

use blimp_kit::{Email, Instant};
use diesel::prelude::*;

use crate::ids::UserId;
use crate::users::schema::users;

/// A person, without their password.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// The address they sign in with; none for a placeholder.
    pub email: Option<Email>,
    /// What they are called.
    pub name: String,
    /// When a mailed link showed that the address is theirs.
    pub email_verified_at: Option<Instant>,
    /// Their picture, a file's id.
    pub avatar_file: Option<i64>,
    /// An IANA name, such as `Europe/Berlin`.
    pub time_zone: String,
    /// The language they read, such as `en`.
    pub language: String,
    /// Where a placeholder came from.
    pub source: Option<String>,
    /// Who turned out to be this placeholder.
    pub claimed_by: Option<UserId>,
    /// When the operator locked them out.
    pub disabled_at: Option<Instant>,
    /// When they came.
    pub created_at: Instant,
    /// Raised by every change.
    pub version: i64,
    /// When they deleted their account: what they made stays, without a name.
    pub deleted_at: Option<Instant>,
    /// The day on which their week begins.
    pub week_start: WeekStart,
}

blimp_kit::words!(
    /// The day on which a week begins.
    WeekStart {
        /// Monday.
        Monday = "monday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
);

impl User {
    /// Whether this stands for somebody who has no account yet.
    pub const fn is_placeholder(&self) -> bool {
        self.email.is_none() && self.deleted_at.is_none()
    }
}

/// A person to be.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = users)]
pub struct NewUser {
    /// The address; none for a placeholder.
    pub email: Option<Email>,
    /// What they are called.
    pub name: String,
    /// A PHC string; none for a placeholder.
    pub password_hash: Option<String>,
    /// When a mailed link showed that the address is theirs.
    pub email_verified_at: Option<Instant>,
    /// An IANA name.
    pub time_zone: String,
    /// The language they read.
    pub language: String,
    /// Where a placeholder came from.
    pub source: Option<String>,
    /// Now.
    pub created_at: Instant,
}

/// What somebody's sign-in is checked against.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = users)]
pub(crate) struct Login {
    pub(crate) id: UserId,
    pub(crate) password_hash: Option<String>,
    pub(crate) disabled_at: Option<Instant>,
}

/// Fields of a profile to change; `None` leaves one as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = users)]
pub struct Profile {
    /// What they are called.
    pub name: Option<String>,
    /// An IANA name.
    pub time_zone: Option<String>,
    /// The language they read.
    pub language: Option<String>,
    /// The day on which their week begins.
    pub week_start: Option<WeekStart>,
}
