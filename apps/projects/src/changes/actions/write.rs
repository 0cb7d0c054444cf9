//! Writing many tasks at once: equal values in one statement, and facts of a kind in one.

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::Result;
use blimp_store::Tx;

use super::tell;
use crate::assignees::queries::NewAssignee;
use crate::changes::model::{Aim, Values};
use crate::changes::queries;
use crate::labels::{Label, LabelId};
use crate::place::TaskId;

/// Writes what the aims say, and tells of it.
pub(crate) fn write(tx: &mut Tx, actor: &Actor, company: CompanyId, aims: &[Aim]) -> Result {
    if aims.is_empty() {
        return Ok(());
    }
    fields(tx, company, aims)?;
    people(tx, actor, company, aims)?;
    labels(tx, company, aims)?;
    tell::tell(tx, actor, company, aims)
}

/// Tasks that shall have the same values are written together. So are those of which only people
/// or labels change, which raises their versions.
fn fields(tx: &mut Tx, company: CompanyId, aims: &[Aim]) -> Result {
    let now = tx.now();
    let mut groups: Vec<(Values, Vec<TaskId>)> = Vec::new();
    for aim in aims {
        let values = Values::from(&aim.new);
        match groups.iter_mut().find(|(other, _)| *other == values) {
            Some((_, ids)) => ids.push(aim.old.id),
            None => groups.push((values, vec![aim.old.id])),
        }
    }
    for (values, ids) in groups {
        queries::update(tx, company, (&ids, &values), now)?;
    }
    Ok(())
}

fn people(tx: &mut Tx, actor: &Actor, company: CompanyId, aims: &[Aim]) -> Result {
    let now = tx.now();
    let mut rows = Vec::new();
    let mut gone: Vec<(UserId, Vec<TaskId>)> = Vec::new();
    for aim in aims {
        rows.extend(aim.joining.iter().map(|user| NewAssignee {
            company_id: company,
            task_id: aim.old.id,
            user_id: *user,
            assigned_by: Some(actor.user),
            assigned_at: now,
        }));
        for user in &aim.leaving {
            put(&mut gone, *user, aim.old.id);
        }
    }
    queries::assign(tx, &rows)?;
    for (user, ids) in gone {
        queries::unassign(tx, company, user, &ids)?;
    }
    Ok(())
}

fn labels(tx: &mut Tx, company: CompanyId, aims: &[Aim]) -> Result {
    let mut pairs = Vec::new();
    let mut gone: Vec<(LabelId, Vec<TaskId>)> = Vec::new();
    let without = |some: &[Label], all: &[Label]| -> Vec<LabelId> {
        let is_new = |label: &&Label| !some.iter().any(|other| other.id == label.id);
        all.iter().filter(is_new).map(|label| label.id).collect()
    };
    for aim in aims {
        let Some((before, after)) = &aim.labels else {
            continue;
        };
        let new = without(before, after);
        pairs.extend(new.into_iter().map(|label| (aim.old.id, label)));
        for label in without(after, before) {
            put(&mut gone, label, aim.old.id);
        }
    }
    queries::label(tx, company, &pairs)?;
    for (label, ids) in gone {
        queries::unlabel(tx, company, label, &ids)?;
    }
    Ok(())
}

fn put<K: PartialEq>(groups: &mut Vec<(K, Vec<TaskId>)>, key: K, task: TaskId) {
    match groups.iter_mut().find(|(other, _)| *other == key) {
        Some((_, ids)) => ids.push(task),
        None => groups.push((key, vec![task])),
    }
}
