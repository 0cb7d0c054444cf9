//! Routes of uploads that clients send themselves: ask, send, say that it is done.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_files::uploads::{self, GOOD_FOR, NewUpload, Plan, Sending, SentPart, Upload, UploadId};
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result};
use blimp_kit::{Error, Instant};
use blimp_store::{Conn, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::upload::too_large;
use super::{AttachmentBody, may_upload, reply};
use crate::attachments::{actions, policy, queries};
use crate::comments::CommentId;
use crate::place::TaskId;

/// What the token of an address is for.
const PURPOSE: &str = "upload";

/// The routes of uploads.
pub(super) fn routes() -> OpenApiRouter<Blimp> {
    // The length is fixed when the upload is begun.
    let content = OpenApiRouter::new()
        .routes(routes!(send_upload))
        .layer(DefaultBodyLimit::disable());
    OpenApiRouter::new()
        .merge(content)
        .routes(routes!(begin_upload))
        .routes(routes!(complete_upload))
}

/// A file to send.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UploadInput {
    /// What to call it.
    name: String,
    /// Its exact length, in bytes.
    #[schema(minimum = 0)]
    size: i64,
    /// Its media type; what is served is decided by the content.
    #[serde(rename = "type")]
    #[schema(max_length = 200, pattern = "/")]
    content_type: String,
    /// Its SHA-256 in hex: the bytes are then refused if they are others.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    sha256: Option<String>,
}

/// Where to send a file: in one request to `url`, or, where there are `parts`, in one to each.
#[derive(Debug, Serialize, ToSchema)]
struct UploadBody {
    id: UploadId,
    /// The method of each request.
    #[schema(value_type = String)]
    method: &'static str,
    /// Where the whole file goes.
    #[schema(required)]
    url: Option<String>,
    /// Headers that each request must carry, with these very values.
    headers: BTreeMap<&'static str, String>,
    /// Where the parts of a large file go; none where it goes in one piece.
    parts: Vec<PartBody>,
    /// Until when the addresses take bytes.
    expires_at: Instant,
}

/// Where a part goes.
#[derive(Debug, Serialize, ToSchema)]
struct PartBody {
    /// Its number, from 1.
    #[schema(value_type = i64)]
    number: u64,
    /// Where to send it.
    url: String,
    /// Its exact length.
    #[schema(value_type = i64)]
    bytes: u64,
}

/// What to say when everything was sent.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CompletionInput {
    /// A comment of one's own on the task, which the file belongs to.
    comment_id: Option<CommentId>,
    /// Where the file went in parts: every part, with the `ETag` it was answered with.
    #[serde(default)]
    #[schema(max_items = 1000)]
    parts: Vec<SentPartInput>,
}

/// A part that was sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SentPartInput {
    /// Its number, from 1.
    #[schema(value_type = i64, minimum = 1)]
    number: u64,
    /// The `ETag` of the answer.
    #[schema(max_length = 200)]
    etag: String,
}

/// What lets whoever has the address send.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct UploadKey {
    /// As in the address that was given.
    token: String,
}

/// Ask where to send a file. Complete it afterwards; what is not completed is forgotten after a
/// day.
#[utoipa::path(post, path = "/tasks/{task}/uploads", tag = "attachments",
    params(("task" = TaskId, Path)), request_body = UploadInput,
    responses((status = 201, body = UploadBody), Problem))]
async fn begin_upload(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(task): Path<TaskId>,
    Json(input): Json<UploadInput>,
) -> Result {
    let plan = plan(&blimp, actor.clone(), task, input).await?;
    let (planned, house) = (plan.clone(), blimp.clone());
    let work = move |tx: &mut Tx| begun(tx, &actor, task, (&planned, &house));
    let answer = blimp_http::write(&blimp.db, caller, work).await;
    if answer.is_err() {
        blimp.files.abandon(&plan).await;
    }
    answer
}

async fn plan(blimp: &Blimp, actor: Actor, task: TaskId, input: UploadInput) -> Result<Plan> {
    let most = i64::try_from(blimp.site.max_upload_bytes).unwrap_or(i64::MAX);
    if input.size > most {
        let words = format!("A file may have at most {most} bytes.");
        return Err(too_large(Error::invalid("size", "too_large", words)));
    }
    let by = actor.user.0;
    let company = blimp
        .db
        .read(move |conn| may_upload(conn, &actor, task))
        .await?;
    let new = NewUpload {
        company: company.0,
        owner_kind: "task",
        owner_id: task.0,
        name: input.name,
        content_type: input.content_type,
        bytes: input.size,
        sha256: input.sha256,
        created_by: by,
    };
    Ok(blimp.files.plan(new).await?)
}

fn begun(
    tx: &mut Tx,
    actor: &Actor,
    task: TaskId,
    (plan, blimp): (&Plan, &Blimp),
) -> blimp_kit::Result<Reply> {
    let hook = policy::attach(tx, actor, task, None)?;
    let upload = actions::begin(tx, hook, plan)?;
    let body = body(&upload, plan.sending(), blimp)?;
    let place = format!("/api/v1/uploads/{}/completion", upload.id);
    // The addresses are as good as a key.
    Ok(Reply::created(&place, &body)?.secret())
}

fn body(upload: &Upload, sending: &Sending, blimp: &Blimp) -> blimp_kit::Result<UploadBody> {
    let mut body = UploadBody {
        id: upload.id,
        method: "PUT",
        url: None,
        headers: BTreeMap::new(),
        parts: Vec::new(),
        expires_at: upload.created_at + GOOD_FOR,
    };
    match sending {
        Sending::Here => {
            let token = blimp.signer.token(PURPOSE, upload.id.0, &upload.key)?;
            let (site, id) = (&blimp.site.url, upload.id);
            body.url = Some(format!("{site}/api/v1/uploads/{id}/content?token={token}"));
            body.headers
                .insert("content-type", upload.content_type.clone());
        }
        Sending::Whole {
            url,
            headers,
            until,
        } => {
            body.url = Some(url.clone());
            body.headers.extend(headers.iter().cloned());
            body.expires_at = *until;
        }
        Sending::Parts { parts, until } => {
            body.parts = parts.iter().cloned().map(PartBody::from).collect();
            body.expires_at = *until;
        }
    }
    Ok(body)
}

impl From<uploads::Part> for PartBody {
    fn from(part: uploads::Part) -> Self {
        Self {
            number: part.number,
            url: part.url,
            bytes: part.bytes,
        }
    }
}

/// Send the bytes of an upload, where they come here and not to a bucket. The address carries what
/// is needed; type and length must be as announced.
#[utoipa::path(put, path = "/uploads/{upload}/content", tag = "attachments",
    params(("upload" = UploadId, Path), UploadKey),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 204), Problem))]
async fn send_upload(
    State(blimp): State<Blimp>,
    Path(id): Path<UploadId>,
    Filter(UploadKey { token }): Filter<UploadKey>,
    headers: HeaderMap,
    body: Body,
) -> Result<Reply> {
    let upload = addressed(&blimp, id, &token).await?;
    is_as_announced(&headers, &upload)?;
    let sent = blimp.files.take(&upload, body.into_data_stream()).await;
    let sha256 = sent.map_err(too_large)?;
    let note = move |tx: &mut Tx| uploads::arrived(tx, &upload, &sha256);
    if blimp.db.write(note).await? {
        return Ok(Reply::no_content());
    }
    let words = "Other bytes came before these.";
    Err(Error::conflict("upload.done", words).into())
}

/// The upload that an address is for, while it takes bytes.
async fn addressed(blimp: &Blimp, id: UploadId, token: &str) -> Result<Upload> {
    let now = blimp.clock.now();
    let found = blimp
        .db
        .read(move |conn| uploads::find(conn, id, now))
        .await?;
    let open =
        found.filter(|upload| upload.file_id.is_none() && now < upload.created_at + GOOD_FOR);
    let upload = open
        .filter(|_| blimp.files.takes_bytes())
        .ok_or(Error::NotFound)?;
    if blimp.signer.matches(token, PURPOSE, id.0, &upload.key)? {
        return Ok(upload);
    }
    Err(Error::NotFound.into())
}

fn is_as_announced(headers: &HeaderMap, upload: &Upload) -> Result<()> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if text(header::CONTENT_TYPE) != Some(&upload.content_type) {
        let title = format!("Send it with Content-Type: {}.", upload.content_type);
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "content_type",
            title,
        ));
    }
    let length = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<i64>().ok());
    if length.is_some_and(|length| length != upload.bytes) {
        let words = format!("Expected {} bytes.", upload.bytes);
        return Err(Error::invalid("file", "wrong_size", words).into());
    }
    Ok(())
}

/// Say that everything was sent: the file is looked at and attached. May be said again.
#[utoipa::path(post, path = "/uploads/{upload}/completion", tag = "attachments",
    params(("upload" = UploadId, Path)), request_body = Option<CompletionInput>,
    responses((status = 201, body = AttachmentBody), (status = 200, body = AttachmentBody), Problem))]
async fn complete_upload(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<UploadId>,
    input: Option<Json<CompletionInput>>,
) -> Result {
    let CompletionInput { comment_id, parts } = input.map(|Json(input)| input).unwrap_or_default();
    let (asker, now) = (actor.clone(), blimp.clock.now());
    let ask = move |conn: &mut Conn| policy::complete(conn, &asker, (id, now), comment_id);
    let (upload, _) = blimp.db.read(ask).await?;
    let received = match upload.file_id {
        Some(_) => None,
        None => Some(blimp.files.finish(&upload, &sent(parts)).await?),
    };
    let work = move |tx: &mut Tx| {
        let now = tx.now();
        let (upload, hook) = policy::complete(tx, &actor, (id, now), comment_id)?;
        if let Some(file) = upload.file_id {
            let row = queries::get_by_file(tx, &actor, file)?;
            return reply(tx, &actor, row, false);
        }
        let row = actions::complete(tx, &actor, hook, (&upload, received.as_ref()))?;
        reply(tx, &actor, row, true)
    };
    blimp_http::write(&blimp.db, caller, work).await
}

fn sent(parts: Vec<SentPartInput>) -> Vec<SentPart> {
    let sent = parts.into_iter().map(|part| SentPart {
        number: part.number,
        etag: part.etag,
    });
    sent.collect()
}
