//! Routes of the inbox.

use std::collections::HashMap;

use axum::extract::State;
use axum::response::IntoResponse as _;
use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result, etag};
use blimp_kit::{Instant, Page, PageParams};
use blimp_mail::MessageId;
use blimp_projects::people::{People, PersonBody, queries as people};
use blimp_projects::place::TaskId;
use blimp_projects::projects::ProjectId;
use blimp_store::{Conn, EventId, events};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::inbox::model::{Notice, NoticeId, Reason, Why, mail_key};
use crate::inbox::{actions, queries};
use crate::preferences::Kind;

pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_notifications))
        .routes(routes!(get_notification_counts))
        .routes(routes!(read_notification, unread_notification))
        .routes(routes!(read_all_notifications))
        .routes(routes!(trace_notification))
}

/// Something the caller was told, or was considered for.
#[derive(Debug, Serialize, ToSchema)]
struct NoticeBody {
    id: NoticeId,
    company_id: CompanyId,
    kind: Kind,
    /// Why the caller was told.
    reason: Reason,
    /// What happened.
    event: EventRef,
    /// Who did it; null for Blimp itself.
    #[schema(required)]
    actor: Option<PersonBody>,
    #[schema(required)]
    project_id: Option<ProjectId>,
    #[schema(required)]
    task: Option<TaskRef>,
    /// The words that were written, cut short.
    excerpt: String,
    #[schema(required)]
    read_at: Option<Instant>,
    at: Instant,
}

/// A fact.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct EventRef {
    id: i64,
    /// Its name, such as `task.assigned.v1`; empty where the fact is not kept any more.
    name: String,
}

/// A task, as a notice speaks of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct TaskRef {
    id: TaskId,
    number: i64,
    title: String,
}

/// Which notices to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct NoticeFilter {
    /// Of one company.
    company: Option<CompanyId>,
    /// Of one kind.
    kind: Option<Kind>,
    /// `true` for unread ones, `false` for read ones.
    unread: Option<bool>,
    /// `true` for what was considered and kept out of the inbox.
    hidden: Option<bool>,
    /// About one fact.
    event: Option<i64>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

impl NoticeFilter {
    fn split(self) -> (queries::Wanted, PageParams) {
        let wanted = queries::Wanted {
            company: self.company,
            kind: self.kind,
            unread: self.unread,
            hidden: self.hidden.unwrap_or(false),
            event: self.event.map(EventId),
        };
        (
            wanted,
            PageParams {
                limit: self.limit,
                cursor: self.cursor,
            },
        )
    }
}

/// How much there is to read.
#[derive(Debug, Serialize, ToSchema)]
struct CountsBody {
    /// Unread notices, counted up to 100.
    unread: usize,
}

/// Which notices to mark as read.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReadAll {
    /// Up to this one, so that what came in between stays unread.
    up_to: Option<NoticeId>,
    /// Of one company.
    company: Option<CompanyId>,
}

/// How many notices were marked.
#[derive(Debug, Serialize, ToSchema)]
struct ReadBody {
    read: usize,
}

/// Why somebody was, or was not, told of a fact.
#[derive(Debug, Serialize, ToSchema)]
struct TraceBody {
    id: NoticeId,
    /// The fact.
    event_id: i64,
    /// Its name, such as `task.assigned.v1`.
    event: String,
    /// When it happened.
    at: Instant,
    kind: Kind,
    reason: Reason,
    inbox: MediumTrace,
    mail: MailTrace,
}

/// What became of a medium.
#[derive(Debug, Serialize, ToSchema)]
struct MediumTrace {
    /// Whether it was used.
    used: bool,
    /// What decided that.
    why: Why,
}

/// What became of a mail.
#[derive(Debug, Serialize, ToSchema)]
struct MailTrace {
    /// Whether a mail was asked for.
    used: bool,
    /// What decided that.
    why: Why,
    #[schema(required)]
    message_id: Option<MessageId>,
    /// `queued`, `sending`, `sent`, `failed`.
    #[schema(required)]
    state: Option<String>,
    #[schema(required)]
    attempts: Option<i64>,
    #[schema(required)]
    sent_at: Option<Instant>,
    /// What the mail server last complained of.
    #[schema(required)]
    error: Option<String>,
}

/// The facts, people and tasks that a page of notices speaks of, one query each.
fn bodies(
    conn: &mut Conn,
    actor: &Actor,
    page: Page<Notice>,
) -> blimp_kit::Result<Page<NoticeBody>> {
    let mut who: HashMap<CompanyId, People> = HashMap::new();
    for (company, ids) in actors(&page.items) {
        who.insert(company, people::bodies(conn, actor, company, &ids)?);
    }
    let about: Vec<TaskId> = page.items.iter().filter_map(|n| n.task_id).collect();
    let about: HashMap<TaskId, TaskRef> = queries::list_titles(conn, actor, &about)?
        .into_iter()
        .map(|(id, number, title)| (id, TaskRef { id, number, title }))
        .collect();
    let facts: Vec<EventId> = page.items.iter().map(|n| n.event_id).collect();
    let facts: HashMap<EventId, String> = events::names(conn, &facts)?.into_iter().collect();
    let event = |id: EventId| EventRef {
        id: id.0,
        name: facts.get(&id).cloned().unwrap_or_default(),
    };
    Ok(page.map(|notice| NoticeBody {
        id: notice.id,
        company_id: notice.company_id,
        kind: notice.kind,
        reason: notice.reason,
        event: event(notice.event_id),
        actor: notice
            .actor_id
            .and_then(|id| Some(who.get(&notice.company_id)?.get(id))),
        project_id: notice.project_id,
        task: notice.task_id.and_then(|id| about.get(&id).cloned()),
        excerpt: notice.excerpt,
        read_at: notice.read_at,
        at: notice.created_at,
    }))
}

/// Who did it, company by company: a page of an inbox seldom speaks of more than one or two.
fn actors(notices: &[Notice]) -> HashMap<CompanyId, Vec<UserId>> {
    let mut by_company: HashMap<CompanyId, Vec<UserId>> = HashMap::new();
    for notice in notices {
        by_company
            .entry(notice.company_id)
            .or_default()
            .extend(notice.actor_id);
    }
    by_company
}

fn one(conn: &mut Conn, actor: &Actor, notice: Notice) -> blimp_kit::Result<Reply> {
    let tag = etag::of(notice.version, "own");
    let page = bodies(
        conn,
        actor,
        Page {
            items: vec![notice],
            next: None,
        },
    )?;
    Ok(Reply::ok(&page.items.first())?.etag(&tag))
}

/// The caller's inbox, newest first.
#[utoipa::path(get, path = "/notifications", tag = "notifications", params(NoticeFilter),
    responses((status = 200, body = Page<NoticeBody>), Problem))]
async fn list_notifications(
    State(blimp): State<Blimp>,
    actor: Actor,
    Filter(filter): Filter<NoticeFilter>,
) -> Result {
    let (wanted, page) = filter.split();
    let found = blimp.db.read(move |conn| {
        let page = queries::list(conn, &actor, &wanted, &page)?;
        bodies(conn, &actor, page)
    });
    Ok(Json(found.await?).into_response())
}

/// How many notices are unread.
#[utoipa::path(get, path = "/notifications/counts", tag = "notifications",
    responses((status = 200, body = CountsBody), Problem))]
async fn get_notification_counts(State(blimp): State<Blimp>, actor: Actor) -> Result {
    let unread = blimp
        .db
        .read(move |conn| queries::count_unread(conn, &actor, 100))
        .await?;
    Ok(Json(CountsBody { unread }).into_response())
}

/// Mark a notice as read.
#[utoipa::path(post, path = "/notifications/{notification}/reading", tag = "notifications",
    params(("notification" = NoticeId, Path)),
    responses((status = 200, body = NoticeBody), Problem))]
async fn read_notification(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<NoticeId>,
) -> Result {
    blimp_http::write(&blimp.db, caller, move |tx| {
        let notice = actions::read(tx, &actor, id, true)?;
        one(tx, &actor, notice)
    })
    .await
}

/// Mark a notice as unread.
#[utoipa::path(delete, path = "/notifications/{notification}/reading", tag = "notifications",
    params(("notification" = NoticeId, Path)),
    responses((status = 200, body = NoticeBody), Problem))]
async fn unread_notification(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<NoticeId>,
) -> Result {
    blimp_http::write(&blimp.db, caller, move |tx| {
        let notice = actions::read(tx, &actor, id, false)?;
        one(tx, &actor, notice)
    })
    .await
}

/// Mark all notices as read, or those up to one.
#[utoipa::path(post, path = "/notifications/readings", tag = "notifications",
    request_body = ReadAll,
    responses((status = 200, body = ReadBody), Problem))]
async fn read_all_notifications(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Json(which): Json<ReadAll>,
) -> Result {
    blimp_http::write(&blimp.db, caller, move |tx| {
        let read = actions::read_all(tx, &actor, which.company, which.up_to)?;
        Reply::ok(&ReadBody { read })
    })
    .await
}

/// Why the caller was, or was not, told of something by inbox and by mail.
#[utoipa::path(get, path = "/notifications/{notification}/trace", tag = "notifications",
    params(("notification" = NoticeId, Path)),
    responses((status = 200, body = TraceBody), Problem))]
async fn trace_notification(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<NoticeId>,
) -> Result {
    let found = blimp.db.read(move |conn| {
        let notice = queries::get(conn, &actor, id)?;
        trace(conn, &notice)
    });
    Ok(Json(found.await?).into_response())
}

fn trace(conn: &mut Conn, notice: &Notice) -> blimp_kit::Result<TraceBody> {
    let event = events::find(conn, notice.event_id)?;
    let key = mail_key(notice.event_id, notice.user_id);
    let mail = blimp_mail::queries::find_by_key(conn, &key)?;
    let sent = mail.as_ref();
    Ok(TraceBody {
        id: notice.id,
        event_id: notice.event_id.0,
        event: event.map_or_else(String::new, |event| event.name),
        at: notice.created_at,
        kind: notice.kind,
        reason: notice.reason,
        inbox: MediumTrace {
            used: notice.shown,
            why: notice.inbox_why,
        },
        mail: MailTrace {
            used: notice.mailed,
            why: notice.mail_why,
            message_id: sent.map(|mail| mail.id),
            state: sent.map(|mail| mail.state.to_string()),
            attempts: sent.map(|mail| mail.attempts),
            sent_at: sent.and_then(|mail| mail.sent_at),
            error: sent.and_then(|mail| mail.error.clone()),
        },
    })
}
