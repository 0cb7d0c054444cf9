//! Whom to tell of what: the one list of facts that become notices.
//!
//! Each reaction gathers people with a reason, the best reason of a person first; the inbox does
//! the rest. What the house does to itself (schedules) has no actor.

use blimp_accounts::invitations::events::{InvitationAccepted, InvitationSent};
use blimp_accounts::{CompanyId, UserId, companies, invitations, users};
use blimp_app::Recorded;
use blimp_kit::{Instant, Result};
use blimp_projects::assignees::events::{TaskAssigned, TaskUnassigned};
use blimp_projects::attachments::events::AttachmentAdded;
use blimp_projects::comments::events::{CommentAdded, CommentEdited};
use blimp_projects::people::events::PersonAdded;
use blimp_projects::place::Titled;
use blimp_projects::tasks::events::{
    TaskApproved, TaskChanged, TaskClosed, TaskCreated, TaskDueSoon, TaskReopened, TaskReturned,
    TaskStateChanged,
};
use blimp_projects::{assignees, changes, states, watchers};
use blimp_store::{Conn, EventId, Tx};

use crate::inbox::{self, Reason, Telling, actions, mails};
use crate::preferences::Kind;

type People = Vec<(UserId, Kind, Reason)>;

/// The new assignee.
pub(crate) fn tell_assignee(tx: &mut Tx, fact: &Recorded<TaskAssigned>) -> Result {
    let people = vec![(fact.assignee, Kind::Assigned, Reason::Assignee)];
    tell(tx, &of_task(fact.event_id, &fact.of, fact.by, people))
}

/// Whoever is not responsible any more.
pub(crate) fn tell_unassigned(tx: &mut Tx, fact: &Recorded<TaskUnassigned>) -> Result {
    let people = vec![(fact.assignee, Kind::Unassigned, Reason::Yourself)];
    tell(tx, &of_task(fact.event_id, &fact.of, fact.by, people))
}

/// People named in the notes of a new task.
pub(crate) fn tell_named_in_new(tx: &mut Tx, fact: &Recorded<TaskCreated>) -> Result {
    tell(
        tx,
        &of_task(fact.event_id, &fact.of, fact.by, named(&fact.mentioned)),
    )
}

/// People newly named in the notes of a task.
pub(crate) fn tell_named_in_changed(tx: &mut Tx, fact: &Recorded<TaskChanged>) -> Result {
    tell(
        tx,
        &of_task(fact.event_id, &fact.of, fact.by, named(&fact.mentioned)),
    )
}

/// Who is named in a comment, and everyone else who follows the task.
pub(crate) fn tell_of_comment(tx: &mut Tx, fact: &Recorded<CommentAdded>) -> Result {
    let mut people = named(&fact.mentioned);
    people.extend(followers(tx, &fact.of, Kind::Commented)?);
    let mut telling = of_task(fact.event_id, &fact.of, Some(fact.by), people);
    telling.excerpt.clone_from(&fact.excerpt);
    tell(tx, &telling)
}

/// Who is newly named in a comment.
pub(crate) fn tell_of_edit(tx: &mut Tx, fact: &Recorded<CommentEdited>) -> Result {
    let mut telling = of_task(
        fact.event_id,
        &fact.of,
        Some(fact.by),
        named(&fact.mentioned),
    );
    telling.excerpt.clone_from(&fact.excerpt);
    tell(tx, &telling)
}

/// Who follows a task, of its new state. Done and reopened have facts, and notices, of their own.
pub(crate) fn tell_of_state(tx: &mut Tx, fact: &Recorded<TaskStateChanged>) -> Result {
    use states::Kind::{Done, Review};
    if fact.to.kind == Done || fact.from.kind == Done {
        return Ok(());
    }
    let kind = if fact.to.kind == Review {
        Kind::Review
    } else {
        Kind::StateChanged
    };
    let people = followers(tx, &fact.of, kind)?;
    let mut telling = of_task(fact.event_id, &fact.of, fact.by, people);
    telling.excerpt = format!("{} → {}", fact.from.name, fact.to.name);
    telling.told_otherwise = reviewed(tx, &fact.of, fact.at)?;
    tell(tx, &telling)
}

/// Who follows a task, that it is done.
pub(crate) fn tell_of_closing(tx: &mut Tx, fact: &Recorded<TaskClosed>) -> Result {
    let people = followers(tx, &fact.of, Kind::Closed)?;
    let mut telling = of_task(fact.event_id, &fact.of, fact.by, people);
    telling.told_otherwise = reviewed(tx, &fact.of, fact.at)?;
    tell(tx, &telling)
}

/// Who follows a task, that it is open again.
pub(crate) fn tell_of_reopening(tx: &mut Tx, fact: &Recorded<TaskReopened>) -> Result {
    let people = followers(tx, &fact.of, Kind::Closed)?;
    tell(tx, &of_task(fact.event_id, &fact.of, fact.by, people))
}

/// Who follows a task, that it was found good.
pub(crate) fn tell_of_approval(tx: &mut Tx, fact: &Recorded<TaskApproved>) -> Result {
    let people = followers(tx, &fact.of, Kind::Review)?;
    let mut telling = of_task(fact.event_id, &fact.of, fact.by, people);
    telling.excerpt = fact.note.clone().unwrap_or_default();
    tell(tx, &telling)
}

/// Who follows a task, that it needs more work.
pub(crate) fn tell_of_return(tx: &mut Tx, fact: &Recorded<TaskReturned>) -> Result {
    let people = followers(tx, &fact.of, Kind::Review)?;
    let mut telling = of_task(fact.event_id, &fact.of, fact.by, people);
    telling.excerpt.clone_from(&fact.note);
    tell(tx, &telling)
}

/// Who is responsible for a task that is due.
pub(crate) fn tell_due(tx: &mut Tx, fact: &Recorded<TaskDueSoon>) -> Result {
    let one = |user: &UserId| (*user, Kind::DueSoon, Reason::Assignee);
    let people = fact.assignees.iter().map(one).collect();
    let mut telling = of_task(fact.event_id, &fact.of, fact.by, people);
    telling.excerpt = format!("Due {}", fact.due_on);
    tell(tx, &telling)
}

/// Who follows a task, of a new file or link.
pub(crate) fn tell_of_attachment(tx: &mut Tx, fact: &Recorded<AttachmentAdded>) -> Result {
    let attached = &fact.0;
    let people = followers(tx, &attached.of, Kind::Attached)?;
    let mut telling = of_task(fact.event_id, &attached.of, Some(attached.by), people);
    telling.excerpt.clone_from(&attached.name);
    tell(tx, &telling)
}

/// Who was added to a project.
pub(crate) fn tell_added(tx: &mut Tx, fact: &Recorded<PersonAdded>) -> Result {
    let who = &fact.0;
    let telling = Telling {
        event: fact.event_id,
        company: who.company,
        project: Some(who.project),
        task: None,
        number: None,
        actor: who.by,
        subject: who.project_name.clone(),
        excerpt: String::new(),
        told_otherwise: false,
        people: vec![(who.user, Kind::AddedToProject, Reason::Yourself)],
    };
    tell(tx, &telling)
}

/// Who was invited, if they have an account; the mail is the accounts app's own.
pub(crate) fn tell_invited(tx: &mut Tx, fact: &Recorded<InvitationSent>) -> Result {
    let found = invitations::queries::find(tx, fact.company, fact.invitation)?;
    let Some(invitation) = found else {
        return Ok(());
    };
    let Some(user) = users::queries::find_by_email(tx, &invitation.email)? else {
        return Ok(());
    };
    let people = vec![(user.id, Kind::Invited, Reason::Yourself)];
    let telling = of_company(tx, fact.event_id, (fact.company, Some(fact.by)), people)?;
    tell(tx, &telling)
}

/// Who invited somebody, that they have joined.
pub(crate) fn tell_inviter(tx: &mut Tx, fact: &Recorded<InvitationAccepted>) -> Result {
    let Some(inviter) = fact.invited_by else {
        return Ok(());
    };
    let people = vec![(inviter, Kind::Joined, Reason::Inviter)];
    let telling = of_company(tx, fact.event_id, (fact.company, Some(fact.user)), people)?;
    tell(tx, &telling)
}

/// Writes the notices and asks for the mails that follow from them. Of a change of many tasks a
/// person is told once: there the notice is of the change, and a second one is there already.
fn tell(tx: &mut Tx, telling: &Telling) -> Result {
    let telling = &Telling {
        event: changes::queries::told_as(tx, telling.event)?,
        ..telling.clone()
    };
    let mails = actions::tell(tx, telling)?;
    mails::post_all(tx, telling, &mails)
}

/// Whether a fact is part of an approval or a return, which tells it better.
fn reviewed(conn: &mut Conn, of: &Titled, at: Instant) -> Result<bool> {
    inbox::queries::was_reviewed(conn, of.company, of.task, at)
}

fn named(users: &[UserId]) -> People {
    users
        .iter()
        .map(|user| (*user, Kind::Mentioned, Reason::Mentioned))
        .collect()
}

/// Who is responsible for a task, then who watches it.
fn followers(conn: &mut Conn, of: &Titled, kind: Kind) -> Result<People> {
    let assigned = assignees::queries::list(conn, of.company, of.task)?;
    let watching = watchers::queries::list(conn, of.company, of.task)?;
    let assigned = assigned
        .into_iter()
        .map(|user| (user, kind, Reason::Assignee));
    let watching = watching
        .into_iter()
        .map(|user| (user, kind, Reason::Watcher));
    Ok(assigned.chain(watching).collect())
}

fn of_task(event: EventId, of: &Titled, by: Option<UserId>, people: People) -> Telling {
    Telling {
        event,
        company: of.company,
        project: Some(of.project),
        task: Some(of.task),
        number: Some(of.number),
        actor: by,
        subject: of.title.clone(),
        excerpt: String::new(),
        told_otherwise: false,
        people,
    }
}

fn of_company(
    conn: &mut Conn,
    event: EventId,
    (company, actor): (CompanyId, Option<UserId>),
    people: People,
) -> Result<Telling> {
    let found = companies::queries::find_any(conn, company)?;
    Ok(Telling {
        event,
        company,
        project: None,
        task: None,
        number: None,
        actor,
        subject: found.map_or_else(String::new, |company| company.name),
        excerpt: String::new(),
        told_otherwise: false,
        people,
    })
}
