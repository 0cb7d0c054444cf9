//! Taking an import back: what it made and nobody has touched since goes; the rest stays and is
//! listed. A task that stays, stays whole.

use blimp_accounts::{Actor, UserId, Via, erasing as accounts};
use blimp_kit::{Error, May, Result};
use blimp_projects::erasing;
use blimp_projects::projects::{self, ProjectId};
use blimp_store::Tx;

use crate::imports::events::{ImportProgressed, ImportReversed};
use crate::imports::model::{Import, ImportKind, ImportStatus, Kept, Reversal};
use crate::imports::policy::Manage;
use crate::imports::queries::{self, Reversing};

/// Things looked at in one transaction.
const AT_ONCE: i64 = 100;

/// What is taken back, whatever refers to others first. How far it has come is kept as a place in
/// here, so what is new goes to the end.
const ORDER: [ImportKind; 9] = [
    ImportKind::Card,
    ImportKind::Comment,
    ImportKind::Link,
    ImportKind::Item,
    ImportKind::Goal,
    ImportKind::State,
    ImportKind::Label,
    ImportKind::Board,
    ImportKind::Member,
];

/// Says that an import is to be taken back; once it is, saying so again changes nothing. True where
/// there is work to enqueue.
pub fn reverse(tx: &mut Tx, actor: &Actor, import: &May<Manage, Import>) -> Result<bool> {
    match import.standing() {
        ImportStatus::Undone | ImportStatus::Reversing => return Ok(false),
        ImportStatus::Done | ImportStatus::Failed => {}
        ImportStatus::Rehearsed | ImportStatus::Queued | ImportStatus::Running => {
            return Err(Error::conflict(
                "import.at_work",
                "This import is not over; wait for its end.",
            ));
        }
    }
    let Some(project) = import.project_id else {
        return Err(Error::conflict("import.nothing_made", "It made nothing."));
    };
    projects::policy::work(tx, actor, project)?;
    let reversal = serde_json::to_string(&Reversal::default())?;
    let at = tx.now();
    queries::set_reversing(tx, import, (actor.user, at), &reversal)
}

/// Takes back the next few things; true where more is left.
pub(crate) fn step(tx: &mut Tx, import: &Import) -> Result<bool> {
    let (Some(project), Some(by), Some(text)) =
        (import.project_id, import.reversed_by, &import.reversal)
    else {
        return Ok(false);
    };
    let mut reversal: Reversal = serde_json::from_str(text)?;
    let (stage, after) = reversal.step;
    let Some(&kind) = ORDER.get(stage) else {
        return finish(tx, import, (project, by), &reversal);
    };
    let made = queries::list_made(tx, (import, project), kind, after, AT_ONCE)?;
    let ids: Vec<i64> = made.iter().map(|(_, id)| *id).collect();
    let gone = take(tx, import, (project, by), (kind, &ids), &mut reversal)?;
    reversal.remove(kind, gone.len());
    let names: Vec<&str> = made
        .iter()
        .filter(|(_, id)| gone.contains(id))
        .map(|(name, _)| name.as_str())
        .collect();
    queries::forget(tx, (import.company_id, project), kind, &names)?;
    reversal.step = match ids.last() {
        Some(last) => (stage, *last),
        None => (stage + 1, i64::MIN),
    };
    let to = Reversing {
        reversal: &serde_json::to_string(&reversal)?,
        over: false,
        at: tx.now(),
    };
    queries::set_reversal(tx, import, &to)?;
    if kind == ImportKind::Card && !ids.is_empty() {
        tell(tx, import, by, &reversal)?;
    }
    Ok(true)
}

fn tell(tx: &mut Tx, import: &Import, by: UserId, reversal: &Reversal) -> Result {
    let gone = reversal.removed.get(ImportKind::Card.as_str());
    let done = gone.copied().unwrap_or(0) + reversal.kept_in_all;
    tx.record(&ImportProgressed {
        import: import.id,
        company: import.company_id,
        by,
        done: done.min(import.total),
        total: import.total,
    })?;
    Ok(())
}

/// Removes those of these things that may go, and notes the others.
fn take(
    tx: &mut Tx,
    import: &Import,
    (project, by): (ProjectId, UserId),
    (kind, ids): (ImportKind, &[i64]),
    reversal: &mut Reversal,
) -> Result<Vec<i64>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let company = import.company_id;
    match kind {
        ImportKind::Card => {
            let taken = erasing::take_back_tasks(tx, (company, project), ids)?;
            for task in taken.kept {
                reversal.keep(Kept {
                    kind,
                    id: task.id,
                    title: task.title,
                    why: "Somebody has worked on it since.".to_owned(),
                });
            }
            Ok(taken.gone)
        }
        ImportKind::Comment | ImportKind::Link | ImportKind::Item => {
            hanging(tx, (import, project), (kind, ids))
        }
        ImportKind::Member => people(tx, (import, project, by), ids),
        ImportKind::Goal => erasing::take_back_goals(tx, company, ids),
        ImportKind::State if made_project(tx, import, project)? => Ok(Vec::new()),
        ImportKind::State => erasing::take_back_states(tx, company, ids),
        ImportKind::Label => erasing::take_back_labels(tx, company, ids),
        ImportKind::Board => board(tx, import, (project, by), reversal),
    }
}

/// What hangs on tasks went with them, or stays with them; what was added to a task that was there
/// before goes by itself.
fn hanging(
    tx: &mut Tx,
    (import, project): (&Import, ProjectId),
    (kind, ids): (ImportKind, &[i64]),
) -> Result<Vec<i64>> {
    let fates = queries::fates(tx, (import, project), (kind, ids))?;
    let take_back = match kind {
        ImportKind::Comment => erasing::take_back_comments,
        ImportKind::Link => erasing::take_back_links,
        _ => erasing::take_back_items,
    };
    let mut gone = fates.gone;
    gone.extend(take_back(tx, import.company_id, &fates.added)?);
    Ok(gone)
}

/// Placeholders whom nothing names any more go; members whom the import has recognized stay.
fn people(
    tx: &mut Tx,
    (import, project, by): (&Import, ProjectId, UserId),
    ids: &[i64],
) -> Result<Vec<i64>> {
    let company = import.company_id;
    let alone = queries::people_of_one(tx, (import, project), ids)?;
    let used = erasing::people_in_use(tx, company, &alone)?;
    let free: Vec<UserId> = alone
        .into_iter()
        .filter(|id| !used.contains(id))
        .map(UserId)
        .collect();
    let gone = accounts::take_back_placeholders(tx, (company, by), &free)?;
    Ok(gone.into_iter().map(|user| user.0).collect())
}

/// Whether the import made the project, rather than filling one that was there.
fn made_project(tx: &mut Tx, import: &Import, project: ProjectId) -> Result<bool> {
    let found = projects::queries::find_any(tx, import.company_id, project)?;
    Ok(found.is_some_and(|project| project.created_at >= import.created_at))
}

/// A project that the import made and that is empty again goes to the trash.
fn board(
    tx: &mut Tx,
    import: &Import,
    (project, by): (ProjectId, UserId),
    reversal: &mut Reversal,
) -> Result<Vec<i64>> {
    if !made_project(tx, import, project)? {
        return Ok(Vec::new());
    }
    if erasing::has_tasks(tx, import.company_id, project)? {
        reversal.keep(Kept {
            kind: ImportKind::Board,
            id: project.0,
            title: import.name.clone(),
            why: "There are tasks in it.".to_owned(),
        });
        return Ok(Vec::new());
    }
    let actor = Actor::acting_for(tx, by, Via::House)?;
    match projects::policy::trash(tx, &actor, project) {
        Ok(may) => {
            projects::actions::trash(tx, &actor, &may)?;
            Ok(vec![project.0])
        }
        // It is in the trash already, or whoever asked has lost the right meanwhile.
        Err(Error::NotFound | Error::Forbidden(_)) => Ok(Vec::new()),
        Err(other) => Err(other),
    }
}

fn finish(
    tx: &mut Tx,
    import: &Import,
    (project, by): (ProjectId, UserId),
    reversal: &Reversal,
) -> Result<bool> {
    let to = Reversing {
        reversal: &serde_json::to_string(reversal)?,
        over: true,
        at: tx.now(),
    };
    if queries::set_reversal(tx, import, &to)? {
        let gone = reversal.removed.get(ImportKind::Card.as_str());
        tx.record(&ImportReversed {
            import: import.id,
            company: import.company_id,
            project,
            by,
            tasks: gone.copied().unwrap_or(0),
            kept: reversal.kept_in_all,
        })?;
    }
    Ok(false)
}
