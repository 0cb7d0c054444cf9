//! Files: blobs on disk, and the rows that remember them.
//!
//! In two steps, because no transaction waits for the network: [`Files::receive`] stores the bytes
//! under a key of ours and makes them durable, then [`keep`] makes the row, in the transaction of
//! whatever the file belongs to. A blob that is never kept is deleted by [`SweepBlobs`] after a
//! day; [`remove`] deletes the row now and the blob by a job.
//!
//! Serving: the caller checks who may see the file, asks [`serving::serve`] for status and headers
//! and streams [`Files::read`]; for small pictures, [`Files::thumbnail`].
//!
//! **Invariants:** a row never exists before its blob is on the disk; what a user calls a file is
//! data and never part of a key or path; the type comes from the content.

mod actions;
mod blobs;
pub mod config;
mod jobs;
mod model;
pub mod name;
pub mod queries;
pub mod schema;
pub mod serving;
mod small;
mod sniff;
mod thumbnail;

pub use actions::{keep, remove, restore, trash};
pub use blobs::{ByteStream, Files};
pub use config::SETTINGS;
pub use jobs::{DeleteBlob, MakeThumbnail, SweepBlobs};
pub use model::{File, FileId, NewFile, Received, State};
pub use small::Small;

use blimp_store::Migrations;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};

/// The tables of this crate.
pub const fn migrations() -> Migrations {
    static SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    static POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    Migrations {
        owner: "files",
        sqlite: &SQLITE,
        postgres: &POSTGRES,
    }
}

#[cfg(test)]
mod tests;
