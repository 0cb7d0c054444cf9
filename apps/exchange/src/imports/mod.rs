//! Imports: a file that somebody brought in, and how far it has come.
//!
//! The file is read when it arrives; what means nothing here, secrets among it, is never kept. A
//! job then makes the rows, in chunks that each save their place, so a restart goes on where it
//! stopped. Every thing of theirs that became a row of ours is remembered in `import_rows` with
//! what the file said of it. A second import of the same board, or of a newer export of it, finds
//! these: unchanged things are left alone, and of changed ones only those fields are brought up to
//! date that changed *in the file*, so what people did here meanwhile stays. Nothing is ever
//! deleted by an import.
//!
//! Start with [`actions`] for what is done, [`jobs`] for when.
//!
//! **Invariants:** one thing of theirs never becomes two rows of one project; a board is brought
//! in by one import at a time; an import that brought in nothing has failed.

pub mod schema;
pub mod model;
pub mod events;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod jobs;
pub mod api;
pub mod commands;

pub use model::{Asked, Import, ImportId, ImportStatus, Report};
