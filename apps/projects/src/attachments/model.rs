//! What an attachment is.

use blimp_accounts::{CompanyId, UserId};
use blimp_files::FileId;
use blimp_kit::{Error, Instant, Result};
use diesel::prelude::*;
use url::Url;

use super::schema::attachments;
use crate::comments::CommentId;
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::text::Name;

blimp_kit::id!(
    /// An attachment.
    AttachmentId
);

blimp_kit::words!(
    /// What sort of thing was attached.
    AttachmentKind {
        /// A file that is a picture.
        Picture = "picture",
        /// Any other file.
        Document = "document",
        /// A link to somewhere else.
        Link = "link",
    }
);

/// The longest address, in bytes.
const LONGEST: usize = 2_000;

/// A file or link that hangs on a task.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = attachments)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// The company.
    pub company_id: CompanyId,
    /// The task's project.
    pub project_id: ProjectId,
    /// The task.
    pub task_id: TaskId,
    /// The comment it came with.
    pub comment_id: Option<CommentId>,
    /// The file, where it is one of ours.
    pub file_id: Option<FileId>,
    /// The address, where it is a link.
    pub url: Option<String>,
    /// What people call it.
    pub name: String,
    /// Who attached it.
    pub created_by: UserId,
    /// When.
    pub created_at: Instant,
    /// When it was removed.
    pub trashed_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
}

/// A new row.
#[derive(Debug, Insertable)]
#[diesel(table_name = attachments)]
pub(super) struct NewAttachment<'a> {
    pub(super) company_id: CompanyId,
    pub(super) project_id: ProjectId,
    pub(super) task_id: TaskId,
    pub(super) comment_id: Option<CommentId>,
    pub(super) file_id: Option<FileId>,
    pub(super) url: Option<&'a str>,
    pub(super) name: &'a str,
    pub(super) created_by: UserId,
    pub(super) created_at: Instant,
}

/// A link to somewhere else: an `http` or `https` address and what people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address, as browsers spell it.
    pub url: String,
    /// What people call it.
    pub name: String,
}

impl Link {
    /// A link; without a name it is called after its address.
    ///
    /// # Errors
    /// An address that is no `http` or `https` one, or is too long.
    pub fn parse(url: &str, name: Option<&Name>) -> Result<Self> {
        let parsed = Url::parse(url.trim()).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.host_str().is_some_and(|host| !host.is_empty())
                && url.username().is_empty()
                && url.password().is_none()
        });
        let good = parsed.map(String::from).filter(|url| url.len() <= LONGEST);
        let Some(url) = good else {
            let words = "Expected an address such as https://example.com, up to 2000 characters.";
            return Err(Error::invalid("url", "bad_url", words));
        };
        let name = name.map_or_else(|| Name::fit(&url, "Link").to_string(), Name::to_string);
        Ok(Self { url, name })
    }
}

#[cfg(test)]
mod tests {
    use super::Link;

    #[test]
    fn links_lead_to_the_web_only() {
        let long = format!("https://example.com/{}", "a".repeat(2_000));
        for (typed, url) in [
            ("https://example.com/a b", Some("https://example.com/a%20b")),
            (" HTTP://Example.com ", Some("http://example.com/")),
            (
                "https://example.com:8443/?q=1#x",
                Some("https://example.com:8443/?q=1#x"),
            ),
            (
                "https://münchen.example",
                Some("https://xn--mnchen-3ya.example/"),
            ),
            ("java\tscript:alert(1)", None),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("file:///etc/passwd", None),
            ("ftp://example.com", None),
            ("//example.com", None),
            ("example.com", None),
            ("https://", None),
            ("https://user:secret@example.com", None),
            ("https://example.com@evil.example", None),
            ("", None),
            (&long, None),
        ] {
            let link = Link::parse(typed, None).ok();
            assert_eq!(link.as_ref().map(|link| link.url.as_str()), url, "{typed}");
        }
    }
}
