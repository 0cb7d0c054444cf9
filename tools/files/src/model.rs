//! What a file is.

use blimp_kit::Instant;
use diesel::prelude::*;

use crate::schema::file;

blimp_kit::id!(
    /// A file.
    FileId
);

blimp_kit::words!(
    /// Whether a file is in use.
    State as "FileState" {
        /// Served to whoever may see it.
        Ready = "ready",
        /// Not served, but can be restored.
        Trashed = "trashed",
    }
);

/// A file that somebody uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = file)]
pub struct File {
    /// Its id.
    pub id: FileId,
    /// The tenant; none for a person's own.
    pub company_id: Option<i64>,
    /// What sort of row it belongs to: a word of the app that keeps it.
    pub owner_kind: String,
    /// Where the blob is.
    pub key: String,
    /// What the user calls it.
    pub name: String,
    /// Found in the content.
    pub content_type: String,
    /// Its length.
    pub bytes: i64,
    /// In hex; empty until a job has read what was sent straight to the bucket.
    pub sha256: String,
    /// In pixels, as seen; for pictures, once looked at.
    pub width: Option<i64>,
    /// In pixels, as seen.
    pub height: Option<i64>,
    /// Where the small picture is, once made.
    pub thumb_key: Option<String>,
    /// Whether it is in use.
    pub state: State,
    /// Who uploaded it.
    pub created_by: Option<i64>,
    /// When.
    pub created_at: Instant,
    /// Raised by every change of the row.
    pub version: i64,
}

/// A blob that is safely stored and not yet anybody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The tenant it was received for.
    pub company: Option<i64>,
    /// Where it is.
    pub key: String,
    /// Its length.
    pub bytes: i64,
    /// In hex; empty where it passed us by on its way to the bucket.
    pub sha256: String,
    /// Found in the content.
    pub content_type: &'static str,
}

/// What a received blob becomes.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// What sort of row it belongs to: a word of the app that keeps it, such as `task`.
    pub owner_kind: &'static str,
    /// What the user calls it; cleaned by [`keep`](crate::keep).
    pub name: String,
    /// Who uploaded it.
    pub created_by: Option<i64>,
    /// How many bytes the company may have in all.
    pub quota_bytes: Option<i64>,
}

#[derive(Insertable)]
#[diesel(table_name = file)]
pub(crate) struct NewRow<'a> {
    pub(crate) company_id: Option<i64>,
    pub(crate) owner_kind: &'a str,
    pub(crate) key: &'a str,
    pub(crate) name: &'a str,
    pub(crate) content_type: &'a str,
    pub(crate) bytes: i64,
    pub(crate) sha256: &'a str,
    pub(crate) state: State,
    pub(crate) created_by: Option<i64>,
    pub(crate) created_at: Instant,
}

/// A small picture of a file and the measures of the large one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Measured {
    pub(crate) thumb_key: String,
    pub(crate) width: i64,
    pub(crate) height: i64,
}
