//! The inbox: what people were told, and what they were not told and why.
//!
//! Every (event, person) that was considered has a row; only those that are `shown` are in the
//! inbox: unread or read, snoozed until a time, or archived. A row's mail is in the mail room under the key [`model::mail_key`].
//!
//! **Invariant:** one row for each event and person, so a reaction that runs twice tells once.

pub mod schema;
pub mod model;
pub mod events;
pub mod queries;
pub mod actions;
pub mod mails;
pub mod jobs;
pub mod api;

pub use model::{Notice, NoticeId, Reason, Shelf, Telling, Why};
