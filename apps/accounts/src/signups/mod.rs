//! Sign-ups: a company and its owner, made in one go; and further companies of somebody.

mod actions;
pub mod api;
