//! Facts about attachments.

use blimp_accounts::UserId;
use blimp_store::{About, Changes, Subject};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Attachment, AttachmentId};
use crate::comments::CommentId;
use crate::facts::facts_of;
use crate::place::Titled;

/// What a fact says of an attachment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Attached {
    /// The task.
    #[serde(flatten)]
    pub of: Titled,
    /// Who did it.
    pub by: UserId,
    /// The attachment.
    pub attachment: AttachmentId,
    /// The comment it came with.
    pub comment: Option<CommentId>,
    /// What people call it.
    pub name: String,
    /// Where it leads, if it is a link.
    pub url: Option<String>,
}

impl Attached {
    pub(super) fn new(of: Titled, by: UserId, row: &Attachment) -> Self {
        Self {
            of,
            by,
            attachment: row.id,
            comment: row.comment_id,
            name: row.name.clone(),
            url: row.url.clone(),
        }
    }

    fn about(&self, there: bool) -> About {
        let it = json!({ "id": self.attachment, "name": self.name });
        let (from, to) = if there {
            (Value::Null, it)
        } else {
            (it, Value::Null)
        };
        let subject = Subject::new("attachment", self.attachment);
        let changes = Changes::default().and("attachment", &from, &to);
        About {
            subject,
            ..self.of.about(Some(self.by), &changes)
        }
    }
}

facts_of! {
    Attached;
    /// A file or link hangs on a task now.
    AttachmentAdded = "attachment.added.v1", true;
    /// A file or link was removed.
    AttachmentRemoved = "attachment.removed.v1", false;
    /// A removed file or link was brought back.
    AttachmentRestored = "attachment.restored.v1", true;
}
