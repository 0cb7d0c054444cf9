//! Notifications: who is told what, how, and why.
//!
//! Facts of the apps above become notices in the [`inbox`] and mails, as each person's
//! [`preferences`] say. Start with `reactions.rs`, the list of what is told to whom.

pub mod preferences;
pub mod inbox;
pub mod changes;
mod reactions;

#[cfg(test)]
mod tests;

use blimp_app::App;
use blimp_store::Migrations;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};

/// The app, as it hands itself to the house.
pub fn app() -> App {
    App::new("notifications")
        .migrations(migrations())
        .erases(inbox::actions::erase)
        .api(inbox::api::routes)
        .api(changes::api::routes)
        .api(preferences::api::routes)
        .chore::<inbox::jobs::WakeNotices>()
        .every(inbox::jobs::schedule())
        .chore::<changes::jobs::SweepChanges>()
        .every(changes::jobs::schedule())
        .mails([inbox::mails::NOTICE, inbox::mails::NOTICE_ES])
        .on("notifications.tell_assignee", reactions::tell_assignee)
        .on("notifications.tell_unassigned", reactions::tell_unassigned)
        .on(
            "notifications.tell_named_in_new",
            reactions::tell_named_in_new,
        )
        .on(
            "notifications.tell_named_in_changed",
            reactions::tell_named_in_changed,
        )
        .on("notifications.tell_of_comment", reactions::tell_of_comment)
        .on("notifications.tell_of_edit", reactions::tell_of_edit)
        .on("notifications.tell_of_state", reactions::tell_of_state)
        .on("notifications.tell_of_closing", reactions::tell_of_closing)
        .on(
            "notifications.tell_of_reopening",
            reactions::tell_of_reopening,
        )
        .on(
            "notifications.tell_of_approval",
            reactions::tell_of_approval,
        )
        .on("notifications.tell_of_return", reactions::tell_of_return)
        .on("notifications.tell_due", reactions::tell_due)
        .on(
            "notifications.tell_of_attachment",
            reactions::tell_of_attachment,
        )
        .on("notifications.tell_added", reactions::tell_added)
        .on("notifications.tell_invited", reactions::tell_invited)
        .on("notifications.tell_inviter", reactions::tell_inviter)
}

/// The tables of this app.
pub const fn migrations() -> Migrations {
    static SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    static POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    Migrations {
        owner: "notifications",
        sqlite: &SQLITE,
        postgres: &POSTGRES,
    }
}
