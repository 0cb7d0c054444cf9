//! Routes of attachments and of the files behind them.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_files::FileId;
use blimp_files::serving::Blob;
use blimp_http::{
    Caller, Filter, Json, Path, Problem, Reply, Result, Wanted, download, etag, hand_over,
};
use blimp_kit::{Error, Instant, Page, PageParams};
use blimp_store::{Conn, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Attachment, AttachmentId, Link, actions, policy, queries};
use crate::comments::CommentId;
use crate::people::{self, PersonBody};
use crate::place::TaskId;
use crate::text::Name;

mod direct;
pub(crate) mod project;
mod upload;

/// The routes of attachments and files.
pub fn routes() -> OpenApiRouter<Blimp> {
    // Uploads are bounded file by file as they are stored.
    let uploads = OpenApiRouter::new()
        .routes(routes!(attach_files))
        .layer(DefaultBodyLimit::disable());
    OpenApiRouter::new()
        .merge(uploads)
        .merge(direct::routes())
        .merge(project::routes())
        .routes(routes!(list_attachments))
        .routes(routes!(attach_link))
        .routes(routes!(get_attachment, remove_attachment))
        .routes(routes!(restore_attachment))
        .routes(routes!(read_file))
        .routes(routes!(read_thumbnail))
}

/// A file or link that hangs on a task.
#[derive(Debug, Serialize, ToSchema)]
struct AttachmentBody {
    id: AttachmentId,
    task_id: TaskId,
    /// The comment it came with.
    #[schema(required)]
    comment_id: Option<CommentId>,
    /// What people call it.
    name: String,
    /// Where it leads, if it is a link.
    #[schema(required)]
    url: Option<String>,
    /// The file, if it is one of ours.
    #[schema(required)]
    file: Option<FileBody>,
    created_by: PersonBody,
    created_at: Instant,
}

/// A file of ours.
#[derive(Debug, Serialize, ToSchema)]
struct FileBody {
    id: FileId,
    /// Found in the content.
    content_type: String,
    /// Its length.
    bytes: i64,
    /// In pixels, for pictures, once looked at.
    #[schema(required)]
    width: Option<i64>,
    /// In pixels, for pictures, once looked at.
    #[schema(required)]
    height: Option<i64>,
    /// Where to read it.
    content_url: String,
    /// Where to read a small picture of it, once there is one.
    #[schema(required)]
    thumbnail_url: Option<String>,
}

/// What was attached.
#[derive(Debug, Serialize, ToSchema)]
struct AttachedBody {
    items: Vec<AttachmentBody>,
}

/// A form with files.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "says in the document what the handler reads piece by piece"
)]
struct UploadForm {
    /// One file or several.
    #[schema(value_type = Vec<String>, format = Binary, min_items = 1, max_items = 20)]
    file: Vec<String>,
    /// A comment of one's own on the task, which they belong to.
    #[schema(nullable = false)]
    comment_id: Option<CommentId>,
}

/// A link to somewhere else.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LinkInput {
    /// An `http` or `https` address.
    #[schema(max_length = 2000, pattern = "^[hH][tT][tT][pP][sS]?://")]
    url: String,
    /// What to call it; the address where nothing is said.
    name: Option<Name>,
    /// A comment of one's own on the task, which it belongs to.
    comment_id: Option<CommentId>,
}

/// How much to read, and from where.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct AttachmentFilter {
    /// Rows a page, 1 to 100; 50 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

impl From<blimp_files::File> for FileBody {
    fn from(file: blimp_files::File) -> Self {
        let place = |what: &str| format!("/api/v1/files/{}/{what}", file.id);
        Self {
            id: file.id,
            content_url: place("content"),
            thumbnail_url: file.thumb_key.as_ref().map(|_| place("thumbnail")),
            content_type: file.content_type,
            bytes: file.bytes,
            width: file.width,
            height: file.height,
        }
    }
}

type Bodies = blimp_kit::Result<Vec<AttachmentBody>>;

fn bodies(conn: &mut Conn, actor: &Actor, rows: Vec<Attachment>) -> Bodies {
    let Some(company) = rows.first().map(|row| row.company_id) else {
        return Ok(Vec::new());
    };
    let people = people::queries::bodies(conn, actor, company, &queries::authors(&rows))?;
    let mut files = queries::files_of(conn, &rows)?;
    let body = |row: Attachment| AttachmentBody {
        id: row.id,
        task_id: row.task_id,
        comment_id: row.comment_id,
        name: row.name,
        url: row.url,
        file: row
            .file_id
            .and_then(|id| files.remove(&id))
            .map(FileBody::from),
        created_by: people.get(row.created_by),
        created_at: row.created_at,
    };
    Ok(rows.into_iter().map(body).collect())
}

fn reply(conn: &mut Conn, actor: &Actor, row: Attachment, new: bool) -> blimp_kit::Result<Reply> {
    let (tag, place) = (tag(actor, &row), format!("/api/v1/attachments/{}", row.id));
    let body = bodies(conn, actor, vec![row])?.pop();
    let body = body.ok_or_else(|| Error::fault("an attachment has a body"))?;
    let reply = if new {
        Reply::created(&place, &body)?
    } else {
        Reply::ok(&body)?
    };
    Ok(reply.etag(&tag))
}

fn tag(actor: &Actor, row: &Attachment) -> String {
    etag::of(row.version, actor.rights(row.company_id))
}

/// List the files and links of a task.
#[utoipa::path(get, path = "/tasks/{task}/attachments", tag = "attachments",
    params(("task" = TaskId, Path), AttachmentFilter),
    responses((status = 200, body = Page<AttachmentBody>), Problem))]
async fn list_attachments(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(task): Path<TaskId>,
    Filter(AttachmentFilter { limit, cursor }): Filter<AttachmentFilter>,
) -> Result<Json<Page<AttachmentBody>>> {
    let read = move |conn: &mut Conn| {
        let task = policy::read(conn, &actor, task)?;
        let page = queries::list(conn, &task, &PageParams { limit, cursor })?;
        Ok(Page {
            items: bodies(conn, &actor, page.items)?,
            next: page.next,
        })
    };
    Ok(Json(blimp.db.read(read).await?))
}

/// Attach files to a task.
#[utoipa::path(post, path = "/tasks/{task}/attachments", tag = "attachments",
    params(("task" = TaskId, Path)),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, body = AttachedBody), Problem))]
async fn attach_files(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(task): Path<TaskId>,
    form: Result<Multipart, MultipartRejection>,
) -> Result {
    let asker = actor.clone();
    let company = blimp
        .db
        .read(move |conn| may_upload(conn, &asker, task))
        .await?;
    let upload = upload::receive(&blimp, company, upload::form(form)?).await?;
    let work = move |tx: &mut Tx| attached(tx, &actor, task, &upload);
    blimp_http::write(&blimp.db, caller, work).await
}

/// Asked before anything is stored; asked again when it is attached.
fn may_upload(
    conn: &mut Conn,
    actor: &Actor,
    task: TaskId,
) -> blimp_kit::Result<blimp_accounts::CompanyId> {
    let company = policy::attach(conn, actor, task, None)?.task.company_id;
    if queries::is_full(conn, company)? {
        let detail = "The files of this company take all the room they may.".to_owned();
        return Err(Error::Full {
            code: "files.quota",
            detail,
        });
    }
    Ok(company)
}

fn attached(
    tx: &mut Tx,
    actor: &Actor,
    task: TaskId,
    upload: &upload::Upload,
) -> blimp_kit::Result<Reply> {
    let hook = policy::attach(tx, actor, task, upload.comment)?;
    let rows = actions::attach(tx, actor, hook, &upload.files)?;
    let items = bodies(tx, actor, rows)?;
    Reply::created(
        &format!("/api/v1/tasks/{task}/attachments"),
        &AttachedBody { items },
    )
}

/// Attach a link to a task.
#[utoipa::path(post, path = "/tasks/{task}/links", tag = "attachments",
    params(("task" = TaskId, Path)), request_body = LinkInput,
    responses((status = 201, body = AttachmentBody), Problem))]
async fn attach_link(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(task): Path<TaskId>,
    Json(input): Json<LinkInput>,
) -> Result {
    let work = move |tx: &mut Tx| {
        let hook = policy::attach(tx, &actor, task, input.comment_id)?;
        let link = Link::parse(&input.url, input.name.as_ref())?;
        let row = actions::link(tx, &actor, hook, &link)?;
        reply(tx, &actor, row, true)
    };
    blimp_http::write(&blimp.db, caller, work).await
}

/// Read about a file or link.
#[utoipa::path(get, path = "/attachments/{attachment}", tag = "attachments",
    params(("attachment" = AttachmentId, Path)),
    responses((status = 200, body = AttachmentBody), Problem))]
async fn get_attachment(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<AttachmentId>,
) -> Result<Reply> {
    let read = move |conn: &mut Conn| {
        let (row, _) = queries::get(conn, &actor, id)?;
        reply(conn, &actor, row, false)
    };
    Ok(blimp.db.read(read).await?)
}

/// Remove a file or link from its task.
#[utoipa::path(delete, path = "/attachments/{attachment}", tag = "attachments",
    params(("attachment" = AttachmentId, Path)),
    responses((status = 204), Problem))]
async fn remove_attachment(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<AttachmentId>,
) -> Result {
    let expected = caller.clone();
    let work = move |tx: &mut Tx| {
        let it = policy::remove(tx, &actor, id)?;
        expected.expects(&tag(&actor, &it.attachment), || {
            reply(tx, &actor, it.attachment.clone(), false)
        })?;
        actions::remove(tx, &actor, it)?;
        Ok(Reply::no_content())
    };
    blimp_http::write(&blimp.db, caller, work).await
}

/// Bring a removed file or link back.
#[utoipa::path(post, path = "/attachments/{attachment}/restoration", tag = "attachments",
    params(("attachment" = AttachmentId, Path)),
    responses((status = 200, body = AttachmentBody), Problem))]
async fn restore_attachment(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<AttachmentId>,
) -> Result {
    let expected = caller.clone();
    let work = move |tx: &mut Tx| {
        let it = policy::restore(tx, &actor, id)?;
        expected.expects(&tag(&actor, &it.attachment), || {
            reply(tx, &actor, it.attachment.clone(), false)
        })?;
        let row = actions::restore(tx, &actor, it)?;
        reply(tx, &actor, row, false)
    };
    blimp_http::write(&blimp.db, caller, work).await
}

/// Whether to save or to see a file.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct FileFilter {
    /// Whether browsers should save it rather than show it.
    #[serde(default)]
    download: bool,
}

/// Read a file. Ranges and `If-None-Match` are honoured.
#[utoipa::path(get, path = "/files/{file}/content", tag = "attachments",
    params(("file" = FileId, Path), FileFilter),
    responses((status = 200, description = "The file.", content_type = "*/*"),
        (status = 206, description = "A part of it.", content_type = "*/*"),
        (status = 302, description = "It is to be read there, within a minute."),
        (status = 304, description = "As it was."), Problem))]
async fn read_file(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<FileId>,
    Filter(FileFilter { download: save }): Filter<FileFilter>,
    mut wanted: Wanted,
) -> Result {
    let file = blimp
        .db
        .read(move |conn| queries::get_file(conn, &actor, id))
        .await?;
    wanted.save = save;
    hand_over(&blimp.files, &file.key, &Blob::from(&file), &wanted).await
}

/// Read a small picture of a file; not found where there is none, or not yet.
#[utoipa::path(get, path = "/files/{file}/thumbnail", tag = "attachments",
    params(("file" = FileId, Path)),
    responses((status = 200, description = "A picture.", content_type = "image/*"),
        (status = 304, description = "As it was."), Problem))]
async fn read_thumbnail(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<FileId>,
    wanted: Wanted,
) -> Result {
    let file = blimp
        .db
        .read(move |conn| queries::get_file(conn, &actor, id))
        .await?;
    let small = blimp.files.thumbnail(&file).await?.ok_or(Error::NotFound)?;
    let key = file.thumb_key.as_deref().unwrap_or_default();
    download(&blimp.files, key, &small.blob(&file), &wanted).await
}
