//! The house: every app and tool put together, behind one router, one queue and one command line.
//!
//! Start with [`apps`], the list of rooms; then [`House`], which opens them.

pub mod apps;
pub mod config;
mod check;
mod client;
mod secret;
mod describe;
mod handover;
mod house;
mod ops;
mod pages;
pub mod router;
pub mod serve;
mod demo;
mod staff;
pub mod statics;
mod stats;
pub mod cli;

pub use handover::Door;
pub use house::House;
