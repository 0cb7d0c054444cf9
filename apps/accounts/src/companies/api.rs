//! Companies over HTTP. Making one is in `signups`, for it needs an owner.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result, etag, present, write};
use blimp_kit::{Error, Fields, Instant, Page, PageParams, Slug};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actor::Actor;
use crate::companies::{Company, Settings, actions, policy, queries};
use crate::ids::CompanyId;
use crate::names;

/// The routes of companies.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_companies))
        .routes(routes!(get_company, change_company))
}

/// A company.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": 1, "slug": "acme", "name": "Acme", "created_at": "2026-11-23T09:30:00Z",
    "deleted_at": null, "erased_at": null
}))]
pub struct CompanyBody {
    /// Its id.
    pub id: CompanyId,
    /// Its name in web addresses.
    pub slug: Slug,
    /// What it is called.
    pub name: String,
    /// When it was made.
    pub created_at: Instant,
    /// When it was deleted; it can be brought back until `erased_at`.
    #[schema(required)]
    pub deleted_at: Option<Instant>,
    /// When a deleted one is erased for good.
    #[schema(required)]
    pub erased_at: Option<Instant>,
}

impl From<&Company> for CompanyBody {
    fn from(company: &Company) -> Self {
        Self {
            id: company.id,
            slug: company.slug.clone(),
            name: company.name.clone(),
            created_at: company.created_at,
            deleted_at: company.deleted_at,
            erased_at: company.erased_at(),
        }
    }
}

/// What to change of a company.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "name": "Acme Design" }))]
pub struct CompanyChange {
    /// What it is called.
    #[serde(default, deserialize_with = "present")]
    #[schema(min_length = 1, max_length = 100, nullable = false)]
    name: Option<String>,
    /// Its name in web addresses.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Slug>, nullable = false)]
    slug: Option<String>,
}

impl CompanyChange {
    fn checked(self) -> Result<Settings, Error> {
        let mut fields = Fields::default();
        let name = self
            .name
            .map(|name| names::tidy(&mut fields, "name", &name));
        let slug = self.slug.and_then(|slug| parse_slug(&mut fields, &slug));
        fields.check()?;
        Ok(Settings { name, slug })
    }
}

/// The slug, or a note of what is wrong with it.
pub(crate) fn parse_slug(fields: &mut Fields, text: &str) -> Option<Slug> {
    match text.parse() {
        Ok(slug) => Some(slug),
        Err(error) => {
            let error: blimp_kit::slug::BadSlug = error;
            fields.add("slug", "invalid", error.to_string());
            None
        }
    }
}

/// The `ETag` of a company for this caller.
pub(crate) fn tag(company: &Company, actor: &Actor) -> String {
    etag::of(company.version, actor.rights(company.id))
}

fn reply(company: &Company, actor: &Actor) -> blimp_kit::Result<Reply> {
    Ok(Reply::ok(&CompanyBody::from(company))?.etag(&tag(company, actor)))
}

/// Which companies to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct CompanyFilter {
    /// With this slug.
    slug: Option<String>,
    /// `true` for those that you deleted and can bring back, instead of those you are in.
    deleted: Option<bool>,
    /// Rows a page, 1 to 100; 50 where nothing is said.
    #[param(minimum = 1, maximum = 100, example = 50)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

impl CompanyFilter {
    fn split(self) -> Result<(queries::Wanted, PageParams), Error> {
        let slug = self.slug.map(|slug| slug.parse::<Slug>()).transpose();
        let slug = slug.map_err(|e| Error::bad_parameter("slug", e.to_string()))?;
        let wanted = queries::Wanted {
            slug,
            deleted: self.deleted.unwrap_or(false),
        };
        let page = PageParams {
            limit: self.limit,
            cursor: self.cursor,
        };
        Ok((wanted, page))
    }
}

/// The companies you are in, or those that you deleted.
#[utoipa::path(get, path = "/companies", tag = "companies", params(CompanyFilter),
    responses((status = 200, body = Page<CompanyBody>), Problem))]
async fn list_companies(
    State(blimp): State<Blimp>,
    actor: Actor,
    Filter(filter): Filter<CompanyFilter>,
) -> Result<Json<Page<CompanyBody>>> {
    let (wanted, page) = filter.split()?;
    let page = blimp
        .db
        .read(move |conn| queries::list(conn, &actor, &wanted, &page))
        .await?;
    Ok(Json(page.map(|company| CompanyBody::from(&company))))
}

/// One company.
#[utoipa::path(get, path = "/companies/{company}", tag = "companies",
    responses((status = 200, body = CompanyBody), Problem))]
async fn get_company(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<CompanyId>,
) -> Result<Response> {
    let reply = blimp.db.read(move |conn| {
        let company = policy::view(conn, &actor, id)?.into_inner();
        reply(&company, &actor)
    });
    Ok(reply.await?.into_response())
}

/// Change a company's name or slug. Owners and admins may.
#[utoipa::path(patch, path = "/companies/{company}", tag = "companies",
    request_body = CompanyChange, responses((status = 200, body = CompanyBody), Problem))]
async fn change_company(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<CompanyId>,
    Json(change): Json<CompanyChange>,
) -> Result<Response> {
    let conditions = caller.clone();
    write(&blimp.db, caller, move |tx| {
        let company = policy::administer(tx, &actor, id)?;
        let settings = change.checked()?;
        conditions.expects(&tag(&company, &actor), || reply(&company, &actor))?;
        let company = actions::change(tx, actor.user, &company, &settings)?;
        reply(&company, &actor)
    })
    .await
}
