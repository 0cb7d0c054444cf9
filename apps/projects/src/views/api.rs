//! Routes of views.

use axum::extract::State;
use axum::response::Response;
use blimp_accounts::{Actor, CompanyId, UserId, companies};
use blimp_app::Blimp;
use blimp_http::{self as http, Caller, Filter, Json, Path, Problem, Reply, Result, etag, present};
use blimp_kit::{Error, Instant, Page, PageParams};
use blimp_store::Conn;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::actions::NewView;
use super::model::{Kind, Patch, Wanted, kept, place};
use super::policy::Home;
use super::{View, ViewId, actions, policy, queries};
use crate::projects::ProjectId;
use crate::text::Tag;

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_views, create_view))
        .routes(routes!(get_view, edit_view, remove_view))
}

/// A saved view.
#[derive(Debug, Serialize, ToSchema)]
struct ViewBody {
    /// Its id.
    id: ViewId,
    /// The company.
    company_id: CompanyId,
    /// The project; null for a view of the company's tasks.
    #[schema(required)]
    project_id: Option<ProjectId>,
    /// Who saved it; null where it is somebody else, and the caller a client.
    #[schema(required)]
    owner_id: Option<UserId>,
    /// What it is called.
    name: String,
    /// What it looks like.
    kind: Kind,
    /// The client's search parameters, as they were saved.
    query: Map<String, Value>,
    /// Whether it is for all who see the project, or who work in the company.
    shared: bool,
    /// Whether the project opens with it.
    is_default: bool,
    /// Its place among the others, the lowest first.
    position: i64,
    /// When it was saved.
    created_at: Instant,
    /// When it last changed.
    updated_at: Instant,
    /// Raised by every change.
    version: i64,
}

fn body(actor: &Actor, view: &View) -> ViewBody {
    let knows = view.owner_id == actor.user || actor.is_staff_of(view.company_id);
    ViewBody {
        id: view.id,
        company_id: view.company_id,
        project_id: view.project_id,
        owner_id: Some(view.owner_id).filter(|_| knows),
        name: view.name.to_string(),
        kind: view.kind,
        query: serde_json::from_str(&view.query).unwrap_or_default(),
        shared: view.shared,
        is_default: view.is_default,
        position: view.position,
        created_at: view.created_at,
        updated_at: view.updated_at,
        version: view.version,
    }
}

fn tag(actor: &Actor, view: &View) -> String {
    etag::of(view.version, actor.rights(view.company_id))
}

fn reply(actor: &Actor, view: &View) -> blimp_kit::Result<Reply> {
    Ok(Reply::ok(&body(actor, view))?.etag(&tag(actor, view)))
}

/// Which views.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ViewFilter {
    /// Only of this project, or `none` for views of the company's tasks.
    project: Option<String>,
    /// Rows a page, 1 to 100; 50 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

impl ViewFilter {
    fn parts(self, company: CompanyId) -> blimp_kit::Result<(Wanted, PageParams)> {
        let project = match self.project.as_deref() {
            None => None,
            Some("none") => Some(None),
            Some(id) => {
                let wrong = || Error::bad_parameter("project", "An id, or none.");
                Some(Some(id.parse().ok().ok_or_else(wrong)?))
            }
        };
        let (limit, cursor) = (self.limit, self.cursor);
        Ok((Wanted { company, project }, PageParams { limit, cursor }))
    }
}

/// List the saved views that are the caller's own or shared with them, by place.
#[utoipa::path(get, path = "/companies/{company}/views", tag = "views",
    params(("company" = CompanyId, Path), ViewFilter),
    responses((status = 200, body = Page<ViewBody>), Problem))]
async fn list_views(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Filter(filter): Filter<ViewFilter>,
) -> Result<Json<Page<ViewBody>>> {
    let read = move |conn: &mut Conn| {
        companies::policy::view(conn, &actor, company)?;
        let (wanted, page) = filter.parts(company)?;
        let page = queries::list(conn, &actor, wanted, &page)?;
        Ok(page.map(|view| body(&actor, &view)))
    };
    Ok(Json(blimp.db.read(read).await?))
}

/// A view to be saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateView {
    /// What it is called.
    name: Tag,
    /// What it looks like.
    kind: Kind,
    /// The project; without one the view is of the company's tasks.
    project_id: Option<ProjectId>,
    /// The client's search parameters; up to 4,096 bytes of JSON.
    #[serde(default)]
    query: Map<String, Value>,
    /// For all who see the project, or who work in the company. Not for clients to say.
    #[serde(default)]
    shared: bool,
    /// What the project opens with, for all; the one before is so no more.
    #[serde(default)]
    is_default: bool,
    /// Its place among the others, the lowest first.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000)]
    position: i64,
}

impl CreateView {
    fn new_view(self) -> blimp_kit::Result<NewView> {
        Ok(NewView {
            name: self.name,
            kind: self.kind,
            query: kept(&self.query)?,
            shared: self.shared,
            is_default: self.is_default,
            position: place(self.position)?,
        })
    }
}

/// Save a view.
#[utoipa::path(post, path = "/companies/{company}/views", tag = "views",
    params(("company" = CompanyId, Path)), request_body = CreateView,
    responses((status = 201, body = ViewBody), Problem))]
async fn create_view(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Json(form): Json<CreateView>,
) -> Result<Response> {
    http::write(&blimp.db, caller, move |tx| {
        let project = form.project_id;
        let home = policy::save(tx, &actor, Home { company, project }, form.shared)?;
        let view = actions::create(tx, &actor, &home, form.new_view()?)?;
        let (tag, at) = (tag(&actor, &view), format!("/api/v1/views/{}", view.id));
        Ok(Reply::created(&at, &body(&actor, &view))?.etag(&tag))
    })
    .await
}

/// Read a saved view.
#[utoipa::path(get, path = "/views/{view}", tag = "views", params(("view" = ViewId, Path)),
    responses((status = 200, body = ViewBody), Problem))]
async fn get_view(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<ViewId>,
) -> Result<Reply> {
    let read = move |conn: &mut Conn| {
        let view = policy::see(conn, &actor, id)?;
        reply(&actor, &view)
    };
    Ok(blimp.db.read(read).await?)
}

/// What to change of a view; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EditView {
    /// What it is called.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    name: Option<Tag>,
    /// What it looks like.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    kind: Option<Kind>,
    /// The client's search parameters, all of them.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    query: Option<Map<String, Value>>,
    /// For all who see the project, or who work in the company.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    shared: Option<bool>,
    /// What the project opens with, for all.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    is_default: Option<bool>,
    /// Its place among the others.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, minimum = 0, maximum = 1_000_000)]
    position: Option<i64>,
}

impl EditView {
    fn patch(self) -> blimp_kit::Result<Patch> {
        Ok(Patch {
            name: self.name,
            kind: self.kind,
            query: self.query.as_ref().map(kept).transpose()?,
            shared: self.shared,
            is_default: self.is_default,
            position: self.position.map(place).transpose()?,
        })
    }
}

/// Change a saved view.
#[utoipa::path(patch, path = "/views/{view}", tag = "views", params(("view" = ViewId, Path)),
    request_body = EditView, responses((status = 200, body = ViewBody), Problem))]
async fn edit_view(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ViewId>,
    Json(form): Json<EditView>,
) -> Result<Response> {
    http::write(&blimp.db, caller.clone(), move |tx| {
        let view = policy::edit(tx, &actor, id)?;
        caller.expects(&tag(&actor, &view), || reply(&actor, &view))?;
        reply(&actor, &actions::edit(tx, &actor, &view, form.patch()?)?)
    })
    .await
}

/// Remove a saved view.
#[utoipa::path(delete, path = "/views/{view}", tag = "views", params(("view" = ViewId, Path)),
    responses((status = 204), Problem))]
async fn remove_view(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ViewId>,
) -> Result<Response> {
    http::write(&blimp.db, caller.clone(), move |tx| {
        let view = policy::edit(tx, &actor, id)?;
        caller.expects(&tag(&actor, &view), || reply(&actor, &view))?;
        actions::remove(tx, &actor, &view)?;
        Ok(Reply::no_content())
    })
    .await
}
