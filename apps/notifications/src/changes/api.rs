//! Routes of changes of many notices.

use axum::extract::State;
use blimp_accounts::{Actor, CompanyId};
use blimp_app::Blimp;
use blimp_http::{Caller, Json, Path, Problem, Reply, Result};
use blimp_kit::{Error, Instant};
use blimp_projects::place::TaskId;
use blimp_store::Conn;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::changes::jobs::KEEP;
use crate::changes::{Act, Change, ChangeId, Selection, actions};
use crate::inbox::{self, NoticeId};

pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(change_notifications))
        .routes(routes!(reverse_notification_change))
        .routes(routes!(read_all_notifications))
}

/// The most ids that one change names.
const MOST: usize = 500;

/// What to do with many notices. Exactly one of `ids`, `tasks` and `up_to` says which.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "act": "archive", "ids": [7, 9] }))]
struct ChangeForm {
    act: Act,
    /// Until when to snooze.
    until: Option<Instant>,
    /// These notices. Those that are not the caller's, or gone, are left out.
    #[schema(max_items = 500)]
    ids: Option<Vec<NoticeId>>,
    /// All notices about these tasks: of the inbox, or of where the act takes them from.
    #[schema(max_items = 500)]
    tasks: Option<Vec<TaskId>>,
    /// This notice and all that are older, so that what comes in meanwhile stays as it is.
    up_to: Option<NoticeId>,
    /// With `up_to`: of one company.
    company: Option<CompanyId>,
}

impl ChangeForm {
    fn selection(self, conn: &mut Conn, actor: &Actor) -> blimp_kit::Result<Selection> {
        if self.company.is_some() && self.up_to.is_none() {
            return Err(Error::invalid("company", "unwanted", "Only with `up_to`."));
        }
        match (self.ids, self.tasks, self.up_to) {
            (Some(ids), None, None) => {
                few("ids", ids.len())?;
                Ok(Selection::Ids(ids))
            }
            (None, Some(tasks), None) => {
                few("tasks", tasks.len())?;
                Ok(Selection::Tasks(tasks))
            }
            (None, None, Some(last)) => older(conn, actor, Some(last), self.company),
            _ => {
                let message = "Exactly one of `ids`, `tasks` and `up_to`.";
                Err(Error::invalid("ids", "one_of", message))
            }
        }
    }
}

fn few(field: &str, count: usize) -> blimp_kit::Result {
    if count > MOST {
        let message = format!("At most {MOST}.");
        return Err(Error::invalid(field, "too_many", message));
    }
    Ok(())
}

/// What is at or below a notice in the caller's lists.
fn older(
    conn: &mut Conn,
    actor: &Actor,
    last: Option<NoticeId>,
    company: Option<CompanyId>,
) -> blimp_kit::Result<Selection> {
    let place = match last {
        Some(last) => {
            let found = inbox::queries::find(conn, actor, last)?;
            let unknown = || Error::invalid("up_to", "unknown", "There is no such notification.");
            let notice = found.ok_or_else(unknown)?;
            Some((notice.since(), notice.id))
        }
        None => None,
    };
    Ok(Selection::Older { place, company })
}

/// A change of many notices.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InboxChange)]
struct ChangeBody {
    id: ChangeId,
    act: Act,
    /// How many notices it changed.
    changed: i64,
    at: Instant,
    /// Until when it can be taken back.
    reversible_until: Instant,
}

impl From<Change> for ChangeBody {
    fn from(change: Change) -> Self {
        Self {
            id: change.id,
            act: change.act,
            changed: change.changed,
            at: change.created_at,
            reversible_until: change.created_at + KEEP,
        }
    }
}

/// What was taken back.
#[derive(Debug, Serialize, ToSchema)]
struct ReversalBody {
    id: ChangeId,
    /// How many notices are as they were. What something else touched meanwhile stays.
    reversed: usize,
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
    read: i64,
    /// The change, to be taken back.
    change_id: ChangeId,
}

/// Read, archive or snooze many notices at once, or undo that.
#[utoipa::path(post, path = "/notifications/changes", tag = "notifications",
    request_body = ChangeForm,
    responses((status = 200, body = ChangeBody), Problem))]
async fn change_notifications(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Json(form): Json<ChangeForm>,
) -> Result {
    blimp_http::write(&blimp.db, caller, move |tx| {
        let what = (form.act, form.until);
        let selection = form.selection(tx, &actor)?;
        let change = actions::make(tx, &actor, what, &selection)?;
        Reply::ok(&ChangeBody::from(change))
    })
    .await
}

/// Take back a change of many notices, within seven days.
#[utoipa::path(post, path = "/notifications/changes/{change}/reversal", tag = "notifications",
    params(("change" = ChangeId, Path)),
    responses((status = 200, body = ReversalBody), Problem))]
async fn reverse_notification_change(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ChangeId>,
) -> Result {
    blimp_http::write(&blimp.db, caller, move |tx| {
        let reversed = actions::reverse(tx, &actor, id)?;
        Reply::ok(&ReversalBody { id, reversed })
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
        let all = older(tx, &actor, which.up_to, which.company)?;
        let change = actions::make(tx, &actor, (Act::Read, None), &all)?;
        Reply::ok(&ReadBody {
            read: change.changed,
            change_id: change.id,
        })
    })
    .await
}
