//! Kit: the words that every room uses. Imports no other room.
//!
//! Ids are newtypes made by [`id!`], times are [`Instant`]s read from a [`Clock`], refusals and
//! accidents are [`Error`]s, permission is a [`May`] value, lists are [`Page`]s.

pub mod clock;
pub mod email;
pub mod error;
pub mod fault;
pub mod hex;
pub mod id;
pub mod may;
pub mod page;
pub mod random;
pub mod secret;
pub mod settings;
pub mod signer;
pub mod slug;
pub mod text;
pub mod time;

pub use clock::Clock;
pub use email::Email;
pub use error::{Error, Field, Fields, OUTCOME_UNKNOWN, Result};
pub use may::May;
pub use page::{Cursor, Page, PageParams};
pub use secret::Secret;
pub use settings::{Setting, Settings};
pub use signer::Signer;
pub use slug::Slug;
pub use time::{Date, Instant};

/// What the macros need to find, whatever the caller's crate imports.
#[doc(hidden)]
pub mod private {
    pub use diesel;
    pub use serde;
    pub use utoipa;
}
