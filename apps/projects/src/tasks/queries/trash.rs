//! The list of what was thrown away.

use blimp_accounts::CompanyId;
use blimp_kit::{Instant, Page, PageParams, Result};
use blimp_store::Conn;
use diesel::prelude::*;

use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::tasks::model::Task;
use crate::tasks::schema::tasks;

/// What was thrown away in a project that the caller was shown to see, the last first.
pub fn trash(
    conn: &mut Conn,
    company: CompanyId,
    project: ProjectId,
    page: &PageParams,
) -> Result<Page<Task>> {
    let limit = page.limit()?;
    let mut rows = tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::project_id.eq(project))
        .filter(tasks::trashed_at.is_not_null())
        .into_boxed::<<Conn as Connection>::Backend>();
    if let Some((at, id)) = page.after::<(Instant, TaskId)>()? {
        let trashed_at = tasks::trashed_at.assume_not_null();
        rows = rows.filter(
            trashed_at
                .lt(at)
                .or(trashed_at.eq(at).and(tasks::id.lt(id))),
        );
    }
    let found = rows
        .order((tasks::trashed_at.desc(), tasks::id.desc()))
        .limit(limit + 1)
        .select(Task::as_select())
        .load(conn)?;
    let key = |task: &Task| (task.trashed_at.unwrap_or(Instant(0)), task.id);
    Ok(Page::cut(found, limit, key))
}
