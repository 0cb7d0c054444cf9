//! Facts about tasks. Each names the task, its number and title, and what changed.

use blimp_accounts::UserId;
use blimp_kit::Date;
use serde::{Deserialize, Serialize};

use crate::place::task_fact;
use crate::states::{Kind, State, StateId};

/// A state as it was called at the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateRef {
    /// Its id.
    pub id: StateId,
    /// What it was called.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
}

impl From<&State> for StateRef {
    fn from(state: &State) -> Self {
        Self {
            id: state.id,
            name: state.name.to_string(),
            kind: state.kind,
        }
    }
}

task_fact!(
    /// A task was made. Its first assignees have facts of their own.
    TaskCreated = "task.created.v1" {
        /// People named in its notes who may see it.
        mentioned: Vec<UserId>,
    }
);

task_fact!(
    /// Fields of a task changed; its state and its assignees have facts of their own.
    TaskChanged = "task.changed.v1" {
        /// Which fields.
        fields: Vec<String>,
        /// People newly named in its notes who may see it.
        mentioned: Vec<UserId>,
    }
);

task_fact!(
    /// A task went into another state.
    TaskStateChanged = "task.state_changed.v1" {
        /// The state before.
        from: StateRef,
        /// The state now.
        to: StateRef,
    }
);

task_fact!(
    /// A task is done.
    TaskClosed = "task.closed.v1" {}
);

task_fact!(
    /// A task is to be done again.
    TaskReopened = "task.reopened.v1" {}
);

task_fact!(
    /// What was up for review is good.
    TaskApproved = "task.approved.v1" {
        /// What the reviewer said, Markdown.
        note: Option<String>,
    }
);

task_fact!(
    /// What was up for review needs more work.
    TaskReturned = "task.returned.v1" {
        /// What the reviewer said, Markdown.
        note: String,
    }
);

task_fact!(
    /// A task was put away.
    TaskArchived = "task.archived.v1" {}
);

task_fact!(
    /// A task was taken out again.
    TaskUnarchived = "task.unarchived.v1" {}
);

task_fact!(
    /// A task was thrown away; so were its subtasks, which have facts of their own.
    TaskTrashed = "task.trashed.v1" {}
);

task_fact!(
    /// A task came back from the trash.
    TaskRestored = "task.restored.v1" {}
);

task_fact!(
    /// A task is due tomorrow or today, or its day has passed; said once for each due date.
    TaskDueSoon = "task.due_soon.v1" {
        /// The day to be done.
        due_on: Date,
        /// Who is responsible.
        assignees: Vec<UserId>,
    }
);
