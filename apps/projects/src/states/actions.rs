//! What can be done to states.

use blimp_accounts::Actor;
use blimp_kit::{Error, May, Result};
use blimp_store::{Changes, Tx};

use crate::config::MAX_STATES;
use crate::order;
use crate::projects::Project;
use crate::projects::policy::Work;
use crate::states::events::{StateChanged, StateCreated, StateRemoved, Which};
use crate::states::model::{Fields, Row, can_do_without, places};
use crate::states::policy::Edit;
use crate::states::{Kind, NewState, Patch, State, StateId, queries};
use crate::text::Tag;

/// The states that a project begins with.
const FIRST: [(&str, Kind); 4] = [
    ("Plan", Kind::Plan),
    ("Doing", Kind::Doing),
    ("Review", Kind::Review),
    ("Done", Kind::Done),
];

/// Gives a new project its first states; that is part of its beginning and no fact of its own.
pub(crate) fn begin(tx: &mut Tx, project: &Project) -> Result<Vec<State>> {
    let keys = order::spread(None, FIRST.len())?;
    let named = FIRST
        .iter()
        .map(|(name, kind)| (Tag::fit(name, "State"), *kind));
    named
        .zip(keys)
        .map(|((name, kind), key)| insert(tx, project, (&name, kind), &key))
        .collect()
}

fn insert(tx: &mut Tx, project: &Project, (name, kind): (&Tag, Kind), key: &str) -> Result<State> {
    let row = Row {
        company_id: project.company_id,
        project_id: project.id,
        name,
        kind,
        position: key,
        created_at: tx.now(),
    };
    queries::add(tx, &row)
}

/// Adds a state to a project.
pub fn create(
    tx: &mut Tx,
    actor: &Actor,
    project: &May<Work, Project>,
    new: &NewState,
) -> Result<State> {
    let states = queries::list(tx, project.company_id, project.id)?;
    if i64::try_from(states.len()).unwrap_or(i64::MAX) >= MAX_STATES {
        let detail = format!("A project has at most {MAX_STATES} states.");
        return Err(Error::conflict("state.too_many", detail));
    }
    let last = states.last().map(|state| state.id);
    let after = new.after.unwrap_or(last);
    // No state has the id 0: the new one stands nowhere yet.
    let key = order::moved(&places(&states), StateId(0), after)?;
    let key = key.ok_or_else(|| Error::fault("a new state has a place"))?;
    let state = insert(tx, project, (&new.name, new.kind), &key)?;
    tx.record(&StateCreated(Which::of(&state, actor.user)))?;
    Ok(state)
}

/// Changes a state's name or place. No change records nothing.
pub fn edit(tx: &mut Tx, actor: &Actor, state: &May<Edit, State>, patch: Patch) -> Result<State> {
    let mut changes = Changes::default();
    if let Some(name) = &patch.name {
        changes.note("name", &state.name, name);
    }
    let mut position = None;
    if let Some(after) = patch.after {
        let states = queries::list(tx, state.company_id, state.project_id)?;
        position = order::moved(&places(&states), state.id, after)?;
    }
    if let Some(position) = &position {
        changes.note("position", &state.position, position);
    }
    if changes.is_empty() {
        return Ok(State::clone(state));
    }
    let fields = Fields {
        name: patch.name,
        position,
    };
    let edited = queries::set(tx, state, &fields)?.ok_or(Error::Stale)?;
    tx.record(&StateChanged {
        which: Which::of(&edited, actor.user),
        changes,
    })?;
    Ok(edited)
}

/// Removes a state; its tasks go to `to`, a state of the same project that closes tasks if this
/// one does.
pub fn remove(tx: &mut Tx, actor: &Actor, state: &May<Edit, State>, to: StateId) -> Result {
    let states = queries::list(tx, state.company_id, state.project_id)?;
    if !can_do_without(&states, state) {
        let detail = format!("A project needs a state of kind {}.", state.kind);
        return Err(Error::conflict("state.last_of_kind", detail));
    }
    let refuse = |message: &str| Error::bad_parameter("to", message);
    let target = states.iter().find(|s| s.id == to && s.id != state.id);
    let target = target.ok_or_else(|| refuse("There is no such other state in this project."))?;
    if (target.kind == Kind::Done) != (state.kind == Kind::Done) {
        return Err(refuse(
            "That would close or reopen its tasks; choose a state alike.",
        ));
    }
    let at = tx.now();
    let moved = queries::move_tasks(tx, state, to, at)?;
    if !queries::remove(tx, state)? {
        return Err(Error::Stale);
    }
    let (which, tasks) = (
        Which::of(state, actor.user),
        i64::try_from(moved).unwrap_or(i64::MAX),
    );
    tx.record(&StateRemoved {
        which,
        moved_to: to,
        tasks,
    })?;
    Ok(())
}
