//! What can be done with comments.

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Error, Instant, May, Result};
use blimp_store::{Changes, EventId, Tx};

use super::events::{CommentAdded, CommentDeleted, CommentEdited, CommentRestored, excerpt};
use super::model::NewComment;
use super::policy::{Add, Delete, Edit, Restore, Said};
use super::{Comment, queries};
use crate::markdown::{Mentions, Written};
use crate::place::{Place, Titled};
use crate::search::{self, Doc, Kind};
use crate::tasks::Task;
use crate::{people, watchers};

/// Comments on `task`; its author watches it from now on.
pub fn add(tx: &mut Tx, actor: &Actor, task: May<Add, Task>, written: &Written) -> Result<Comment> {
    not_blank(written)?;
    let of = task.into_inner().titled();
    let said = Saying {
        of: &of,
        author: actor.user,
        at: tx.now(),
        event: None,
    };
    let comment = insert(tx, &said, written)?;
    let comment = comment.ok_or_else(|| Error::fault("a comment without a fact was refused"))?;
    let mentioned = mentioned(tx, actor, &of, &written.mentions)?;
    tell_added(tx, said.of, &comment, mentioned)?;
    Ok(comment)
}

/// Changes what its author said. The same text again changes nothing and records nothing.
pub fn edit(
    tx: &mut Tx,
    actor: &Actor,
    said: May<Edit, Said>,
    written: &Written,
) -> Result<Comment> {
    not_blank(written)?;
    let Said {
        comment: before,
        task,
    } = said.into_inner();
    if before.text == written.text {
        return Ok(before);
    }
    let now = tx.now();
    let after = queries::set_text(tx, &before, written, now)?.ok_or(Error::Stale)?;
    find_by(tx, &after)?;
    let mentioned = newly_mentioned(tx, actor, &task.place(), (&before, written))?;
    tx.record(&CommentEdited {
        of: task.titled(),
        by: actor.user,
        comment: after.id,
        excerpt: excerpt(after.text.as_str()),
        mentioned,
        changes: Changes::default().and("text", &before.text, &after.text),
    })?;
    Ok(after)
}

/// Moves a comment to the trash.
pub fn delete(tx: &mut Tx, actor: &Actor, said: May<Delete, Said>) -> Result {
    let Said { comment, task } = said.into_inner();
    let now = tx.now();
    if queries::set_trashed(tx, &comment, now)?.is_none() {
        return Ok(());
    }
    search::actions::remove(tx, comment.company_id, Kind::Comment, comment.id)?;
    tx.record(&CommentDeleted {
        of: task.titled(),
        by: actor.user,
        comment: comment.id,
        author: comment.author_id,
        changes: Changes::default().and("deleted", &false, &true),
    })?;
    Ok(())
}

/// Brings a comment back from the trash.
pub fn restore(tx: &mut Tx, actor: &Actor, said: May<Restore, Said>) -> Result<Comment> {
    let Said { comment, task } = said.into_inner();
    let Some(back) = queries::set_restored(tx, &comment)? else {
        return Ok(comment);
    };
    find_by(tx, &back)?;
    tx.record(&CommentRestored {
        of: task.titled(),
        by: actor.user,
        comment: back.id,
        author: back.author_id,
        changes: Changes::default().and("deleted", &true, &false),
    })?;
    Ok(back)
}

/// Makes a comment of the note that came with a review's decision, once for each fact.
pub fn add_from_review(
    tx: &mut Tx,
    of: &Titled,
    author: UserId,
    note: &Written,
    (event, at): (EventId, Instant),
) -> Result {
    if note.text.is_blank() {
        return Ok(());
    }
    let said = Saying {
        of,
        author,
        at,
        event: Some(event),
    };
    let Some(comment) = insert(tx, &said, note)? else {
        return Ok(());
    };
    let actor = Actor::acting_for(tx, author, blimp_accounts::Via::House)?;
    let mentioned = mentioned(tx, &actor, of, &note.mentions)?;
    tell_added(tx, of, &comment, mentioned)
}

/// Takes over a comment from elsewhere, with its author and time. Records nothing: the import does.
pub fn import(
    tx: &mut Tx,
    of: &Titled,
    (author, at): (UserId, Instant),
    written: &Written,
) -> Result<Comment> {
    let said = Saying {
        of,
        author,
        at,
        event: None,
    };
    insert(tx, &said, written)?.ok_or_else(|| Error::fault("a comment without a fact was refused"))
}

/// Gives what one person said to another; nothing is recorded, for nothing new was said.
pub(crate) fn replace_author(tx: &mut Tx, company: CompanyId, from: UserId, to: UserId) -> Result {
    queries::replace_author(tx, company, (from, to))
}

/// Who says something about what, and when.
struct Saying<'a> {
    of: &'a Titled,
    author: UserId,
    at: Instant,
    event: Option<EventId>,
}

fn insert(tx: &mut Tx, said: &Saying<'_>, written: &Written) -> Result<Option<Comment>> {
    let row = NewComment {
        company_id: said.of.company,
        project_id: said.of.project,
        task_id: said.of.task,
        author_id: said.author,
        text: &written.text,
        html: &written.html,
        event_id: said.event,
        created_at: said.at,
    };
    let comment = queries::insert(tx, &row)?;
    if let Some(comment) = &comment {
        find_by(tx, comment)?;
    }
    Ok(comment)
}

fn tell_added(tx: &mut Tx, of: &Titled, comment: &Comment, mentioned: Vec<UserId>) -> Result {
    watchers::actions::begin(tx, of, comment.author_id)?;
    tx.record(&CommentAdded {
        of: of.clone(),
        by: comment.author_id,
        comment: comment.id,
        excerpt: excerpt(comment.text.as_str()),
        mentioned,
        changes: Changes::default().and("text", &None, &Some(&comment.text)),
    })?;
    Ok(())
}

fn not_blank(written: &Written) -> Result {
    if written.text.is_blank() {
        return Err(Error::invalid("text", "empty", "Say at least one word."));
    }
    Ok(())
}

fn find_by(tx: &mut Tx, comment: &Comment) -> Result {
    search::actions::put(
        tx,
        &Doc {
            company: comment.company_id,
            project: comment.project_id,
            task: comment.task_id,
            kind: Kind::Comment,
            subject_id: comment.id.into(),
            title: "",
            body: comment.text.as_str(),
        },
    )
}

/// Those who are named and may see the task, as far as the writer may see them.
fn mentioned(tx: &mut Tx, actor: &Actor, at: &Place, mentions: &Mentions) -> Result<Vec<UserId>> {
    if mentions.is_empty() {
        return Ok(Vec::new());
    }
    let mut people = people::queries::mentioned(tx, actor, at.company, at.project, mentions)?;
    people.retain(|user| *user != actor.user);
    Ok(people)
}

/// The same, without those whom the text named before the edit.
fn newly_mentioned(
    tx: &mut Tx,
    actor: &Actor,
    at: &Place,
    (before, after): (&Comment, &Written),
) -> Result<Vec<UserId>> {
    let mut people = mentioned(tx, actor, at, &after.mentions)?;
    if !people.is_empty() {
        let old = Written::from(before.text.clone());
        let known = mentioned(tx, actor, at, &old.mentions)?;
        people.retain(|user| !known.contains(user));
    }
    Ok(people)
}
