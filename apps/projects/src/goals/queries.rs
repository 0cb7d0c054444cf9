//! All SQL about goals.

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Error, Instant, Page, PageParams, Result};
use blimp_store::{Conn, on_each};
use diesel::dsl::exists;
use diesel::prelude::*;

use crate::goals::model::{Fields, Row};
use crate::goals::schema::{goal_counts, goals};
use crate::goals::{Counts, Goal, GoalId, Shown};
use crate::projects::schema::visible_projects;
use crate::projects::{Project, ProjectId};

type Backend = <Conn as Connection>::Backend;

/// The one place that decides which goals a caller can see, trashed ones included.
fn seen_by(actor: &Actor) -> goals::BoxedQuery<'static, Backend> {
    let user: UserId = actor.user;
    goals::table
        .filter(goals::company_id.eq_any(actor.companies()))
        .filter(exists(
            visible_projects::table
                .filter(visible_projects::company_id.eq(goals::company_id))
                .filter(visible_projects::project_id.eq(goals::project_id))
                .filter(visible_projects::user_id.eq(user))
                .filter(visible_projects::trashed_at.is_null()),
        ))
        .into_boxed()
}

/// The goal, if the caller can see it.
pub fn find(conn: &mut Conn, actor: &Actor, id: GoalId) -> Result<Option<Goal>> {
    let query = seen_by(actor)
        .filter(goals::trashed_at.is_null())
        .filter(goals::id.eq(id));
    Ok(query.select(Goal::as_select()).first(conn).optional()?)
}

/// The goal, or a refusal that does not tell whether it is there.
pub fn get(conn: &mut Conn, actor: &Actor, id: GoalId) -> Result<Goal> {
    find(conn, actor, id)?.ok_or(Error::NotFound)
}

/// The goal in the trash, or a refusal.
pub fn get_trashed(conn: &mut Conn, actor: &Actor, id: GoalId) -> Result<Goal> {
    let query = seen_by(actor)
        .filter(goals::trashed_at.is_not_null())
        .filter(goals::id.eq(id));
    query
        .select(Goal::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}

/// Whether an open way leads from a project to this goal: it is there and not in the trash.
pub fn is_in(conn: &mut Conn, company: CompanyId, project: ProjectId, id: GoalId) -> Result<bool> {
    let row = goals::table
        .filter(goals::company_id.eq(company))
        .filter(goals::id.eq(id))
        .filter(goals::project_id.eq(project))
        .filter(goals::trashed_at.is_null());
    Ok(diesel::select(exists(row)).get_result(conn)?)
}

/// The goals of a project, in order.
pub fn list(
    conn: &mut Conn,
    actor: &Actor,
    project: &Project,
    shown: Shown,
    page: &PageParams,
) -> Result<Page<Goal>> {
    let limit = page.limit()?;
    let mut query = seen_by(actor)
        .filter(goals::company_id.eq(project.company_id))
        .filter(goals::project_id.eq(project.id))
        .filter(goals::trashed_at.is_null());
    query = match shown {
        Shown::Open => query.filter(goals::closed_at.is_null()),
        Shown::Closed => query.filter(goals::closed_at.is_not_null()),
        Shown::All => query,
    };
    if let Some(after) = page.after::<String>()? {
        query = query.filter(goals::position.gt(after));
    }
    let rows = query
        .order(goals::position)
        .limit(limit + 1)
        .select(Goal::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Goal| row.position.clone()))
}

/// The ids and order keys of a project's goals, in order; those in the trash have theirs too.
pub(crate) fn list_places(
    conn: &mut Conn,
    project: ProjectId,
    company: CompanyId,
) -> Result<Vec<(GoalId, String)>> {
    Ok(goals::table
        .filter(goals::company_id.eq(company))
        .filter(goals::project_id.eq(project))
        .order(goals::position)
        .select((goals::id, goals::position))
        .load(conn)?)
}

/// The last order key of a project's goals.
pub(crate) fn last_place(conn: &mut Conn, project: &Project) -> Result<Option<String>> {
    Ok(goals::table
        .filter(goals::company_id.eq(project.company_id))
        .filter(goals::project_id.eq(project.id))
        .order(goals::position.desc())
        .select(goals::position)
        .first(conn)
        .optional()?)
}

/// How many tasks each of these goals of one project has; none has no entry.
pub fn list_counts(
    conn: &mut Conn,
    company: CompanyId,
    project: ProjectId,
    ids: &[GoalId],
) -> Result<Vec<(GoalId, Counts)>> {
    Ok(goal_counts::table
        .filter(goal_counts::company_id.eq(company))
        .filter(goal_counts::project_id.eq(project))
        .filter(goal_counts::goal_id.eq_any(ids.to_vec()))
        .select((goal_counts::goal_id, Counts::as_select()))
        .load(conn)?)
}

pub(crate) fn add(conn: &mut Conn, row: &Row<'_>) -> Result<Goal> {
    Ok(on_each!(conn, c => diesel::insert_into(goals::table)
        .values(row).returning(Goal::as_returning()).get_result(c))?)
}

macro_rules! raised {
    ($conn:expr, $before:expr, $at:expr, $only:expr, $set:expr) => {
        on_each!($conn, c => diesel::update(
                goals::table
                    .filter(goals::company_id.eq($before.company_id))
                    .filter(goals::id.eq($before.id))
                    .filter($only),
            )
            .set(($set, goals::updated_at.eq($at), goals::version.eq(goals::version + 1)))
            .returning(Goal::as_returning())
            .get_result(c))
        .optional()?
    };
}

/// Changes a goal; none where it is not `before` any more.
pub(crate) fn set(
    conn: &mut Conn,
    before: &Goal,
    fields: &Fields,
    at: Instant,
) -> Result<Option<Goal>> {
    Ok(raised!(
        conn,
        before,
        at,
        goals::version.eq(before.version),
        fields
    ))
}

/// Closes a goal; none where it was closed.
pub(crate) fn set_closed(conn: &mut Conn, it: &Goal, at: Instant) -> Result<Option<Goal>> {
    Ok(raised!(
        conn,
        it,
        at,
        goals::closed_at.is_null(),
        goals::closed_at.eq(at)
    ))
}

/// Opens a goal again; none where it was open.
pub(crate) fn set_open(conn: &mut Conn, it: &Goal, at: Instant) -> Result<Option<Goal>> {
    let set = goals::closed_at.eq(None::<Instant>);
    Ok(raised!(conn, it, at, goals::closed_at.is_not_null(), set))
}

/// Throws a goal away; none where it was.
pub(crate) fn set_trashed(conn: &mut Conn, it: &Goal, at: Instant) -> Result<Option<Goal>> {
    Ok(raised!(
        conn,
        it,
        at,
        goals::trashed_at.is_null(),
        goals::trashed_at.eq(at)
    ))
}

/// Takes a goal out of the trash; none where it was not there.
pub(crate) fn set_restored(conn: &mut Conn, it: &Goal, at: Instant) -> Result<Option<Goal>> {
    let set = goals::trashed_at.eq(None::<Instant>);
    Ok(raised!(conn, it, at, goals::trashed_at.is_not_null(), set))
}
