//! Mail: a message, its templates and its transports.
//!
//! An app says *what* to tell *whom* in a [`Draft`] and [`post`]s it inside its transaction; that
//! makes a row and a [`SendMail`] job. The job renders the app's [`Template`] and hands the letter
//! to the [`Transport`]: the local mailbox (the row itself) or an SMTP server.
//!
//! **Invariants:** one key, one mail. Tokens in links are made while rendering and kept nowhere
//! but in the local mailbox. Everything that came from people is escaped in HTML and cannot add a
//! header.

pub mod config;
pub mod schema;
mod model;
pub mod queries;
mod template;
mod wrap;
mod render;
mod letter;
mod transport;
mod mailer;
mod jobs;
mod actions;
mod commands;

#[cfg(test)]
mod tests;

pub use actions::{Draft, erase, post, retry};
pub use commands::MailCommand;
pub use config::Sender;
pub use jobs::{PruneMail, SendMail, registry};
pub use mailer::{Counts, Mailer, Options};
pub use model::{Header, Message, MessageId, State, Summary};
pub use queries::Filter;
pub use render::{Links, Rendered, Renderer, Tokens};
pub use template::{Template, Templates};
pub use transport::Transport;

use blimp_store::Migrations;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};

/// The table of messages.
pub const fn migrations() -> Migrations {
    static SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    static POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    Migrations {
        owner: "mail",
        sqlite: &SQLITE,
        postgres: &POSTGRES,
    }
}
