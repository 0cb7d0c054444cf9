//! Invitations: mailed links that let somebody into a company.
//!
//! A new person accepts with a name and a password; somebody whose address has an account, with
//! their session or password. A link is good for 14 days and one use, and its address counts as
//! verified. An invitation may claim a placeholder: a new person becomes it (the same id), an
//! existing one replaces it.

pub mod schema;
mod model;
pub mod events;
pub mod queries;
pub mod policy;
pub(crate) mod actions;
pub mod api;

pub use model::{Invitation, InvitationId, InvitationState};
pub(crate) use model::{Invitee, NewInvitation};
