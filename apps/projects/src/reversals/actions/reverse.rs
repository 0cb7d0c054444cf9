//! Undoing a change: one transaction, and a fact of its own that can be undone again.

use blimp_accounts::{Actor, CompanyId};
use blimp_kit::{Error, May, Result};
use blimp_store::{Event, EventId, EventRow, Tx};

use super::act::Act;
use super::{aims, alone};
use crate::changes::events::TasksChanged;
use crate::changes::model::{Outcome, Refusal};
use crate::changes::queries::lock;
use crate::place::{TaskId, Titled};
use crate::projects::ProjectId;
use crate::reversals::model::{Step, Undoing};
use crate::reversals::policy::Reverse;
use crate::reversals::queries;
use crate::tasks;

/// Undoes what a fact, and its parts, did to tasks.
pub fn reverse(tx: &mut Tx, actor: &Actor, row: &May<Reverse, EventRow>) -> Result<Outcome> {
    let company = CompanyId(row.company_id.ok_or(Error::NotFound)?);
    let all = undoings(tx, row)?;
    if all.is_empty() {
        return Err(Error::conflict("event.final", "This cannot be undone."));
    }
    let act = Act {
        company,
        is_many: row.name == TasksChanged::NAME && row.thread_id.is_none(),
    };
    let ids: Vec<TaskId> = all.iter().map(|one| one.task).collect();
    lock(tx, company, &ids)?;
    let mut outcome = Outcome {
        fact: Some(begin(tx, actor, (&act, row))?),
        ..Outcome::default()
    };
    let moved = alone::reverse(tx, actor, (&act, &all), &mut outcome)?;
    aims::reverse(tx, actor, (&act, &all, &moved), &mut outcome)?;
    if outcome.changed.is_empty() {
        // The first fact is undone with everything else.
        return Err(nothing(outcome.refused.first()));
    }
    Ok(outcome)
}

fn nothing(refusal: Option<&Refusal>) -> Error {
    match refusal {
        None => Error::conflict("event.reversed", "This was undone already."),
        Some(why) => Error::conflict("task.overtaken", why.message.as_str()),
    }
}

/// The first fact of the reversal, about whatever the change was about.
fn begin(tx: &mut Tx, actor: &Actor, (act, row): (&Act, &EventRow)) -> Result<EventId> {
    let mut of = titled(&row.payload);
    if let Some(titled) = of.as_mut() {
        // Whoever sees the task where it is now may know.
        let now = tasks::queries::of_ids(tx, act.company, &[titled.task])?.pop();
        *titled = now.ok_or(Error::NotFound)?.titled();
    }
    tx.record(&TasksChanged {
        company: act.company,
        project: row.project_id.map(ProjectId),
        by: actor.user,
        of: of.filter(|_| !act.is_many),
        reverses: Some(row.id),
    })
}

/// The task that a fact names, itself or as what a reversal was of.
fn titled(payload: &str) -> Option<Titled> {
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Named {
        Itself(Titled),
        Of { of: Titled },
    }
    match serde_json::from_str(payload).ok()? {
        Named::Itself(of) | Named::Of { of } => Some(of),
    }
}

/// What a change did, task by task, in the order in which it came to them.
fn undoings(tx: &mut Tx, row: &EventRow) -> Result<Vec<Undoing>> {
    let mut all: Vec<Undoing> = Vec::new();
    for fact in queries::whole(tx, row)? {
        let (Some(task), Some(mut step)) = (fact.thread_id.map(TaskId), Step::read(&fact)?) else {
            continue;
        };
        if matches!(step, Step::Turned) {
            // Of the whole change its parts tell; alone, the fact beside it does.
            let states = if fact.id == row.id || row.part_of.is_some() {
                queries::turn_of(tx, &fact)?
            } else {
                None
            };
            match states.map(|fact| Step::read(&fact)).transpose()?.flatten() {
                Some(turn) => step = turn,
                None => continue,
            }
        }
        match all.iter_mut().find(|one| one.task == task) {
            Some(one) => one.steps.insert(0, step),
            None => all.push(Undoing {
                task,
                steps: vec![step],
            }),
        }
    }
    Ok(all)
}
