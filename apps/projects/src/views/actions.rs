//! What can be done with views.

use blimp_accounts::Actor;
use blimp_kit::{Error, May, Result};
use blimp_store::Tx;

use super::events::{ViewChanged, ViewCreated, ViewRemoved, Which};
use super::model::{Kind, MAX_VIEWS, Patch, Row};
use super::policy::{self, Edit, Home, Save};
use super::{View, queries};
use crate::text::Tag;

/// A view to be saved.
#[derive(Debug, Clone)]
pub struct NewView {
    /// What it is called.
    pub name: Tag,
    /// What it looks like.
    pub kind: Kind,
    /// The client's search parameters.
    pub query: String,
    /// Whether it is for all.
    pub shared: bool,
    /// Whether the project opens with it.
    pub is_default: bool,
    /// Its place.
    pub position: i64,
}

/// Saves a view.
pub fn create(tx: &mut Tx, actor: &Actor, home: &May<Save, Home>, new: NewView) -> Result<View> {
    if queries::count(tx, home.company, actor.user)? >= MAX_VIEWS {
        let detail = format!("A person saves at most {MAX_VIEWS} views in a company.");
        return Err(Error::conflict("view.too_many", detail));
    }
    if new.is_default {
        become_default(tx, **home, new.shared)?;
    }
    let now = tx.now();
    let row = Row {
        company_id: home.company,
        project_id: home.project,
        owner_id: actor.user,
        name: new.name,
        kind: new.kind,
        query: new.query,
        shared: new.shared,
        is_default: new.is_default,
        position: new.position,
        created_at: now,
        updated_at: now,
    };
    let view = queries::add(tx, &row)?;
    tx.record(&ViewCreated(Which::of(&view, actor.user, view.shared)))?;
    Ok(view)
}

/// Changes a view. No change records nothing.
pub fn edit(tx: &mut Tx, actor: &Actor, view: &May<Edit, View>, mut patch: Patch) -> Result<View> {
    let home = Home {
        company: view.company_id,
        project: view.project_id,
    };
    let shared = patch.shared.unwrap_or(view.shared);
    if shared && !view.shared {
        policy::save(tx, actor, home, true)?;
    }
    if !shared && view.is_default && patch.is_default.is_none() {
        patch.is_default = Some(false);
    }
    if patch.is_default.unwrap_or(view.is_default) && (!shared || !view.is_default) {
        become_default(tx, home, shared)?;
    }
    if !differs(view, &patch) {
        return Ok(View::clone(view));
    }
    let now = tx.now();
    let edited = queries::set(tx, view, &patch, now)?.ok_or(Error::Stale)?;
    let was_seen = view.shared || edited.shared;
    tx.record(&ViewChanged(Which::of(&edited, actor.user, was_seen)))?;
    Ok(edited)
}

/// Removes a view.
pub fn remove(tx: &mut Tx, actor: &Actor, view: &May<Edit, View>) -> Result {
    if !queries::remove(tx, view)? {
        return Err(Error::NotFound);
    }
    tx.record(&ViewRemoved(Which::of(view, actor.user, view.shared)))?;
    Ok(())
}

/// Makes room for another default.
fn become_default(tx: &mut Tx, home: Home, shared: bool) -> Result {
    let Some(project) = home.project.filter(|_| shared) else {
        let message = "Only a shared view of a project can be what it opens with.";
        return Err(Error::invalid("is_default", "not_shared", message));
    };
    let now = tx.now();
    queries::clear_default(tx, home.company, project, now)
}

fn differs(view: &View, patch: &Patch) -> bool {
    patch.name.as_ref().is_some_and(|name| *name != view.name)
        || patch.kind.is_some_and(|kind| kind != view.kind)
        || patch.query.as_ref().is_some_and(|text| *text != view.query)
        || patch.shared.is_some_and(|shared| shared != view.shared)
        || patch.is_default.is_some_and(|is| is != view.is_default)
        || patch.position.is_some_and(|place| place != view.position)
}
