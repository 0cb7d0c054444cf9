//! How many tasks there are.

use blimp_accounts::CompanyId;
use blimp_kit::Result;
use blimp_store::Conn;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::projects::ProjectId;
use crate::projects::schema::projects;
use crate::states::Kind;
use crate::states::schema::states;
use crate::tasks::schema::tasks;

/// A project's tasks by the kind of their state; those in the trash or put away are not counted,
/// nor is any of a project in the trash. For the house itself.
pub(crate) fn count_by_kind(
    conn: &mut Conn,
    company: CompanyId,
    project: ProjectId,
) -> Result<Vec<(Kind, i64)>> {
    let there = projects::table
        .filter(projects::company_id.eq(company))
        .filter(projects::id.eq(project))
        .filter(projects::trashed_at.is_null());
    if !diesel::select(diesel::dsl::exists(there)).get_result(conn)? {
        return Ok(Vec::new());
    }
    let of_state = tasks::company_id
        .eq(states::company_id)
        .and(tasks::state_id.eq(states::id));
    Ok(states::table
        .inner_join(tasks::table.on(of_state))
        .filter(states::company_id.eq(company))
        .filter(states::project_id.eq(project))
        .filter(tasks::trashed_at.is_null())
        .filter(tasks::archived_at.is_null())
        .group_by(states::kind)
        .select((states::kind, count_star()))
        .load(conn)?)
}
