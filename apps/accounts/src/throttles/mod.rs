//! Throttles: how often something may be tried, counted in SQL so that no outage opens a door.
//!
//! A try is counted, in a transaction of its own, *before* it is made; one that turns out well is
//! given back. So a hundred tries at the same time count as a hundred.

pub mod schema;
mod model;
pub(crate) mod queries;
pub(crate) mod actions;

pub use model::Rule;
pub(crate) use model::{
    INVITE_AGAIN, INVITE_COMPANY, PASSWORD_USER, RESET_EMAIL, RESET_IP, SIGN_IN_EMAIL, SIGN_IN_IP,
    SIGN_IN_PAIR, SIGN_UP_IP, VERIFY_USER, network,
};
