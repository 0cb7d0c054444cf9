//! All SQL about projects.

use blimp_accounts::companies::schema::companies;
use blimp_accounts::members::schema::members;
use blimp_accounts::{Actor, CompanyId, Role, UserId};
use blimp_kit::{Error, Instant, Page, PageParams, Result, Slug};
use blimp_store::{Conn, on_each};
use diesel::dsl::exists;
use diesel::prelude::*;

use crate::projects::model::{Fields, Row};
use crate::projects::schema::{
    project_counts, project_people, project_reviews, projects, visible_projects,
};
use crate::projects::{Counts, Project, ProjectId, Shown, Sort, Wanted};

type Backend = <Conn as Connection>::Backend;

diesel::define_sql_function!(
    /// Text in lower case; on SQLite ASCII letters only.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text
);

/// The one place that decides which projects a caller can see, trashed ones included.
fn seen_by(actor: &Actor) -> projects::BoxedQuery<'static, Backend> {
    let user: UserId = actor.user;
    projects::table
        .filter(projects::company_id.eq_any(actor.companies()))
        .filter(exists(
            visible_projects::table
                .filter(visible_projects::company_id.eq(projects::company_id))
                .filter(visible_projects::project_id.eq(projects::id))
                .filter(visible_projects::user_id.eq(user)),
        ))
        .into_boxed()
}

/// The projects that a caller can see and work with: those not in the trash.
fn visible_to(actor: &Actor) -> projects::BoxedQuery<'static, Backend> {
    seen_by(actor).filter(projects::trashed_at.is_null())
}

/// The project, if the caller can see it.
pub fn find(conn: &mut Conn, actor: &Actor, id: ProjectId) -> Result<Option<Project>> {
    let query = visible_to(actor).filter(projects::id.eq(id));
    Ok(query.select(Project::as_select()).first(conn).optional()?)
}

/// Those of these projects that the caller can see.
pub fn list_of(conn: &mut Conn, actor: &Actor, ids: &[ProjectId]) -> Result<Vec<Project>> {
    let query = visible_to(actor).filter(projects::id.eq_any(ids.to_vec()));
    Ok(query.select(Project::as_select()).load(conn)?)
}

/// The project, or a refusal that does not tell whether it is there.
pub fn get(conn: &mut Conn, actor: &Actor, id: ProjectId) -> Result<Project> {
    find(conn, actor, id)?.ok_or(Error::NotFound)
}

/// The project in the trash, or a refusal.
pub fn get_trashed(conn: &mut Conn, actor: &Actor, id: ProjectId) -> Result<Project> {
    let query = seen_by(actor).filter(projects::trashed_at.is_not_null());
    let query = query.filter(projects::id.eq(id));
    query
        .select(Project::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}

/// The project with this slug, if the caller can see it: for commands and imports.
pub fn find_by_slug(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    slug: &Slug,
) -> Result<Option<Project>> {
    let query = visible_to(actor).filter(projects::company_id.eq(company));
    let query = query.filter(projects::slug.eq(slug.clone()));
    Ok(query.select(Project::as_select()).first(conn).optional()?)
}

/// The project with this id, whoever asks, in the trash or not: for the house itself.
pub fn find_any(conn: &mut Conn, company: CompanyId, id: ProjectId) -> Result<Option<Project>> {
    Ok(projects::table
        .filter(projects::company_id.eq(company))
        .filter(projects::id.eq(id))
        .select(Project::as_select())
        .first(conn)
        .optional()?)
}

/// The projects of a company that the caller can see.
pub fn list(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    wanted: &Wanted,
    page: &PageParams,
) -> Result<Page<Project>> {
    let mut query = visible_to(actor).filter(projects::company_id.eq(company));
    query = match wanted.shown {
        Shown::Active => query.filter(projects::archived_at.is_null()),
        Shown::Archived => query.filter(projects::archived_at.is_not_null()),
        Shown::All => query,
    };
    if let Some(q) = wanted.q.as_deref().filter(|q| !q.is_empty()) {
        let part = q
            .to_lowercase()
            .replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_");
        let part = format!("%{part}%");
        query = query.filter(lower(projects::name).like(part).escape('\\'));
    }
    sorted(conn, query, wanted.sort, page)
}

/// One page of `query`, from where `page` left off.
fn sorted(
    conn: &mut Conn,
    mut query: projects::BoxedQuery<'static, Backend>,
    sort: Sort,
    page: &PageParams,
) -> Result<Page<Project>> {
    let limit = page.limit()?;
    macro_rules! newest_first {
        ($column:ident) => {{
            if let Some((at, id)) = page.after::<(Instant, ProjectId)>()? {
                let same = projects::$column.eq(at).and(projects::id.lt(id));
                query = query.filter(projects::$column.lt(at).or(same));
            }
            let rows = query
                .order((projects::$column.desc(), projects::id.desc()))
                .limit(limit + 1)
                .select(Project::as_select())
                .load(conn)?;
            Page::cut(rows, limit, |row: &Project| (row.$column, row.id))
        }};
    }
    Ok(match sort {
        Sort::Newest => newest_first!(created_at),
        Sort::Changed => newest_first!(updated_at),
        Sort::Name => {
            if let Some((name, id)) = page.after::<(String, ProjectId)>()? {
                let same = lower(projects::name)
                    .eq(lower(name.clone()))
                    .and(projects::id.gt(id));
                query = query.filter(lower(projects::name).gt(lower(name)).or(same));
            }
            let rows = query
                .order((lower(projects::name), projects::id))
                .limit(limit + 1)
                .select(Project::as_select())
                .load(conn)?;
            Page::cut(rows, limit, |row: &Project| (row.name.to_string(), row.id))
        }
    })
}

/// The projects of a company in the trash, last thrown away first.
pub fn list_trashed(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    page: &PageParams,
) -> Result<Page<Project>> {
    let limit = page.limit()?;
    let mut query = seen_by(actor)
        .filter(projects::company_id.eq(company))
        .filter(projects::trashed_at.is_not_null());
    if let Some((at, id)) = page.after::<(Instant, ProjectId)>()? {
        let same = projects::trashed_at.eq(at).and(projects::id.lt(id));
        query = query.filter(projects::trashed_at.lt(at).or(same).assume_not_null());
    }
    let rows = query
        .order((projects::trashed_at.desc(), projects::id.desc()))
        .limit(limit + 1)
        .select(Project::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Project| {
        (row.trashed_at, row.id)
    }))
}

/// How many tasks each of these projects of one company has; none has no entry.
pub fn list_counts(
    conn: &mut Conn,
    company: CompanyId,
    ids: &[ProjectId],
) -> Result<Vec<(ProjectId, Counts)>> {
    Ok(project_counts::table
        .filter(project_counts::company_id.eq(company))
        .filter(project_counts::project_id.eq_any(ids.to_vec()))
        .select((project_counts::project_id, Counts::as_select()))
        .load(conn)?)
}

/// How many tasks of each of these projects of one company wait for approval; none has no entry.
pub fn list_waiting(
    conn: &mut Conn,
    company: CompanyId,
    ids: &[ProjectId],
) -> Result<Vec<(ProjectId, i64)>> {
    Ok(project_reviews::table
        .filter(project_reviews::company_id.eq(company))
        .filter(project_reviews::project_id.eq_any(ids.to_vec()))
        .select((project_reviews::project_id, project_reviews::waiting))
        .load(conn)?)
}

/// How many projects a company has, those in the trash not counted.
pub fn count(conn: &mut Conn, company: CompanyId) -> Result<i64> {
    Ok(projects::table
        .filter(projects::company_id.eq(company))
        .filter(projects::trashed_at.is_null())
        .count()
        .get_result(conn)?)
}

/// Makes those who count a company's projects, or look for a free slug, wait for each other.
///
/// SQLite has one writer anyway. The lock is the weaker one, which foreign keys do not wait for.
pub(crate) fn lock_company(conn: &mut Conn, company: CompanyId) -> Result {
    if let Conn::Postgres(pg) = conn {
        let row = companies::table
            .find(company)
            .select(companies::id)
            .for_no_key_update();
        row.first::<CompanyId>(pg).optional()?;
    }
    Ok(())
}

/// Makes those who move tasks about in these projects wait for each other: two who hang tasks
/// under one another at the same time would both find it fine, and make a circle.
///
/// SQLite has one writer anyway. The rows are locked in the order of their ids.
pub(crate) fn lock(conn: &mut Conn, company: CompanyId, ids: &[ProjectId]) -> Result {
    if let Conn::Postgres(pg) = conn {
        projects::table
            .filter(projects::company_id.eq(company))
            .filter(projects::id.eq_any(ids.to_vec()))
            .order(projects::id)
            .select(projects::id)
            .for_no_key_update()
            .load::<ProjectId>(pg)?;
    }
    Ok(())
}

/// Which of these slugs are taken in a company.
pub(crate) fn list_taken(conn: &mut Conn, company: CompanyId, slugs: &[Slug]) -> Result<Vec<Slug>> {
    Ok(projects::table
        .filter(projects::company_id.eq(company))
        .filter(projects::slug.eq_any(slugs.to_vec()))
        .select(projects::slug)
        .load(conn)?)
}

pub(crate) fn add(conn: &mut Conn, row: &Row<'_>) -> Result<Project> {
    Ok(on_each!(conn, c => diesel::insert_into(projects::table)
        .values(row).returning(Project::as_returning()).get_result(c))?)
}

macro_rules! raised {
    ($conn:expr, $before:expr, $at:expr, $only:expr, $set:expr) => {
        on_each!($conn, c => diesel::update(
                projects::table
                    .filter(projects::company_id.eq($before.company_id))
                    .filter(projects::id.eq($before.id))
                    .filter($only),
            )
            .set(($set, projects::updated_at.eq($at), projects::version.eq(projects::version + 1)))
            .returning(Project::as_returning())
            .get_result(c))
        .optional()?
    };
}

/// Changes a project; none where it is not `before` any more.
pub(crate) fn set(
    conn: &mut Conn,
    before: &Project,
    fields: &Fields,
    at: Instant,
) -> Result<Option<Project>> {
    Ok(raised!(
        conn,
        before,
        at,
        projects::version.eq(before.version),
        fields
    ))
}

/// Puts a project away; none where it was.
pub(crate) fn set_archived(conn: &mut Conn, it: &Project, at: Instant) -> Result<Option<Project>> {
    let set = projects::archived_at.eq(at);
    Ok(raised!(conn, it, at, projects::archived_at.is_null(), set))
}

/// Takes a project up again; none where it was not put away.
pub(crate) fn set_active(conn: &mut Conn, it: &Project, at: Instant) -> Result<Option<Project>> {
    let set = projects::archived_at.eq(None::<Instant>);
    Ok(raised!(
        conn,
        it,
        at,
        projects::archived_at.is_not_null(),
        set
    ))
}

/// Throws a project away; none where it was.
pub(crate) fn set_trashed(conn: &mut Conn, it: &Project, at: Instant) -> Result<Option<Project>> {
    let set = projects::trashed_at.eq(at);
    Ok(raised!(conn, it, at, projects::trashed_at.is_null(), set))
}

/// Takes a project out of the trash; none where it was not there.
pub(crate) fn set_restored(conn: &mut Conn, it: &Project, at: Instant) -> Result<Option<Project>> {
    let set = projects::trashed_at.eq(None::<Instant>);
    Ok(raised!(
        conn,
        it,
        at,
        projects::trashed_at.is_not_null(),
        set
    ))
}

/// Adds a person to a project; false where they were in it.
pub fn add_person(
    conn: &mut Conn,
    project: &Project,
    user: UserId,
    by: Option<UserId>,
    at: Instant,
) -> Result<bool> {
    let n = on_each!(conn, c => diesel::insert_into(project_people::table)
        .values((
            project_people::company_id.eq(project.company_id),
            project_people::project_id.eq(project.id),
            project_people::user_id.eq(user),
            project_people::added_by.eq(by),
            project_people::added_at.eq(at),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(n == 1)
}

/// Members who do not see `project` while it is private: those neither added nor in charge.
pub(crate) fn list_shut_out(conn: &mut Conn, project: &Project) -> Result<Vec<UserId>> {
    let added = project_people::table
        .filter(project_people::company_id.eq(project.company_id))
        .filter(project_people::project_id.eq(project.id))
        .filter(project_people::user_id.eq(members::user_id));
    Ok(members::table
        .filter(members::company_id.eq(project.company_id))
        .filter(members::role.eq(Role::Member))
        .filter(diesel::dsl::not(exists(added)))
        .order(members::user_id)
        .select(members::user_id)
        .load(conn)?)
}

/// Companies that have projects, after the given one, in order: for the house itself.
pub(crate) fn list_companies(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<CompanyId>> {
    Ok(projects::table
        .filter(projects::company_id.gt(CompanyId(after)))
        .select(projects::company_id)
        .distinct()
        .order(projects::company_id)
        .limit(limit)
        .load(conn)?)
}

/// Every project after the given one, in order: for the house itself.
pub(crate) fn list_any(
    conn: &mut Conn,
    (company, project): (CompanyId, ProjectId),
    limit: i64,
) -> Result<Vec<(CompanyId, ProjectId)>> {
    let later = projects::company_id
        .eq(company)
        .and(projects::id.gt(project));
    Ok(projects::table
        .filter(projects::company_id.gt(company).or(later))
        .select((projects::company_id, projects::id))
        .order((projects::company_id, projects::id))
        .limit(limit)
        .load(conn)?)
}
