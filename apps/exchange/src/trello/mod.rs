//! Trello: what a board's JSON export says, and what becomes of it here.
//!
//! Nothing in this module touches the database. [`Board::read`] takes a file apart, as tolerant as
//! can be: every newer field may be missing, and one bad element never spoils its neighbours.
//! [`Plan::of`] says what to make of a board, and what is lost on the way.
//!
//! **Invariant:** secrets of an export, such as a card's posting address, have no field here: they
//! are neither kept nor shown.

mod loose;
mod file;
mod words;
mod fields;
mod losses;
mod model;
mod lists;
mod cards;
mod plan;

pub use file::{Board, Flaw, Unreadable};
pub use losses::Loss;
pub use model::{Card, Column, Comment, Goal, Item, Label, Link, ListsAs, Person, Plan};
pub use words::Kind;

#[cfg(test)]
mod tests;
