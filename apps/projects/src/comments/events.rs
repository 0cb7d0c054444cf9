//! Facts about comments. The texts stand in the event's changes; facts carry the beginning only.

use blimp_accounts::UserId;
use blimp_store::{About, Changes, Event, Subject};
use serde::{Deserialize, Serialize};

use super::CommentId;
use crate::place::Titled;

/// Characters of a text that a fact carries.
const EXCERPT: usize = 300;

/// The beginning of a text, for mails and notices.
pub(super) fn excerpt(text: &str) -> String {
    let mut cut: String = text.chars().take(EXCERPT).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

macro_rules! comment_fact {
    ($(#[$meta:meta])* $name:ident = $wire:literal { $($(#[$about:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Serialize, Deserialize)]
        pub struct $name {
            /// The task.
            #[serde(flatten)]
            pub of: Titled,
            /// Who did it.
            pub by: UserId,
            /// The comment.
            pub comment: CommentId,
            $($(#[$about])* pub $field: $type,)*
            /// Old and new text; kept in the event's changes, not in the fact.
            #[serde(skip)]
            pub changes: Changes,
        }

        impl Event for $name {
            const NAME: &'static str = $wire;

            fn about(&self) -> About {
                let subject = Subject::new("comment", self.comment);
                About { subject, ..self.of.about(Some(self.by), &self.changes) }
            }
        }
    };
}

comment_fact!(
    /// Somebody commented on a task.
    CommentAdded = "comment.added.v1" {
        /// The beginning of the text.
        excerpt: String,
        /// Whom it mentions, of those who may see the task.
        mentioned: Vec<UserId>,
    }
);

comment_fact!(
    /// Somebody changed their comment.
    CommentEdited = "comment.edited.v1" {
        /// The beginning of the new text.
        excerpt: String,
        /// Whom it mentions now and did not before, of those who may see the task.
        mentioned: Vec<UserId>,
    }
);

comment_fact!(
    /// A comment was deleted.
    CommentDeleted = "comment.deleted.v1" {
        /// Who had said it.
        author: UserId,
    }
);

comment_fact!(
    /// A deleted comment was brought back.
    CommentRestored = "comment.restored.v1" {
        /// Who had said it.
        author: UserId,
    }
);
