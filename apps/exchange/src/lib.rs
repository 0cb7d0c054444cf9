//! Exchange: what comes in from other tools, and what goes out.
//!
//! [`trello`] reads a file and makes a plan, without a database; [`imports`] carries a plan out,
//! in the background or from the command line. [`exports`] packs all that a company has.

pub mod trello;
pub mod imports;
pub mod exports;
mod erasing;
mod reactions;

use blimp_app::App;
use blimp_store::Migrations;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};

/// The tables of this app.
pub const fn migrations() -> Migrations {
    static SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    static POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    Migrations {
        owner: "exchange",
        sqlite: &SQLITE,
        postgres: &POSTGRES,
    }
}

/// What this crate hands to the house.
pub fn app() -> App {
    App::new("exchange")
        .migrations(migrations())
        .api(imports::api::routes)
        .api(exports::api::routes)
        .erases(erasing::erase)
        .work::<exports::jobs::RunExport>()
        .chore::<exports::jobs::SweepExports>()
        .every(exports::jobs::schedule())
        .on("exchange.mail_export", reactions::mail_export)
        .mails([exports::mails::READY, exports::mails::READY_ES])
        .work::<imports::jobs::RunImport>()
        .chore::<imports::jobs::ReverseImport>()
        .chore::<imports::jobs::SweepImports>()
        .every(imports::jobs::schedule())
        .commands::<imports::commands::ImportCommand>("import", "Bring in what other tools export")
        .commands::<exports::commands::ExportCommand>("export", "Take out what a company has")
}

#[cfg(test)]
mod tests;
