//! What can be done: to undo a change.

mod act;
mod aims;
mod alone;
mod reverse;

pub use reverse::reverse;
