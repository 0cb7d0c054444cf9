//! Doing what was prepared, in one transaction that also saves the place.

use blimp_accounts::{Actor, Via};
use blimp_kit::{Error, May, Result};
use blimp_projects::bulk::{self, Bulk, BulkItem};
use blimp_projects::comments::CommentId;
use blimp_projects::place::Titled;
use blimp_projects::projects::policy::Work;
use blimp_projects::projects::{self, Project};
use blimp_store::Tx;

use super::context::Context;
use super::prepare::{Task, Thing, Todo};
use super::ready::taken_over;
use crate::imports::events::ImportProgressed;
use crate::imports::model::{Import, ImportKind, ImportSource, NewKnown, Tally, hash};
use crate::imports::queries::{self, Advance};
use crate::trello::Flaw;

/// Makes and changes what was prepared; a card that fails leaves nothing behind, is noted, and
/// stops nobody. The import moves on in the same transaction.
pub(crate) fn apply(tx: &mut Tx, import: &Import, context: &Context, todos: &[Todo]) -> Result {
    let actor = Actor::acting_for(tx, import.created_by, Via::House)?;
    let project = projects::policy::work(tx, &actor, context.project)?;
    let new = todos
        .iter()
        .filter(|todo| matches!(todo.task, Task::Make(_)))
        .count();
    let mut hand = Hand {
        import,
        context,
        bulk: bulk::actions::reserve(tx, &project, new)?,
        project,
        rows: Vec::new(),
    };
    let mut tally: Tally = serde_json::from_str(&import.tally)?;
    for todo in todos {
        match tx.savepoint(|tx| hand.card(tx, todo)) {
            Ok(()) => tally.add(todo.tally.clone()),
            Err(error @ (Error::Unavailable(_) | Error::Full { .. })) => return Err(error),
            Err(error) => {
                if let Error::Fault(fault) = &error {
                    let fault = format!("{fault:#}");
                    tracing::error!(import = %import.id, fault, "a card could not be imported");
                }
                tally.of(ImportKind::Card).failed += 1;
                tally.fail(Flaw::new("card", &todo.source_id, reason(&error)));
            }
        }
        hand.rows.clear();
    }
    let done = i64::try_from(todos.len()).unwrap_or(0);
    let tally = serde_json::to_string(&tally)?;
    let (project, at) = (context.project, tx.now());
    let to = Advance {
        project,
        place: import.place + done,
        tally: &tally,
        at,
    };
    if !queries::advance(tx, import, &to)? {
        return Err(taken_over());
    }
    tx.record(&ImportProgressed {
        import: import.id,
        company: import.company_id,
        by: import.created_by,
        done: (to.place - 1).min(import.total),
        total: import.total,
    })?;
    Ok(())
}

/// Why a card failed, for people: never what a fault says.
fn reason(error: &Error) -> String {
    match error {
        Error::Fault(_) => "Something broke on our side; the log knows more.".to_owned(),
        other => other.to_string(),
    }
}

/// What making rows takes.
struct Hand<'a> {
    import: &'a Import,
    context: &'a Context,
    project: May<Work, Project>,
    bulk: Bulk,
    /// What is remembered of one card.
    rows: Vec<NewKnown>,
}

impl Hand<'_> {
    fn card(&mut self, tx: &mut Tx, todo: &Todo) -> Result {
        if todo.is_idle() {
            return Ok(());
        }
        let Some(task) = self.task(tx, todo)? else {
            return self.gone(tx, todo);
        };
        self.items(tx, todo, &task)?;
        for (thing, said, written) in &todo.new_comments {
            let id = bulk::actions::add_comment(tx, &task, *said, written)?;
            self.note(ImportKind::Comment, thing, id.0);
        }
        for (thing, id, written) in &todo.changed_comments {
            bulk::actions::change_comment(tx, &task, CommentId(*id), written)?;
            self.note_again(tx, ImportKind::Comment, thing, *id)?;
        }
        for (thing, by, link) in &todo.new_links {
            let made = bulk::actions::add_link(tx, &task, *by, link)?;
            self.note(ImportKind::Link, thing, made.id.0);
        }
        queries::remember(tx, &self.rows)
    }

    /// Makes or changes the task; none where it was thrown away here, or moved elsewhere.
    fn task(&mut self, tx: &mut Tx, todo: &Todo) -> Result<Option<Titled>> {
        match &todo.task {
            Task::Make(new) => {
                let made = bulk::actions::add_task(tx, &self.project, &mut self.bulk, new)?;
                let row = self.card_row(todo, made.task.at.task.0)?;
                self.rows.push(row);
                Ok(Some(made.task))
            }
            Task::Change(id, change) => {
                let found = bulk::actions::find_task(tx, &self.project, *id)?;
                let Some(task) = found else { return Ok(None) };
                let change = change.as_ref().clone();
                bulk::actions::change_task(tx, &task, change, self.context.by)?;
                queries::remember_again(tx, &self.card_row(todo, id.0)?)?;
                Ok(Some(task.titled()))
            }
            Task::Keep(id) => {
                let found = bulk::actions::find_task(tx, &self.project, *id)?;
                Ok(found.map(|task| task.titled()))
            }
        }
    }

    /// Somebody threw the task away here: it stays there, and the file is not asked again.
    fn gone(&mut self, tx: &mut Tx, todo: &Todo) -> Result {
        match &todo.task {
            Task::Make(_) => Ok(()),
            Task::Change(id, _) | Task::Keep(id) => {
                queries::remember_again(tx, &self.card_row(todo, id.0)?)
            }
        }
    }

    fn items(&mut self, tx: &mut Tx, todo: &Todo, task: &Titled) -> Result {
        let new: Vec<BulkItem> = todo
            .new_items
            .iter()
            .map(|(_, item)| item.clone())
            .collect();
        let ids = bulk::actions::add_items(tx, task.at, self.context.by, &new)?;
        for ((thing, _), id) in todo.new_items.iter().zip(ids) {
            self.note(ImportKind::Item, thing, id.0);
        }
        if todo.changed_items.is_empty() {
            return Ok(());
        }
        let there = bulk::actions::items_of(tx, task.at)?;
        for (thing, id, item) in &todo.changed_items {
            // One that was removed here stays removed.
            if let Some(old) = there.iter().find(|old| old.id.0 == *id) {
                bulk::actions::change_item(tx, old, item, self.context.by)?;
            }
            self.note_again(tx, ImportKind::Item, thing, *id)?;
        }
        Ok(())
    }

    fn card_row(&self, todo: &Todo, row: i64) -> Result<NewKnown> {
        let snapshot = serde_json::to_string(&todo.snapshot)?;
        Ok(NewKnown {
            source_ref: todo.number.map(|number| format!("#{number}")),
            snapshot: snapshot.clone(),
            ..self.row(ImportKind::Card, (&todo.source_id, &hash(&snapshot)), row)
        })
    }

    fn note(&mut self, kind: ImportKind, thing: &Thing, row: i64) {
        let row = self.row(kind, (&thing.source_id, &thing.hash), row);
        self.rows.push(row);
    }

    fn note_again(&self, tx: &mut Tx, kind: ImportKind, thing: &Thing, row: i64) -> Result {
        queries::remember_again(tx, &self.row(kind, (&thing.source_id, &thing.hash), row))
    }

    fn row(&self, kind: ImportKind, (source_id, hash): (&str, &str), row_id: i64) -> NewKnown {
        NewKnown {
            company_id: self.context.company,
            project_id: self.context.project,
            source: ImportSource::Trello,
            kind,
            source_id: source_id.to_owned(),
            source_ref: None,
            row_id,
            hash: hash.to_owned(),
            snapshot: String::new(),
            import_id: self.import.id,
        }
    }
}
