//! What can be done with notices.

use std::collections::{HashMap, HashSet};

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::Result;
use blimp_store::Tx;

use crate::inbox::model::{NewNotice, Notice, NoticeId, Reason, Telling, Why, excerpt};
use crate::inbox::queries::{self, Addressee};
use crate::preferences::{self, Kind, Medium};

/// Somebody who was told and wants a mail, too.
#[derive(Debug, Clone)]
pub struct ToMail {
    /// Whom.
    pub(crate) to: Addressee,
    /// About what.
    pub(crate) kind: Kind,
    /// Why them.
    pub(crate) reason: Reason,
}

/// Considers people for a fact: a row for each, shown or not; answers who wants a mail.
///
/// Running it twice for one fact changes nothing and answers nobody: each row has a key.
pub fn tell(tx: &mut Tx, telling: &Telling) -> Result<Vec<ToMail>> {
    let mut before = HashSet::new();
    let people: Vec<_> = telling
        .people
        .iter()
        .filter(|(user, ..)| before.insert(*user))
        .collect();
    let ids: Vec<UserId> = people.iter().map(|(user, ..)| *user).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let chosen = preferences::queries::chosen(tx, telling.company, &ids)?;
    let sees = match telling.project {
        Some(project) => queries::who_sees(tx, telling.company, project, &ids)?,
        None => queries::who_is_in(tx, telling.company, &ids)?,
    };
    let addressees = queries::list_addressees(tx, &ids)?;
    let addressees: HashMap<UserId, Addressee> =
        addressees.into_iter().map(|a| (a.id, a)).collect();
    let mut mails = Vec::new();
    for &(user, kind, reason) in people {
        let Some(addressee) = addressees.get(&user) else {
            continue;
        };
        let wants = |medium| chosen.wants(user, kind, medium);
        let never = never(telling, user, kind, &sees);
        let inbox = never.unwrap_or_else(|| wanted(wants(Medium::Inbox)));
        let mail = never.unwrap_or_else(|| by_mail(addressee, kind, wants(Medium::Mail)));
        let row = row(tx, telling, (user, kind, reason), (inbox, mail));
        if queries::add(tx, &row)?.is_some() && mail == Why::Wanted {
            mails.push(ToMail {
                to: addressee.clone(),
                kind,
                reason,
            });
        }
    }
    Ok(mails)
}

/// What keeps somebody from being told by any medium.
fn never(telling: &Telling, user: UserId, kind: Kind, sees: &HashSet<UserId>) -> Option<Why> {
    if telling.actor == Some(user) && kind != Kind::DueSoon {
        return Some(Why::OwnAction);
    }
    if telling.told_otherwise {
        return Some(Why::ToldOtherwise);
    }
    // Of an invitation one is told before one is in.
    let may_know = sees.contains(&user) || kind == Kind::Invited;
    (!may_know).then_some(Why::NotVisible)
}

const fn wanted(on: bool) -> Why {
    if on { Why::Wanted } else { Why::TurnedOff }
}

fn by_mail(addressee: &Addressee, kind: Kind, on: bool) -> Why {
    match kind {
        // Accounts mails invitations itself, always.
        Kind::Invited => Why::MailedElsewhere,
        _ if addressee.email.is_none() || addressee.disabled_at.is_some() => Why::NoAddress,
        _ if addressee.email_verified_at.is_none() => Why::Unverified,
        _ => wanted(on),
    }
}

fn row(
    tx: &Tx,
    telling: &Telling,
    (user, kind, reason): (UserId, Kind, Reason),
    (inbox, mail): (Why, Why),
) -> NewNotice {
    NewNotice {
        company_id: telling.company,
        user_id: user,
        event_id: telling.event,
        kind,
        reason,
        project_id: telling.project,
        task_id: telling.task,
        actor_id: telling.actor,
        excerpt: excerpt(&telling.excerpt),
        shown: inbox == Why::Wanted,
        inbox_why: inbox,
        mailed: mail == Why::Wanted,
        mail_why: mail,
        read_at: None,
        created_at: tx.now(),
    }
}

/// Marks one of the caller's notices read or unread. Saying it twice changes nothing.
pub fn read(tx: &mut Tx, actor: &Actor, id: NoticeId, read: bool) -> Result<Notice> {
    let at = read.then(|| tx.now());
    let notice = queries::get(tx, actor, id)?;
    queries::set_read(tx, &notice, at)?;
    queries::get(tx, actor, id)
}

/// Marks the caller's notices up to `last` as read, in one company or in all; says how many.
pub fn read_all(
    tx: &mut Tx,
    actor: &Actor,
    company: Option<CompanyId>,
    last: Option<NoticeId>,
) -> Result<usize> {
    let at = tx.now();
    let last = last.unwrap_or(NoticeId(i64::MAX));
    queries::set_all_read(tx, actor.user, company, last, at)
}
