//! All SQL about notices.

mod people;

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Error, Instant, Page, PageParams, Result};
use blimp_projects::place::TaskId;
use blimp_projects::projects::ProjectId;
use blimp_projects::projects::schema::{projects, visible_projects};
use blimp_projects::tasks::schema::tasks;
use blimp_store::{Conn, EventId, on_each};
use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable};

use crate::inbox::model::{NewNotice, Notice, NoticeId, Reason, Shelf};
use crate::inbox::schema::notices;
use crate::preferences::Kind;
pub(crate) use people::{Addressee, list_addressees, was_reviewed, who_is_in, who_sees};

blimp_store::appear_together!(notices::table; visible_projects::table);

diesel::define_sql_function!(
    /// The first that is not null.
    fn coalesce(first: Nullable<BigInt>, second: BigInt) -> BigInt
);

diesel::alias!(notices as newer: Newer);

/// Which notices to list.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Of one company.
    pub company: Option<CompanyId>,
    /// Of one project.
    pub project: Option<ProjectId>,
    /// About one task.
    pub task: Option<TaskId>,
    /// Of these kinds; none for all.
    pub kinds: Vec<Kind>,
    /// Told for these reasons; none for all.
    pub reasons: Vec<Reason>,
    /// Where they are.
    pub shelf: Shelf,
    /// Only the newest of each task.
    pub by_task: bool,
    /// Only unread ones, or only read ones.
    pub unread: Option<bool>,
    /// Those that were considered and kept out, instead of those in the inbox.
    pub hidden: bool,
    /// About one fact.
    pub event: Option<EventId>,
}

type Boxed<'a> = notices::BoxedQuery<'a, <Conn as Connection>::Backend>;
type Check<'a> =
    Box<dyn BoxableExpression<notices::table, <Conn as Connection>::Backend, SqlType = Bool> + 'a>;

/// A person's own notices, of companies they are in, about what they may still see.
fn visible_to<'a>(actor: &Actor) -> Boxed<'a> {
    let sees = exists(
        visible_projects::table
            .filter(visible_projects::company_id.eq(notices::company_id))
            .filter(
                visible_projects::project_id
                    .nullable()
                    .eq(notices::project_id),
            )
            .filter(visible_projects::user_id.eq(actor.user))
            .filter(visible_projects::trashed_at.is_null()),
    );
    // Of an invitation one is told before one is in.
    let inside = notices::company_id
        .eq_any(actor.companies())
        .or(notices::kind.eq(Kind::Invited));
    notices::table
        .filter(notices::user_id.eq(actor.user))
        .filter(inside)
        .filter(notices::project_id.is_null().or(sees))
        .into_boxed()
}

/// The caller's notices, newest first.
pub fn list(
    conn: &mut Conn,
    actor: &Actor,
    wanted: &Wanted,
    page: &PageParams,
) -> Result<Page<Notice>> {
    let limit = page.limit()?;
    let mut query = matching(actor, wanted);
    let since = coalesce(notices::returned_at, notices::created_at);
    if let Some((at, id)) = page.after::<(Instant, NoticeId)>()? {
        let earlier = since.lt(at).or(notices::id.lt(id));
        query = query.filter(since.le(at)).filter(earlier);
    }
    let rows = query
        .order((since.desc(), notices::id.desc()))
        .limit(limit + 1)
        .select(Notice::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |notice: &Notice| {
        (notice.since(), notice.id)
    }))
}

/// What is wanted of the caller's notices, in no order. The indexes speak in these very words.
fn matching<'a>(actor: &Actor, wanted: &Wanted) -> Boxed<'a> {
    let mut query = if wanted.hidden {
        visible_to(actor).filter(not(notices::shown))
    } else {
        on_shelf(visible_to(actor).filter(notices::shown), wanted.shelf)
    };
    if let Some(company) = wanted.company {
        query = query.filter(notices::company_id.eq(company));
    }
    if let Some(project) = wanted.project {
        query = query.filter(notices::project_id.eq(project));
    }
    if let Some(task) = wanted.task {
        query = query.filter(notices::task_id.eq(task));
    }
    if !wanted.kinds.is_empty() {
        query = query.filter(notices::kind.eq_any(wanted.kinds.clone()));
    }
    if !wanted.reasons.is_empty() {
        query = query.filter(notices::reason.eq_any(wanted.reasons.clone()));
    }
    if let Some(event) = wanted.event {
        query = query.filter(notices::event_id.eq(event));
    }
    match wanted.unread {
        Some(true) => query = query.filter(notices::read_at.is_null()),
        Some(false) => query = query.filter(notices::read_at.is_not_null()),
        None => {}
    }
    if wanted.by_task {
        query = query.filter(newest_of_task(wanted.unread == Some(true)));
    }
    query
}

fn on_shelf(query: Boxed<'_>, shelf: Shelf) -> Boxed<'_> {
    match shelf {
        Shelf::Inbox => query
            .filter(notices::archived_at.is_null())
            .filter(notices::snoozed_until.is_null()),
        Shelf::Snoozed => query.filter(notices::snoozed_until.is_not_null()),
        Shelf::Archived => query
            .filter(notices::archived_at.is_not_null())
            .filter(notices::snoozed_until.is_null()),
        Shelf::All => query,
    }
}

/// Whether no later notice of the same task is in the same inbox; of unread ones alone, if asked.
fn newest_of_task<'a>(unread: bool) -> Check<'a> {
    let later = || {
        coalesce(
            newer.field(notices::returned_at),
            newer.field(notices::created_at),
        )
    };
    let here = || coalesce(notices::returned_at, notices::created_at);
    let same = later()
        .eq(here())
        .and(newer.field(notices::id).gt(notices::id));
    let before = newer
        .filter(newer.field(notices::user_id).eq(notices::user_id))
        .filter(newer.field(notices::task_id).eq(notices::task_id))
        .filter(newer.field(notices::shown))
        .filter(newer.field(notices::archived_at).is_null())
        .filter(newer.field(notices::snoozed_until).is_null())
        .filter(later().gt(here()).or(same));
    if unread {
        let unread = newer.field(notices::read_at).is_null();
        return Box::new(not(exists(before.filter(unread))));
    }
    Box::new(not(exists(before)))
}

/// How many notices of these tasks are in the caller's inbox, all of them or unread ones.
pub(crate) fn count_by_task(
    conn: &mut Conn,
    user: UserId,
    tasks: &[TaskId],
    unread: bool,
) -> Result<Vec<(Option<TaskId>, i64)>> {
    let of_tasks = notices::table
        .filter(notices::user_id.eq(user))
        .filter(notices::task_id.eq_any(tasks.to_vec()))
        .filter(notices::shown)
        .filter(notices::archived_at.is_null())
        .filter(notices::snoozed_until.is_null())
        .group_by(notices::task_id)
        .select((notices::task_id, count_star()));
    if unread {
        return Ok(of_tasks.filter(notices::read_at.is_null()).load(conn)?);
    }
    Ok(of_tasks.load(conn)?)
}

/// One of the caller's notices, if they may still see what it is about.
pub fn find(conn: &mut Conn, actor: &Actor, id: NoticeId) -> Result<Option<Notice>> {
    let query = visible_to(actor).filter(notices::id.eq(id));
    Ok(query.select(Notice::as_select()).first(conn).optional()?)
}

/// One of the caller's notices, or a refusal.
pub fn get(conn: &mut Conn, actor: &Actor, id: NoticeId) -> Result<Notice> {
    find(conn, actor, id)?.ok_or(Error::NotFound)
}

/// The companies of the notices on a shelf, newest first, `most` at the most: to be counted.
pub fn list_companies(
    conn: &mut Conn,
    actor: &Actor,
    wanted: &Wanted,
    most: i64,
) -> Result<Vec<CompanyId>> {
    Ok(matching(actor, wanted)
        .order((
            coalesce(notices::returned_at, notices::created_at).desc(),
            notices::id.desc(),
        ))
        .select(notices::company_id)
        .limit(most)
        .load(conn)?)
}

/// Where a notice is to be: read, archived, snoozed or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) read_at: Option<Instant>,
    pub(crate) archived_at: Option<Instant>,
    pub(crate) snoozed_until: Option<Instant>,
}

impl From<&Notice> for Standing {
    fn from(notice: &Notice) -> Self {
        Self {
            read_at: notice.read_at,
            archived_at: notice.archived_at,
            snoozed_until: notice.snoozed_until,
        }
    }
}

/// Puts one notice where it is to be; false where it is not `version` any more. What a change of
/// many did to it cannot be taken back after that.
pub(crate) fn set_standing(conn: &mut Conn, notice: &Notice, to: Standing) -> Result<bool> {
    let row = notices::table
        .filter(notices::company_id.eq(notice.company_id))
        .filter(notices::id.eq(notice.id))
        .filter(notices::version.eq(notice.version));
    let n = diesel::update(row)
        .set((
            notices::read_at.eq(to.read_at),
            notices::archived_at.eq(to.archived_at),
            notices::snoozed_until.eq(to.snoozed_until),
            notices::change_id.eq(None::<i64>),
            notices::version.eq(notices::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Snoozed notices whose time has come, the earliest first.
pub(crate) fn list_due(
    conn: &mut Conn,
    now: Instant,
    limit: i64,
) -> Result<Vec<(NoticeId, UserId)>> {
    Ok(notices::table
        .filter(notices::snoozed_until.le(now))
        .order((notices::snoozed_until, notices::id))
        .limit(limit)
        .select((notices::id, notices::user_id))
        .load(conn)?)
}

/// Brings snoozed notices back into their inboxes, on top and unread.
pub(crate) fn set_returned(conn: &mut Conn, ids: &[NoticeId], now: Instant) -> Result {
    let due = notices::table
        .filter(notices::id.eq_any(ids.to_vec()))
        .filter(notices::snoozed_until.le(now));
    diesel::update(due)
        .set((
            notices::read_at.eq(None::<Instant>),
            notices::snoozed_until.eq(None::<Instant>),
            notices::archived_at.eq(None::<Instant>),
            notices::returned_at.eq(now),
            notices::change_id.eq(None::<i64>),
            notices::version.eq(notices::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Deletes up to `limit` notices of a company; says how many.
pub(crate) fn delete_some(conn: &mut Conn, company: CompanyId, limit: i64) -> Result<usize> {
    let ids: Vec<NoticeId> = notices::table
        .filter(notices::company_id.eq(company))
        .order(notices::id)
        .limit(limit)
        .select(notices::id)
        .load(conn)?;
    let some = notices::table
        .filter(notices::company_id.eq(company))
        .filter(notices::id.eq_any(ids));
    Ok(diesel::delete(some).execute(conn)?)
}

/// Writes a notice; `None` where this event and person have one.
pub(crate) fn add(conn: &mut Conn, row: &NewNotice) -> Result<Option<NoticeId>> {
    Ok(on_each!(conn, c => diesel::insert_into(notices::table)
        .values(row).on_conflict_do_nothing().returning(notices::id).get_result(c))
    .optional()?)
}

/// The numbers and titles of those of these tasks that the caller may see.
pub(crate) fn list_titles(
    conn: &mut Conn,
    actor: &Actor,
    ids: &[TaskId],
) -> Result<Vec<(TaskId, i64, String)>> {
    Ok(blimp_projects::tasks::queries::visible_to(actor)
        .filter(tasks::id.eq_any(ids.to_vec()))
        .select((tasks::id, tasks::number, tasks::title))
        .load(conn)?)
}

/// The names of those of these projects that the caller may see.
pub(crate) fn list_projects(
    conn: &mut Conn,
    actor: &Actor,
    ids: &[ProjectId],
) -> Result<Vec<(ProjectId, String)>> {
    let seen = visible_projects::table
        .filter(visible_projects::company_id.eq(projects::company_id))
        .filter(visible_projects::project_id.eq(projects::id))
        .filter(visible_projects::user_id.eq(actor.user));
    Ok(projects::table
        .filter(projects::id.eq_any(ids.to_vec()))
        .filter(exists(seen))
        .select((projects::id, projects::name))
        .load(conn)?)
}
