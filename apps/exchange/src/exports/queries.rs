//! All SQL about exports, and about what they hold.

use blimp_accounts::invitations::schema::invitations;
use blimp_accounts::members::schema::members;
use blimp_accounts::users::schema::users;
use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Instant, Page, PageParams, Result};
use blimp_projects::assignees::schema::task_assignees;
use blimp_projects::attachments::schema::attachments;
use blimp_projects::checklists::schema::checklist_items;
use blimp_projects::comments::schema::comments;
use blimp_projects::goals::schema::goals;
use blimp_projects::labels::schema::labels;
use blimp_projects::projects::schema::{project_people, projects};
use blimp_projects::states::schema::states;
use blimp_projects::tasks::schema::{task_labels, tasks};
use blimp_projects::views::schema::saved_views;
use blimp_projects::watchers::schema::watchers;
use blimp_store::schema::event;
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::exports::model::rows::{
    AttachmentRow, CommentRow, EventRow, GoalRow, InvitationRow, ItemRow, LabelRow, OriginRow,
    PersonRow, ProjectRow, StateRow, TaskRow, ViewRow,
};
use crate::exports::model::{Export, ExportId, ExportStatus};
use crate::exports::schema::exports;
use crate::imports::schema::import_rows;

/// The export with this id; policy says who may ask.
pub(crate) fn find(conn: &mut Conn, company: CompanyId, id: ExportId) -> Result<Option<Export>> {
    Ok(exports::table
        .filter(exports::company_id.eq(company))
        .filter(exports::id.eq(id))
        .select(Export::as_select())
        .first(conn)
        .optional()?)
}

/// The exports of a company, newest first; policy says who may ask.
pub(crate) fn list(conn: &mut Conn, company: CompanyId, page: &PageParams) -> Result<Page<Export>> {
    let limit = page.limit()?;
    let before = page.after::<ExportId>()?.unwrap_or(ExportId(i64::MAX));
    let rows = exports::table
        .filter(exports::company_id.eq(company))
        .filter(exports::id.lt(before))
        .order(exports::id.desc())
        .limit(limit + 1)
        .select(Export::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Export| row.id))
}

/// Adds an export; none where another of the company is at work.
pub(crate) fn add(
    conn: &mut Conn,
    company: CompanyId,
    by: UserId,
    at: Instant,
) -> Result<Option<Export>> {
    let row = (
        exports::company_id.eq(company),
        exports::status.eq(ExportStatus::Queued),
        exports::created_by.eq(by),
        exports::created_at.eq(at),
    );
    Ok(on_each!(conn, c => diesel::insert_into(exports::table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(Export::as_returning())
        .get_result(c))
    .optional()?)
}

/// An export that is not over.
#[diesel::dsl::auto_type]
fn at_work(company: CompanyId, id: ExportId) -> _ {
    let queued: ExportStatus = ExportStatus::Queued;
    let running: ExportStatus = ExportStatus::Running;
    let open = exports::status.eq(queued).or(exports::status.eq(running));
    exports::table
        .filter(exports::company_id.eq(company))
        .filter(exports::id.eq(id))
        .filter(open)
}

/// Notes how far an export at work has come; false where it is over.
pub(crate) fn set_progress(
    conn: &mut Conn,
    company: CompanyId,
    id: ExportId,
    (done, total): (i64, i64),
) -> Result<bool> {
    let n = diesel::update(at_work(company, id))
        .set((
            exports::status.eq(ExportStatus::Running),
            exports::done.eq(done),
            exports::total.eq(total),
            exports::version.eq(exports::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// What an export ends as.
pub(crate) struct End<'a> {
    pub(crate) status: ExportStatus,
    pub(crate) file: Option<(i64, i64)>,
    pub(crate) error: Option<&'a str>,
    pub(crate) at: Instant,
    pub(crate) expires_at: Option<Instant>,
}

/// Ends an export at work; false where it is over.
pub(crate) fn set_over(
    conn: &mut Conn,
    company: CompanyId,
    id: ExportId,
    end: &End<'_>,
) -> Result<bool> {
    let n = diesel::update(at_work(company, id))
        .set((
            exports::status.eq(end.status),
            exports::file_id.eq(end.file.map(|(id, _)| id)),
            exports::bytes.eq(end.file.map(|(_, bytes)| bytes)),
            exports::error.eq(end.error),
            exports::finished_at.eq(end.at),
            exports::expires_at.eq(end.expires_at),
            exports::version.eq(exports::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Exports whose archives are too old.
pub(crate) fn list_expired(conn: &mut Conn, now: Instant, limit: i64) -> Result<Vec<Export>> {
    Ok(exports::table
        .filter(exports::file_id.is_not_null())
        .filter(exports::expires_at.le(now))
        .order(exports::expires_at)
        .limit(limit)
        .select(Export::as_select())
        .load(conn)?)
}

/// Notes that an archive is gone.
pub(crate) fn set_expired(conn: &mut Conn, export: &Export) -> Result {
    let row = exports::table
        .filter(exports::company_id.eq(export.company_id))
        .filter(exports::id.eq(export.id));
    diesel::update(row)
        .set((
            exports::status.eq(ExportStatus::Expired),
            exports::file_id.eq(None::<i64>),
            exports::version.eq(exports::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Deletes up to `limit` exports of a company that is gone.
pub(crate) fn remove_some(conn: &mut Conn, company: CompanyId, limit: i64) -> Result<usize> {
    let ids: Vec<ExportId> = exports::table
        .filter(exports::company_id.eq(company))
        .order(exports::id)
        .limit(limit)
        .select(exports::id)
        .load(conn)?;
    let some = exports::table
        .filter(exports::company_id.eq(company))
        .filter(exports::id.eq_any(ids));
    Ok(diesel::delete(some).execute(conn)?)
}

/// How many rows an archive of a company holds, about: those that come by the thousand.
pub(crate) fn count(conn: &mut Conn, company: CompanyId) -> Result<i64> {
    macro_rules! sum {
        ($($table:ident),*) => { 0 $(+ $table::table
            .filter($table::company_id.eq(company))
            .count()
            .get_result::<i64>(conn)?)* };
    }
    let facts: i64 = event::table
        .filter(event::company_id.eq(company.0))
        .filter(event::user_id.is_null())
        .count()
        .get_result(conn)?;
    let files: i64 = attachments::table
        .filter(attachments::company_id.eq(company))
        .filter(attachments::file_id.is_not_null())
        .count()
        .get_result(conn)?;
    Ok(facts + files + sum!(projects, tasks, comments, checklist_items, attachments))
}

/// The rows of a table after one, up to `limit`.
macro_rules! pages {
    ($($name:ident: $row:ty as $table:ident;)*) => {
        $(
            pub(crate) fn $name(
                conn: &mut Conn,
                company: CompanyId,
                after: i64,
                limit: i64,
            ) -> Result<Vec<$row>> {
                Ok($table::table
                    .filter($table::company_id.eq(company))
                    .filter($table::id.gt(after))
                    .order($table::id)
                    .limit(limit)
                    .select(<$row>::as_select())
                    .load(conn)?)
            }
        )*
    };
}

pages! {
    list_projects: ProjectRow as projects;
    list_states: StateRow as states;
    list_goals: GoalRow as goals;
    list_labels: LabelRow as labels;
    list_tasks: TaskRow as tasks;
    list_items: ItemRow as checklist_items;
    list_comments: CommentRow as comments;
    list_attachments: AttachmentRow as attachments;
    list_views: ViewRow as saved_views;
    list_invitations: InvitationRow as invitations;
}

pub(crate) fn list_people(
    conn: &mut Conn,
    company: CompanyId,
    after: i64,
    limit: i64,
) -> Result<Vec<PersonRow>> {
    Ok(members::table
        .inner_join(users::table)
        .filter(members::company_id.eq(company))
        .filter(members::user_id.gt(after))
        .order(members::user_id)
        .limit(limit)
        .select(PersonRow::as_select())
        .load(conn)?)
}

pub(crate) fn list_facts(
    conn: &mut Conn,
    company: CompanyId,
    after: i64,
    limit: i64,
) -> Result<Vec<EventRow>> {
    Ok(event::table
        .filter(event::company_id.eq(company.0))
        .filter(event::user_id.is_null())
        .filter(event::id.gt(after))
        .order(event::id)
        .limit(limit)
        .select(EventRow::as_select())
        .load(conn)?)
}

/// A place among the origins: project, kind and id there.
pub(crate) type Origin = (i64, String, String);

pub(crate) fn list_origins(
    conn: &mut Conn,
    company: CompanyId,
    after: &Origin,
    limit: i64,
) -> Result<Vec<OriginRow>> {
    let (project, kind, source_id) = after;
    let same_kind = import_rows::kind
        .eq(kind)
        .and(import_rows::source_id.gt(source_id));
    let same_project = import_rows::project_id
        .eq(project)
        .and(import_rows::kind.gt(kind).or(same_kind));
    Ok(import_rows::table
        .filter(import_rows::company_id.eq(company))
        .filter(import_rows::project_id.ge(project))
        .filter(import_rows::project_id.gt(project).or(same_project))
        .order((
            import_rows::project_id,
            import_rows::kind,
            import_rows::source_id,
        ))
        .limit(limit)
        .select(OriginRow::as_select())
        .load(conn)?)
}

/// Pairs of rows that belong together, of these tasks or projects.
macro_rules! pairs {
    ($($name:ident: $table:ident $of:ident $to:ident;)*) => {
        $(
            pub(crate) fn $name(
                conn: &mut Conn,
                company: CompanyId,
                of: &[i64],
            ) -> Result<Vec<(i64, i64)>> {
                Ok($table::table
                    .filter($table::company_id.eq(company))
                    .filter($table::$of.eq_any(of.to_vec()))
                    .order(($table::$of, $table::$to))
                    .select(($table::$of, $table::$to))
                    .load(conn)?)
            }
        )*
    };
}

pairs! {
    list_project_people: project_people project_id user_id;
    list_assignees: task_assignees task_id user_id;
    list_watchers: watchers task_id user_id;
    list_task_labels: task_labels task_id label_id;
}
