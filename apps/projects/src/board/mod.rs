//! The board: a project at one look, as few bytes and statements as that takes.
//!
//! Comes after every noun whose rows are counted on cards.

pub mod model;
pub mod queries;
pub mod api;
