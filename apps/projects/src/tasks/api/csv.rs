//! Lists of tasks as CSV, for spreadsheets: written page by page, so that memory stays small.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use blimp_accounts::{Actor, CompanyId, companies};
use blimp_app::Blimp;
use blimp_http::{Filter, Path, Problem, Result};
use blimp_kit::{Date, Error, Page};
use blimp_store::Conn;
use futures::stream;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bodies::{TaskBody, bodies};
use crate::projects::{self, ProjectId};
use crate::tasks::queries::{self, Scope};
use crate::tasks::sort::Field;
use crate::tasks::wanted::{Asked, Expand};

pub(super) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(export_tasks))
        .routes(routes!(export_company_tasks))
}

/// The columns, in order.
const HEAD: &str = "number,title,project,state,state_kind,goal,assignees,labels,priority,\
                    start_on,due_on,created_at,updated_at,closed_at\r\n";

/// The tasks of a project as CSV (RFC 4180, UTF-8), with the filters and orders of the list.
///
/// Columns: `number`, `title`, `project`, `state`, `state_kind`, `goal`, `assignees`, `labels`,
/// `priority`, `start_on`, `due_on`, `created_at`, `updated_at`, `closed_at`. People and labels have
/// semicolons between them. A text that a spreadsheet would take for a formula has an apostrophe in
/// front.
#[utoipa::path(get, path = "/projects/{project}/tasks.csv", tag = "tasks",
    params(("project" = ProjectId, Path), Asked),
    responses((status = 200, description = "The table.", body = String,
        content_type = "text/csv"), Problem))]
async fn export_tasks(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(project): Path<ProjectId>,
    Filter(asked): Filter<Asked>,
) -> Result<Response> {
    let who = actor.clone();
    let read = move |conn: &mut Conn| {
        let project = projects::policy::view(conn, &who, project)?;
        Ok(Scope {
            company: project.company_id,
            project: Some(project.id),
        })
    };
    let scope = blimp.db.read(read).await?;
    table(blimp, actor, (scope, Field::Position), asked).await
}

/// The tasks of all projects that the caller sees in a company as CSV, as for one project.
#[utoipa::path(get, path = "/companies/{company}/tasks.csv", tag = "tasks",
    params(("company" = CompanyId, Path), Asked),
    responses((status = 200, description = "The table.", body = String,
        content_type = "text/csv"), Problem))]
async fn export_company_tasks(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Filter(asked): Filter<Asked>,
) -> Result<Response> {
    let who = actor.clone();
    let read = move |conn: &mut Conn| {
        companies::policy::view(conn, &who, company)?;
        Ok(Scope {
            company,
            project: None,
        })
    };
    let scope = blimp.db.read(read).await?;
    table(blimp, actor, (scope, Field::Number), asked).await
}

/// A table that is read on while it is sent.
struct Reading {
    blimp: Blimp,
    actor: Actor,
    scope: Scope,
    otherwise: Field,
    asked: Asked,
    today: Date,
}

impl Reading {
    /// The next page as lines, and where to read on.
    async fn page(&self, cursor: Option<String>) -> Result<(String, Option<String>), Error> {
        let (actor, scope, today) = (self.actor.clone(), self.scope, self.today);
        let (mut asked, otherwise) = (self.asked.clone(), self.otherwise);
        (asked.limit, asked.cursor) = (Some(100), cursor);
        let read = move |conn: &mut Conn| {
            let (wanted, sort) = (asked.wanted(actor.user, today)?, asked.sort(otherwise)?);
            let page = queries::list(conn, (&actor, scope), &wanted, sort, &asked.page())?;
            let Page { items, next } = page;
            let expand = Expand {
                assignees: true,
                goal: true,
                state: true,
                project: true,
                ..Expand::default()
            };
            let rows = bodies(conn, &actor, scope.company, (items, expand))?;
            Ok((rows.iter().map(line).collect(), next))
        };
        self.blimp.db.read(read).await
    }
}

async fn table(
    blimp: Blimp,
    actor: Actor,
    (scope, otherwise): (Scope, Field),
    asked: Asked,
) -> Result<Response> {
    if asked.limit.is_some() || asked.cursor.is_some() || asked.expand.is_some() {
        let message = "A table is whole: without limit, cursor and expand.";
        return Err(Error::bad_parameter("limit", message).into());
    }
    let today = blimp.clock.now().date();
    let reading = Reading {
        blimp,
        actor,
        scope,
        otherwise,
        asked,
        today,
    };
    // What is wrong with the question is said before the first byte.
    let (first, next) = reading.page(None).await?;
    let rest = stream::try_unfold((reading, next), |(reading, next)| async move {
        let Some(cursor) = next else {
            return Ok::<_, Error>(None);
        };
        let (lines, next) = reading.page(Some(cursor)).await?;
        Ok(Some((lines, (reading, next))))
    });
    let start = stream::once(async move { Ok(format!("{HEAD}{first}")) });
    let body = Body::from_stream(futures::StreamExt::chain(start, rest));
    let mut response = body.into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/csv; charset=utf-8; header=present");
    headers.insert(header::CONTENT_TYPE, kind);
    let name = HeaderValue::from_static("attachment; filename=\"tasks.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

fn line(task: &TaskBody) -> String {
    let none = super::bodies::Expanded::default();
    let around = task.expanded.as_ref().unwrap_or(&none);
    let people = around.assignees.as_deref().unwrap_or_default();
    let people: Vec<&str> = people.iter().map(|one| one.name.as_str()).collect();
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let state = around.state.as_ref();
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let cells = [
        task.number.to_string(),
        cell(&task.title),
        cell(around.project.as_ref().map_or("", |one| one.name.as_str())),
        cell(state.map_or("", |one| one.name.as_str())),
        state.map_or_else(String::new, |one| one.kind.to_string()),
        cell(around.goal.as_ref().map_or("", |one| one.title.as_str())),
        cell(&people.join("; ")),
        cell(&task.labels.join("; ")),
        word(serde_json::json!(task.priority)),
        day(task.start_on),
        day(task.due_on),
        task.created_at.to_string(),
        task.updated_at.to_string(),
        task.closed_at.map(|at| at.to_string()).unwrap_or_default(),
    ];
    format!("{}\r\n", cells.join(","))
}

/// A text as a cell: quoted where it must be, and never a formula.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_quoted_where_it_must_be_and_no_formula() {
        for (text, expected) in [
            ("Plain", "Plain"),
            ("a, b", "\"a, b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("+49", "'+49"),
            ("-x", "'-x"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("=A,B", "\"'=A,B\""),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(cell(text), expected, "{text}");
        }
    }
}
