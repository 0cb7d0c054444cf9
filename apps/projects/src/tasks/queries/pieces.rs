//! What hangs on many tasks, in one statement: on PostgreSQL each statement is a way there and back.

use std::collections::HashMap;

use blimp_accounts::users::schema::users;
use blimp_accounts::{CompanyId, UserId};
use blimp_kit::Result;
use blimp_store::{Conn, among, on_each};
use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use crate::assignees::schema::task_assignees;
use crate::checklists::model::Progress;
use crate::checklists::schema::checklist_items;
use crate::goals::GoalId;
use crate::goals::schema::goals;
use crate::labels::LabelId;
use crate::labels::schema::labels;
use crate::people::{People, PersonBody};
use crate::place::TaskId;
use crate::tasks::schema::{task_labels, tasks};

/// A label as a task shows it.
#[derive(Debug, Clone)]
pub struct Sticker {
    /// Its id.
    pub id: LabelId,
    /// What it is called.
    pub name: String,
    /// Its colour.
    pub colour: String,
}

/// What hangs on tasks.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) assignees: HashMap<TaskId, Vec<UserId>>,
    pub(super) labels: HashMap<TaskId, Vec<Sticker>>,
    pub(super) checklists: HashMap<TaskId, Progress>,
    pub(super) subtasks: HashMap<TaskId, Progress>,
    pub(super) goals: HashMap<GoalId, String>,
    /// Those responsible, where they were asked for.
    pub(super) people: People,
}

/// What to look for.
pub(super) struct Sought {
    pub(super) company: CompanyId,
    pub(super) tasks: Vec<TaskId>,
    pub(super) goals: Vec<GoalId>,
    /// Whether those responsible shall be found with their names.
    pub(super) people: bool,
}

/// What a row is about: its first column.
const ASSIGNEE: i64 = 0;
const LABEL: i64 = 1;
const CHECKLIST: i64 = 2;
const SUBTASKS: i64 = 3;
const GOAL: i64 = 4;
const PERSON: i64 = 5;

/// Kind, whose it is, two numbers, two texts.
type Row = (
    i64,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<String>,
    Option<String>,
);

/// Reads what hangs on tasks of one company.
pub(super) fn pieces(conn: &mut Conn, sought: &Sought) -> Result<Pieces> {
    let mut rows = load(conn, sought)?;
    // Assignees in the order in which they were asked; the other kinds have an order of their own.
    rows.sort_by_key(|row| (row.0, row.3, row.2));
    let mut found = Pieces::default();
    for row in rows {
        found.add(row);
    }
    for labels in found.labels.values_mut() {
        labels.sort_by_cached_key(|label| label.name.to_lowercase());
    }
    Ok(found)
}

#[expect(
    clippy::too_many_lines,
    reason = "one statement, whose parts have types that cannot be named"
)]
fn load(conn: &mut Conn, sought: &Sought) -> QueryResult<Vec<Row>> {
    let company = sought.company;
    let on_tasks = || sought.tasks.iter().copied();
    let kind = |kind: i64| kind.into_sql::<BigInt>();
    let number = || None::<i64>.into_sql::<Nullable<BigInt>>();
    let text = || None::<String>.into_sql::<Nullable<Text>>();
    let assigned = || {
        task_assignees::table
            .filter(task_assignees::company_id.eq(company))
            .filter(among(task_assignees::task_id, on_tasks()))
    };
    let (at, who) = (task_assignees::assigned_at, task_assignees::user_id);
    let task = task_assignees::task_id;
    let assignees = assigned().select((
        kind(ASSIGNEE),
        task.nullable(),
        who.nullable(),
        at.nullable(),
        text(),
        text(),
    ));
    let same = labels::company_id
        .eq(task_labels::company_id)
        .and(labels::id.eq(task_labels::label_id));
    let stuck = task_labels::table
        .inner_join(labels::table.on(same))
        .filter(task_labels::company_id.eq(company))
        .filter(among(task_labels::task_id, on_tasks()));
    let (name, colour) = (labels::name.nullable(), labels::colour.nullable());
    let label = labels::id.nullable();
    let task = task_labels::task_id.nullable();
    let stuck = stuck.select((kind(LABEL), task, label, number(), name, colour));
    let ticked = checklist_items::table
        .filter(checklist_items::company_id.eq(company))
        .filter(among(checklist_items::task_id, on_tasks()))
        .filter(checklist_items::trashed_at.is_null())
        .group_by(checklist_items::task_id);
    let done = count(checklist_items::done_at).nullable();
    let (task, total) = (checklist_items::task_id.nullable(), count_star().nullable());
    let ticked = ticked.select((kind(CHECKLIST), task, done, total, text(), text()));
    let parent = tasks::parent_id;
    let parts = tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(among(parent, on_tasks()))
        .filter(tasks::trashed_at.is_null())
        .group_by(parent);
    let done = count(tasks::closed_at).nullable();
    let parts = parts.select((kind(SUBTASKS), parent, done, total, text(), text()));
    let served = goals::table
        .filter(goals::company_id.eq(company))
        .filter(among(goals::id, sought.goals.iter().copied()))
        .filter(goals::trashed_at.is_null());
    let (goal, title) = (goals::id.nullable(), goals::title.nullable());
    let served = served.select((kind(GOAL), goal, number(), number(), title, text()));
    let known = users::table.filter(users::id.eq_any(assigned().select(who)));
    let (id, name, picture) = (
        users::id.nullable(),
        users::name.nullable(),
        users::avatar_file,
    );
    let known = known.select((kind(PERSON), id, picture, number(), name, text()));
    let hanging = assignees
        .union_all(stuck)
        .union_all(ticked)
        .union_all(parts)
        .union_all(served);
    if sought.people {
        on_each!(conn, c => hanging.union_all(known).load(c))
    } else {
        on_each!(conn, c => hanging.load(c))
    }
}

impl Pieces {
    fn add(&mut self, (kind, of, first, second, text, more): Row) {
        let of = of.unwrap_or(0);
        let (task, text) = (TaskId(of), text.unwrap_or_default());
        let (first, second) = (first.unwrap_or(0), second.unwrap_or(0));
        let progress = Progress {
            done: first,
            total: second,
        };
        match kind {
            ASSIGNEE => self.assignees.entry(task).or_default().push(UserId(first)),
            LABEL => {
                let sticker = Sticker {
                    id: LabelId(first),
                    name: text,
                    colour: more.unwrap_or_default(),
                };
                self.labels.entry(task).or_default().push(sticker);
            }
            CHECKLIST => drop(self.checklists.insert(task, progress)),
            SUBTASKS => drop(self.subtasks.insert(task, progress)),
            GOAL => drop(self.goals.insert(GoalId(of), text)),
            PERSON => {
                let picture = (first != 0).then_some(first);
                let body = PersonBody::new(UserId(of), text, picture);
                self.people.0.insert(UserId(of), body);
            }
            _ => {}
        }
    }
}
