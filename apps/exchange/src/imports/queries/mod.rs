//! All SQL about imports.

mod steps;

use std::collections::{HashMap, HashSet};

use blimp_accounts::{Actor, CompanyId, Role};
use blimp_kit::{Error, Instant, Page, PageParams, Result};
use blimp_projects::projects::ProjectId;
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::imports::model::{
    Import, ImportId, ImportKind, ImportSource, ImportStatus, Known, NewImport, NewKnown,
};
use crate::imports::schema::{import_rows, imports};

pub(crate) use steps::{
    Reversing, fates, forget, list_held, list_made, people_of_one, remove_held, set_confirmed,
    set_reversal, set_reversing,
};

type Boxed = imports::BoxedQuery<'static, <Conn as Connection>::Backend>;

/// The one place that decides which imports a caller sees: owners and admins all of their
/// company's, members their own. Clients see none.
fn visible_to(actor: &Actor, company: CompanyId) -> Boxed {
    let all = imports::table
        .filter(imports::company_id.eq(company))
        .into_boxed();
    match actor.role_in(company) {
        Some(Role::Owner | Role::Admin) => all,
        Some(Role::Member) => all.filter(imports::created_by.eq(actor.user)),
        Some(Role::Client) | None => all.filter(imports::id.lt(ImportId(0))),
    }
}

/// The import, or a refusal that does not tell whether it is there.
pub fn get(conn: &mut Conn, actor: &Actor, company: CompanyId, id: ImportId) -> Result<Import> {
    let query = visible_to(actor, company).filter(imports::id.eq(id));
    query
        .select(Import::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}

/// The imports that the caller may see, newest first.
pub fn list(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    page: &PageParams,
) -> Result<Page<Import>> {
    let limit = page.limit()?;
    let mut query = visible_to(actor, company);
    if let Some(before) = page.after::<ImportId>()? {
        query = query.filter(imports::id.lt(before));
    }
    let rows = query
        .order(imports::id.desc())
        .limit(limit + 1)
        .select(Import::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Import| row.id))
}

/// The import with this id, whoever asks: for the house itself.
pub(crate) fn find(conn: &mut Conn, company: CompanyId, id: ImportId) -> Result<Option<Import>> {
    Ok(imports::table
        .filter(imports::company_id.eq(company))
        .filter(imports::id.eq(id))
        .select(Import::as_select())
        .first(conn)
        .optional()?)
}

/// The import that is at work on a board.
pub(crate) fn find_at_work(
    conn: &mut Conn,
    company: CompanyId,
    board: &str,
) -> Result<Option<Import>> {
    Ok(imports::table
        .filter(imports::company_id.eq(company))
        .filter(imports::source.eq(ImportSource::Trello))
        .filter(imports::board.eq(board))
        .filter(imports::status.eq_any([ImportStatus::Queued, ImportStatus::Running]))
        .select(Import::as_select())
        .first(conn)
        .optional()?)
}

/// Adds an import; none where another is at work on the board.
pub(crate) fn add(conn: &mut Conn, row: &NewImport<'_>) -> Result<Option<Import>> {
    Ok(on_each!(conn, c => diesel::insert_into(imports::table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(Import::as_returning())
        .get_result(c))
    .optional()?)
}

/// Where an import goes on: what it filled, how far it came and what it counted.
pub(crate) struct Advance<'a> {
    pub(crate) project: ProjectId,
    pub(crate) place: i64,
    pub(crate) tally: &'a str,
    pub(crate) at: Instant,
}

/// Moves an import on; false where it is not where `from` has it, because another works on it.
pub(crate) fn advance(conn: &mut Conn, from: &Import, to: &Advance<'_>) -> Result<bool> {
    let here = imports::table
        .filter(imports::company_id.eq(from.company_id))
        .filter(imports::id.eq(from.id))
        .filter(imports::place.eq(from.place))
        .filter(imports::status.eq_any([ImportStatus::Queued, ImportStatus::Running]));
    let n = diesel::update(here)
        .set((
            imports::project_id.eq(to.project),
            imports::status.eq(ImportStatus::Running),
            imports::place.eq(to.place),
            imports::tally.eq(to.tally),
            imports::updated_at.eq(to.at),
            imports::version.eq(imports::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Ends an import; none where it was over.
pub(crate) fn set_over(
    conn: &mut Conn,
    import: &Import,
    status: ImportStatus,
    (report, at): (&str, Instant),
) -> Result<Option<Import>> {
    let open = imports::table
        .filter(imports::company_id.eq(import.company_id))
        .filter(imports::id.eq(import.id))
        .filter(imports::status.eq_any([ImportStatus::Queued, ImportStatus::Running]));
    Ok(on_each!(conn, c => diesel::update(open)
        .set((
            imports::status.eq(status),
            imports::report.eq(report),
            imports::file_id.eq(None::<i64>),
            imports::updated_at.eq(at),
            imports::finished_at.eq(at),
            imports::version.eq(imports::version + 1),
        ))
        .returning(Import::as_returning())
        .get_result(c))
    .optional()?)
}

/// The projects that a board has filled, newest first.
pub(crate) fn list_filled(
    conn: &mut Conn,
    company: CompanyId,
    board: &str,
) -> Result<Vec<ProjectId>> {
    Ok(import_rows::table
        .filter(import_rows::company_id.eq(company))
        .filter(import_rows::source.eq(ImportSource::Trello))
        .filter(import_rows::kind.eq(ImportKind::Board))
        .filter(import_rows::source_id.eq(board))
        .order(import_rows::project_id.desc())
        .select(import_rows::project_id)
        .load(conn)?)
}

/// Whom people of theirs became in any project of the company; the latest counts.
pub(crate) fn list_people(
    conn: &mut Conn,
    company: CompanyId,
    ids: &[&str],
) -> Result<HashMap<String, i64>> {
    let mut found = HashMap::new();
    for some in ids.chunks(MANY) {
        let rows: Vec<(String, i64)> = import_rows::table
            .filter(import_rows::company_id.eq(company))
            .filter(import_rows::source.eq(ImportSource::Trello))
            .filter(import_rows::kind.eq(ImportKind::Member))
            .filter(import_rows::source_id.eq_any(some))
            .order(import_rows::import_id)
            .select((import_rows::source_id, import_rows::row_id))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Values of one statement.
const MANY: usize = 1000;

/// What is known of things of some kinds that a project has: all of them.
pub(crate) fn list_known(
    conn: &mut Conn,
    (company, project): (CompanyId, ProjectId),
    kinds: &[ImportKind],
) -> Result<Vec<Known>> {
    Ok(import_rows::table
        .filter(import_rows::company_id.eq(company))
        .filter(import_rows::project_id.eq(project))
        .filter(import_rows::source.eq(ImportSource::Trello))
        .filter(import_rows::kind.eq_any(kinds))
        .select(Known::as_select())
        .load(conn)?)
}

/// What is known of these things of one kind, by their ids there.
pub(crate) fn list_some(
    conn: &mut Conn,
    (company, project): (CompanyId, ProjectId),
    kind: ImportKind,
    ids: &[&str],
) -> Result<HashMap<String, Known>> {
    let mut found = HashMap::new();
    for some in ids.chunks(MANY) {
        let rows: Vec<Known> = import_rows::table
            .filter(import_rows::company_id.eq(company))
            .filter(import_rows::project_id.eq(project))
            .filter(import_rows::source.eq(ImportSource::Trello))
            .filter(import_rows::kind.eq(kind))
            .filter(import_rows::source_id.eq_any(some))
            .select(Known::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().map(|row| (row.source_id.clone(), row)));
    }
    Ok(found)
}

/// Whether a project has things of a kind from any import but this one.
pub(crate) fn has_before(
    conn: &mut Conn,
    (company, project): (CompanyId, ProjectId),
    kind: ImportKind,
    but: Option<ImportId>,
) -> Result<bool> {
    let rows = import_rows::table
        .filter(import_rows::company_id.eq(company))
        .filter(import_rows::project_id.eq(project))
        .filter(import_rows::source.eq(ImportSource::Trello))
        .filter(import_rows::kind.eq(kind))
        .filter(import_rows::import_id.ne(but.unwrap_or(ImportId(0))));
    Ok(diesel::select(diesel::dsl::exists(rows)).get_result(conn)?)
}

/// The ids there of all that a project has, by kind.
pub(crate) fn list_arrived(
    conn: &mut Conn,
    company: CompanyId,
    project: ProjectId,
) -> Result<HashSet<(ImportKind, String)>> {
    let rows: Vec<(ImportKind, String)> = import_rows::table
        .filter(import_rows::company_id.eq(company))
        .filter(import_rows::project_id.eq(project))
        .filter(import_rows::source.eq(ImportSource::Trello))
        .select((import_rows::kind, import_rows::source_id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Remembers new things.
pub(crate) fn remember(conn: &mut Conn, rows: &[NewKnown]) -> Result {
    for some in rows.chunks(200) {
        on_each!(conn, c => diesel::insert_into(import_rows::table).values(some).execute(c))?;
    }
    Ok(())
}

/// Remembers one thing, new or not.
pub(crate) fn remember_again(conn: &mut Conn, row: &NewKnown) -> Result {
    on_each!(conn, c => diesel::insert_into(import_rows::table)
        .values(row)
        .on_conflict((
            import_rows::company_id,
            import_rows::project_id,
            import_rows::source,
            import_rows::kind,
            import_rows::source_id,
        ))
        .do_update()
        .set((
            import_rows::row_id.eq(row.row_id),
            import_rows::hash.eq(&row.hash),
            import_rows::snapshot.eq(&row.snapshot),
            import_rows::import_id.eq(row.import_id),
            import_rows::version.eq(import_rows::version + 1),
        ))
        .execute(c))?;
    Ok(())
}
