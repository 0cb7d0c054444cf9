//! What can be done to labels.

use blimp_accounts::companies::Company;
use blimp_accounts::companies::policy::Work;
use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Error, May, Result};
use blimp_store::{Changes, Tx};

use crate::config::MAX_LABELS;
use crate::labels::events::{LabelChanged, LabelCreated, LabelRemoved, Which};
use crate::labels::model::{Fields, Row};
use crate::labels::policy::Edit;
use crate::labels::{Label, Patch, queries};
use crate::text::{Colour, Tag};

/// Makes a label.
pub fn create(
    tx: &mut Tx,
    actor: &Actor,
    company: &May<Work, Company>,
    name: &Tag,
    colour: Option<Colour>,
) -> Result<Label> {
    make(tx, company.id, (name, colour), Some(actor.user))?.ok_or_else(taken)
}

/// The labels of these names, in the order of their names; missing ones are made.
///
/// Whoever calls it has asked whether the caller may work on what the labels are for.
pub fn find_or_make(tx: &mut Tx, company: CompanyId, names: &[Tag]) -> Result<Vec<Label>> {
    let mut keys: Vec<String> = names.iter().map(Tag::key).collect();
    keys.sort_unstable();
    keys.dedup();
    let found = queries::list_named(tx, company, &keys)?;
    if found.len() == keys.len() {
        return Ok(found);
    }
    for name in names {
        let key = name.key();
        if !found.iter().any(|label| label.name_key == key) {
            make(tx, company, (name, None), None)?;
        }
    }
    queries::list_named(tx, company, &keys)
}

/// Makes a label; none where there is one of its name.
fn make(
    tx: &mut Tx,
    company: CompanyId,
    (name, colour): (&Tag, Option<Colour>),
    by: Option<UserId>,
) -> Result<Option<Label>> {
    if queries::count(tx, company)? >= MAX_LABELS {
        let detail = format!("A company has at most {MAX_LABELS} labels.");
        return Err(Error::conflict("label.too_many", detail));
    }
    let name_key = name.key();
    let row = Row {
        company_id: company,
        colour: colour.unwrap_or_else(|| Colour::of(&name_key)),
        name: name.clone(),
        name_key,
        created_at: tx.now(),
    };
    let label = queries::add(tx, &row)?;
    if let Some(label) = &label {
        tx.record(&LabelCreated(Which::of(label, by)))?;
    }
    Ok(label)
}

/// Changes a label. No change records nothing.
pub fn edit(tx: &mut Tx, actor: &Actor, label: &May<Edit, Label>, patch: Patch) -> Result<Label> {
    let mut changes = Changes::default();
    if let Some(name) = &patch.name {
        changes.note("name", &label.name, name);
    }
    if let Some(colour) = &patch.colour {
        changes.note("colour", &label.colour, colour);
    }
    if changes.is_empty() {
        return Ok(Label::clone(label));
    }
    let name_key = patch.name.as_ref().map(Tag::key);
    if let Some(key) = name_key.as_ref().filter(|key| **key != label.name_key)
        && !queries::list_named(tx, label.company_id, std::slice::from_ref(key))?.is_empty()
    {
        return Err(taken());
    }
    let fields = Fields {
        name: patch.name,
        name_key,
        colour: patch.colour,
    };
    let edited = queries::set(tx, label, &fields)?.ok_or(Error::Stale)?;
    tx.record(&LabelChanged {
        which: Which::of(&edited, Some(actor.user)),
        changes,
    })?;
    Ok(edited)
}

/// Removes a label, from all tasks too.
pub fn remove(tx: &mut Tx, actor: &Actor, label: &May<Edit, Label>) -> Result {
    if !queries::remove(tx, label)? {
        return Err(Error::Stale);
    }
    tx.record(&LabelRemoved(Which::of(label, Some(actor.user))))?;
    Ok(())
}

fn taken() -> Error {
    Error::conflict("label.exists", "There is a label of this name.")
}
