//! Facts as their readers get them.

use std::collections::{BTreeMap, HashMap};

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::Instant;
use blimp_store::{Event as _, EventId, EventRow};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::assignees::events::{TaskAssigned, TaskUnassigned};
use crate::changes::events::TasksChanged;
use crate::moves::events::TaskMoved;
use crate::people::{People, PersonBody};
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::tasks::events::{
    TaskApproved, TaskArchived, TaskChanged, TaskClosed, TaskReopened, TaskRestored, TaskReturned,
    TaskStateChanged, TaskTrashed, TaskUnarchived,
};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Fact {
    /// Its id.
    pub id: EventId,
    /// What happened, such as `task.created.v1`.
    pub name: String,
    /// What it happened to.
    pub subject: SubjectBody,
    /// In which company; null for what concerns one person alone.
    #[schema(required)]
    pub company_id: Option<CompanyId>,
    /// In which project.
    #[schema(required)]
    pub project_id: Option<ProjectId>,
    /// To whose history it belongs.
    #[schema(required)]
    pub task_id: Option<TaskId>,
    /// Who did it; null for the house itself.
    #[schema(required)]
    pub actor: Option<PersonBody>,
    /// When.
    pub at: Instant,
    /// The first fact of the change that this one is a part of; null for the first itself.
    #[schema(required)]
    pub part_of: Option<EventId>,
    /// The number and title, at the time, of the task that it happened to.
    #[schema(required)]
    pub task: Option<TaskName>,
    /// Whether it is of a kind that `POST /events/{event}/reversal` can undo.
    pub reversible: bool,
    /// Old and new values, by field.
    pub changes: BTreeMap<String, Change>,
}

/// What a fact happened to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SubjectBody {
    /// A kind of row, such as `task`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id; null for a person the reader may not know.
    #[schema(required)]
    pub id: Option<i64>,
}

/// A task as a fact names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TaskName {
    /// Unique in the company.
    pub number: i64,
    /// What it was called at the time.
    pub title: String,
}

/// The task that a fact names, itself or as what a reversal was of.
fn name_of_task(payload: &str) -> Option<TaskName> {
    #[derive(Deserialize)]
    struct Named {
        #[serde(flatten)]
        itself: Option<TaskName>,
        of: Option<TaskName>,
    }
    let named: Named = serde_json::from_str(payload).ok()?;
    named.itself.or(named.of)
}

/// The facts that can be undone, each by itself.
pub const REVERSIBLE: [&str; 14] = [
    TaskChanged::NAME,
    TaskStateChanged::NAME,
    TaskClosed::NAME,
    TaskReopened::NAME,
    TaskApproved::NAME,
    TaskReturned::NAME,
    TaskArchived::NAME,
    TaskUnarchived::NAME,
    TaskTrashed::NAME,
    TaskRestored::NAME,
    TaskMoved::NAME,
    TaskAssigned::NAME,
    TaskUnassigned::NAME,
    TasksChanged::NAME,
];

/// A field's old and new value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// Before.
    #[serde(default)]
    pub from: Value,
    /// After.
    #[serde(default)]
    pub to: Value,
}

/// Which facts to list.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Of this company.
    pub company: CompanyId,
    /// Only of this project.
    pub project: Option<ProjectId>,
    /// Only of this task's history.
    pub task: Option<TaskId>,
    /// Only what this person did.
    pub actor: Option<UserId>,
    /// Only facts of these names; all where there are none.
    pub names: Vec<String>,
}

/// A row whose changes were read, before names of people are known.
#[derive(Debug)]
pub(in crate::activity) struct Read<'a> {
    row: &'a EventRow,
    changes: BTreeMap<String, Change>,
}

impl<'a> From<&'a EventRow> for Read<'a> {
    fn from(row: &'a EventRow) -> Self {
        // What an older release wrote in another form is shown without its changes.
        Self {
            row,
            changes: serde_json::from_str(&row.changes).unwrap_or_default(),
        }
    }
}

impl Read<'_> {
    /// Everybody that the fact speaks of.
    pub(in crate::activity) fn people(&self) -> Vec<UserId> {
        let mut found: Vec<UserId> = self.row.actor_id.into_iter().map(UserId).collect();
        found.extend(self.person().map(UserId));
        for change in self.changes.values() {
            speaks_of(&change.from, &mut found);
            speaks_of(&change.to, &mut found);
        }
        found
    }

    /// The projects that a move speaks of.
    pub(in crate::activity) fn projects(&self) -> Vec<ProjectId> {
        let change = self.changes.get("project").into_iter();
        let ids = change.flat_map(|change| [change.from.as_i64(), change.to.as_i64()]);
        ids.flatten().map(ProjectId).collect()
    }

    /// The person it happened to, if its subject is one.
    fn person(&self) -> Option<i64> {
        let is_person = matches!(self.row.subject_type.as_str(), "person" | "member" | "user");
        is_person.then_some(self.row.subject_id)
    }

    /// The fact as its reader gets it, who knows `people` and sees `projects`.
    pub(in crate::activity) fn shown_to(
        mut self,
        people: &People,
        projects: &HashMap<ProjectId, String>,
    ) -> Fact {
        if let Some(change) = self.changes.get_mut("project") {
            name_project(&mut change.from, projects);
            name_project(&mut change.to, projects);
        }
        for change in self.changes.values_mut() {
            name_people(&mut change.from, people);
            name_people(&mut change.to, people);
        }
        let hidden = self.person().is_some_and(|id| !people.knows(UserId(id)));
        let row = self.row;
        Fact {
            id: row.id,
            name: row.name.clone(),
            subject: SubjectBody {
                kind: row.subject_type.clone(),
                id: Some(row.subject_id).filter(|_| !hidden),
            },
            company_id: row.company_id.map(CompanyId),
            project_id: row.project_id.map(ProjectId),
            task_id: row.thread_id.map(TaskId),
            actor: people.find(row.actor_id.map(UserId)),
            at: row.at,
            part_of: row.part_of,
            task: name_of_task(&row.payload),
            reversible: REVERSIBLE.contains(&row.name.as_str()),
            changes: self.changes,
        }
    }
}

/// Puts a project's name next to its id; one that the reader does not see is null.
fn name_project(value: &mut Value, projects: &HashMap<ProjectId, String>) {
    if let Some(id) = value.as_i64().map(ProjectId) {
        *value = match projects.get(&id) {
            Some(name) => json!({ "id": id, "name": name }),
            None => Value::Null,
        };
    }
}

/// The people in a value: every `{"user": 12}` in it.
fn speaks_of(value: &Value, found: &mut Vec<UserId>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("user").and_then(Value::as_i64).map(UserId));
            fields.values().for_each(|inner| speaks_of(inner, found));
        }
        Value::Array(values) => values.iter().for_each(|inner| speaks_of(inner, found)),
        _ => {}
    }
}

/// Puts names next to the people in a value; whom the reader may not know loses their id.
fn name_people(value: &mut Value, people: &People) {
    match value {
        Value::Object(fields) => {
            fields
                .values_mut()
                .for_each(|inner| name_people(inner, people));
            if let Some(id) = fields.get("user").and_then(Value::as_i64) {
                let person = people.get(UserId(id));
                fields.insert(
                    "user".to_owned(),
                    person.id.map_or(Value::Null, |id| id.0.into()),
                );
                fields.insert("name".to_owned(), Value::String(person.name));
            }
        }
        Value::Array(values) => values
            .iter_mut()
            .for_each(|inner| name_people(inner, people)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use blimp_accounts::UserId;
    use blimp_kit::Instant;
    use blimp_store::{EventId, EventRow};
    use serde_json::{Value, json};

    use super::Read;
    use crate::people::{People, PersonBody};

    fn row(subject: (&str, i64), changes: &Value) -> EventRow {
        EventRow {
            id: EventId(1),
            seq: Some(1),
            company_id: Some(1),
            project_id: Some(2),
            user_id: None,
            actor_id: Some(8),
            name: "task.assigned.v1".to_owned(),
            subject_type: subject.0.to_owned(),
            subject_id: subject.1,
            thread_id: Some(3),
            payload: "{}".to_owned(),
            changes: changes.to_string(),
            request_id: None,
            at: Instant(0),
            part_of: None,
        }
    }

    fn knowing(ids: &[i64]) -> People {
        let body = |id: &i64| {
            (
                UserId(*id),
                PersonBody::new(UserId(*id), format!("P{id}"), None),
            )
        };
        People(ids.iter().map(body).collect())
    }

    #[test]
    fn who_is_not_known_is_someone_everywhere() {
        let changes = json!({ "assignees": {
            "from": null, "to": [{ "user": 8 }, { "user": 9, "deep": { "user": 8 } }, 7]
        } });
        let row = row(("person", 8), &changes);
        assert_eq!(Read::from(&row).people(), [8, 8, 8, 9, 8].map(UserId));

        let fact = Read::from(&row).shown_to(&knowing(&[9]), &HashMap::new());
        assert_eq!(fact.actor, Some(PersonBody::someone()));
        assert_eq!(fact.subject.id, None);
        assert_eq!(
            fact.changes["assignees"].to,
            json!([
                { "user": null, "name": "Someone" },
                { "user": 9, "name": "P9", "deep": { "user": null, "name": "Someone" } },
                7
            ])
        );
        let shown = serde_json::to_string(&fact).unwrap();
        assert!(!shown.contains('8'), "{shown}");

        let fact = Read::from(&row).shown_to(&knowing(&[8, 9]), &HashMap::new());
        assert_eq!(
            (fact.subject.id, fact.actor.unwrap().name),
            (Some(8), "P8".to_owned())
        );
        assert_eq!(
            fact.changes["assignees"].to[0],
            json!({ "user": 8, "name": "P8" })
        );
    }

    #[test]
    fn a_task_is_no_person_and_odd_changes_are_left_out() {
        let fact = Read::from(&row(("task", 8), &json!({ "a": { "to": 1 } })))
            .shown_to(&knowing(&[]), &HashMap::new());
        assert_eq!(fact.subject.id, Some(8));
        assert_eq!(
            (&fact.changes["a"].from, &fact.changes["a"].to),
            (&Value::Null, &json!(1))
        );
        assert!(
            Read::from(&row(("task", 8), &json!([1])))
                .shown_to(&knowing(&[]), &HashMap::new())
                .changes
                .is_empty()
        );
    }
}
