//! A change of many notices.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::Instant;
use blimp_projects::place::TaskId;
use diesel::prelude::*;

use crate::changes::schema::inbox_changes;
use crate::inbox::NoticeId;

blimp_kit::id!(
    /// A change of many notices.
    ChangeId
);

blimp_kit::words!(
    /// What is done to many notices.
    Act as "InboxAct" {
        /// Mark them read.
        Read = "read",
        /// Mark them unread.
        Unread = "unread",
        /// Be done with them, which reads them too.
        Archive = "archive",
        /// Take them out of the archive.
        Unarchive = "unarchive",
        /// Put them out of sight until a time.
        Snooze = "snooze",
        /// Take them back before that time.
        Unsnooze = "unsnooze",
    }
);

/// Which notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// These.
    Ids(Vec<NoticeId>),
    /// All in the inbox, or on the shelf that the act empties, about these tasks.
    Tasks(Vec<TaskId>),
    /// All of them up to a place in the list, in one company or in all.
    Older {
        /// That place: since when the last of them is there, and which it is; all without one.
        place: Option<(Instant, NoticeId)>,
        /// Of one company.
        company: Option<CompanyId>,
    },
}

/// A change that was made.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = inbox_changes)]
pub struct Change {
    /// Its id.
    pub id: ChangeId,
    /// Whose.
    pub user_id: UserId,
    /// What was done.
    pub act: Act,
    /// To how many notices.
    pub changed: i64,
    /// When.
    pub created_at: Instant,
    /// When it was taken back.
    pub reversed_at: Option<Instant>,
}
