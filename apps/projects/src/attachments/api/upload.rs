//! Reading an upload: files go to their store as they arrive, nothing is kept in memory.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::http::StatusCode;
use blimp_accounts::CompanyId;
use blimp_app::Blimp;
use blimp_files::Received;
use blimp_http::{Problem, Result};
use blimp_kit::{Error, Fields};

use crate::comments::CommentId;

/// The most files of one request.
const MOST_FILES: usize = 20;
/// More than any id has digits.
const LONGEST_ID: usize = 20;

/// What came.
#[derive(Debug, Default)]
pub(super) struct Upload {
    /// Blobs, and what the user calls them.
    pub(super) files: Vec<(Received, String)>,
    /// The comment they belong to.
    pub(super) comment: Option<CommentId>,
}

/// A form, or a refusal in our words.
pub(super) fn form(form: Result<Multipart, MultipartRejection>) -> Result<Multipart> {
    form.map_err(|refused| {
        let title = "Send a form, with Content-Type: multipart/form-data.";
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content_type", title)
            .with_detail(refused.body_text())
    })
}

/// Stores the files of a form.
pub(super) async fn receive(
    blimp: &Blimp,
    company: CompanyId,
    mut form: Multipart,
) -> Result<Upload> {
    let mut upload = Upload::default();
    while let Some(field) = form.next_field().await.map_err(|e| broken(&e))? {
        match field.name() {
            Some("file") if upload.files.len() == MOST_FILES => {
                return Err(
                    Error::invalid("file", "too_many", "At most 20 files at a time.").into(),
                );
            }
            Some("file") => {
                let name = field.file_name().unwrap_or("file").to_owned();
                let max = blimp.site.max_upload_bytes;
                let received = blimp.files.receive(Some(company.0), field, max).await;
                upload.files.push((received.map_err(too_large)?, name));
            }
            Some("comment_id") => upload.comment = Some(id(field).await?),
            name => return Err(unknown(name.unwrap_or_default())),
        }
    }
    if upload.files.is_empty() {
        return Err(Error::invalid("file", "missing", "Send at least one file.").into());
    }
    Ok(upload)
}

async fn id(mut field: Field<'_>) -> Result<CommentId> {
    let mut text = Vec::new();
    while let Some(part) = field.chunk().await.map_err(|e| broken(&e))? {
        text.extend_from_slice(&part);
        if text.len() > LONGEST_ID {
            break;
        }
    }
    let id = String::from_utf8(text)
        .ok()
        .and_then(|text| text.trim().parse().ok());
    id.ok_or_else(|| {
        Error::invalid("comment_id", "invalid", "Expected the id of a comment.").into()
    })
}

/// The refusal of a file that is too large, as 413.
pub(super) fn too_large(error: Error) -> Problem {
    if let Error::Invalid(fields) = &error
        && let Some(field) = fields.0.iter().find(|field| field.code == "too_large")
    {
        let title = "The file is too large.";
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", title)
            .with_detail(field.message.clone())
            .with_errors(fields.0.clone());
    }
    error.into()
}

fn broken(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(error.status(), "too_large", "The body is too large.");
    }
    Problem::bad_request("bad_form", "The form could not be read.", Vec::new())
}

fn unknown(name: &str) -> Problem {
    let message = "Expected the fields file and comment_id.";
    let errors = Fields::one(format!("/{name}"), "unknown_field", message).0;
    Problem::bad_request("unknown_field", format!("/{name}: unknown field."), errors)
}
