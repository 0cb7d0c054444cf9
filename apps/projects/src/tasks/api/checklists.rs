//! A task's checklist.

use axum::extract::State;
use axum::response::Response;
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_http::{
    self as http, Caller, Json, Path, Problem, Reply, Result, double_option, etag, present,
};
use blimp_kit::{Instant, Page};
use blimp_store::Conn;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::checklists::model::ItemEdit;
use crate::checklists::{self, Item, ItemId, NewItem};
use crate::place::TaskId;
use crate::tasks::{actions, policy};
use crate::text::{Tag, Title};

pub(super) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_checklist, add_checklist_item))
        .routes(routes!(change_checklist_item, remove_checklist_item))
        .routes(routes!(restore_checklist_item))
}

/// An item of a checklist.
#[derive(Debug, Serialize, ToSchema)]
struct ItemBody {
    /// Its id.
    id: ItemId,
    /// Its task.
    task_id: TaskId,
    /// The section it stands in; empty for the one without a name.
    section: String,
    /// What to do.
    title: String,
    /// Whether it is done.
    done: bool,
    /// When it was ticked.
    #[schema(required)]
    done_at: Option<Instant>,
    /// Sorts bytewise among the items of its task.
    position: String,
    /// When it was written.
    created_at: Instant,
    /// Raised by every change.
    version: i64,
}

impl From<Item> for ItemBody {
    fn from(item: Item) -> Self {
        Self {
            id: item.id,
            task_id: item.task_id,
            section: item.section,
            title: item.title.to_string(),
            done: item.done_at.is_some(),
            done_at: item.done_at,
            position: item.position,
            created_at: item.created_at,
            version: item.version,
        }
    }
}

fn tag(actor: &Actor, item: &Item) -> String {
    etag::of(item.version, actor.rights(item.company_id))
}

fn reply(actor: &Actor, item: Item) -> blimp_kit::Result<Reply> {
    let tag = tag(actor, &item);
    Ok(Reply::ok(&ItemBody::from(item))?.etag(&tag))
}

/// The items of a task's checklist, in order; always all of them.
#[utoipa::path(get, path = "/tasks/{task}/checklist", tag = "tasks",
    params(("task" = TaskId, Path)), responses((status = 200, body = Page<ItemBody>), Problem))]
async fn list_checklist(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<TaskId>,
) -> Result<Json<Page<ItemBody>>> {
    let read = move |conn: &mut Conn| {
        let task = policy::view(conn, &actor, id)?;
        checklists::queries::list(conn, task.company_id, task.id)
    };
    let items = blimp.db.read(read).await?;
    Ok(Json(Page { items, next: None }.map(ItemBody::from)))
}

/// Add an item at the end of a task's checklist.
#[utoipa::path(post, path = "/tasks/{task}/checklist", tag = "tasks",
    params(("task" = TaskId, Path)), request_body = NewItem,
    responses((status = 201, body = ItemBody), Problem))]
async fn add_checklist_item(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<TaskId>,
    Json(new): Json<NewItem>,
) -> Result<Response> {
    http::write(&blimp.db, caller, move |tx| {
        let task = policy::edit(tx, &actor, id)?;
        let item = actions::add_item(tx, &actor, &task, new)?;
        let (place, tag) = (
            format!("/api/v1/checklist-items/{}", item.id),
            tag(&actor, &item),
        );
        Ok(Reply::created(&place, &ItemBody::from(item))?.etag(&tag))
    })
    .await
}

/// What to change of an item: what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::option_option,
    reason = "absent, null and a value are three things"
)]
struct ItemPatch {
    /// What to do.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    title: Option<Title>,
    /// Whether it is done.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    done: Option<bool>,
    /// The section it stands in; null for the one without a name.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Tag>)]
    section: Option<Option<Tag>>,
    /// The item it shall come after.
    after: Option<ItemId>,
    /// The item it shall come before.
    before: Option<ItemId>,
}

impl From<ItemPatch> for ItemEdit {
    fn from(patch: ItemPatch) -> Self {
        let ItemPatch {
            title,
            done,
            section,
            after,
            before,
        } = patch;
        Self {
            title,
            done,
            section,
            after,
            before,
        }
    }
}

/// Change, tick or move an item.
#[utoipa::path(patch, path = "/checklist-items/{item}", tag = "tasks",
    params(("item" = ItemId, Path)), request_body = ItemPatch,
    responses((status = 200, body = ItemBody), Problem))]
async fn change_checklist_item(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ItemId>,
    Json(patch): Json<ItemPatch>,
) -> Result<Response> {
    http::write(&blimp.db, caller.clone(), move |tx| {
        let place = policy::edit_item(tx, &actor, id)?;
        caller.expects(&tag(&actor, &place.1), || reply(&actor, place.1.clone()))?;
        let item = actions::change_item(tx, &actor, place, patch.into())?;
        reply(&actor, item)
    })
    .await
}

/// Take an item off.
#[utoipa::path(delete, path = "/checklist-items/{item}", tag = "tasks",
    params(("item" = ItemId, Path)), responses((status = 204), Problem))]
async fn remove_checklist_item(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ItemId>,
) -> Result<Response> {
    http::write(&blimp.db, caller.clone(), move |tx| {
        let place = policy::edit_item(tx, &actor, id)?;
        caller.expects(&tag(&actor, &place.1), || reply(&actor, place.1.clone()))?;
        actions::remove_item(tx, &actor, &place)?;
        Ok(Reply::no_content())
    })
    .await
}

/// Bring back an item that was taken off: where it stood, and as it was.
#[utoipa::path(post, path = "/checklist-items/{item}/restoration", tag = "tasks",
    params(("item" = ItemId, Path)), responses((status = 200, body = ItemBody), Problem))]
async fn restore_checklist_item(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ItemId>,
) -> Result<Response> {
    http::write(&blimp.db, caller.clone(), move |tx| {
        let place = policy::restore_item(tx, &actor, id)?;
        caller.expects(&tag(&actor, &place.1), || reply(&actor, place.1.clone()))?;
        let item = actions::restore_item(tx, &actor, place)?;
        reply(&actor, item)
    })
    .await
}
