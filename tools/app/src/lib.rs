//! App: the shape of an app, which is what a crate hands to the house.
//!
//! An [`App`] lists routes, migrations, jobs, schedules, reactions, commands and mail templates.
//! [`Blimp`] is what handlers and commands get; [`Outside`] is what only jobs get.

mod blimp;
mod command;
mod erasing;
mod outside;
mod reactions;
mod shape;

pub use blimp::{Blimp, Site};
pub use blimp_cache::stats::{Counts, Scope, Stat};
pub use command::{Command, Run};
pub use erasing::{Erase, Eraser};
pub use outside::Outside;
pub use reactions::{React1, Reaction, Reactions, Recorded};
pub use shape::App;
