//! Accounts: companies, the people in them, how they sign in and what they may do.
//!
//! A person is a user; in a company they are a member with a [`Role`]. Whoever calls is an
//! [`Actor`]: every query of every app starts from one. Start with [`actor`], then
//! [`companies::policy`] for the rights that roles give.
//!
//! **Invariants:** a company has exactly one owner. Secrets are stored as fingerprints only.
//! What a person may not see is answered as if it were not there.

pub mod ids;
pub mod role;
pub mod actor;
pub mod config;
mod names;
mod paging;
mod mailed;
mod hasher;
pub mod throttles;
pub mod users;
pub mod companies;
pub mod entitlements;
pub mod members;
pub mod me;
pub mod sessions;
pub mod tokens;
pub mod credentials;
pub mod passwords;
pub mod verifications;
pub mod resets;
pub mod invitations;
pub mod signups;
pub mod endings;
pub mod instance;
mod mails;
pub mod erasing;
mod jobs;
mod reactions;
mod stats;
#[cfg(test)]
mod tests;

pub use actor::{Actor, Membership, Scope, Via};
pub use credentials::api::MaybeActor;
pub use ids::{CompanyId, SessionId, TokenId, UserId};
pub use jobs::SweepCredentials;
pub use members::actions::placeholder;
pub use role::Role;

use blimp_app::App;
use blimp_store::Migrations;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};

/// The tables of this app.
pub const fn migrations() -> Migrations {
    static SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    static POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    Migrations {
        owner: "accounts",
        sqlite: &SQLITE,
        postgres: &POSTGRES,
    }
}

/// What this crate hands to the house.
pub fn app() -> App {
    App::new("accounts")
        .migrations(migrations())
        .api(signups::api::routes)
        .api(sessions::api::routes)
        .api(me::api::routes)
        .api(passwords::api::routes)
        .api(verifications::api::routes)
        .api(resets::api::routes)
        .api(tokens::api::routes)
        .api(companies::api::routes)
        .api(members::api::routes)
        .api(invitations::api::routes)
        .api(endings::api::routes)
        .api(instance::api::routes)
        .settings(config::SETTINGS)
        .chore::<resets::jobs::AskReset>()
        .chore::<SweepCredentials>()
        .every(jobs::schedule())
        .chore::<members::jobs::TellOfSight>()
        .chore::<companies::jobs::FindErasures>()
        .chore::<companies::jobs::EraseFacts>()
        .every(companies::jobs::schedule())
        .erases(erasing::erase)
        .on("accounts.mail_verification", reactions::mail_verification)
        .on("accounts.mail_reset", reactions::mail_reset)
        .on(
            "accounts.mail_password_changed",
            reactions::mail_password_changed,
        )
        .on("accounts.mail_invitation", reactions::mail_invitation)
        .on("accounts.mail_email_changed", reactions::mail_email_changed)
        .on("accounts.tell_deleted", reactions::tell_deleted)
        .on("accounts.tell_restored", reactions::tell_restored)
        .on("accounts.mail_erased_soon", reactions::mail_erased_soon)
        .mails(mails::ALL)
        .stat(stats::USERS)
        .stat(stats::COMPANIES)
}
