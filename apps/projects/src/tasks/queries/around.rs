//! What belongs to the tasks of a page: a fixed number of statements, however many tasks there are.

use std::collections::HashMap;

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::Result;
use blimp_store::Conn;
use diesel::prelude::*;

use crate::checklists::model::Progress;
use crate::goals::GoalId;
use crate::labels::Label;
use crate::labels::schema::labels;
use crate::people::{self, People};
use crate::place::{Place, TaskId};
use crate::projects::schema::projects;
use crate::projects::{Project, ProjectId};
use crate::states::schema::states;
use crate::states::{State, StateId};
use crate::tasks::model::Task;
use crate::tasks::queries::pieces::{Sought, Sticker, pieces};
use crate::tasks::schema::task_labels;
use crate::tasks::wanted::Expand;

/// What belongs to the tasks of one answer.
#[derive(Debug, Default)]
pub struct Around {
    /// Who is responsible.
    pub assignees: HashMap<TaskId, Vec<UserId>>,
    /// Their labels, by name.
    pub labels: HashMap<TaskId, Vec<Sticker>>,
    /// How far their checklists have come.
    pub checklists: HashMap<TaskId, Progress>,
    /// How far their subtasks have come.
    pub subtasks: HashMap<TaskId, Progress>,
    /// The people in them, as far as they were asked for or may be hidden.
    pub people: People,
    /// Whether the caller may know everybody.
    pub knows_all: bool,
    /// Their goals' titles, but for goals in the trash.
    pub goals: HashMap<GoalId, String>,
    /// Their states, if asked for.
    pub states: HashMap<StateId, State>,
    /// Their projects, if asked for.
    pub projects: HashMap<ProjectId, Project>,
}

impl Around {
    /// The id of somebody, unless the caller may not know them.
    pub fn known(&self, user: UserId) -> Option<UserId> {
        (self.knows_all || self.people.knows(user)).then_some(user)
    }
}

/// Reads what belongs to tasks of one company.
pub fn around(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    (tasks, expand): (&[Task], Expand),
) -> Result<Around> {
    let knows_all = actor.is_staff_of(company);
    let found = pieces(
        conn,
        &Sought {
            company,
            tasks: tasks.iter().map(|task| task.id).collect(),
            goals: tasks.iter().filter_map(|task| task.goal_id).collect(),
            people: expand.assignees && knows_all && !expand.creator,
        },
    )?;
    let mut around = Around {
        assignees: found.assignees,
        labels: found.labels,
        checklists: found.checklists,
        subtasks: found.subtasks,
        people: found.people,
        knows_all,
        goals: found.goals,
        ..Around::default()
    };
    if expand.creator || !around.knows_all {
        let mut users: Vec<UserId> = around.assignees.values().flatten().copied().collect();
        users.extend(
            tasks
                .iter()
                .flat_map(|task| [Some(task.created_by), task.closed_by])
                .flatten(),
        );
        around.people = people::queries::bodies(conn, actor, company, &users)?;
    }
    if expand.state {
        around.states = states_of(conn, company, tasks)?;
    }
    if expand.project {
        around.projects = projects_of(conn, company, tasks)?;
    }
    Ok(around)
}

/// The labels of one task, by name.
pub fn labels_of(conn: &mut Conn, at: Place) -> Result<Vec<Label>> {
    let same = labels::company_id
        .eq(task_labels::company_id)
        .and(labels::id.eq(task_labels::label_id));
    Ok(task_labels::table
        .inner_join(labels::table.on(same))
        .filter(task_labels::company_id.eq(at.company))
        .filter(task_labels::task_id.eq(at.task))
        .order(labels::name_key)
        .select(Label::as_select())
        .load(conn)?)
}

fn states_of(
    conn: &mut Conn,
    company: CompanyId,
    tasks: &[Task],
) -> Result<HashMap<StateId, State>> {
    let ids: Vec<StateId> = tasks.iter().map(|task| task.state_id).collect();
    let rows: Vec<State> = states::table
        .filter(states::company_id.eq(company))
        .filter(states::id.eq_any(ids))
        .select(State::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|state| (state.id, state)).collect())
}

fn projects_of(
    conn: &mut Conn,
    company: CompanyId,
    tasks: &[Task],
) -> Result<HashMap<ProjectId, Project>> {
    let ids: Vec<ProjectId> = tasks.iter().map(|task| task.project_id).collect();
    let rows: Vec<Project> = projects::table
        .filter(projects::company_id.eq(company))
        .filter(projects::id.eq_any(ids))
        .select(Project::as_select())
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|project| (project.id, project))
        .collect())
}
