//! The routes of tasks and of what hangs on them.

mod bodies;
mod checklists;
mod csv;
mod lists;
mod people;
mod tasks;
mod verbs;

use blimp_app::Blimp;
use utoipa_axum::router::OpenApiRouter;

pub use bodies::{TaskBody, TaskLabel, TaskState, answer, check_fresh};
#[cfg(test)]
pub(crate) use bodies::{bodies as many, body as one};

/// All of them.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .merge(lists::routes())
        .merge(csv::routes())
        .merge(tasks::routes())
        .merge(verbs::routes())
        .merge(people::routes())
        .merge(checklists::routes())
}
