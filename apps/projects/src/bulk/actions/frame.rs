//! The frame: a project with its columns, goals and labels.

use blimp_accounts::companies::Company;
use blimp_accounts::companies::policy::Work as WorkInCompany;
use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Error, Instant, May, Result};
use blimp_store::Tx;

use crate::bulk::queries;
use crate::goals::{self, GoalId};
use crate::labels::{self, LabelId};
use crate::launch;
use crate::markdown::Written;
use crate::order;
use crate::projects::policy::Work;
use crate::projects::{self, NewProject, Project};
use crate::states::{self, Kind, State, StateId};
use crate::text::{Colour, Tag, Title};

/// Makes a project with these columns; one to begin in and one to end in are added where they
/// lack. Without any it has those that every project begins with.
pub fn begin(
    tx: &mut Tx,
    actor: &Actor,
    company: &May<WorkInCompany, Company>,
    new: &NewProject,
    columns: &[(Tag, Kind)],
) -> Result<(Project, Vec<State>)> {
    if columns.is_empty() {
        let project = launch::actions::start(tx, actor, company, new)?;
        let states = states::queries::list(tx, project.company_id, project.id)?;
        return Ok((project, states));
    }
    let project = projects::actions::create(tx, actor, company, new)?;
    let mut columns = columns.to_vec();
    let has = |kind| columns.iter().any(|(_, own)| *own == kind);
    let (begins, ends) = (has(Kind::Plan), has(Kind::Done));
    if !begins {
        columns.insert(0, (Tag::fit("Plan", "Plan"), Kind::Plan));
    }
    if !ends {
        columns.push((Tag::fit("Done", "Done"), Kind::Done));
    }
    let states = insert_states(tx, &project, None, &columns)?;
    Ok((project, states))
}

/// Adds columns behind those that are there.
pub fn add_states(
    tx: &mut Tx,
    project: &May<Work, Project>,
    columns: &[(Tag, Kind)],
) -> Result<Vec<State>> {
    let there = states::queries::list(tx, project.company_id, project.id)?;
    insert_states(
        tx,
        project,
        there.last().map(|state| state.position.as_str()),
        columns,
    )
}

fn insert_states(
    tx: &mut Tx,
    project: &Project,
    last: Option<&str>,
    columns: &[(Tag, Kind)],
) -> Result<Vec<State>> {
    let keys = order::spread(last, columns.len())?;
    let mut made = Vec::with_capacity(columns.len());
    for ((name, kind), key) in columns.iter().zip(keys) {
        let row = states::model::Row {
            company_id: project.company_id,
            project_id: project.id,
            name,
            kind: *kind,
            position: &key,
            created_at: tx.now(),
        };
        made.push(states::queries::add(tx, &row)?);
    }
    Ok(made)
}

/// Adds a goal behind the others.
pub fn add_goal(
    tx: &mut Tx,
    project: &May<Work, Project>,
    title: &Title,
    closed_at: Option<Instant>,
    by: UserId,
) -> Result<GoalId> {
    let last = goals::queries::last_place(tx, project)?;
    let notes = Written::default();
    let row = goals::model::Row {
        company_id: project.company_id,
        project_id: project.id,
        title,
        notes: &notes.text,
        notes_html: &notes.html,
        due_on: None,
        position: &order::between(last.as_deref(), None)?,
        created_by: by,
        created_at: tx.now(),
        updated_at: tx.now(),
    };
    let goal = goals::queries::add(tx, &row)?;
    if closed_at.is_some() {
        queries::set_goal_closed(tx, project, goal.id, closed_at)?;
    }
    Ok(goal.id)
}

/// The label of this name; it is made where there is none.
pub fn label(
    tx: &mut Tx,
    company: CompanyId,
    name: &Tag,
    colour: Option<Colour>,
) -> Result<LabelId> {
    let key = name.key();
    let find = |tx: &mut Tx| -> Result<Option<LabelId>> {
        let found = labels::queries::list_named(tx, company, std::slice::from_ref(&key))?;
        Ok(found.first().map(|label| label.id))
    };
    if let Some(id) = find(tx)? {
        return Ok(id);
    }
    let row = labels::model::Row {
        company_id: company,
        colour: colour.unwrap_or_else(|| Colour::of(&key)),
        name: name.clone(),
        name_key: key.clone(),
        created_at: tx.now(),
    };
    match labels::queries::add(tx, &row)? {
        Some(label) => Ok(label.id),
        None => find(tx)?.ok_or_else(|| Error::fault("a label is neither there nor can be made")),
    }
}

/// The column to close tasks in, and the one to begin in.
pub fn ends(states: &[State]) -> Result<(StateId, StateId)> {
    let first = |kind| {
        states
            .iter()
            .find(|state| state.kind == kind)
            .map(|state| state.id)
    };
    let open = || {
        states
            .iter()
            .find(|state| state.kind != Kind::Done)
            .map(|state| state.id)
    };
    let missing = || Error::fault("a project without a state to begin or end in");
    let begin = first(Kind::Plan).or_else(open).ok_or_else(missing)?;
    Ok((begin, first(Kind::Done).ok_or_else(missing)?))
}

/// Gives a column the name that it has elsewhere; one that changed meanwhile keeps its own.
pub fn rename_state(tx: &mut Tx, state: &State, name: &Tag) -> Result {
    let fields = states::model::Fields {
        name: Some(name.clone()),
        position: None,
    };
    states::queries::set(tx, state, &fields)?;
    Ok(())
}

/// Brings a goal up to date with what has changed elsewhere.
pub fn change_goal(
    tx: &mut Tx,
    project: &May<Work, Project>,
    id: GoalId,
    (title, closed_at): (&Title, Option<Instant>),
) -> Result {
    queries::set_goal_title(tx, project, id, title)?;
    queries::set_goal_closed(tx, project, id, closed_at)
}
