//! One task: make, read, change, throw away.

use axum::extract::State;
use axum::response::Response;
use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_app::Blimp;
use blimp_http::{
    self as http, Caller, Filter, Json, Path, Problem, Reply, Result, double_option, present,
};
use blimp_kit::Date;
use blimp_store::Conn;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bodies::{TaskBody, answer, bare, body, check_fresh, tag};
use crate::checklists::NewItem;
use crate::goals::GoalId;
use crate::markdown::Written;
use crate::place::TaskId;
use crate::projects::{self, ProjectId};
use crate::states::StateId;
use crate::tasks::model::{Edit, NewTask, Priority, Spot};
use crate::tasks::wanted::Expand;
use crate::tasks::{actions, policy, queries};
use crate::text::{Body, Tag, Title};

pub(super) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(create_task))
        .routes(routes!(get_task, change_task, trash_task))
        .routes(routes!(get_numbered_task))
}

/// A task to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTaskBody {
    /// What to do.
    title: Title,
    /// More about it, Markdown; `@[Ana Lopez](12)` and `@ana` tell people.
    notes: Option<Body>,
    /// The id of a state; the project's first open one where nothing is said.
    state: Option<StateId>,
    /// The goal it serves.
    goal_id: Option<GoalId>,
    /// The task it is a part of.
    parent_id: Option<TaskId>,
    /// Who is responsible; each must be able to see the project.
    #[serde(default)]
    #[schema(max_items = 50)]
    assignee_ids: Vec<UserId>,
    /// Names of labels; missing ones are made.
    #[serde(default)]
    #[schema(max_items = 50)]
    labels: Vec<Tag>,
    /// How much it presses.
    priority: Option<Priority>,
    /// The day to begin.
    start_on: Option<Date>,
    /// The day to be done.
    due_on: Option<Date>,
    /// Small steps.
    #[serde(default)]
    #[schema(max_items = 500)]
    checklist: Vec<NewItem>,
    /// The task it comes after.
    after: Option<TaskId>,
    /// The task it comes before.
    before: Option<TaskId>,
}

impl From<NewTaskBody> for NewTask {
    fn from(body: NewTaskBody) -> Self {
        Self {
            notes: body.notes.map(Written::from).unwrap_or_default(),
            state: body.state,
            goal: body.goal_id,
            parent: body.parent_id,
            assignees: body.assignee_ids,
            labels: body.labels,
            priority: body.priority.unwrap_or_default(),
            start_on: body.start_on,
            due_on: body.due_on,
            checklist: body.checklist,
            spot: Spot {
                after: body.after,
                before: body.before,
            },
            ..Self::titled(body.title)
        }
    }
}

/// Make a task in a project.
#[utoipa::path(post, path = "/projects/{project}/tasks", tag = "tasks",
    params(("project" = ProjectId, Path)), request_body = NewTaskBody,
    responses((status = 201, body = TaskBody), Problem))]
async fn create_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(project): Path<ProjectId>,
    Json(new): Json<NewTaskBody>,
) -> Result<Response> {
    let new = NewTask::from(new);
    http::write(&blimp.db, caller, move |tx| {
        let project = projects::policy::work(tx, &actor, project)?;
        let is_bare = new.is_bare();
        let task = actions::create(tx, &actor, &project, new)?;
        let (place, tag) = (format!("/api/v1/tasks/{}", task.id), tag(&actor, &task));
        let body = if is_bare {
            bare(task)
        } else {
            body(tx, &actor, task, Expand::default())?
        };
        Ok(Reply::created(&place, &body)?.etag(&tag))
    })
    .await
}

/// What to read along.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Along {
    /// What to put into `expanded`: `assignees`, `labels`, `goal`, `state`, `project`, `creator`.
    expand: Option<String>,
}

/// Read a task.
#[utoipa::path(get, path = "/tasks/{task}", tag = "tasks", params(("task" = TaskId, Path), Along),
    responses((status = 200, body = TaskBody), Problem))]
async fn get_task(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<TaskId>,
    Filter(along): Filter<Along>,
) -> Result<Reply> {
    let read = move |conn: &mut Conn| {
        let expand = Expand::parse(along.expand.as_deref())?;
        let task = policy::view(conn, &actor, id)?.into_inner();
        let tag = tag(&actor, &task);
        Ok(Reply::ok(&body(conn, &actor, task, expand)?)?.etag(&tag))
    };
    Ok(blimp.db.read(read).await?)
}

/// Read the task that has this number in a company.
#[utoipa::path(get, path = "/companies/{company}/tasks/{number}", tag = "tasks",
    params(("company" = CompanyId, Path), ("number" = i64, Path)),
    responses((status = 200, body = TaskBody), Problem))]
async fn get_numbered_task(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path((company, number)): Path<(CompanyId, i64)>,
) -> Result<Reply> {
    let read = move |conn: &mut Conn| {
        let task = queries::find_numbered(conn, &actor, company, number)?;
        answer(conn, &actor, task.ok_or(blimp_kit::Error::NotFound)?)
    };
    Ok(blimp.db.read(read).await?)
}

/// What to change of a task: what is not named stays, `null` clears.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::option_option,
    reason = "absent, null and a value are three things"
)]
struct TaskPatch {
    /// What to do.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    title: Option<Title>,
    /// More about it, Markdown.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Body>)]
    notes: Option<Option<Body>>,
    /// The id of a state; one of kind `done` closes the task, leaving it reopens the task.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    state: Option<StateId>,
    /// The goal it serves.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<GoalId>)]
    goal_id: Option<Option<GoalId>>,
    /// The task it is a part of.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<TaskId>)]
    parent_id: Option<Option<TaskId>>,
    /// Everybody who is responsible.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Vec<UserId>>, max_items = 50)]
    assignee_ids: Option<Option<Vec<UserId>>>,
    /// Every label, by name; missing ones are made.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Vec<Tag>>, max_items = 50)]
    labels: Option<Option<Vec<Tag>>>,
    /// How much it presses.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Priority>)]
    priority: Option<Option<Priority>>,
    /// The day to begin.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Date>)]
    start_on: Option<Option<Date>>,
    /// The day to be done.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Date>)]
    due_on: Option<Option<Date>>,
    /// The task it shall come after.
    after: Option<TaskId>,
    /// The task it shall come before.
    before: Option<TaskId>,
}

impl From<TaskPatch> for Edit {
    fn from(patch: TaskPatch) -> Self {
        Self {
            title: patch.title,
            notes: patch
                .notes
                .map(|notes| notes.map(Written::from).unwrap_or_default()),
            state: patch.state,
            goal: patch.goal_id,
            parent: patch.parent_id,
            assignees: patch.assignee_ids.map(Option::unwrap_or_default),
            labels: patch.labels.map(Option::unwrap_or_default),
            priority: patch.priority.map(Option::unwrap_or_default),
            start_on: patch.start_on,
            due_on: patch.due_on,
            spot: Spot {
                after: patch.after,
                before: patch.before,
            },
        }
    }
}

/// Change a task.
#[utoipa::path(patch, path = "/tasks/{task}", tag = "tasks", params(("task" = TaskId, Path)),
    request_body = TaskPatch, responses((status = 200, body = TaskBody), Problem))]
async fn change_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<TaskId>,
    Json(patch): Json<TaskPatch>,
) -> Result<Response> {
    let edit = Edit::from(patch);
    http::write(&blimp.db, caller.clone(), move |tx| {
        let task = policy::edit(tx, &actor, id)?;
        check_fresh(tx, &caller, &actor, &task)?;
        let task = actions::edit(tx, &actor, task, edit)?;
        answer(tx, &actor, task)
    })
    .await
}

/// Throw a task away, with its subtasks.
#[utoipa::path(delete, path = "/tasks/{task}", tag = "tasks", params(("task" = TaskId, Path)),
    responses((status = 204), Problem))]
async fn trash_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<TaskId>,
) -> Result<Response> {
    http::write(&blimp.db, caller.clone(), move |tx| {
        let task = policy::edit(tx, &actor, id)?;
        check_fresh(tx, &caller, &actor, &task)?;
        actions::trash(tx, &actor, &task)?;
        Ok(Reply::no_content())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::{NewTaskBody, TaskPatch};
    use crate::tasks::model::{Edit, Priority};

    #[test]
    fn a_patch_tells_absent_from_null_and_refuses_what_it_does_not_know() {
        let read = |json: &str| serde_json::from_str::<TaskPatch>(json).map(Edit::from);
        let empty = read("{}").unwrap();
        assert!(empty.title.is_none() && empty.due_on.is_none() && empty.labels.is_none());
        let clear = r#"{"notes":null,"due_on":null,"goal_id":null,"labels":null,"priority":null}"#;
        let clear = read(clear).unwrap();
        assert_eq!((clear.due_on, clear.goal), (Some(None), Some(None)));
        assert_eq!(
            (clear.labels, clear.priority),
            (Some(Vec::new()), Some(Priority::None))
        );
        assert!(clear.notes.unwrap().text.as_str().is_empty());
        let refused = [
            r#"{"title":null}"#,
            r#"{"title":""}"#,
            r#"{"state":null}"#,
            r#"{"state":"done"}"#,
            r#"{"priority":"huge"}"#,
            r#"{"priority":4}"#,
            r#"{"project_id":3}"#,
            r#"{"due_on":"soon"}"#,
            r#"{"labels":[""]}"#,
        ];
        for json in refused {
            assert!(read(json).is_err(), "{json}");
        }
        assert!(serde_json::from_str::<NewTaskBody>(r#"{"title":"a","id":3}"#).is_err());
        assert!(
            serde_json::from_str::<NewTaskBody>(r#"{"title":"a","priority":"urgent"}"#).is_ok()
        );
    }
}
