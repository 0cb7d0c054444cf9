//! Passwords: what they may be, and changing one.

mod rules;
pub(crate) mod actions;
pub mod api;

pub(crate) use api::confirm;
pub(crate) use rules::{MAX, MIN, check};
