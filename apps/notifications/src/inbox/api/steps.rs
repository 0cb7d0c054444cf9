//! What is done with one notice: reading, archiving, snoozing, and each undone.

use axum::extract::State;
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_http::{Caller, Json, Path, Problem, Result};
use blimp_kit::Instant;
use serde::Deserialize;
use utoipa::ToSchema;

use super::bodies::{self, NoticeBody};
use crate::inbox::actions::{self, Step};
use crate::inbox::model::NoticeId;
use crate::inbox::queries;

/// Until when to snooze.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "until": "2026-11-30T08:00:00Z" }))]
pub(super) struct SnoozeForm {
    /// When it comes back, unread; at most two years from now.
    until: Instant,
}

async fn step(blimp: Blimp, caller: Caller, actor: Actor, (id, step): (NoticeId, Step)) -> Result {
    blimp_http::write(&blimp.db, caller.clone(), move |tx| {
        let notice = queries::get(tx, &actor, id)?;
        caller.expects(&bodies::tag(&notice), || {
            bodies::one(tx, &actor, notice.clone())
        })?;
        let notice = actions::take(tx, &actor, &notice, step)?;
        bodies::one(tx, &actor, notice)
    })
    .await
}

/// Mark a notice as read.
#[utoipa::path(post, path = "/notifications/{notification}/reading", tag = "notifications",
    params(("notification" = NoticeId, Path)),
    responses((status = 200, body = NoticeBody), Problem))]
pub(super) async fn read_notification(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<NoticeId>,
) -> Result {
    step(blimp, caller, actor, (id, Step::Read)).await
}

/// Mark a notice as unread.
#[utoipa::path(delete, path = "/notifications/{notification}/reading", tag = "notifications",
    params(("notification" = NoticeId, Path)),
    responses((status = 200, body = NoticeBody), Problem))]
pub(super) async fn unread_notification(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<NoticeId>,
) -> Result {
    step(blimp, caller, actor, (id, Step::Unread)).await
}

/// Be done with a notice: read it and take it out of the inbox.
#[utoipa::path(post, path = "/notifications/{notification}/archiving", tag = "notifications",
    params(("notification" = NoticeId, Path)),
    responses((status = 200, body = NoticeBody), Problem))]
pub(super) async fn archive_notification(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<NoticeId>,
) -> Result {
    step(blimp, caller, actor, (id, Step::Archive)).await
}

/// Take a notice out of the archive.
#[utoipa::path(delete, path = "/notifications/{notification}/archiving", tag = "notifications",
    params(("notification" = NoticeId, Path)),
    responses((status = 200, body = NoticeBody), Problem))]
pub(super) async fn unarchive_notification(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<NoticeId>,
) -> Result {
    step(blimp, caller, actor, (id, Step::Unarchive)).await
}

/// Put a notice out of sight until a time; it comes back unread, on top.
#[utoipa::path(put, path = "/notifications/{notification}/snooze", tag = "notifications",
    params(("notification" = NoticeId, Path)),
    request_body = SnoozeForm,
    responses((status = 200, body = NoticeBody), Problem))]
pub(super) async fn snooze_notification(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<NoticeId>,
    Json(form): Json<SnoozeForm>,
) -> Result {
    step(blimp, caller, actor, (id, Step::Snooze(form.until))).await
}

/// Take a snoozed notice back before its time.
#[utoipa::path(delete, path = "/notifications/{notification}/snooze", tag = "notifications",
    params(("notification" = NoticeId, Path)),
    responses((status = 200, body = NoticeBody), Problem))]
pub(super) async fn unsnooze_notification(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<NoticeId>,
) -> Result {
    step(blimp, caller, actor, (id, Step::Unsnooze)).await
}
