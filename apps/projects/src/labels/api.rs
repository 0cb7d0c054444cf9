//! Routes of labels.

use axum::extract::State;
use axum::response::Response;
use blimp_accounts::{Actor, CompanyId, companies};
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result, etag, present, write};
use blimp_kit::Page;
use blimp_store::{Conn, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::labels::{Label, LabelId, Patch, actions, policy, queries};
use crate::paging::Paging;
use crate::text::{Colour, Tag};

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_labels, create_label))
        .routes(routes!(edit_label, remove_label))
}

/// A label.
#[derive(Debug, Serialize, ToSchema)]
pub struct LabelBody {
    /// Its id.
    pub id: LabelId,
    /// The word.
    pub name: Tag,
    /// Its colour.
    pub colour: Colour,
}

impl From<Label> for LabelBody {
    fn from(label: Label) -> Self {
        Self {
            id: label.id,
            name: label.name,
            colour: label.colour,
        }
    }
}

fn tag(actor: &Actor, label: &Label) -> String {
    etag::of(label.version, actor.rights(label.company_id))
}

fn reply(actor: &Actor, label: Label) -> blimp_kit::Result<Reply> {
    let tag = tag(actor, &label);
    Ok(Reply::ok(&LabelBody::from(label))?.etag(&tag))
}

/// List the labels of a company by name; for a client, those in use where they look.
#[utoipa::path(get, path = "/companies/{company}/labels", tag = "labels",
    params(Paging),
    responses((status = 200, body = Page<LabelBody>), Problem))]
async fn list_labels(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Filter(paging): Filter<Paging>,
) -> Result<Json<Page<LabelBody>>> {
    let read = move |conn: &mut Conn| {
        companies::policy::view(conn, &actor, company)?;
        queries::list(conn, &actor, company, &paging.into())
    };
    Ok(Json(blimp.db.read(read).await?.map(LabelBody::from)))
}

/// A label to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateLabel {
    /// The word.
    name: Tag,
    /// Its colour; without one, the word chooses it.
    #[serde(default)]
    colour: Option<Colour>,
}

/// Make a label.
#[utoipa::path(post, path = "/companies/{company}/labels", tag = "labels", request_body = CreateLabel,
    responses((status = 201, body = LabelBody), Problem))]
async fn create_label(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Json(body): Json<CreateLabel>,
) -> Result<Response> {
    let work = move |tx: &mut Tx| {
        let company = companies::policy::work(tx, &actor, company)?;
        let label = actions::create(tx, &actor, &company, &body.name, body.colour)?;
        let (tag, location) = (tag(&actor, &label), format!("/api/v1/labels/{}", label.id));
        Ok(Reply::created(&location, &LabelBody::from(label))?.etag(&tag))
    };
    write(&blimp.db, caller, work).await
}

/// What to change about a label; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EditLabel {
    /// The word.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    name: Option<Tag>,
    /// Its colour.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    colour: Option<Colour>,
}

/// Change a label.
#[utoipa::path(patch, path = "/labels/{label}", tag = "labels", request_body = EditLabel,
    responses((status = 200, body = LabelBody), Problem))]
async fn edit_label(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<LabelId>,
    Json(edit): Json<EditLabel>,
) -> Result<Response> {
    let (patch, ask) = (
        Patch {
            name: edit.name,
            colour: edit.colour,
        },
        caller.clone(),
    );
    let work = move |tx: &mut Tx| {
        let label = policy::edit(tx, &actor, id)?;
        ask.expects(&tag(&actor, &label), || reply(&actor, label.clone()))?;
        let label = actions::edit(tx, &actor, &label, patch)?;
        reply(&actor, label)
    };
    write(&blimp.db, caller, work).await
}

/// Remove a label, from all tasks too.
#[utoipa::path(delete, path = "/labels/{label}", tag = "labels", responses((status = 204), Problem))]
async fn remove_label(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<LabelId>,
) -> Result<Response> {
    let ask = caller.clone();
    let work = move |tx: &mut Tx| {
        let label = policy::edit(tx, &actor, id)?;
        ask.expects(&tag(&actor, &label), || reply(&actor, label.clone()))?;
        actions::remove(tx, &actor, &label)?;
        Ok(Reply::no_content())
    };
    write(&blimp.db, caller, work).await
}
