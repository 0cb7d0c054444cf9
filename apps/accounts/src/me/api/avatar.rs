//! Pictures of people.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::Response;
use blimp_app::Blimp;
use blimp_files::serving::Blob;
use blimp_files::{FileId, NewFile, Received};
use blimp_http::{Caller, Path, Problem, Reply, Result, Wanted, download, write};
use blimp_kit::Error;
use blimp_store::Tx;
use serde::Deserialize;
use utoipa::ToSchema;

use super::profile::{MeBody, reply};
use crate::actor::{Actor, Scope};
use crate::ids::UserId;
use crate::me::queries;
use crate::members::queries::is_visible;
use crate::users;

/// The largest picture, in bytes.
const MAX_BYTES: u64 = 5 * 1024 * 1024;
/// The largest form: a picture and what stands around it.
pub(super) const MAX_FORM: usize = 5 * 1024 * 1024 + 64 * 1024;

/// A picture to upload.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only the OpenAPI document reads it")]
pub(super) struct AvatarForm {
    /// A PNG, JPEG, GIF or WebP of at most 5 MB.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
}

/// Give yourself a picture: a form with one `file`.
#[utoipa::path(put, path = "/me/avatar", tag = "me",
    request_body(content = AvatarForm, content_type = "multipart/form-data"),
    responses((status = 200, body = MeBody), Problem))]
pub(super) async fn set_my_avatar(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    actor.needs(Scope::Write)?;
    let (name, received) = receive(&blimp, form).await?;
    write(&blimp.db, caller, move |tx| {
        let new = NewFile {
            owner_kind: "avatar",
            name,
            created_by: Some(actor.user.0),
            quota_bytes: None,
        };
        let file = blimp_files::keep(tx, &received, &new)?;
        replace(tx, &actor, Some(file.id))?;
        reply(&queries::get(tx, actor.user)?)
    })
    .await
}

/// Take your picture away.
#[utoipa::path(delete, path = "/me/avatar", tag = "me",
    responses((status = 204), Problem))]
pub(super) async fn remove_my_avatar(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
) -> Result<Response> {
    write(&blimp.db, caller, move |tx| {
        if users::queries::get(tx, actor.user)?.avatar_file.is_none() {
            return Err(Error::NotFound);
        }
        replace(tx, &actor, None)?;
        Ok(Reply::no_content())
    })
    .await
}

/// Somebody's picture, if you may see them.
#[utoipa::path(get, path = "/users/{user}/avatar", tag = "me",
    responses((status = 200, content_type = "image/*", body = Vec<u8>), (status = 304), Problem))]
pub(super) async fn get_avatar(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(user): Path<UserId>,
    wanted: Wanted,
) -> Result<Response> {
    let file = blimp.db.read(move |conn| {
        if !is_visible(conn, &actor, user)? {
            return Err(Error::NotFound);
        }
        let file = users::queries::get(conn, user)?
            .avatar_file
            .ok_or(Error::NotFound)?;
        blimp_files::queries::find(conn, None, FileId(file))?.ok_or(Error::NotFound)
    });
    let file = file.await?;
    download(&blimp.files, &file.key, &Blob::from(&file), &wanted).await
}

/// Makes `file` the caller's picture and deletes the one before.
fn replace(tx: &mut Tx, actor: &Actor, file: Option<FileId>) -> blimp_kit::Result {
    let before = users::queries::get(tx, actor.user)?.avatar_file;
    users::actions::picture(tx, actor, file.map(|file| file.0))?;
    let Some(before) = before else { return Ok(()) };
    match blimp_files::queries::find(tx, None, FileId(before))? {
        Some(old) => blimp_files::remove(tx, &old),
        None => Ok(()),
    }
}

/// Stores the form's `file` and refuses what is no picture.
async fn receive(
    blimp: &Blimp,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(String, Received)> {
    let unreadable = |words: String| Problem::bad_request("bad_form", words, Vec::new());
    let mut form = form.map_err(|e| {
        Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "content_type",
            e.body_text(),
        )
    })?;
    let field = form
        .next_field()
        .await
        .map_err(|e| unreadable(e.body_text()))?;
    let Some(field) = field.filter(|field| field.name() == Some("file")) else {
        return Err(unreadable("Send a form with one field, `file`.".to_owned()));
    };
    let name = field.file_name().unwrap_or("avatar").to_owned();
    let limit = MAX_BYTES.min(blimp.site.max_upload_bytes);
    let received = blimp.files.receive(None, field, limit).await?;
    if !matches!(form.next_field().await, Ok(None)) {
        blimp.files.delete(&received.key).await?;
        return Err(unreadable("Send a form with one field, `file`.".to_owned()));
    }
    if matches!(
        received.content_type,
        "image/png" | "image/jpeg" | "image/gif" | "image/webp"
    ) {
        return Ok((name, received));
    }
    blimp.files.delete(&received.key).await?;
    Err(Error::invalid("file", "not_a_picture", "PNG, JPEG, GIF or WebP.").into())
}
