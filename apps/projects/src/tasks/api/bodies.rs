//! Tasks as answers show them.

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_http::{Caller, Reply, etag};
use blimp_kit::{Date, Instant, Result};
use blimp_store::Conn;
use serde::Serialize;
use utoipa::ToSchema;

use crate::checklists::model::Progress;
use crate::goals::GoalId;
use crate::labels::{Label, LabelId};
use crate::people::PersonBody;
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::states::{Kind, State, StateId};
use crate::tasks::model::{Priority, Task};
use crate::tasks::queries::{self, Around, Sticker};
use crate::tasks::wanted::Expand;

/// A task.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskBody {
    /// Its id.
    pub id: TaskId,
    /// Its company.
    pub company_id: CompanyId,
    /// Its project.
    pub project_id: ProjectId,
    /// Unique in the company, never given twice.
    pub number: i64,
    /// What to do.
    pub title: String,
    /// More about it, Markdown.
    pub notes: String,
    /// The notes as safe HTML.
    pub notes_html: String,
    /// The id of the state that it stands in.
    pub state: StateId,
    /// The goal it serves.
    #[schema(required)]
    pub goal_id: Option<GoalId>,
    /// The task it is a part of.
    #[schema(required)]
    pub parent_id: Option<TaskId>,
    /// Sorts bytewise among the tasks of its project.
    pub position: String,
    /// How much it presses.
    pub priority: Priority,
    /// The day to begin.
    #[schema(required)]
    pub start_on: Option<Date>,
    /// The day to be done.
    #[schema(required)]
    pub due_on: Option<Date>,
    /// Who is responsible.
    pub assignee_ids: Vec<UserId>,
    /// The names of its labels.
    pub labels: Vec<String>,
    /// How far its checklist has come.
    pub checklist: Progress,
    /// How far its subtasks have come.
    pub subtasks: Progress,
    /// When it was done.
    #[schema(required)]
    pub closed_at: Option<Instant>,
    /// Who said so; null also where the caller may not know them.
    #[schema(required)]
    pub closed_by: Option<UserId>,
    /// When it was put away.
    #[schema(required)]
    pub archived_at: Option<Instant>,
    /// When it was thrown away.
    #[schema(required)]
    pub trashed_at: Option<Instant>,
    /// Who made it; null where the caller may not know them.
    #[schema(required)]
    pub created_by: Option<UserId>,
    /// When it was made.
    pub created_at: Instant,
    /// When it, or what hangs on it, last changed.
    pub updated_at: Instant,
    /// Raised by every change.
    pub version: i64,
    /// What `expand` asked for; not there where nothing was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub expanded: Option<Expanded>,
}

/// What belongs to a task, as far as it was asked for.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Expanded {
    /// Who is responsible.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub assignees: Option<Vec<PersonBody>>,
    /// Its labels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub labels: Option<Vec<TaskLabel>>,
    /// The goal it serves; not there where it serves none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub goal: Option<TaskGoal>,
    /// The state it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub state: Option<TaskState>,
    /// Its project.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub project: Option<TaskProject>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub creator: Option<PersonBody>,
}

/// A task's label.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TaskLabel {
    /// Its id.
    pub id: LabelId,
    /// What it is called.
    pub name: String,
    /// Its colour, such as `#1c7ed6`.
    pub colour: String,
}

impl From<&Label> for TaskLabel {
    fn from(label: &Label) -> Self {
        Self {
            id: label.id,
            name: label.name.to_string(),
            colour: label.colour.to_string(),
        }
    }
}

impl From<&Sticker> for TaskLabel {
    fn from(label: &Sticker) -> Self {
        Self {
            id: label.id,
            name: label.name.clone(),
            colour: label.colour.clone(),
        }
    }
}

/// A task's goal.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TaskGoal {
    /// Its id.
    pub id: GoalId,
    /// What it is called.
    pub title: String,
}

/// A task's state.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TaskState {
    /// Its id.
    pub id: StateId,
    /// What it is called.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
}

impl From<&State> for TaskState {
    fn from(state: &State) -> Self {
        Self {
            id: state.id,
            name: state.name.to_string(),
            kind: state.kind,
        }
    }
}

/// A task's project.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TaskProject {
    /// Its id.
    pub id: ProjectId,
    /// Its name in web addresses.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// Its colour, such as `#1c7ed6`.
    pub colour: String,
}

impl TaskBody {
    /// `task`, with what was read around it.
    pub(crate) fn new(task: Task, around: &Around, expand: Expand) -> Self {
        let expanded = (!expand.is_empty()).then(|| Expanded::new(&task, around, expand));
        let assignees = around
            .assignees
            .get(&task.id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let labels = around
            .labels
            .get(&task.id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        Self {
            id: task.id,
            company_id: task.company_id,
            project_id: task.project_id,
            number: task.number,
            title: task.title.to_string(),
            notes: task.notes.to_string(),
            notes_html: task.notes_html,
            state: task.state_id,
            // A goal in the trash is not shown.
            goal_id: task.goal_id.filter(|id| around.goals.contains_key(id)),
            parent_id: task.parent_id,
            position: task.position,
            priority: task.priority,
            start_on: task.start_on,
            due_on: task.due_on,
            assignee_ids: assignees
                .iter()
                .filter_map(|id| around.known(*id))
                .collect(),
            labels: labels.iter().map(|label| label.name.clone()).collect(),
            checklist: around.checklists.get(&task.id).copied().unwrap_or_default(),
            subtasks: around.subtasks.get(&task.id).copied().unwrap_or_default(),
            closed_at: task.closed_at,
            closed_by: task.closed_by.and_then(|id| around.known(id)),
            archived_at: task.archived_at,
            trashed_at: task.trashed_at,
            created_by: around.known(task.created_by),
            created_at: task.created_at,
            updated_at: task.updated_at,
            version: task.version,
            expanded,
        }
    }
}

impl Expanded {
    fn new(task: &Task, around: &Around, expand: Expand) -> Self {
        let assignees = around
            .assignees
            .get(&task.id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let labels = around
            .labels
            .get(&task.id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let title = |id| around.goals.get(&id).cloned();
        let goal = task.goal_id.and_then(|id| {
            Some(TaskGoal {
                id,
                title: title(id)?,
            })
        });
        let state = around.states.get(&task.state_id).map(TaskState::from);
        let project = around
            .projects
            .get(&task.project_id)
            .map(|project| TaskProject {
                id: project.id,
                slug: project.slug.to_string(),
                name: project.name.to_string(),
                colour: project.colour.to_string(),
            });
        Self {
            assignees: expand
                .assignees
                .then(|| assignees.iter().map(|id| around.people.get(*id)).collect()),
            labels: expand
                .labels
                .then(|| labels.iter().map(TaskLabel::from).collect()),
            goal: goal.filter(|_| expand.goal),
            state: state.filter(|_| expand.state),
            project: project.filter(|_| expand.project),
            creator: expand.creator.then(|| around.people.get(task.created_by)),
        }
    }
}

/// Tasks of one company as answers show them: a fixed number of statements, however many.
pub(crate) fn bodies(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    (tasks, expand): (Vec<Task>, Expand),
) -> Result<Vec<TaskBody>> {
    let around = queries::around(conn, actor, company, (&tasks, expand))?;
    Ok(tasks
        .into_iter()
        .map(|task| TaskBody::new(task, &around, expand))
        .collect())
}

/// One task as an answer shows it.
pub(crate) fn body(conn: &mut Conn, actor: &Actor, task: Task, expand: Expand) -> Result<TaskBody> {
    let company = task.company_id;
    let mut all = bodies(conn, actor, company, (vec![task], expand))?;
    all.pop().ok_or(blimp_kit::Error::NotFound)
}

/// A task that its maker has just made and on which nothing hangs: there is nothing to read.
pub(crate) fn bare(task: Task) -> TaskBody {
    let around = queries::Around {
        knows_all: true,
        ..queries::Around::default()
    };
    TaskBody::new(task, &around, Expand::default())
}

/// 200 with a task and its tag.
pub fn answer(conn: &mut Conn, actor: &Actor, task: Task) -> Result<Reply> {
    let tag = tag(actor, &task);
    Ok(Reply::ok(&body(conn, actor, task, Expand::default())?)?.etag(&tag))
}

/// Refuses a caller whose copy of the task is old, and shows it as it is.
pub fn check_fresh(conn: &mut Conn, caller: &Caller, actor: &Actor, task: &Task) -> Result {
    caller.expects(&tag(actor, task), || answer(conn, actor, task.clone()))
}

/// The tag of a task for this caller.
pub(crate) fn tag(actor: &Actor, task: &Task) -> String {
    etag::of(task.version, actor.rights(task.company_id))
}
