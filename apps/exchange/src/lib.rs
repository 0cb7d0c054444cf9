//! Exchange: what comes in from other tools.
//!
//! [`trello`] reads a file and makes a plan, without a database; [`imports`] carries a plan out,
//! in the background or from the command line.

pub mod trello;
pub mod imports;

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
        .work::<imports::jobs::RunImport>()
        .commands::<imports::commands::ImportCommand>("import", "Bring in what other tools export")
}

#[cfg(test)]
mod tests;
