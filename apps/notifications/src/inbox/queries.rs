//! All SQL about notices.

use std::collections::HashSet;

use blimp_accounts::members::schema::members;
use blimp_accounts::users::schema::users;
use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Email, Error, Instant, Page, PageParams, Result};
use blimp_projects::place::TaskId;
use blimp_projects::projects::ProjectId;
use blimp_projects::projects::schema::visible_projects;
use blimp_projects::tasks::events::{TaskApproved, TaskReturned};
use blimp_projects::tasks::schema::tasks;
use blimp_store::schema::event;
use blimp_store::{Conn, Event, EventId, on_each};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::inbox::model::{NewNotice, Notice, NoticeId};
use crate::inbox::schema::notices;
use crate::preferences::Kind;

blimp_store::appear_together!(notices::table; visible_projects::table);

/// Which notices to list.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Of one company.
    pub company: Option<CompanyId>,
    /// Of one kind.
    pub kind: Option<Kind>,
    /// Only unread ones, or only read ones.
    pub unread: Option<bool>,
    /// Those that were considered and kept out, instead of those in the inbox.
    pub hidden: bool,
    /// About one fact.
    pub event: Option<EventId>,
}

type Boxed<'a> = notices::BoxedQuery<'a, <Conn as Connection>::Backend>;

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
    // The indexes hold one kind each, and say so in these very words.
    let mut query = if wanted.hidden {
        visible_to(actor).filter(not(notices::shown))
    } else {
        visible_to(actor).filter(notices::shown)
    };
    if let Some(company) = wanted.company {
        query = query.filter(notices::company_id.eq(company));
    }
    if let Some(kind) = wanted.kind {
        query = query.filter(notices::kind.eq(kind));
    }
    if let Some(event) = wanted.event {
        query = query.filter(notices::event_id.eq(event));
    }
    match wanted.unread {
        Some(true) => query = query.filter(notices::read_at.is_null()),
        Some(false) => query = query.filter(notices::read_at.is_not_null()),
        None => {}
    }
    if let Some(before) = page.after::<NoticeId>()? {
        query = query.filter(notices::id.lt(before));
    }
    let rows = query
        .order(notices::id.desc())
        .limit(limit + 1)
        .select(Notice::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |notice: &Notice| notice.id))
}

/// One of the caller's notices, or a refusal.
pub fn get(conn: &mut Conn, actor: &Actor, id: NoticeId) -> Result<Notice> {
    visible_to(actor)
        .filter(notices::id.eq(id))
        .select(Notice::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}

/// How many notices of the inbox are unread, counted up to `most`.
pub fn count_unread(conn: &mut Conn, actor: &Actor, most: i64) -> Result<usize> {
    let ids: Vec<NoticeId> = visible_to(actor)
        .filter(notices::shown)
        .filter(notices::read_at.is_null())
        .select(notices::id)
        .limit(most)
        .load(conn)?;
    Ok(ids.len())
}

/// Marks one notice read or unread; false where it was so already.
pub(crate) fn set_read(conn: &mut Conn, notice: &Notice, read_at: Option<Instant>) -> Result<bool> {
    let raise = notices::version.eq(notices::version + 1);
    let row = notices::table
        .filter(notices::company_id.eq(notice.company_id))
        .filter(notices::id.eq(notice.id));
    let n = match read_at {
        Some(at) => diesel::update(row.filter(notices::read_at.is_null()))
            .set((notices::read_at.eq(at), raise))
            .execute(conn)?,
        None => diesel::update(row.filter(notices::read_at.is_not_null()))
            .set((notices::read_at.eq(None::<Instant>), raise))
            .execute(conn)?,
    };
    Ok(n == 1)
}

/// Marks everything unread up to `last` as read, in one company or in all.
pub(crate) fn set_all_read(
    conn: &mut Conn,
    user: UserId,
    company: Option<CompanyId>,
    last: NoticeId,
    at: Instant,
) -> Result<usize> {
    let unread = notices::table
        .filter(notices::user_id.eq(user))
        .filter(notices::shown)
        .filter(notices::read_at.is_null())
        .filter(notices::id.le(last));
    let set = (
        notices::read_at.eq(at),
        notices::version.eq(notices::version + 1),
    );
    Ok(match company {
        Some(company) => diesel::update(unread.filter(notices::company_id.eq(company)))
            .set(set)
            .execute(conn)?,
        None => diesel::update(unread).set(set).execute(conn)?,
    })
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

/// Which of these people may see a project, trash or not.
pub(crate) fn who_sees(
    conn: &mut Conn,
    company: CompanyId,
    project: ProjectId,
    people: &[UserId],
) -> Result<HashSet<UserId>> {
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
