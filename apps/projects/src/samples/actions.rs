//! Making a sample: as a person would, with the actions of every noun.

use blimp_accounts::companies::Company;
use blimp_accounts::companies::policy::Work;
use blimp_accounts::{Actor, users};
use blimp_kit::{Error, May, Result};
use blimp_store::Tx;

use super::model::{IN_REVIEW, PLACES, Sample, SampleTask, Spot, sample};
use crate::checklists::NewItem;
use crate::goals::{self, GoalId, NewGoal};
use crate::markdown::Written;
use crate::projects::{self, NewProject, Project};
use crate::states::{self, State};
use crate::tasks::{self, NewTask, Task};
use crate::text::{Body, Name, Tag, Title};
use crate::{comments, launch};

/// Makes a sample project in the language of whoever asks.
pub fn create(tx: &mut Tx, actor: &Actor, company: &May<Work, Company>) -> Result<Project> {
    let user = users::queries::find(tx, actor.user)?.ok_or(Error::NotFound)?;
    let sample = sample(&user.language);
    let new = NewProject {
        name: Name::fit(sample.name, "Sample"),
        slug: None,
        colour: None,
        notes: Written::from(Body::fit(sample.notes)),
        private: false,
    };
    let project = launch::actions::start(tx, actor, company, &new)?;
    let work = projects::policy::work(tx, actor, project.id)?;
    let mut goals = Vec::new();
    for title in sample.goals {
        let new = NewGoal {
            title: Title::fit(title, "Goal"),
            notes: Written::default(),
            due_on: None,
        };
        goals.push(goals::actions::create(tx, actor, &work, &new)?.id);
    }
    let columns = states::queries::list(tx, project.company_id, project.id)?;
    for (place, (of, spot)) in sample.tasks.iter().zip(PLACES).enumerate() {
        let new = task(tx, actor, (sample, of, spot), (&goals, &columns));
        let task = tasks::actions::create(tx, actor, &work, new)?;
        if place == IN_REVIEW {
            say(tx, actor, &task, sample.comment)?;
        }
    }
    Ok(project)
}

fn task(
    tx: &Tx,
    actor: &Actor,
    (sample, of, spot): (&Sample, &SampleTask, Spot),
    (goals, columns): (&[GoalId], &[State]),
) -> NewTask {
    let today = tx.now().date();
    let item = |(title, done): &(&str, bool)| NewItem {
        title: Title::fit(title, "Step"),
        done: *done,
        section: None,
    };
    let label = spot.label.and_then(|place| sample.labels.get(place));
    NewTask {
        notes: Written::from(Body::fit(of.notes)),
        state: columns.get(spot.column).map(|state| state.id),
        goal: of.goal.and_then(|place| goals.get(place)).copied(),
        assignees: spot.mine.then_some(actor.user).into_iter().collect(),
        labels: label
            .map(|name| Tag::fit(name, "Label"))
            .into_iter()
            .collect(),
        due_on: spot.due.map(|days| today.plus(days)),
        checklist: of.checklist.iter().map(item).collect(),
        ..NewTask::titled(Title::fit(of.title, "Task"))
    }
}

fn say(tx: &mut Tx, actor: &Actor, task: &Task, text: &str) -> Result {
    let task = comments::policy::add(tx, actor, task.id)?;
    comments::actions::add(tx, actor, task, &Written::from(Body::fit(text)))?;
    Ok(())
}
