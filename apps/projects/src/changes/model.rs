//! What shall change of many tasks, and what came of it.

use std::collections::{HashMap, HashSet};

use blimp_accounts::UserId;
use blimp_kit::{Date, Error, Instant, Result};
use blimp_store::EventId;
use diesel::prelude::*;

use crate::goals::GoalId;
use crate::labels::Label;
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::states::{Kind, State, StateId};
use crate::tasks::model::{Priority, Task, Turn};
use crate::tasks::schema::tasks;
use crate::text::Tag;

/// The most tasks of one change.
pub const MAX_TASKS: usize = 500;

/// The most people, or labels, that one change names.
pub const MAX_NAMED: usize = 20;

/// The most days by which dates are shifted.
pub const MAX_SHIFT: i64 = 3_650;

/// A column to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// This one, which is of one project.
    Id(StateId),
    /// The first of this kind in the task's own project.
    Kind(Kind),
    /// Where closing leads to.
    Closed,
    /// Where reopening leads to.
    Reopened,
}

/// What becomes of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// It is this one, or none.
    Set(Option<Date>),
    /// It is so many days later; a task without one keeps none.
    Shift(i64),
}

impl Day {
    fn of(self, before: Option<Date>) -> Option<Date> {
        match self {
            Self::Set(day) => day,
            Self::Shift(days) => before.map(|day| day.plus(days)),
        }
    }
}

/// What becomes of several of a thing: people, labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Several<T> {
    /// These and no others.
    Set(Vec<T>),
    /// Some more, and some less.
    Differ {
        /// More.
        add: Vec<T>,
        /// Less.
        remove: Vec<T>,
    },
}

impl<T> Several<T> {
    /// Those that a task shall have in any case.
    pub fn wanted(&self) -> &[T] {
        match self {
            Self::Set(all) => all,
            Self::Differ { add, .. } => add,
        }
    }

    /// All that are named.
    pub fn named(&self) -> impl Iterator<Item = &T> {
        let (some, others): (&[T], &[T]) = match self {
            Self::Set(all) => (all, &[]),
            Self::Differ { add, remove } => (add, remove),
        };
        some.iter().chain(others)
    }

    /// Whether what a task has, and is not named, goes.
    pub const fn replaces(&self) -> bool {
        matches!(self, Self::Set(_))
    }
}

/// What shall change; `None` leaves a field alone.
#[derive(Debug, Clone, Default)]
pub struct ChangeSet {
    /// The column.
    pub column: Option<Column>,
    /// Who is responsible.
    pub assignees: Option<Several<UserId>>,
    /// Labels, by name.
    pub labels: Option<Several<Tag>>,
    /// The day to be done.
    pub due_on: Option<Day>,
    /// The day to begin.
    pub start_on: Option<Day>,
    /// How much they press.
    pub priority: Option<Priority>,
    /// The goal they serve.
    pub goal: Option<Option<GoalId>>,
    /// The project they are in.
    pub project: Option<ProjectId>,
    /// Put away, or out again.
    pub archived: Option<bool>,
    /// Thrown away, or back again.
    pub trashed: Option<bool>,
}

impl ChangeSet {
    /// Whether it says anything about fields, apart from project and trash.
    pub const fn has_fields(&self) -> bool {
        self.column.is_some()
            || self.assignees.is_some()
            || self.labels.is_some()
            || self.due_on.is_some()
            || self.start_on.is_some()
            || self.priority.is_some()
            || self.goal.is_some()
            || self.archived.is_some()
    }
}

/// A task that stays as it is, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The task.
    pub task: TaskId,
    /// A stable word, such as `not_found`.
    pub code: String,
    /// A sentence for people.
    pub message: String,
}

impl Refusal {
    /// A refusal in its own words.
    pub fn new(task: TaskId, code: &str, message: impl Into<String>) -> Self {
        Self {
            task,
            code: code.to_owned(),
            message: message.into(),
        }
    }

    /// Reads a refusal out of an error; accidents stay errors.
    pub fn from(task: TaskId, error: Error) -> Result<Self> {
        Ok(match error {
            Error::NotFound => Self::new(task, "not_found", "There is no such task."),
            Error::Forbidden(message) => Self::new(task, "forbidden", message),
            Error::Conflict { code, detail } => Self::new(task, code, detail),
            Error::Invalid(fields) => match fields.0.into_iter().next() {
                Some(field) => Self::new(task, &field.code, field.message),
                None => Self::new(task, "invalid", "This will not do."),
            },
            other => return Err(other),
        })
    }
}

/// What came of a change.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Its first fact, which can be undone; none where nothing changed.
    pub fact: Option<EventId>,
    /// What is not as it was.
    pub changed: Vec<TaskId>,
    /// What was so already.
    pub unchanged: Vec<TaskId>,
    /// What stays as it is, and why.
    pub refused: Vec<Refusal>,
}

/// A task as it is and as it shall be.
#[derive(Debug, Clone)]
pub struct Aim {
    /// As it is.
    pub old: Task,
    /// As it shall be.
    pub new: Task,
    /// What its state does to it.
    pub turn: Turn,
    /// People who become responsible.
    pub joining: Vec<UserId>,
    /// People who are so no more.
    pub leaving: Vec<UserId>,
    /// The labels before and after, where they differ.
    pub labels: Option<(Vec<Label>, Vec<Label>)>,
}

impl Aim {
    /// Nothing shall change.
    pub fn still(task: Task) -> Self {
        Self {
            new: task.clone(),
            old: task,
            turn: Turn::Same,
            joining: Vec::new(),
            leaving: Vec::new(),
            labels: None,
        }
    }

    /// Whether nothing shall change.
    pub fn is_still(&self) -> bool {
        self.old == self.new
            && self.joining.is_empty()
            && self.leaving.is_empty()
            && self.labels.is_none()
    }

    /// Says which dates it shall have.
    pub fn set_days(&mut self, start: Option<Day>, due: Option<Day>) {
        if let Some(day) = start {
            self.new.start_on = day.of(self.new.start_on);
        }
        if let Some(day) = due {
            self.new.due_on = day.of(self.new.due_on);
        }
    }

    /// Says whether it shall be put away.
    pub const fn set_archived(&mut self, archived: bool, now: Instant) {
        if self.new.archived_at.is_some() != archived {
            self.new.archived_at = if archived { Some(now) } else { None };
        }
    }
}

/// What a change of many tasks looks at, read once for all of them.
#[derive(Debug, Default)]
pub struct Ground {
    /// The states of their projects, in order.
    pub states: HashMap<ProjectId, Vec<State>>,
    /// What goals are called.
    pub goals: HashMap<(ProjectId, GoalId), String>,
    /// Who is responsible for what.
    pub assignees: HashMap<TaskId, Vec<UserId>>,
    /// Who of those named sees which project.
    pub seeing: HashSet<(ProjectId, UserId)>,
    /// Which labels are on what.
    pub labels: HashMap<TaskId, Vec<Label>>,
    /// The labels that the change names.
    pub named: Vec<Label>,
}

impl Ground {
    /// The states of a task's project.
    pub fn states_of(&self, task: &Task) -> &[State] {
        self.states
            .get(&task.project_id)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

/// The fields that many tasks may have alike after a change.
#[derive(Debug, Clone, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = tasks, treat_none_as_null = true)]
pub(in crate::changes) struct Values {
    state_id: StateId,
    previous_state_id: Option<StateId>,
    goal_id: Option<GoalId>,
    priority: Priority,
    start_on: Option<Date>,
    due_on: Option<Date>,
    closed_at: Option<Instant>,
    closed_by: Option<UserId>,
    archived_at: Option<Instant>,
}

impl From<&Task> for Values {
    fn from(task: &Task) -> Self {
        Self {
            state_id: task.state_id,
            previous_state_id: task.previous_state_id,
            goal_id: task.goal_id,
            priority: task.priority,
            start_on: task.start_on,
            due_on: task.due_on,
            closed_at: task.closed_at,
            closed_by: task.closed_by,
            archived_at: task.archived_at,
        }
    }
}
