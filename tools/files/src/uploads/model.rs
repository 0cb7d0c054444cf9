//! What an upload is.

use blimp_kit::Instant;
use diesel::prelude::*;

use crate::model::FileId;
use crate::schema::upload;

blimp_kit::id!(
    /// An upload that is on its way.
    UploadId
);

/// A file that somebody was allowed to send.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = upload)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// The tenant.
    pub company_id: i64,
    /// What sort of row it is for: a word of the app that asked.
    pub owner_kind: String,
    /// That row.
    pub owner_id: i64,
    /// Where the blob will be.
    pub key: String,
    /// S3's word for an upload in parts.
    pub multipart: Option<String>,
    /// What the user calls it.
    pub name: String,
    /// As the client said.
    pub content_type: String,
    /// Its exact length.
    pub bytes: i64,
    /// In hex: as the client said, or as it came to our disk.
    pub sha256: Option<String>,
    /// What became of it.
    pub file_id: Option<FileId>,
    /// Who sends it.
    pub created_by: i64,
    /// When they asked.
    pub created_at: Instant,
    /// When it is forgotten.
    pub expires_at: Instant,
}

/// What somebody wants to send.
#[derive(Debug, Clone)]
pub struct NewUpload {
    /// The tenant.
    pub company: i64,
    /// What sort of row it is for: a word of the app that asks, such as `task`.
    pub owner_kind: &'static str,
    /// That row.
    pub owner_id: i64,
    /// What the user calls it.
    pub name: String,
    /// As the client says.
    pub content_type: String,
    /// Its exact length.
    pub bytes: i64,
    /// In hex, where the client knows it.
    pub sha256: Option<String>,
    /// Who sends it.
    pub created_by: i64,
}

#[derive(Insertable)]
#[diesel(table_name = upload)]
pub(super) struct NewRow<'a> {
    pub(super) company_id: i64,
    pub(super) owner_kind: &'a str,
    pub(super) owner_id: i64,
    pub(super) key: &'a str,
    pub(super) multipart: Option<&'a str>,
    pub(super) name: &'a str,
    pub(super) content_type: &'a str,
    pub(super) bytes: i64,
    pub(super) sha256: Option<&'a str>,
    pub(super) created_by: i64,
    pub(super) created_at: Instant,
    pub(super) expires_at: Instant,
}
