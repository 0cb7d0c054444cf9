//! A task, what it takes to make one, and what can change.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Date, Instant};
use diesel::backend::Backend;
use diesel::deserialize::FromSql;
use diesel::prelude::*;
use diesel::serialize::{Output, ToSql};
use diesel::sql_types::BigInt;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::schema::tasks;
use crate::checklists::NewItem;
use crate::goals::GoalId;
use crate::markdown::Written;
use crate::place::{Place, TaskId, Titled};
use crate::projects::ProjectId;
use crate::states::{Kind, State, StateId};
use crate::text::{Body, Tag, Title};

/// A task, its subtasks, theirs, and so on: the most of them in a row.
pub const MAX_DEPTH: usize = 5;

/// How much a task presses.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = BigInt)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Nobody has said.
    #[default]
    None,
    /// Some day.
    Low,
    /// As most.
    Normal,
    /// Before others.
    High,
    /// Now.
    Urgent,
}

impl<DB: Backend> ToSql<BigInt, DB> for Priority
where
    i64: ToSql<BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> diesel::serialize::Result {
        let number: &'static i64 = match self {
            Self::None => &0,
            Self::Low => &1,
            Self::Normal => &2,
            Self::High => &3,
            Self::Urgent => &4,
        };
        number.to_sql(out)
    }
}

impl<DB: Backend> FromSql<BigInt, DB> for Priority
where
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
        Ok(match i64::from_sql(bytes)? {
            1 => Self::Low,
            2 => Self::Normal,
            3 => Self::High,
            4 => Self::Urgent,
            _ => Self::None,
        })
    }
}

/// A thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = tasks)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// Its company.
    pub company_id: CompanyId,
    /// Its project.
    pub project_id: ProjectId,
    /// Unique in the company, never given twice.
    pub number: i64,
    /// What to do.
    pub title: Title,
    /// More about it, Markdown.
    pub notes: Body,
    /// The notes as safe HTML.
    pub notes_html: String,
    /// The column it stands in.
    pub state_id: StateId,
    /// The column before it; reopening puts it back there.
    pub previous_state_id: Option<StateId>,
    /// The goal it serves.
    pub goal_id: Option<GoalId>,
    /// The task it is a part of.
    pub parent_id: Option<TaskId>,
    /// An order key, unique in the project.
    pub position: String,
    /// How much it presses.
    pub priority: Priority,
    /// The day to begin.
    pub start_on: Option<Date>,
    /// The day to be done.
    pub due_on: Option<Date>,
    /// When it was done.
    pub closed_at: Option<Instant>,
    /// Who said so.
    pub closed_by: Option<UserId>,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// When it was thrown away.
    pub trashed_at: Option<Instant>,
    /// Who made it.
    pub created_by: UserId,
    /// When it was made.
    pub created_at: Instant,
    /// When it, or what hangs on it, last changed.
    pub updated_at: Instant,
    /// Raised by every change.
    pub version: i64,
}

/// A row to be written.
#[derive(Debug, Insertable)]
#[diesel(table_name = tasks)]
pub(crate) struct Row {
    pub(crate) company_id: CompanyId,
    pub(crate) project_id: ProjectId,
    pub(crate) number: i64,
    pub(crate) title: Title,
    pub(crate) notes: Body,
    pub(crate) notes_html: String,
    pub(crate) state_id: StateId,
    pub(crate) goal_id: Option<GoalId>,
    pub(crate) parent_id: Option<TaskId>,
    pub(crate) position: String,
    pub(crate) priority: Priority,
    pub(crate) start_on: Option<Date>,
    pub(crate) due_on: Option<Date>,
    pub(crate) closed_at: Option<Instant>,
    pub(crate) closed_by: Option<UserId>,
    pub(crate) created_by: UserId,
    pub(crate) created_at: Instant,
    pub(crate) updated_at: Instant,
}

/// What a new state does to a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Nothing: it stands there already.
    Same,
    /// It goes on, open as before or closed as before.
    Moves,
    /// It is done.
    Closes,
    /// It is to be done again.
    Reopens,
}

impl Task {
    /// Where it is.
    pub const fn place(&self) -> Place {
        Place {
            company: self.company_id,
            project: self.project_id,
            task: self.id,
        }
    }

    /// It, as facts name it.
    pub fn titled(&self) -> Titled {
        Titled {
            at: self.place(),
            number: self.number,
            title: self.title.to_string(),
        }
    }

    /// Whether it should have been done by `today`: from the day after its due date.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.closed_at.is_none() && self.due_on.is_some_and(|due| due < today)
    }

    /// Puts it into `state`.
    pub fn enter(&mut self, state: &State, by: UserId, at: Instant) -> Turn {
        if state.id == self.state_id {
            return Turn::Same;
        }
        let (was, is) = (self.closed_at.is_some(), state.kind == Kind::Done);
        let left = std::mem::replace(&mut self.state_id, state.id);
        if !was {
            self.previous_state_id = Some(left);
        }
        match (was, is) {
            (false, true) => {
                (self.closed_at, self.closed_by) = (Some(at), Some(by));
                Turn::Closes
            }
            (true, false) => {
                (self.closed_at, self.closed_by, self.previous_state_id) = (None, None, None);
                Turn::Reopens
            }
            _ => Turn::Moves,
        }
    }
}

/// A place in an order, said by its neighbours.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spot {
    /// The task it comes after.
    pub after: Option<TaskId>,
    /// The task it comes before.
    pub before: Option<TaskId>,
}

/// A task to be made.
#[derive(Debug, Clone)]
pub struct NewTask {
    /// What to do.
    pub title: Title,
    /// More about it.
    pub notes: Written,
    /// The column; none for the project's first.
    pub state: Option<StateId>,
    /// The goal it serves.
    pub goal: Option<GoalId>,
    /// The task it is a part of.
    pub parent: Option<TaskId>,
    /// Who is responsible.
    pub assignees: Vec<UserId>,
    /// Names of labels; missing ones are made.
    pub labels: Vec<Tag>,
    /// How much it presses.
    pub priority: Priority,
    /// The day to begin.
    pub start_on: Option<Date>,
    /// The day to be done.
    pub due_on: Option<Date>,
    /// Small steps.
    pub checklist: Vec<NewItem>,
    /// Where it stands; the end where nothing is said.
    pub spot: Spot,
    /// When it was made, for what comes from elsewhere; none for now.
    pub created_at: Option<Instant>,
}

impl NewTask {
    /// Whether nothing will hang on it: no goal, no people, no labels, no steps.
    pub fn is_bare(&self) -> bool {
        self.goal.is_none()
            && self.assignees.is_empty()
            && self.labels.is_empty()
            && self.checklist.is_empty()
    }

    /// A task of which nothing is known but its title.
    pub fn titled(title: Title) -> Self {
        Self {
            title,
            notes: Written::default(),
            state: None,
            goal: None,
            parent: None,
            assignees: Vec::new(),
            labels: Vec::new(),
            priority: Priority::None,
            start_on: None,
            due_on: None,
            checklist: Vec::new(),
            spot: Spot::default(),
            created_at: None,
        }
    }
}

/// What to change of a task; `None` leaves a field alone.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// What to do.
    pub title: Option<Title>,
    /// More about it.
    pub notes: Option<Written>,
    /// The column; one of kind `done` closes it.
    pub state: Option<StateId>,
    /// The goal it serves.
    pub goal: Option<Option<GoalId>>,
    /// The task it is a part of.
    pub parent: Option<Option<TaskId>>,
    /// Everybody who is responsible.
    pub assignees: Option<Vec<UserId>>,
    /// Every label, by name; missing ones are made.
    pub labels: Option<Vec<Tag>>,
    /// How much it presses.
    pub priority: Option<Priority>,
    /// The day to begin.
    pub start_on: Option<Option<Date>>,
    /// The day to be done.
    pub due_on: Option<Option<Date>>,
    /// Where it stands.
    pub spot: Spot,
}
