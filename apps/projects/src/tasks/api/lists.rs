//! Lists of tasks.

use axum::extract::State;
use blimp_accounts::{Actor, CompanyId, companies};
use blimp_app::Blimp;
use blimp_http::{Filter, Json, Path, Problem, Result};
use blimp_kit::{Error, Page};
use blimp_store::Conn;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bodies::{TaskBody, bodies};
use crate::paging::Paging;
use crate::projects::{self, ProjectId};
use crate::tasks::model::Task;
use crate::tasks::queries::{self, Scope};
use crate::tasks::sort::Field;
use crate::tasks::wanted::{Asked, Expand};

pub(super) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_tasks))
        .routes(routes!(list_company_tasks))
        .routes(routes!(list_trashed_tasks))
}

/// The tasks of a project, as they stand on the board unless asked otherwise.
#[utoipa::path(get, path = "/projects/{project}/tasks", tag = "tasks",
    params(("project" = ProjectId, Path), Asked),
    responses((status = 200, body = Page<TaskBody>), Problem))]
async fn list_tasks(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(project): Path<ProjectId>,
    Filter(asked): Filter<Asked>,
) -> Result<Json<Page<TaskBody>>> {
    let today = blimp.clock.now().date();
    let read = move |conn: &mut Conn| {
        let project = projects::policy::view(conn, &actor, project)?;
        let scope = Scope {
            company: project.company_id,
            project: Some(project.id),
        };
        listed(conn, (&actor, scope), &asked, (Field::Position, today))
    };
    Ok(Json(blimp.db.read(read).await?))
}

/// The tasks of all projects that the caller sees in a company, by number unless asked otherwise.
///
/// `?assignee=me&closed=false&sort=due_on` is a person's work.
#[utoipa::path(get, path = "/companies/{company}/tasks", tag = "tasks",
    params(("company" = CompanyId, Path), Asked),
    responses((status = 200, body = Page<TaskBody>), Problem))]
async fn list_company_tasks(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Filter(asked): Filter<Asked>,
) -> Result<Json<Page<TaskBody>>> {
    let today = blimp.clock.now().date();
    let read = move |conn: &mut Conn| {
        companies::policy::view(conn, &actor, company)?;
        let scope = Scope {
            company,
            project: None,
        };
        listed(conn, (&actor, scope), &asked, (Field::Number, today))
    };
    Ok(Json(blimp.db.read(read).await?))
}

fn listed(
    conn: &mut Conn,
    (actor, scope): (&Actor, Scope),
    asked: &Asked,
    (field, today): (Field, blimp_kit::Date),
) -> blimp_kit::Result<Page<TaskBody>> {
    let (wanted, sort) = (asked.wanted(actor.user, today)?, asked.sort(field)?);
    let expand = asked.expand()?;
    let page = queries::list(conn, (actor, scope), &wanted, sort, &asked.page())?;
    filled(conn, (actor, scope.company), page, expand)
}

fn filled(
    conn: &mut Conn,
    (actor, company): (&Actor, CompanyId),
    page: Page<Task>,
    expand: Expand,
) -> blimp_kit::Result<Page<TaskBody>> {
    let Page { items, next } = page;
    Ok(Page {
        items: bodies(conn, actor, company, (items, expand))?,
        next,
    })
}

/// The tasks that were thrown away in a project, the last first. Not for clients.
#[utoipa::path(get, path = "/projects/{project}/trash", tag = "tasks",
    params(("project" = ProjectId, Path), Paging),
    responses((status = 200, body = Page<TaskBody>), Problem))]
async fn list_trashed_tasks(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(project): Path<ProjectId>,
    Filter(paging): Filter<Paging>,
) -> Result<Json<Page<TaskBody>>> {
    let read = move |conn: &mut Conn| {
        let project = projects::policy::view(conn, &actor, project)?;
        let company = project.company_id;
        if !actor.is_staff_of(company) {
            return Err(Error::forbidden("Clients do not look into the trash."));
        }
        let page = queries::trash(conn, company, project.id, &paging.into())?;
        filled(conn, (&actor, company), page, Expand::default())
    };
    Ok(Json(blimp.db.read(read).await?))
}

#[cfg(test)]
mod tests {
    use axum::extract::FromRequestParts;
    use axum::http::Request;
    use axum::response::IntoResponse;
    use blimp_http::Filter;

    use crate::tasks::wanted::Asked;

    #[tokio::test]
    async fn what_a_list_does_not_know_is_refused() {
        for (query, expected) in [
            ("", 200),
            (
                "state=plan,4&assignee=me&label=Bug&goal=none&parent=3&q=ab&limit=10",
                200,
            ),
            (
                "due_after=2026-01-01&due_before=2026-12-31&overdue=true&closed=false",
                200,
            ),
            (
                "created_after=2026-01-01T00:00:00Z&sort=-due_on&expand=goal,state",
                200,
            ),
            ("colour=red", 400),
            ("overdue=yes", 400),
            ("due_after=tomorrow", 400),
            ("limit=ten", 400),
            ("state=1&state=2", 400),
        ] {
            let request = Request::builder()
                .uri(format!("/tasks?{query}"))
                .body(())
                .unwrap();
            let (mut parts, ()) = request.into_parts();
            let found = Filter::<Asked>::from_request_parts(&mut parts, &()).await;
            let status = found.map_or_else(|e| e.into_response().status().as_u16(), |_| 200);
            assert_eq!(status, expected, "{query}");
        }
    }

    #[test]
    fn every_route_of_the_app_has_its_place() {
        let (_, document) = crate::app().router().split_for_parts();
        for (path, operations) in [
            ("/projects/{project}/tasks", 2),
            ("/companies/{company}/tasks", 1),
            ("/companies/{company}/tasks/{number}", 1),
            ("/projects/{project}/trash", 1),
            ("/projects/{project}/board", 1),
            ("/tasks/{task}", 3),
            ("/tasks/{task}/closure", 2),
            ("/tasks/{task}/approval", 1),
            ("/tasks/{task}/return", 1),
            ("/tasks/{task}/archiving", 2),
            ("/tasks/{task}/restoration", 1),
            ("/tasks/{task}/move", 1),
            ("/tasks/{task}/assignees/{user}", 2),
            ("/tasks/{task}/watchers", 1),
            ("/tasks/{task}/watchers/{user}", 2),
            ("/tasks/{task}/checklist", 2),
            ("/checklist-items/{item}", 2),
            ("/checklist-items/{item}/restoration", 1),
        ] {
            let item = document.paths.paths.get(path).expect(path);
            let all = [&item.get, &item.post, &item.put, &item.patch, &item.delete];
            assert_eq!(
                all.iter().filter(|one| one.is_some()).count(),
                operations,
                "{path}"
            );
        }
    }
}
