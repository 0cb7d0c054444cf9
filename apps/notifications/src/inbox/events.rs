//! What happens to somebody's inbox.

use blimp_accounts::UserId;
use blimp_store::{About, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::inbox::model::NoticeId;

blimp_kit::words!(
    /// What happened to an inbox.
    Move {
        /// Something new is in it.
        Told = "told",
        /// Something snoozed is back, unread.
        Returned = "returned",
        /// Its owner read, snoozed or archived something, or took that back.
        Changed = "changed",
    }
);

/// Somebody's inbox is another one now: its counts and first page are to be read again. Told to
/// that person only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InboxChanged {
    /// Whose.
    pub user: UserId,
    /// Why.
    pub why: Move,
    /// Which notices, 100 at most.
    pub notices: Vec<NoticeId>,
}

impl Event for InboxChanged {
    const NAME: &'static str = "inbox.changed.v1";
    fn about(&self) -> About {
        About {
            user: Some(self.user.0),
            subject: Subject::new("inbox", self.user),
            ..About::default()
        }
    }
}
