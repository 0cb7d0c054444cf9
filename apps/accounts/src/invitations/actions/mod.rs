//! What can be done with invitations.

mod accept;
mod send;

pub(crate) use accept::{NewPerson, accept, accept_as_new, expired};
pub(crate) use send::{cancel, invite, resend};
