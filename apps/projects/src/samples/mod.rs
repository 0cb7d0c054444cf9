//! Samples: a small project that shows how Blimp works, to be played with and thrown away.
//!
//! It is made by the same actions as any project, in the language of whoever asks for it. Comes
//! after every noun that it shows.

pub mod model;
pub mod actions;
pub mod api;
