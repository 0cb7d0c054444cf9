//! Reading the form of an import.

use axum::extract::multipart::{Field, Multipart, MultipartError, MultipartRejection};
use axum::http::StatusCode;
use blimp_http::{Problem, Result};
use blimp_kit::{Error, Fields};

use crate::imports::jobs::MAX_BYTES;
use crate::imports::model::Asked;

/// More than any other field of the form takes.
const SHORT: u64 = 64;

/// What came.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) file: Vec<u8>,
    pub(super) asked: Asked,
    pub(super) dry_run: bool,
    pub(super) hold: bool,
}

/// Reads a form, or refuses it in words. The file stays in memory: it is never stored as it came.
pub(super) async fn read(form: Result<Multipart, MultipartRejection>) -> Result<Form> {
    let words = "Send a form, with Content-Type: multipart/form-data.";
    let no_form = |_| Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content_type", words);
    let mut parts = form.map_err(no_form)?;
    let (mut form, mut has_file) = (Form::default(), false);
    while let Some(field) = parts.next_field().await.map_err(|e| broken(&e))? {
        let name = field.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "file" => {
                form.file = bytes(field, MAX_BYTES).await?;
                has_file = true;
            }
            "lists" => form.asked.lists = lists(&text(field).await?)?,
            "dry_run" => form.dry_run = yes("dry_run", &text(field).await?)?,
            "hold" => form.hold = yes("hold", &text(field).await?)?,
            "project_id" => form.asked.project = project(&text(field).await?)?,
            _ => return Err(unknown(&name)),
        }
    }
    if has_file {
        return Ok(form);
    }
    Err(Error::invalid(
        "file",
        "missing",
        "Send the JSON export of a board as file.",
    )
    .into())
}

fn lists(text: &str) -> Result<Option<crate::trello::ListsAs>> {
    if matches!(text, "" | "auto") {
        return Ok(None);
    }
    let refuse = || Error::invalid("lists", "unknown", "Expected state, goal or auto.");
    Ok(Some(text.parse().ok().ok_or_else(refuse)?))
}

fn yes(name: &str, text: &str) -> Result<bool> {
    match text {
        "true" => Ok(true),
        "" | "false" => Ok(false),
        _ => Err(Error::invalid(name, "unknown", "Expected true or false.").into()),
    }
}

fn project(text: &str) -> Result<Option<blimp_projects::projects::ProjectId>> {
    if text.is_empty() {
        return Ok(None);
    }
    let refuse = || Error::invalid("project_id", "invalid", "Expected the id of a project.");
    Ok(Some(text.parse().ok().ok_or_else(refuse)?))
}

async fn text(field: Field<'_>) -> Result<String> {
    let bytes = bytes(field, SHORT).await?;
    Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
}

async fn bytes(mut field: Field<'_>, most: u64) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    while let Some(part) = field.chunk().await.map_err(|e| broken(&e))? {
        if u64::try_from(all.len() + part.len()).unwrap_or(u64::MAX) > most {
            return Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_large",
                "A file of up to 200 MB can be brought in, and other fields are short.",
            ));
        }
        all.extend_from_slice(&part);
    }
    Ok(all)
}

fn broken(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(error.status(), "too_large", "The body is too large.");
    }
    Problem::bad_request("bad_form", "The form could not be read.", Vec::new())
}

fn unknown(name: &str) -> Problem {
    let message = "Expected the fields file, lists, dry_run, hold and project_id.";
    let errors = Fields::one(format!("/{name}"), "unknown_field", message).0;
    Problem::bad_request("unknown_field", format!("/{name}: unknown field."), errors)
}
