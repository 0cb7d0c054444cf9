//! Files on a real disk and on real S3 servers, with rows on SQLite and, where there is one,
//! Postgres.

mod away;
mod buckets;
mod keeping;
mod links;
mod moving;
mod pictures;
mod promised;
mod receiving;
mod server;
mod shelf;

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use blimp_kit::{Clock, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, Db, Job};
use bytes::Bytes;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use futures::TryStreamExt as _;

use crate::uploads::{self, NewUpload, Plan, Upload};
use crate::{File, Files, MakeThumbnail, NewFile, Options, Received, keep, queries, remove};

const ACME: i64 = 7;

/// A folder of files and a database, with a clock that stands still.
struct House {
    db: Db,
    files: Files,
    clock: Clock,
    folder: tempfile::TempDir,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("blimp.db").display());
        Self::at(&url, folder)
    }

    /// On SQLite, and on Postgres where there is one.
    fn each() -> Vec<Self> {
        let mut houses = vec![Self::new()];
        #[expect(clippy::disallowed_methods, reason = "the one setting of tests")]
        if let Ok(url) = std::env::var("BLIMP_TEST_POSTGRES_URL") {
            houses.push(Self::at(&own_schema(&url), tempfile::tempdir().unwrap()));
        }
        houses
    }

    fn at(url: &str, folder: tempfile::TempDir) -> Self {
        Db::migrate(url, &[blimp_store::migrations(), crate::migrations()]).unwrap();
        // The disk stamps blobs with the machine's time, so the house starts from there.
        let clock = Clock::held_at(Clock::system().now());
        let (url, heard) = (url.to_owned(), HashSet::new());
        let db = Db::open(blimp_store::Options {
            url,
            pool: 3,
            clock: clock.clone(),
            heard,
        })
        .unwrap();
        let files = format!("file://{}", folder.path().join("files").display());
        Self {
            db,
            files: Files::open(&files).unwrap(),
            clock,
            folder,
        }
    }

    async fn receive(&self, bytes: &[u8]) -> Received {
        self.files
            .receive(Some(ACME), chunks(bytes, 1000), 1 << 30)
            .await
            .unwrap()
    }

    async fn keep(&self, received: &Received, quota_bytes: Option<i64>) -> Result<File> {
        let received = received.clone();
        let name = "../Año.png".to_owned();
        let new = NewFile {
            owner_kind: "task",
            name,
            created_by: Some(3),
            quota_bytes,
        };
        self.db.write(move |tx| keep(tx, &received, &new)).await
    }

    async fn file(&self, bytes: &[u8]) -> File {
        self.keep(&self.receive(bytes).await, None).await.unwrap()
    }

    async fn find(&self, file: &File) -> Option<File> {
        let (company, id) = (file.company_id, file.id);
        self.db
            .read(move |conn| queries::find(conn, company, id))
            .await
            .unwrap()
    }

    async fn usage(&self) -> i64 {
        self.db
            .read(|conn| queries::usage(conn, ACME))
            .await
            .unwrap()
    }

    async fn remove(&self, file: &File) {
        let file = file.clone();
        self.db.write(move |tx| remove(tx, &file)).await.unwrap();
    }

    /// The jobs of this kind that wait.
    async fn jobs<J: Job>(&self) -> Vec<String> {
        let rows = |conn: &mut Conn| {
            let due = job::table.filter(job::kind.eq(J::KIND)).order(job::id);
            Ok(due.select(job::payload).load(conn)?)
        };
        self.db.read(rows).await.unwrap()
    }

    async fn make_thumbnail(&self, file: &File) {
        let work = MakeThumbnail {
            file: file.id,
            company: file.company_id,
        };
        work.make(&self.files, &self.db).await.unwrap();
    }

    async fn read(&self, key: &str, range: Option<std::ops::Range<u64>>) -> Vec<u8> {
        let parts: Vec<Bytes> = self
            .files
            .read(key, range)
            .await
            .unwrap()
            .try_collect()
            .await
            .unwrap();
        parts.concat()
    }

    /// Every file on the disk, unfinished ones too.
    fn on_disk(&self) -> usize {
        count(&self.folder.path().join("files"))
    }
}

fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .map(|path| if path.is_dir() { count(&path) } else { 1 })
        .sum()
}

fn own_schema(url: &str) -> String {
    let schema = format!("files_{}", uuid::Uuid::now_v7().simple());
    let mut conn = PgConnection::establish(url).unwrap();
    conn.batch_execute(&format!("CREATE SCHEMA {schema}"))
        .unwrap();
    let sign = if url.contains('?') { '&' } else { '?' };
    format!("{url}{sign}options=-csearch_path%3D{schema}")
}

type Chunks = futures::stream::Iter<std::vec::IntoIter<Result<Bytes, String>>>;

fn chunks(bytes: &[u8], size: usize) -> Chunks {
    let chunks = bytes.chunks(size).map(|c| Ok(Bytes::copy_from_slice(c)));
    futures::stream::iter(chunks.collect::<Vec<_>>())
}

/// An upload of these bytes by member 3.
fn new_upload(bytes: &[u8]) -> NewUpload {
    NewUpload {
        company: ACME,
        owner_kind: "task",
        owner_id: 1,
        name: "a/Plan.txt".to_owned(),
        content_type: "text/plain".to_owned(),
        bytes: i64::try_from(bytes.len()).unwrap(),
        sha256: None,
        created_by: 3,
    }
}

async fn begin(house: &House, new: NewUpload) -> (Plan, Upload) {
    let plan = house.files.plan(new).await.unwrap();
    let planned = plan.clone();
    let upload = house
        .db
        .write(move |tx| uploads::begin(tx, &planned, None))
        .await
        .unwrap();
    (plan, upload)
}

/// Houses with files in a new bucket on each server.
async fn in_buckets() -> Vec<House> {
    let mut houses = Vec::new();
    for endpoint in server::servers() {
        houses.push(in_bucket(server::bucket(&endpoint).await));
    }
    houses
}

fn in_bucket(options: Options) -> House {
    let mut house = House::new();
    house.files = Files::with(Options {
        multipart_above: 6 << 20,
        ..options
    })
    .unwrap();
    house
}
