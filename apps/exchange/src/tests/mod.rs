//! Whole imports on real databases, of boards that the generator makes.

mod house;
mod queries;
mod arriving;
mod again;
mod back;
mod doors;
mod api;
mod large;
