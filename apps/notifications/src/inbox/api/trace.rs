//! Why somebody was, or was not, told of something.

use axum::extract::State;
use axum::response::IntoResponse as _;
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_http::{Json, Path, Problem, Result};
use blimp_kit::Instant;
use blimp_mail::MessageId;
use blimp_store::{Conn, events};
use serde::Serialize;
use utoipa::ToSchema;

use crate::inbox::model::{Notice, NoticeId, Reason, Why, mail_key};
use crate::inbox::queries;
use crate::preferences::Kind;

/// Why somebody was, or was not, told of a fact.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TraceBody {
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

/// Why the caller was, or was not, told of something by inbox and by mail.
#[utoipa::path(get, path = "/notifications/{notification}/trace", tag = "notifications",
    params(("notification" = NoticeId, Path)),
    responses((status = 200, body = TraceBody), Problem))]
pub(super) async fn trace_notification(
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
