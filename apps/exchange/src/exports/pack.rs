//! Packing: all that a company has, page by page, into an archive.

use std::collections::BTreeMap;

use blimp_accounts::{CompanyId, companies};
use blimp_app::Blimp;
use blimp_files::{File, FileId, Files};
use blimp_kit::{Error, Result};
use blimp_store::{Conn, Db};
use futures::StreamExt as _;
use serde::Serialize;
use serde_json::{Value, json};

use crate::exports::model::rows::{
    AttachmentLine, AttachmentRow, EventLine, EventRow, ProjectLine, Row, TaskLine, VERSION,
};
use crate::exports::queries;
use crate::exports::zip::{Sink, Zip};

/// Rows of one page.
const PAGE: i64 = 200;

/// For whoever opens the archive.
const README: &str = include_str!("README.txt");

/// Packs a company into `sink`. `told` hears after each page how far it is: rows and files done,
/// and how many there were at the beginning; where it refuses, packing ends.
pub(super) async fn pack<F, R>(blimp: &Blimp, company: CompanyId, sink: Sink, told: F) -> Result
where
    F: FnMut(i64, i64) -> R + Send,
    R: Future<Output = Result> + Send,
{
    let now = blimp.clock.now();
    let total = blimp
        .db
        .read(move |conn| queries::count(conn, company))
        .await?;
    let mut pack = Pack {
        db: &blimp.db,
        files: &blimp.files,
        company,
        zip: Zip::new(sink, now),
        manifest: Vec::new(),
        missing: Vec::new(),
        done: 0,
        total,
        told,
    };
    let whose = pack.company().await?;
    pack.nouns().await?;
    pack.attached().await?;
    let manifest = json!({
        "format": "blimp-export",
        "version": VERSION,
        "made_by": { "name": "Blimp", "version": blimp.site.version, "url": blimp.site.url },
        "made_at": now,
        "company": whose,
        "files": pack.manifest,
        "missing": pack.missing,
    });
    pack.zip.begin("manifest.json", true).await?;
    pack.zip
        .write(&serde_json::to_vec_pretty(&manifest)?)
        .await?;
    pack.zip.end().await?;
    pack.zip.finish().await
}

struct Pack<'a, F> {
    db: &'a Db,
    files: &'a Files,
    company: CompanyId,
    zip: Zip,
    manifest: Vec<Listed>,
    missing: Vec<Value>,
    done: i64,
    total: i64,
    told: F,
}

/// A file of the archive, in its manifest.
#[derive(Debug, Serialize)]
struct Listed {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
    bytes: u64,
    sha256: String,
}

/// Reads a page: the rows after an id.
type Read<T> = fn(&mut Conn, CompanyId, i64, i64) -> Result<Vec<T>>;

impl<F, R> Pack<'_, F>
where
    F: FnMut(i64, i64) -> R + Send,
    R: Future<Output = Result> + Send,
{
    /// The readme, and the company itself.
    async fn company(&mut self) -> Result<Value> {
        let company = self.company;
        let found = self
            .db
            .read(move |conn| companies::queries::find_any(conn, company))
            .await?
            .ok_or(Error::NotFound)?;
        let whose = json!({
            "id": found.id, "slug": found.slug, "name": found.name,
            "created_at": found.created_at,
        });
        self.whole("README.txt", README.as_bytes()).await?;
        self.whole("company.json", &serde_json::to_vec_pretty(&whose)?)
            .await?;
        Ok(whose)
    }

    async fn nouns(&mut self) -> Result {
        self.list("people.json", queries::list_people).await?;
        self.list("invitations.json", queries::list_invitations)
            .await?;
        self.list("projects.json", projects).await?;
        self.list("states.json", queries::list_states).await?;
        self.list("goals.json", queries::list_goals).await?;
        self.list("labels.json", queries::list_labels).await?;
        self.list("tasks.json", tasks).await?;
        self.list("checklist_items.json", queries::list_items)
            .await?;
        self.list("comments.json", queries::list_comments).await?;
        self.list("attachments.json", attachments).await?;
        self.list("views.json", queries::list_views).await?;
        self.list("activity.json", activity).await?;
        self.origins().await
    }

    /// A list of JSON rows, one on a line.
    async fn list<T: Row>(&mut self, path: &str, read: Read<T>) -> Result {
        let (company, mut after, mut rows) = (self.company, i64::MIN, 0_u64);
        self.zip.begin(path, true).await?;
        loop {
            let page = self
                .db
                .read(move |conn| read(conn, company, after, PAGE))
                .await?;
            let Some(last) = page.last() else {
                break;
            };
            after = last.id();
            rows = self.lines(&page, rows).await?;
        }
        self.close(path, rows).await
    }

    /// What other tools called things; these have no id of their own.
    async fn origins(&mut self) -> Result {
        let (company, mut rows) = (self.company, 0_u64);
        let mut after: queries::Origin = (0, String::new(), String::new());
        self.zip.begin("origins.json", true).await?;
        loop {
            let from = after.clone();
            let page = self
                .db
                .read(move |conn| queries::list_origins(conn, company, &from, PAGE))
                .await?;
            let Some(last) = page.last() else {
                break;
            };
            after = (last.project_id, last.kind.clone(), last.source_id.clone());
            rows = self.lines(&page, rows).await?;
        }
        self.close("origins.json", rows).await
    }

    async fn lines<T: Serialize>(&mut self, page: &[T], before: u64) -> Result<u64> {
        let mut text = Vec::new();
        let mut rows = before;
        for row in page {
            text.extend_from_slice(if rows == 0 { b"[\n" } else { b",\n" });
            serde_json::to_writer(&mut text, row)?;
            rows += 1;
        }
        self.zip.write(&text).await?;
        self.step(i64::try_from(page.len()).unwrap_or(0)).await?;
        Ok(rows)
    }

    async fn close(&mut self, path: &str, rows: u64) -> Result {
        let end: &[u8] = if rows == 0 { b"[]\n" } else { b"\n]\n" };
        self.zip.write(end).await?;
        self.note(path, Some(rows)).await
    }

    async fn whole(&mut self, path: &str, bytes: &[u8]) -> Result {
        self.zip.begin(path, true).await?;
        self.zip.write(bytes).await?;
        self.note(path, None).await
    }

    async fn note(&mut self, path: &str, rows: Option<u64>) -> Result {
        let written = self.zip.end().await?;
        self.manifest.push(Listed {
            path: path.to_owned(),
            rows,
            bytes: written.bytes,
            sha256: written.sha256,
        });
        Ok(())
    }

    async fn step(&mut self, more: i64) -> Result {
        self.done += more;
        // What came in meanwhile is packed too; nobody is told of more than all.
        (self.told)(self.done.min(self.total), self.total).await
    }

    /// The files of attachments, as they are.
    async fn attached(&mut self) -> Result {
        let (company, mut after) = (self.company, i64::MIN);
        loop {
            let page = self.db.read(move |conn| {
                let rows = queries::list_attachments(conn, company, after, PAGE)?;
                let files = files_of(conn, company, &rows)?;
                Ok((rows, files))
            });
            let (rows, files) = page.await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            after = last.id;
            for id in rows.iter().filter_map(|row| row.file_id) {
                match files.get(&id) {
                    Some(file) => self.file(file).await?,
                    None => self.missing.push(json!({ "file_id": id, "why": "no row" })),
                }
                self.step(1).await?;
            }
        }
    }

    async fn file(&mut self, file: &File) -> Result {
        let mut stream = match self.files.read(&file.key, None).await {
            Ok(stream) => stream,
            Err(Error::NotFound) => {
                let gone = json!({ "file_id": file.id, "why": "not in the store" });
                self.missing.push(gone);
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let path = path_of(file);
        self.zip.begin(&path, false).await?;
        while let Some(piece) = stream.next().await {
            self.zip.write(&piece.map_err(anyhow::Error::from)?).await?;
        }
        self.note(&path, None).await
    }
}

/// Where a file is in the archive. Its name was cleaned when it came: it has no way up or aside.
fn path_of(file: &File) -> String {
    let name = blimp_files::name::clean(&file.name);
    format!("files/{}/{}", file.id, name.replace(['/', '\\'], "_"))
}

fn files_of(
    conn: &mut Conn,
    company: CompanyId,
    rows: &[AttachmentRow],
) -> Result<BTreeMap<i64, File>> {
    let ids: Vec<FileId> = rows
        .iter()
        .filter_map(|row| row.file_id)
        .map(FileId)
        .collect();
    let files = blimp_files::queries::list_by_id(conn, Some(company.0), &ids)?;
    Ok(files.into_iter().map(|file| (file.id.0, file)).collect())
}

fn gather(pairs: Vec<(i64, i64)>) -> BTreeMap<i64, Vec<i64>> {
    let mut gathered: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (of, to) in pairs {
        gathered.entry(of).or_default().push(to);
    }
    gathered
}

fn projects(
    conn: &mut Conn,
    company: CompanyId,
    after: i64,
    limit: i64,
) -> Result<Vec<ProjectLine>> {
    let rows = queries::list_projects(conn, company, after, limit)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut people = gather(queries::list_project_people(conn, company, &ids)?);
    let line = |project: crate::exports::model::rows::ProjectRow| ProjectLine {
        people_ids: people.remove(&project.id).unwrap_or_default(),
        project,
    };
    Ok(rows.into_iter().map(line).collect())
}

fn tasks(conn: &mut Conn, company: CompanyId, after: i64, limit: i64) -> Result<Vec<TaskLine>> {
    let rows = queries::list_tasks(conn, company, after, limit)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut assignees = gather(queries::list_assignees(conn, company, &ids)?);
    let mut watchers = gather(queries::list_watchers(conn, company, &ids)?);
    let mut labels = gather(queries::list_task_labels(conn, company, &ids)?);
    let line = |task: crate::exports::model::rows::TaskRow| TaskLine {
        assignee_ids: assignees.remove(&task.id).unwrap_or_default(),
        watcher_ids: watchers.remove(&task.id).unwrap_or_default(),
        label_ids: labels.remove(&task.id).unwrap_or_default(),
        task,
    };
    Ok(rows.into_iter().map(line).collect())
}

fn attachments(
    conn: &mut Conn,
    company: CompanyId,
    after: i64,
    limit: i64,
) -> Result<Vec<AttachmentLine>> {
    let rows = queries::list_attachments(conn, company, after, limit)?;
    let files = files_of(conn, company, &rows)?;
    let line = |attachment: AttachmentRow| {
        let file = attachment.file_id.and_then(|id| files.get(&id));
        AttachmentLine {
            path: file.map(path_of),
            content_type: file.map(|file| file.content_type.clone()),
            bytes: file.map(|file| file.bytes),
            sha256: file.map(|file| file.sha256.clone()),
            attachment,
        }
    };
    Ok(rows.into_iter().map(line).collect())
}

fn activity(conn: &mut Conn, company: CompanyId, after: i64, limit: i64) -> Result<Vec<EventLine>> {
    let line = |row: EventRow| -> Result<EventLine> {
        Ok(EventLine {
            id: row.id,
            name: row.name,
            project_id: row.project_id,
            actor_id: row.actor_id,
            subject_type: row.subject_type,
            subject_id: row.subject_id,
            thread_id: row.thread_id,
            fact: serde_json::from_str(&row.payload)?,
            changes: serde_json::from_str(&row.changes)?,
            at: row.at,
        })
    };
    let rows = queries::list_facts(conn, company, after, limit)?;
    rows.into_iter().map(line).collect()
}
