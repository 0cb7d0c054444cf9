//! What comes in.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Date, Instant};
use diesel::prelude::*;

use crate::checklists::ItemId;
use crate::goals::GoalId;
use crate::labels::LabelId;
use crate::markdown::Written;
use crate::place::Titled;
use crate::projects::ProjectId;
use crate::states::StateId;
use crate::tasks::schema::tasks;
use crate::text::{Tag, Title};

/// A task that comes from elsewhere.
#[derive(Debug, Clone)]
pub struct BulkTask {
    /// What to do.
    pub title: Title,
    /// More about it.
    pub notes: Written,
    /// The column it stands in.
    pub state: StateId,
    /// Where reopening puts it.
    pub previous_state: Option<StateId>,
    /// The goal it serves.
    pub goal: Option<GoalId>,
    /// The day to begin.
    pub start_on: Option<Date>,
    /// The day to be done.
    pub due_on: Option<Date>,
    /// When it was done: `Some` exactly where the state is of the kind `done`.
    pub closed_at: Option<Instant>,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// Who made it.
    pub created_by: UserId,
    /// When.
    pub created_at: Instant,
    /// Words on it.
    pub labels: Vec<LabelId>,
    /// Who is responsible; people who see the project.
    pub assignees: Vec<UserId>,
    /// Small steps.
    pub items: Vec<BulkItem>,
}

/// A small step that comes from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkItem {
    /// The checklist it stands in; none for the one without a name.
    pub section: Option<Tag>,
    /// What to do.
    pub title: Title,
    /// Whether it is done.
    pub done: bool,
}

/// What has changed elsewhere of a task; `None` leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// What to do.
    pub title: Option<Title>,
    /// More about it.
    pub notes: Option<Written>,
    /// The column, where reopening leads to, and when it was closed: these hang together.
    pub state: Option<(StateId, Option<StateId>, Option<Instant>)>,
    /// The goal it serves.
    pub goal: Option<Option<GoalId>>,
    /// The day to begin.
    pub start_on: Option<Option<Date>>,
    /// The day to be done.
    pub due_on: Option<Option<Date>>,
    /// When it was put away.
    pub archived_at: Option<Option<Instant>>,
    /// Labels to put on it.
    pub add_labels: Vec<LabelId>,
    /// Labels to take off.
    pub drop_labels: Vec<LabelId>,
    /// People to make responsible.
    pub add_people: Vec<UserId>,
    /// People to relieve.
    pub drop_people: Vec<UserId>,
}

impl Change {
    /// Whether fields of the row itself change.
    pub(super) const fn is_of_row(&self) -> bool {
        self.title.is_some()
            || self.notes.is_some()
            || self.state.is_some()
            || self.goal.is_some()
            || self.start_on.is_some()
            || self.due_on.is_some()
            || self.archived_at.is_some()
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        !self.is_of_row()
            && self.add_labels.is_empty()
            && self.drop_labels.is_empty()
            && self.add_people.is_empty()
            && self.drop_people.is_empty()
    }
}

/// Numbers and places for the tasks that are about to be made.
#[derive(Debug)]
pub struct Bulk {
    pub(super) number: i64,
    pub(super) keys: std::vec::IntoIter<String>,
}

/// A task that was made, and the ids of its items, in order.
#[derive(Debug, Clone)]
pub struct Filled {
    /// The task.
    pub task: Titled,
    /// Its items.
    pub items: Vec<ItemId>,
}

/// A task row to be.
#[derive(Debug, Insertable)]
#[diesel(table_name = tasks)]
pub(crate) struct Row<'a> {
    pub(crate) company_id: CompanyId,
    pub(crate) project_id: ProjectId,
    pub(crate) number: i64,
    pub(crate) title: &'a str,
    pub(crate) notes: &'a str,
    pub(crate) notes_html: &'a str,
    pub(crate) state_id: StateId,
    pub(crate) previous_state_id: Option<StateId>,
    pub(crate) goal_id: Option<GoalId>,
    pub(crate) position: &'a str,
    pub(crate) start_on: Option<Date>,
    pub(crate) due_on: Option<Date>,
    pub(crate) closed_at: Option<Instant>,
    pub(crate) archived_at: Option<Instant>,
    pub(crate) created_by: UserId,
    pub(crate) created_at: Instant,
    pub(crate) updated_at: Instant,
}
