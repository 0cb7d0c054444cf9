//! Files: blobs on disk or on S3, and the rows that remember them.
//!
//! In two steps, because no transaction waits for the network: [`Files::receive`] stores the bytes
//! under a key of ours and makes them durable, then [`keep`] makes the row, in the transaction of
//! whatever the file belongs to. A blob that is never kept is deleted by [`SweepBlobs`] after a
//! day; [`remove`] deletes the row now and the blob by a job.
//!
//! A client can send a file itself, straight to a bucket: see [`uploads`].
//!
//! Serving: the caller checks who may see the file, asks [`serving::serve`] for status and headers
//! and streams [`Files::read`], or sends the reader on to [`Files::link`]; for small pictures,
//! [`Files::thumbnail`].
//!
//! **Invariants:** a row never exists before its blob is safe in its place; what a user calls a file is
//! data and never part of a key or path; the type comes from the content.

mod actions;
mod blobs;
mod commands;
pub mod config;
mod incoming;
mod jobs;
mod links;
mod model;
mod moving;
pub mod name;
mod place;
mod presign;
pub mod queries;
mod quota;
pub mod schema;
pub mod serving;
mod shelf;
mod small;
mod sniff;
mod thumbnail;
pub mod uploads;

pub use actions::{erase, keep, remove, restore, trash};
pub use blobs::{ByteStream, Files};
pub use commands::FilesCommand;
pub use config::{Options, SETTINGS, Serve};
pub use jobs::{DeleteBlob, HashBlob, MakeThumbnail, SweepBlobs};
pub use model::{File, FileId, NewFile, Received, State};
pub use shelf::{Label, Shelf};
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
