//! Kinds of notifications, the media, and what holds where nobody chose.

use std::collections::HashMap;

use blimp_accounts::{CompanyId, UserId};
use diesel::prelude::*;

use crate::preferences::schema::notification_preferences;

blimp_kit::words!(
    /// What a notification is about.
    Kind as "NoticeKind" {
        /// You are responsible for a task now.
        Assigned = "assigned",
        /// You are not responsible for a task any more.
        Unassigned = "unassigned",
        /// Somebody wrote your name.
        Mentioned = "mentioned",
        /// Somebody commented on a task that you watch.
        Commented = "commented",
        /// A task that you watch is in another state.
        StateChanged = "state_changed",
        /// A task that you watch is done, or open again.
        Closed = "closed",
        /// A task that you watch waits to be approved, was approved or sent back.
        Review = "review",
        /// A task of yours is due soon, or overdue.
        DueSoon = "due_soon",
        /// A task that you watch has a new file.
        Attached = "attached",
        /// You were added to a project.
        AddedToProject = "added_to_project",
        /// You were invited to a company.
        Invited = "invited",
        /// Somebody you invited has joined.
        Joined = "joined",
    }
);

blimp_kit::words!(
    /// How somebody is told.
    Medium {
        /// In the inbox.
        Inbox = "inbox",
        /// By e-mail.
        Mail = "mail",
    }
);

impl Kind {
    /// What holds where nobody chose: everything is in the inbox; what asks for the person
    /// themselves comes by mail too.
    pub const fn by_default(self, medium: Medium) -> bool {
        match medium {
            Medium::Inbox => true,
            Medium::Mail => matches!(
                self,
                Self::Assigned
                    | Self::Mentioned
                    | Self::Commented
                    | Self::Review
                    | Self::DueSoon
                    | Self::AddedToProject
                    | Self::Joined
            ),
        }
    }
}

/// One choice, as it is kept.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = notification_preferences)]
pub struct Preference {
    /// In which company.
    pub company_id: CompanyId,
    /// Whose.
    pub user_id: UserId,
    /// About what.
    pub kind: Kind,
    /// By which medium.
    pub medium: Medium,
    /// Whether they want it.
    pub enabled: bool,
}

/// What some people chose.
#[derive(Debug, Clone, Default)]
pub struct Chosen(HashMap<(UserId, Kind, Medium), bool>);

impl Chosen {
    /// Gathers rows.
    pub fn new(rows: impl IntoIterator<Item = Preference>) -> Self {
        Self(
            rows.into_iter()
                .map(|p| ((p.user_id, p.kind, p.medium), p.enabled))
                .collect(),
        )
    }

    /// Whether somebody wants to be told of `kind` by `medium`.
    pub fn wants(&self, user: UserId, kind: Kind, medium: Medium) -> bool {
        self.0
            .get(&(user, kind, medium))
            .copied()
            .unwrap_or_else(|| kind.by_default(medium))
    }
}

#[cfg(test)]
mod tests {
    use blimp_accounts::{CompanyId, UserId};

    use super::{Chosen, Kind, Medium, Preference};

    #[test]
    fn a_choice_goes_before_the_default_and_holds_for_its_medium_only() {
        let off = Preference {
            company_id: CompanyId(1),
            user_id: UserId(1),
            kind: Kind::Assigned,
            medium: Medium::Mail,
            enabled: false,
        };
        let chosen = Chosen::new([off]);
        for (user, kind, medium, expected) in [
            (1, Kind::Assigned, Medium::Mail, false),
            (1, Kind::Assigned, Medium::Inbox, true),
            (2, Kind::Assigned, Medium::Mail, true),
            (1, Kind::StateChanged, Medium::Mail, false),
            (1, Kind::StateChanged, Medium::Inbox, true),
        ] {
            assert_eq!(
                chosen.wants(UserId(user), kind, medium),
                expected,
                "{user} {kind} {medium}"
            );
        }
    }
}
