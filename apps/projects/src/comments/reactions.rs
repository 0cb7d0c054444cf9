//! What comments do when a task was reviewed, and when their author turns out to be another.
//!
//! A reviewer's note is something they said.

use blimp_accounts::invitations::events::PlaceholderClaimed;
use blimp_accounts::{UserId, members};
use blimp_app::Recorded;
use blimp_kit::Result;
use blimp_store::{Event, Tx};

use super::actions;
use crate::markdown::Written;
use crate::place::Titled;
use crate::tasks::events::{TaskApproved, TaskReturned};
use crate::text::Body;

/// Makes a comment of what was said with an approval.
pub fn add_from_approval(tx: &mut Tx, fact: &Recorded<TaskApproved>) -> Result {
    match &fact.note {
        Some(note) => add(tx, fact, (&fact.of, fact.by), note),
        None => Ok(()),
    }
}

/// Gives what a placeholder said to who claimed it.
pub(crate) fn replace_claimed(tx: &mut Tx, fact: &Recorded<PlaceholderClaimed>) -> Result {
    if members::queries::find(tx, fact.company, fact.user)?.is_none() {
        return Ok(());
    }
    actions::replace_author(tx, fact.company, fact.placeholder, fact.user)
}

/// Makes a comment of why a task was sent back.
pub fn add_from_return(tx: &mut Tx, fact: &Recorded<TaskReturned>) -> Result {
    add(tx, fact, (&fact.of, fact.by), &fact.note)
}

fn add<E: Event>(
    tx: &mut Tx,
    fact: &Recorded<E>,
    (of, by): (&Titled, Option<UserId>),
    note: &str,
) -> Result {
    let Some(author) = by else { return Ok(()) };
    let note = Written::from(Body::fit(note));
    actions::add_from_review(tx, of, author, &note, (fact.event_id, fact.at))
}
