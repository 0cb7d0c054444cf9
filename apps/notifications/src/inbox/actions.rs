//! What can be done with notices.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Duration;

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Error, Instant, Result};
use blimp_store::Tx;

use crate::inbox::events::{InboxChanged, Move};
use crate::inbox::model::{NewNotice, Notice, NoticeId, Reason, Telling, Why, excerpt};
use crate::inbox::queries::{self, Addressee, Standing};
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
        let Some(id) = queries::add(tx, &row)? else {
            continue;
        };
        if row.shown {
            announce(tx, user, Move::Told, vec![id])?;
        }
        if mail == Why::Wanted {
            mails.push(ToMail {
                to: addressee.clone(),
                kind,
                reason,
            });
        }
    }
    Ok(mails)
}

/// The other reasons of a person, each once, as they are kept.
fn more_reasons(telling: &Telling, user: UserId, best: Reason) -> String {
    let mut more: Vec<&str> = Vec::new();
    let all = telling.people.iter().filter(|(who, ..)| *who == user);
    for (.., reason) in all.filter(|(.., reason)| *reason != best) {
        if !more.contains(&reason.as_str()) {
            more.push(reason.as_str());
        }
    }
    more.join(" ")
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
        more_reasons: more_reasons(telling, user, reason),
    }
}

/// What to do with a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Read it.
    Read,
    /// Read it again later.
    Unread,
    /// Done with it, which reads it too.
    Archive,
    /// Not done with it.
    Unarchive,
    /// Out of sight until then, and back unread.
    Snooze(Instant),
    /// Back where it was.
    Unsnooze,
}

/// The longest that a notice can be snoozed.
pub const LONGEST: Duration = Duration::from_hours(2 * 366 * 24);

impl Step {
    /// Refuses a time that is over, or too far off.
    pub fn check(self, now: Instant) -> Result {
        match self {
            Self::Snooze(until) if until <= now => {
                Err(Error::invalid("until", "past", "Choose a time to come."))
            }
            Self::Snooze(until) if until > now + LONGEST => Err(Error::invalid(
                "until",
                "too_late",
                "At most two years from now.",
            )),
            _ => Ok(()),
        }
    }

    /// Where a notice is after that.
    fn apply(self, before: Standing, now: Instant) -> Standing {
        let mut after = before;
        match self {
            Self::Read => after.read_at = before.read_at.or(Some(now)),
            Self::Unread => after.read_at = None,
            Self::Archive => {
                after.read_at = before.read_at.or(Some(now));
                after.archived_at = before.archived_at.or(Some(now));
                after.snoozed_until = None;
            }
            Self::Unarchive => after.archived_at = None,
            Self::Snooze(until) => {
                after.archived_at = None;
                after.snoozed_until = Some(until);
            }
            Self::Unsnooze => after.snoozed_until = None,
        }
        after
    }
}

/// Does something with one of the caller's notices. Doing it twice changes nothing.
pub fn take(tx: &mut Tx, actor: &Actor, notice: &Notice, step: Step) -> Result<Notice> {
    let now = tx.now();
    step.check(now)?;
    let before = Standing::from(notice);
    let after = step.apply(before, now);
    if after == before {
        return Ok(notice.clone());
    }
    if !queries::set_standing(tx, notice, after)? {
        return Err(Error::Stale);
    }
    announce(tx, actor.user, Move::Changed, vec![notice.id])?;
    queries::get(tx, actor, notice.id)
}

/// The most notices that one fact names.
const NAMED: usize = 100;

/// Says that somebody's inbox is another one now.
pub(crate) fn announce(tx: &mut Tx, user: UserId, why: Move, mut notices: Vec<NoticeId>) -> Result {
    notices.truncate(NAMED);
    tx.record(&InboxChanged { user, why, notices })?;
    Ok(())
}

/// Brings back notices whose time has come, `limit` at a time; says how many.
pub(crate) fn wake(tx: &mut Tx, limit: i64) -> Result<usize> {
    let now = tx.now();
    let due = queries::list_due(tx, now, limit)?;
    let ids: Vec<NoticeId> = due.iter().map(|(id, _)| *id).collect();
    queries::set_returned(tx, &ids, now)?;
    let mut of: BTreeMap<UserId, Vec<NoticeId>> = BTreeMap::new();
    for (id, user) in due {
        of.entry(user).or_default().push(id);
    }
    for (user, notices) in of {
        announce(tx, user, Move::Returned, notices)?;
    }
    Ok(ids.len())
}

/// Deletes up to `limit` notices of a company that is gone; says how many.
pub(crate) fn erase(tx: &mut Tx, company: i64, limit: i64) -> Result<usize> {
    queries::delete_some(tx, CompanyId(company), limit)
}

#[cfg(test)]
mod tests {
    use blimp_kit::Instant;

    use super::{LONGEST, Step};
    use crate::inbox::queries::Standing;

    #[test]
    fn each_step_leads_where_it_says_and_twice_is_once() {
        let (now, then) = (Instant(9), Instant(99));
        let standing = |read, archived, snoozed| Standing {
            read_at: read,
            archived_at: archived,
            snoozed_until: snoozed,
        };
        let (new, old) = (None, Some(Instant(1)));
        for (step, before, after) in [
            (Step::Read, (new, new, new), (Some(now), None, None)),
            (Step::Read, (old, new, new), (old, None, None)),
            (Step::Unread, (old, old, new), (None, old, None)),
            (Step::Archive, (new, new, old), (Some(now), Some(now), None)),
            (Step::Archive, (old, old, new), (old, old, None)),
            (Step::Unarchive, (old, old, new), (old, None, None)),
            (Step::Snooze(then), (old, old, new), (old, None, Some(then))),
            (Step::Unsnooze, (new, new, old), (None, None, None)),
        ] {
            let (before, after) = (
                standing(before.0, before.1, before.2),
                standing(after.0, after.1, after.2),
            );
            let got = step.apply(before, now);
            assert_eq!(got, after, "{step:?}");
            assert_eq!(step.apply(got, now), after, "{step:?} twice");
        }
    }

    #[test]
    fn a_notice_is_snoozed_into_the_future_and_not_for_ever() {
        let now = Instant(1_000);
        for (until, fits) in [
            (now, false),
            (Instant(now.0 + 1), true),
            (now + LONGEST, true),
            (Instant((now + LONGEST).0 + 1), false),
        ] {
            assert_eq!(Step::Snooze(until).check(now).is_ok(), fits, "{until:?}");
        }
    }
}
