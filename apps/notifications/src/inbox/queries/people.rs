//! Whom a notice is for, and what keeps it from them.

use std::collections::HashSet;

use blimp_accounts::members::schema::members;
use blimp_accounts::users::schema::users;
use blimp_accounts::{CompanyId, UserId, companies};
use blimp_kit::{Email, Instant, Result};
use blimp_projects::place::TaskId;
use blimp_projects::projects::ProjectId;
use blimp_projects::projects::schema::visible_projects;
use blimp_projects::tasks::events::{TaskApproved, TaskReturned};
use blimp_store::schema::event;
use blimp_store::{Conn, Event};
use diesel::dsl::exists;
use diesel::prelude::*;

/// Whether a company is deleted: nobody is told anything of it.
fn is_deleted(conn: &mut Conn, company: CompanyId) -> Result<bool> {
    let found = companies::queries::find_any(conn, company)?;
    Ok(found.is_none_or(|company| company.deleted_at.is_some()))
}

/// Which of these people may see a project, trash or not.
pub(crate) fn who_sees(
    conn: &mut Conn,
    company: CompanyId,
    project: ProjectId,
    people: &[UserId],
) -> Result<HashSet<UserId>> {
    if is_deleted(conn, company)? {
        return Ok(HashSet::new());
    }
    let rows: Vec<UserId> = visible_projects::table
        .filter(visible_projects::company_id.eq(company))
        .filter(visible_projects::project_id.eq(project))
        .filter(visible_projects::user_id.eq_any(people.to_vec()))
        .select(visible_projects::user_id)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Which of these people are in a company.
pub(crate) fn who_is_in(
    conn: &mut Conn,
    company: CompanyId,
    people: &[UserId],
) -> Result<HashSet<UserId>> {
    if is_deleted(conn, company)? {
        return Ok(HashSet::new());
    }
    let rows: Vec<UserId> = members::table
        .filter(members::company_id.eq(company))
        .filter(members::user_id.eq_any(people.to_vec()))
        .select(members::user_id)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Whether a task was approved or sent back at this very moment, in the same act as another fact.
pub(crate) fn was_reviewed(
    conn: &mut Conn,
    company: CompanyId,
    task: TaskId,
    at: Instant,
) -> Result<bool> {
    let reviewed = event::table
        .filter(event::company_id.eq(company.0))
        .filter(event::thread_id.eq(task.0))
        .filter(event::at.eq(at))
        .filter(event::name.eq_any([TaskApproved::NAME, TaskReturned::NAME]));
    Ok(diesel::select(exists(reviewed)).get_result(conn)?)
}

/// What a mail to somebody needs.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = users)]
pub(crate) struct Addressee {
    pub(crate) id: UserId,
    pub(crate) email: Option<Email>,
    pub(crate) name: String,
    pub(crate) email_verified_at: Option<Instant>,
    pub(crate) language: String,
    pub(crate) disabled_at: Option<Instant>,
}

/// These people's addresses.
pub(crate) fn list_addressees(conn: &mut Conn, people: &[UserId]) -> Result<Vec<Addressee>> {
    Ok(users::table
        .filter(users::id.eq_any(people.to_vec()))
        .select(Addressee::as_select())
        .load(conn)?)
}
