//! A notice, and why it was or was not given.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::Instant;
use blimp_projects::place::TaskId;
use blimp_projects::projects::ProjectId;
use blimp_store::EventId;
use diesel::prelude::*;

use crate::inbox::schema::notices;
use crate::preferences::Kind;

blimp_kit::id!(
    /// A notice.
    NoticeId
);

blimp_kit::words!(
    /// Why somebody was considered.
    Reason {
        /// They are responsible for the task.
        Assignee = "assignee",
        /// Their name was written.
        Mentioned = "mentioned",
        /// They watch the task.
        Watcher = "watcher",
        /// It happened to themselves.
        Yourself = "yourself",
        /// They invited the person.
        Inviter = "inviter",
    }
);

blimp_kit::words!(
    /// What decided whether a medium was used.
    Why {
        /// Their choice, or the default: told.
        Wanted = "wanted",
        /// Their choice, or the default: not told.
        TurnedOff = "turned_off",
        /// They did it themselves.
        OwnAction = "own_action",
        /// They may not see what it is about.
        NotVisible = "not_visible",
        /// There is no address to write to.
        NoAddress = "no_address",
        /// The address was never shown to be theirs.
        Unverified = "unverified",
        /// They are told of the same thing for a better reason.
        ToldOtherwise = "told_otherwise",
        /// Another room mails this, always.
        MailedElsewhere = "mailed_elsewhere",
    }
);

/// A row of the inbox, shown or not.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = notices)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// The company.
    pub company_id: CompanyId,
    /// Whose inbox.
    pub user_id: UserId,
    /// What happened.
    pub event_id: EventId,
    /// What it is about.
    pub kind: Kind,
    /// Why they were considered.
    pub reason: Reason,
    /// The project it is about.
    pub project_id: Option<ProjectId>,
    /// The task it is about.
    pub task_id: Option<TaskId>,
    /// Who did it.
    pub actor_id: Option<UserId>,
    /// The words that were written, cut short.
    pub excerpt: String,
    /// Whether it is in the inbox.
    pub shown: bool,
    /// What decided that.
    pub inbox_why: Why,
    /// Whether a mail was asked for.
    pub mailed: bool,
    /// What decided that.
    pub mail_why: Why,
    /// When it was read.
    pub read_at: Option<Instant>,
    /// When it was given.
    pub created_at: Instant,
    /// Raised by every change.
    pub version: i64,
    /// Other reasons, words with a space between them.
    pub more_reasons: String,
    /// When it was done with.
    pub archived_at: Option<Instant>,
    /// Out of sight until then.
    pub snoozed_until: Option<Instant>,
    /// When it came back from that.
    pub returned_at: Option<Instant>,
}

impl Notice {
    /// Its place in lists: when it was given, or came back.
    pub fn since(&self) -> Instant {
        self.returned_at.unwrap_or(self.created_at)
    }

    /// Every reason, the best first.
    pub fn reasons(&self) -> Vec<Reason> {
        let more = self.more_reasons.split_whitespace();
        std::iter::once(self.reason)
            .chain(more.filter_map(|word| word.parse().ok()))
            .collect()
    }
}

blimp_kit::words!(
    /// Where a notice is.
    Shelf as "InboxShelf" {
        /// In the inbox: neither snoozed nor archived.
        Inbox = "inbox",
        /// Out of sight until a time.
        Snoozed = "snoozed",
        /// Done with.
        Archived = "archived",
        /// Anywhere.
        All = "all",
    }
);

#[expect(clippy::derivable_impls, reason = "the words are made by a macro")]
impl Default for Shelf {
    fn default() -> Self {
        Self::Inbox
    }
}

/// A notice to be.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = notices)]
pub(crate) struct NewNotice {
    pub(crate) company_id: CompanyId,
    pub(crate) user_id: UserId,
    pub(crate) event_id: EventId,
    pub(crate) kind: Kind,
    pub(crate) reason: Reason,
    pub(crate) project_id: Option<ProjectId>,
    pub(crate) task_id: Option<TaskId>,
    pub(crate) actor_id: Option<UserId>,
    pub(crate) excerpt: String,
    pub(crate) shown: bool,
    pub(crate) inbox_why: Why,
    pub(crate) mailed: bool,
    pub(crate) mail_why: Why,
    pub(crate) read_at: Option<Instant>,
    pub(crate) created_at: Instant,
    pub(crate) more_reasons: String,
}

/// What a reaction wants people to be told.
#[derive(Debug, Clone)]
pub struct Telling {
    /// What happened.
    pub event: EventId,
    /// In which company.
    pub company: CompanyId,
    /// In which project; who may not see it is not told.
    pub project: Option<ProjectId>,
    /// About which task.
    pub task: Option<TaskId>,
    /// Its number in the company.
    pub number: Option<i64>,
    /// Who did it; they are not told.
    pub actor: Option<UserId>,
    /// What to call the task or project.
    pub subject: String,
    /// The words that were written, if any; cut short here.
    pub excerpt: String,
    /// Whether another fact of the same act says it better: nobody is told of this one.
    pub told_otherwise: bool,
    /// Whom to consider, for which reason and as what. The first entry of a person decides what
    /// they are told; the reasons of others are kept.
    pub people: Vec<(UserId, Kind, Reason)>,
}

/// The most characters of an excerpt.
pub(crate) const EXCERPT: usize = 280;

/// `text` on one line, cut at [`EXCERPT`] characters.
pub(crate) fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= EXCERPT {
        return line;
    }
    let mut cut: String = line.chars().take(EXCERPT - 1).collect();
    cut.push('…');
    cut
}

/// The key of a notice's mail: one for each event and person.
pub fn mail_key(event: EventId, user: UserId) -> String {
    format!("notice:{event}:{user}")
}

#[cfg(test)]
mod tests {
    use super::{EXCERPT, excerpt};

    #[test]
    fn an_excerpt_is_one_line_and_never_too_long() {
        assert_eq!(excerpt(" a\n\tb  c "), "a b c");
        let long = excerpt(&"é".repeat(1000));
        assert_eq!(long.chars().count(), EXCERPT);
        assert!(long.ends_with('…'));
    }
}
