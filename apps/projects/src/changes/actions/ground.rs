//! Reading what a change looks at, once for all tasks.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::Result;
use blimp_store::Tx;

use crate::assignees;
use crate::changes::model::Ground;
use crate::changes::queries;
use crate::goals::GoalId;
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::tasks::Task;

/// Reads what a change of these tasks looks at, if it names these people and goals.
pub(crate) fn ground(
    tx: &mut Tx,
    company: CompanyId,
    tasks: &[Task],
    (users, goals): (&[UserId], &[GoalId]),
) -> Result<Ground> {
    let mut projects: Vec<ProjectId> = tasks.iter().map(|task| task.project_id).collect();
    projects.sort_unstable();
    projects.dedup();
    let ids: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
    let mut all = goals.to_vec();
    all.extend(tasks.iter().filter_map(|task| task.goal_id));
    all.sort_unstable();
    all.dedup();
    Ok(Ground {
        states: queries::states_of(tx, company, &projects)?,
        goals: queries::goals_of(tx, company, &all)?,
        assignees: assignees::queries::by_task(tx, company, &ids)?,
        seeing: queries::seeing(tx, company, (&projects, users))?,
        labels: queries::labels_of(tx, company, &ids)?,
        named: Vec::new(),
    })
}
