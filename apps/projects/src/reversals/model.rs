//! What a fact did to a task, as far as it can be turned round.

use std::collections::BTreeMap;

use blimp_accounts::UserId;
use blimp_kit::Result;
use blimp_store::{Event, EventRow};
use serde_json::Value;

use crate::activity::model::Change;
use crate::assignees::events::{TaskAssigned, TaskUnassigned};
use crate::moves::events::TaskMoved;
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::states::StateId;
use crate::tasks::events::{
    TaskArchived, TaskChanged, TaskClosed, TaskReopened, TaskRestored, TaskStateChanged,
    TaskTrashed, TaskUnarchived,
};

/// Fields by name, with their old and new values.
pub type Fields = BTreeMap<String, Change>;

/// What a fact did to a task.
#[derive(Debug, Clone)]
pub enum Step {
    /// Changed fields.
    Fields(Fields),
    /// Put it into another state.
    State {
        /// The state before.
        from: StateId,
        /// The state after.
        to: StateId,
    },
    /// Closed or reopened it; which states that was between, another fact says.
    Turned,
    /// Made somebody responsible.
    Joined(UserId),
    /// Took the responsibility from somebody.
    Left(UserId),
    /// Put it away (`true`), or took it out again.
    Archived(bool),
    /// Threw it away (`true`), or took it back.
    Trashed(bool),
    /// Moved it to another project.
    Moved {
        /// The project before.
        from: ProjectId,
        /// The project after.
        to: ProjectId,
        /// State, goal and parent.
        fields: Fields,
    },
}

impl Step {
    /// What a fact did, if it did anything that can be turned round.
    pub fn read(row: &EventRow) -> Result<Option<Self>> {
        let fields = || serde_json::from_str::<Fields>(&row.changes).unwrap_or_default();
        Ok(Some(match row.name.as_str() {
            TaskChanged::NAME => Self::Fields(fields()),
            TaskStateChanged::NAME => {
                let fact = row.fact::<TaskStateChanged>()?;
                let (from, to) = (fact.from.id, fact.to.id);
                Self::State { from, to }
            }
            TaskClosed::NAME | TaskReopened::NAME => Self::Turned,
            TaskAssigned::NAME => Self::Joined(row.fact::<TaskAssigned>()?.assignee),
            TaskUnassigned::NAME => Self::Left(row.fact::<TaskUnassigned>()?.assignee),
            TaskArchived::NAME => Self::Archived(true),
            TaskUnarchived::NAME => Self::Archived(false),
            TaskTrashed::NAME => Self::Trashed(true),
            TaskRestored::NAME => Self::Trashed(false),
            TaskMoved::NAME => {
                let fact = row.fact::<TaskMoved>()?;
                let (from, to) = (fact.from, fact.of.project);
                let fields = fields();
                Self::Moved { from, to, fields }
            }
            _ => return Ok(None),
        }))
    }
}

/// A task, and what the facts of one change did to it, the last first.
#[derive(Debug)]
pub struct Undoing {
    /// The task.
    pub task: TaskId,
    /// What was done.
    pub steps: Vec<Step>,
}

impl Undoing {
    /// The fields that were changed.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Change)> {
        self.steps
            .iter()
            .filter_map(|step| match step {
                Step::Fields(fields) => Some(fields),
                _ => None,
            })
            .flatten()
            .map(|(name, change)| (name.as_str(), change))
    }

    /// The change of one field, if there was one.
    pub fn field(&self, name: &str) -> Option<&Change> {
        self.fields()
            .find(|(other, _)| *other == name)
            .map(|(_, change)| change)
    }

    /// Whether it was thrown away (`true`) or taken back, if either.
    pub fn trashed(&self) -> Option<bool> {
        self.steps.iter().find_map(|step| match step {
            Step::Trashed(gone) => Some(*gone),
            _ => None,
        })
    }
}

/// The id in a value: `12`, or `{"id": 12, …}`.
pub fn id_in(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.get("id")?.as_i64())
}

/// Whether two values are the same thing: of what has an id, the id counts.
pub fn same(a: &Value, b: &Value) -> bool {
    a == b || (id_in(a).is_some() && id_in(a) == id_in(b))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{id_in, same};

    #[test]
    fn what_has_an_id_is_the_same_whatever_it_is_called() {
        for (a, b, expected) in [
            (
                json!({ "id": 1, "title": "a" }),
                json!({ "id": 1, "title": "b" }),
                true,
            ),
            (json!({ "id": 1 }), json!(1), true),
            (json!({ "id": 1 }), json!({ "id": 2 }), false),
            (json!(null), json!({ "id": 2 }), false),
            (json!("2026-01-01"), json!("2026-01-01"), true),
            (json!(["a"]), json!(["a", "b"]), false),
        ] {
            assert_eq!(same(&a, &b), expected, "{a} {b}");
        }
        assert_eq!(id_in(&json!("1")), None);
    }
}
