//! `GET /companies/{company}/search`.

use axum::extract::State;
use blimp_accounts::{Actor, CompanyId, companies};
use blimp_app::Blimp;
use blimp_http::{Filter, Json, Path, Problem, Result};
use blimp_kit::{Page, PageParams};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::model::Search;
use super::{Hit, Kind, Terms, queries, snippet};
use crate::place::TaskId;
use crate::projects::ProjectId;

/// The routes of search.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(search_company))
}

/// What to look for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct SearchFilter {
    /// Words, 2 to 200 characters; each stands for all words that begin with it.
    #[param(min_length = 2, max_length = 200)]
    q: String,
    /// Only this kind.
    #[param(inline)]
    kind: Option<Kind>,
    /// Only in this project.
    project: Option<ProjectId>,
    /// Rows a page, 1 to 100; 50 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Something found.
#[derive(Debug, Serialize, ToSchema)]
struct HitBody {
    /// What it is.
    kind: Kind,
    /// The task that it is, or hangs on.
    task: FoundTask,
    /// The comment, where one was found.
    #[schema(required)]
    comment_id: Option<i64>,
    /// The attachment, where its name was found.
    #[schema(required)]
    attachment_id: Option<i64>,
    /// Where the title matches, HTML with the matches in `<mark>`; else just escaped.
    title_html: String,
    /// The title as it is.
    title: String,
    /// A few words around the match, HTML with the matches in `<mark>`.
    snippet: String,
    /// How good the match is: higher is better, comparable within one answer.
    score: i64,
}

/// A task that was found, in short.
#[derive(Debug, Serialize, ToSchema)]
struct FoundTask {
    id: TaskId,
    /// Its number in the company.
    number: i64,
    title: String,
    project_id: ProjectId,
}

impl HitBody {
    fn new(hit: Hit, terms: &Terms) -> Self {
        let subject = |kind: Kind| (hit.kind == kind).then_some(hit.subject_id);
        Self {
            kind: hit.kind,
            comment_id: subject(Kind::Comment),
            attachment_id: subject(Kind::File),
            title_html: snippet::of(&hit.title, terms),
            snippet: snippet::of(&hit.body, terms),
            score: hit.score,
            title: hit.title,
            task: FoundTask {
                id: hit.task_id,
                number: hit.number,
                title: hit.task_title,
                project_id: hit.project_id,
            },
        }
    }
}

/// Search tasks, comments and file names.
///
/// Only what the caller may see, nothing from the trash; best matches first.
#[utoipa::path(get, path = "/companies/{company}/search", tag = "search",
    params(("company" = CompanyId, Path), SearchFilter),
    responses((status = 200, body = Page<HitBody>), Problem))]
async fn search_company(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Filter(filter): Filter<SearchFilter>,
) -> Result<Json<Page<HitBody>>> {
    let SearchFilter {
        q,
        kind,
        project,
        limit,
        cursor,
    } = filter;
    let text = Terms::parse("q", &q)?;
    let search = Search {
        company,
        text: text.clone(),
        kind,
        project,
    };
    let read = move |conn: &mut blimp_store::Conn| {
        companies::policy::view(conn, &actor, company)?;
        queries::list(conn, &actor, &search, &PageParams { limit, cursor })
    };
    let page = blimp.db.read(read).await?;
    Ok(Json(page.map(|hit| HitBody::new(hit, &text))))
}
