//! `POST /companies/{company}/task-changes`.

use axum::extract::State;
use axum::response::Response;
use blimp_accounts::{Actor, CompanyId, UserId, companies};
use blimp_app::Blimp;
use blimp_http::{
    self as http, Caller, Json, Path, Problem, Reply, Result, double_option, present,
};
use blimp_kit::{Date, Fields};
use blimp_store::EventId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::actions;
use super::model::{ChangeSet, Column, Day, MAX_NAMED, MAX_SHIFT, MAX_TASKS, Outcome, Several};
use crate::goals::GoalId;
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::states::{Kind, StateId};
use crate::tasks::model::Priority;
use crate::text::Tag;

/// The routes of changes.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(change_tasks))
}

/// Which tasks shall change, and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TaskChanges {
    /// The tasks, each of this company.
    #[schema(min_items = 1, max_items = 500)]
    task_ids: Vec<TaskId>,
    /// What changes of them.
    changes: FieldChanges,
}

/// What changes of each task: what is not named stays, `null` clears.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::option_option,
    reason = "absent, null and a value are three things"
)]
struct FieldChanges {
    /// The id of a state; tasks of other projects are refused.
    state: Option<StateId>,
    /// The first state of this kind, in each task's own project.
    state_kind: Option<Kind>,
    /// Close (`true`) or reopen (`false`).
    closed: Option<bool>,
    /// Who is responsible.
    assignees: Option<SomePeople>,
    /// Labels by name; missing ones are made.
    labels: Option<SomeLabels>,
    /// The day to be done.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Date>)]
    due_on: Option<Option<Date>>,
    /// Days by which the day to be done is moved, backwards where negative.
    #[schema(minimum = -3650, maximum = 3650)]
    shift_due_days: Option<i64>,
    /// The day to begin.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Date>)]
    start_on: Option<Option<Date>>,
    /// Days by which the day to begin is moved, backwards where negative.
    #[schema(minimum = -3650, maximum = 3650)]
    shift_start_days: Option<i64>,
    /// How much they press.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Priority>)]
    priority: Option<Option<Priority>>,
    /// The goal they serve, of their own project.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<GoalId>)]
    goal_id: Option<Option<GoalId>>,
    /// Another project of the company, in which the caller works too.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    project_id: Option<ProjectId>,
    /// Put away (`true`) or take out again (`false`).
    archived: Option<bool>,
    /// Throw away (`true`) or take out of the trash (`false`); alone, nothing beside it.
    trashed: Option<bool>,
}

/// People: `set` for all of them, or some to `add` and some to `remove`.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct SomePeople {
    /// These and nobody else.
    #[schema(max_items = 20)]
    set: Option<Vec<UserId>>,
    /// These as well.
    #[schema(max_items = 20)]
    add: Vec<UserId>,
    /// Not these.
    #[schema(max_items = 20)]
    remove: Vec<UserId>,
}

/// Labels: `set` for all of them, or some to `add` and some to `remove`.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct SomeLabels {
    /// These and no others.
    #[schema(max_items = 20)]
    set: Option<Vec<Tag>>,
    /// These as well.
    #[schema(max_items = 20)]
    add: Vec<Tag>,
    /// Not these.
    #[schema(max_items = 20)]
    remove: Vec<Tag>,
}

fn several<T>(
    field: &str,
    (set, add, remove): (Option<Vec<T>>, Vec<T>, Vec<T>),
    fields: &mut Fields,
) -> Several<T> {
    if set.is_some() && !(add.is_empty() && remove.is_empty()) {
        let message = "Either set, or add and remove.";
        fields.add(&format!("changes/{field}"), "ambiguous", message);
    }
    let several = match set {
        Some(all) => Several::Set(all),
        None => Several::Differ { add, remove },
    };
    if several.named().count() > MAX_NAMED {
        let message = format!("At most {MAX_NAMED}.");
        fields.add(&format!("changes/{field}"), "too_many", message);
    }
    several
}

#[expect(
    clippy::option_option,
    reason = "absent, null and a value are three things"
)]
fn day(
    field: &str,
    (set, shift): (Option<Option<Date>>, Option<i64>),
    fields: &mut Fields,
) -> Option<Day> {
    if set.is_some() && shift.is_some() {
        let message = "Either a day, or a shift.";
        fields.add(&format!("changes/{field}"), "ambiguous", message);
    }
    if shift.is_some_and(|days| days.abs() > MAX_SHIFT) {
        let message = format!("At most {MAX_SHIFT} days.");
        fields.add(&format!("changes/{field}"), "too_far", message);
    }
    set.map(Day::Set).or(shift.map(Day::Shift))
}

impl FieldChanges {
    fn checked(self) -> blimp_kit::Result<ChangeSet> {
        let mut fields = Fields::default();
        let columns = [
            self.state.map(Column::Id),
            self.state_kind.map(Column::Kind),
            self.closed.map(|closed| {
                if closed {
                    Column::Closed
                } else {
                    Column::Reopened
                }
            }),
        ];
        let mut columns = columns.into_iter().flatten();
        let column = columns.next();
        if columns.next().is_some() {
            let message = "One of state, state_kind and closed.";
            fields.add("changes/state", "ambiguous", message);
        }
        let people = self.assignees.map(|all| (all.set, all.add, all.remove));
        let labels = self.labels.map(|all| (all.set, all.add, all.remove));
        let set = ChangeSet {
            column,
            assignees: people.map(|all| several("assignees", all, &mut fields)),
            labels: labels.map(|all| several("labels", all, &mut fields)),
            due_on: day("due_on", (self.due_on, self.shift_due_days), &mut fields),
            start_on: day(
                "start_on",
                (self.start_on, self.shift_start_days),
                &mut fields,
            ),
            priority: self.priority.map(Option::unwrap_or_default),
            goal: self.goal_id,
            project: self.project_id,
            archived: self.archived,
            trashed: self.trashed,
        };
        let others = set.has_fields() || set.project.is_some();
        if !others && set.trashed.is_none() {
            fields.add("changes", "required", "Say what shall change.");
        }
        if others && set.trashed.is_some() {
            fields.add("changes/trashed", "alone", "Nothing can stand beside this.");
        }
        fields.check()?;
        Ok(set)
    }
}

/// The tasks, each once, in the order of their ids.
fn distinct(mut ids: Vec<TaskId>) -> blimp_kit::Result<Vec<TaskId>> {
    if ids.is_empty() || ids.len() > MAX_TASKS {
        let message = format!("1 to {MAX_TASKS} tasks.");
        let code = if ids.is_empty() {
            "required"
        } else {
            "too_many"
        };
        return Err(blimp_kit::Error::invalid("task_ids", code, message));
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// What came of a change of many tasks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeBody {
    /// The fact that holds the change together; `POST /events/{event}/reversal` undoes it. Null
    /// where nothing changed.
    #[schema(required)]
    event_id: Option<EventId>,
    /// The tasks that were changed.
    changed_ids: Vec<TaskId>,
    /// The tasks that were so already.
    unchanged_ids: Vec<TaskId>,
    /// The tasks that stay as they are.
    refused: Vec<RefusalBody>,
}

/// A task that stays as it is, and why.
#[derive(Debug, Serialize, ToSchema)]
struct RefusalBody {
    /// The task.
    task_id: TaskId,
    /// A stable word: `not_found`, `forbidden`, `project.archived`, `state.not_found`,
    /// `goal.not_found`, `cannot_see`, `after_due`, `too_many`, `task.overtaken`, ….
    code: String,
    /// A sentence for people.
    message: String,
}

impl From<Outcome> for ChangeBody {
    fn from(outcome: Outcome) -> Self {
        let mut changed = outcome.changed;
        changed.sort_unstable();
        let refused = outcome.refused.into_iter().map(|one| RefusalBody {
            task_id: one.task,
            code: one.code,
            message: one.message,
        });
        Self {
            event_id: outcome.fact,
            changed_ids: changed,
            unchanged_ids: outcome.unchanged,
            refused: refused.collect(),
        }
    }
}

/// Change up to 500 tasks of a company at once.
///
/// Each task is judged by itself: the answer says which were changed, which were so already, and
/// which were refused and why. The change can be undone as a whole. People are told of it once.
#[utoipa::path(post, path = "/companies/{company}/task-changes", tag = "tasks",
    params(("company" = CompanyId, Path)), request_body = TaskChanges,
    responses((status = 200, body = ChangeBody), Problem))]
async fn change_tasks(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Json(body): Json<TaskChanges>,
) -> Result<Response> {
    http::write(&blimp.db, caller, move |tx| {
        let company = companies::policy::work(tx, &actor, company)?;
        let (ids, set) = (distinct(body.task_ids)?, body.changes.checked()?);
        let outcome = actions::apply(tx, &actor, &company, (&ids, &set))?;
        Reply::ok(&ChangeBody::from(outcome))
    })
    .await
}
