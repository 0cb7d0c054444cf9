//! Projects: what a company works on, from project to comment.
//!
//! A company has projects, a project has goals and tasks, a task has people, checklists, comments
//! and files. Nouns know those listed before them.

mod config;
mod facts;
mod paging;
pub mod text;
pub mod order;
pub mod markdown;

pub mod projects;
pub mod people;
pub mod states;
pub mod goals;
pub mod labels;
pub mod launch;
pub mod views;
pub mod place;
pub mod search;
pub mod watchers;
pub mod assignees;
pub mod checklists;
pub mod tasks;
pub mod comments;
pub mod attachments;
pub mod bulk;
pub mod moves;
pub mod changes;
pub mod samples;
pub mod board;
pub mod activity;
pub mod reversals;
pub mod presence;
pub mod live;
pub mod erasing;
mod reactions;
mod stats;

#[cfg(test)]
mod tests;

use blimp_app::App;
use blimp_store::Migrations;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};

/// The tables of this app.
pub const fn migrations() -> Migrations {
    static SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    static POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    Migrations {
        owner: "projects",
        sqlite: &SQLITE,
        postgres: &POSTGRES,
    }
}

/// What this crate hands to the house.
pub fn app() -> App {
    let app = App::new("projects").migrations(migrations());
    works(reacts(routes(app)))
}

/// Routes, in the order of the nouns: one line each.
fn routes(app: App) -> App {
    app.api(projects::api::routes)
        .api(people::api::routes)
        .api(states::api::routes)
        .api(goals::api::routes)
        .api(labels::api::routes)
        .api(launch::api::routes)
        .api(views::api::routes)
        .api(search::api::routes)
        .api(tasks::api::routes)
        .api(comments::api::routes)
        .api(attachments::api::routes)
        .api(moves::api::routes)
        .api(changes::api::routes)
        .api(samples::api::routes)
        .api(board::api::routes)
        .api(activity::api::routes)
        .api(reversals::api::routes)
        .api(presence::api::routes)
        .api(live::api::routes)
}

/// Reactions: one line each.
fn reacts(app: App) -> App {
    app.on("projects.add_invited", reactions::add_invited)
        .on("projects.add_claimed", reactions::add_claimed)
        .on("projects.tell_removed", reactions::tell_removed)
        .on("projects.tell_left", reactions::tell_left)
        .on("projects.tell_demoted", reactions::tell_demoted)
        .on("tasks.drop_unseen", tasks::reactions::drop_unseen)
        .on("tasks.replace_claimed", tasks::reactions::replace_claimed)
        .on(
            "comments.add_from_approval",
            comments::reactions::add_from_approval,
        )
        .on(
            "comments.add_from_return",
            comments::reactions::add_from_return,
        )
        .on(
            "comments.replace_claimed",
            comments::reactions::replace_claimed,
        )
        .on(
            "attachments.replace_claimed",
            attachments::reactions::replace_claimed,
        )
}

/// Jobs, schedules, commands and what is counted: one line each.
fn works(app: App) -> App {
    app.erases(erasing::erase)
        .chore::<tasks::jobs::FindDueTasks>()
        .every(tasks::jobs::schedule())
        .stat(stats::PROJECTS)
        .stat(stats::TASKS)
}
