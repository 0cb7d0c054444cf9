//! All SQL about states.

use blimp_accounts::{Actor, CompanyId};
use blimp_kit::{Error, Instant, Result};
use blimp_store::{Conn, on_each};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::projects::ProjectId;
use crate::projects::schema::visible_projects;
use crate::states::model::{Fields, Row};
use crate::states::schema::states;
use crate::states::{State, StateId};

/// The states of a project, in order.
pub fn list(conn: &mut Conn, company: CompanyId, project: ProjectId) -> Result<Vec<State>> {
    Ok(states::table
        .filter(states::company_id.eq(company))
        .filter(states::project_id.eq(project))
        .order(states::position)
        .select(State::as_select())
        .load(conn)?)
}

/// The state, if the caller sees its project.
pub fn find(conn: &mut Conn, actor: &Actor, id: StateId) -> Result<Option<State>> {
    Ok(states::table
        .filter(states::company_id.eq_any(actor.companies()))
        .filter(states::id.eq(id))
        .filter(exists(
            visible_projects::table
                .filter(visible_projects::company_id.eq(states::company_id))
                .filter(visible_projects::project_id.eq(states::project_id))
                .filter(visible_projects::user_id.eq(actor.user))
                .filter(visible_projects::trashed_at.is_null()),
        ))
        .select(State::as_select())
        .first(conn)
        .optional()?)
}

/// The state, or a refusal that does not tell whether it is there.
pub fn get(conn: &mut Conn, actor: &Actor, id: StateId) -> Result<State> {
    find(conn, actor, id)?.ok_or(Error::NotFound)
}

pub(crate) fn add(conn: &mut Conn, row: &Row<'_>) -> Result<State> {
    Ok(on_each!(conn, c => diesel::insert_into(states::table)
        .values(row).returning(State::as_returning()).get_result(c))?)
}

/// Changes a state; none where it is not `before` any more.
pub(crate) fn set(conn: &mut Conn, before: &State, fields: &Fields) -> Result<Option<State>> {
    let same = states::table
        .filter(states::company_id.eq(before.company_id))
        .filter(states::id.eq(before.id))
        .filter(states::version.eq(before.version));
    Ok(on_each!(conn, c => diesel::update(same)
        .set((fields, states::version.eq(states::version + 1)))
        .returning(State::as_returning())
        .get_result(c))
    .optional()?)
}

/// Puts the tasks of one state into another; returns how many.
///
/// The table of tasks belongs to a noun that knows this one, so it is spoken to in plain SQL.
pub(crate) fn move_tasks(conn: &mut Conn, from: &State, to: StateId, at: Instant) -> Result<usize> {
    diesel::sql_query(
        "UPDATE tasks SET previous_state_id = $1 WHERE company_id = $2 AND previous_state_id = $3",
    )
    .bind::<BigInt, _>(to)
    .bind::<BigInt, _>(from.company_id)
    .bind::<BigInt, _>(from.id)
    .execute(conn)?;
    Ok(diesel::sql_query(
        "UPDATE tasks SET state_id = $1, updated_at = $2, version = version + 1 \
         WHERE company_id = $3 AND state_id = $4",
    )
    .bind::<BigInt, _>(to)
    .bind::<BigInt, _>(at)
    .bind::<BigInt, _>(from.company_id)
    .bind::<BigInt, _>(from.id)
    .execute(conn)?)
}

/// Removes a state without tasks; false where it is not `before` any more.
pub(crate) fn remove(conn: &mut Conn, before: &State) -> Result<bool> {
    let same = states::table
        .filter(states::company_id.eq(before.company_id))
        .filter(states::id.eq(before.id))
        .filter(states::version.eq(before.version));
    Ok(diesel::delete(same).execute(conn)? == 1)
}
