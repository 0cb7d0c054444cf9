//! Writes through the public door: grouping, rollback, panics, hooks, facts, jobs, a full disk.

#![cfg(test)]

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use blimp_kit::{Clock, Error, Instant};
use blimp_store::schema::{event, job};
use blimp_store::{About, Db, Event, EventRow, Job, Options, Subject, events, migrations};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// A database of its own in a scratch folder.
struct House {
    db: Db,
    url: String,
    _folder: tempfile::TempDir,
}

fn open() -> House {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("blimp.db").display());
    Db::migrate(&url, &[migrations()]).unwrap();
    let clock = Clock::held_at("2026-11-23T09:00:00Z".parse::<Instant>().unwrap());
    let heard = HashSet::from([BoatBuilt::NAME]);
    let db = Db::open(Options {
        url: url.clone(),
        pool: 2,
        clock,
        heard,
    })
    .unwrap();
    House {
        db,
        url,
        _folder: folder,
    }
}

#[derive(Serialize, Deserialize)]
struct BoatBuilt {
    boat: i64,
}

impl Event for BoatBuilt {
    const NAME: &'static str = "boat.built.v1";
    fn about(&self) -> About {
        About {
            subject: Subject::new("boat", self.boat),
            ..About::default()
        }
    }
}

#[derive(Serialize, Deserialize)]
struct BoatSunk {}

impl Event for BoatSunk {
    const NAME: &'static str = "boat.sunk.v1";
    fn about(&self) -> About {
        About::default()
    }
}

#[derive(Serialize, Deserialize)]
struct Paint {
    boat: i64,
    colour: String,
}

impl Job for Paint {
    const KIND: &'static str = "boat.paint";
    fn key(&self) -> Option<String> {
        Some(self.boat.to_string())
    }
}

async fn boats(db: &Db) -> Vec<i64> {
    db.read(|conn| {
        Ok(event::table
            .order(event::id)
            .select(event::subject_id)
            .load(conn)?)
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn a_refused_or_panicking_write_undoes_itself_and_not_its_neighbours() {
    let house = open();
    let tasks: Vec<_> = (0..300_i64)
        .map(|boat| {
            let db = house.db.clone();
            start(async move {
                db.write(move |tx| {
                    tx.record(&BoatBuilt { boat })?;
                    match boat % 3 {
                        0 => Ok(boat),
                        1 => Err(Error::conflict("boat.sunk", "It sank.")),
                        _ => panic!("it burnt"),
                    }
                })
                .await
            })
        })
        .collect();
    let mut kept = Vec::new();
    for (boat, task) in (0_i64..).zip(tasks) {
        match task.answer().await {
            Ok(boat) => kept.push(boat),
            Err(Error::Conflict { .. }) => assert_eq!(boat % 3, 1),
            Err(Error::Fault(error)) => {
                assert_eq!(boat % 3, 2);
                assert!(error.to_string().contains("it burnt"));
            }
            Err(error) => panic!("{error}"),
        }
    }
    let mut there = boats(&house.db).await;
    there.sort_unstable();
    assert_eq!(kept.len(), 100);
    assert_eq!(there, kept);
}

/// A future that runs at once, so that many writes wait for the writer together.
struct Started<T>(tokio::task::JoinSet<T>);

fn start<F>(future: F) -> Started<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let mut set = tokio::task::JoinSet::new();
    set.spawn(future);
    Started(set)
}

impl<T: 'static> Started<T> {
    async fn answer(mut self) -> T {
        self.0.join_next().await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn a_panic_inside_a_savepoint_leaves_the_writer_whole() {
    let house = open();
    let first: Result<(), _> = house
        .db
        .write(|tx| {
            tx.record(&BoatBuilt { boat: 1 })?;
            tx.savepoint(|tx| {
                tx.record(&BoatBuilt { boat: 2 })?;
                panic!("in the inner one")
            })
        })
        .await;
    assert!(matches!(first, Err(Error::Fault(_))));
    house
        .db
        .write(|tx| {
            tx.record(&BoatBuilt { boat: 3 })?;
            let inner: Result<(), _> = tx.savepoint(|tx| {
                tx.record(&BoatBuilt { boat: 4 })?;
                Err(Error::NotFound)
            });
            assert!(inner.is_err());
            tx.record(&BoatBuilt { boat: 5 })
        })
        .await
        .unwrap();
    assert_eq!(boats(&house.db).await, [3, 5]);
}

#[tokio::test]
async fn hooks_run_after_the_commit_and_never_without_one() {
    let house = open();
    let ran = Arc::new(AtomicUsize::new(0));
    for (keep, expected) in [(true, 1), (false, 1), (true, 2)] {
        let count = Arc::clone(&ran);
        let done = house
            .db
            .write(move |tx| {
                tx.after_commit(move || {
                    count.fetch_add(1, Ordering::SeqCst);
                });
                if keep { Ok(()) } else { Err(Error::NotFound) }
            })
            .await;
        assert_eq!(done.is_ok(), keep);
        assert_eq!(ran.load(Ordering::SeqCst), expected);
    }
}

#[tokio::test]
async fn a_fact_that_somebody_hears_brings_its_job() {
    let house = open();
    house
        .db
        .write(|tx| {
            tx.caused_by("req_1");
            tx.record(&BoatBuilt { boat: 7 })?;
            tx.record(&BoatSunk {})
        })
        .await
        .unwrap();
    let rows: Vec<EventRow> = house
        .db
        .read(|conn| events::after(conn, 0, 10))
        .await
        .unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (rows[0].subject_id, rows[0].request_id.as_deref()),
        (7, Some("req_1"))
    );
    assert_eq!(rows[0].at.to_string(), "2026-11-23T09:00:00Z");
    let jobs: Vec<(String, String)> = house
        .db
        .read(|conn| Ok(job::table.select((job::kind, job::payload)).load(conn)?))
        .await
        .unwrap();
    assert_eq!(
        jobs,
        [(
            "react".to_owned(),
            r#"{"event":1,"company":null}"#.to_owned()
        )]
    );
}

#[tokio::test]
async fn a_live_key_is_enqueued_once() {
    let house = open();
    let made = house
        .db
        .write(|tx| {
            let red = tx.enqueue(&Paint {
                boat: 1,
                colour: "red".into(),
            })?;
            let blue = tx.enqueue(&Paint {
                boat: 1,
                colour: "blue".into(),
            })?;
            let other = tx.enqueue(&Paint {
                boat: 2,
                colour: "red".into(),
            })?;
            Ok([red.is_some(), blue.is_some(), other.is_some()])
        })
        .await
        .unwrap();
    assert_eq!(made, [true, false, true]);
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let house = open();
    let wrote = house
        .db
        .read(|conn| Ok(diesel::delete(event::table).execute(conn)?))
        .await;
    assert!(wrote.is_err());
}

#[tokio::test]
async fn whoever_finds_the_disk_full_takes_nobody_after_them_along() {
    let house = open();
    let paint = |size: usize, boat: i64| {
        let db = house.db.clone();
        start(async move {
            db.write(move |tx| {
                tx.record(&BoatBuilt { boat })?;
                let colour = "x".repeat(size);
                tx.enqueue(&Paint { boat, colour })?;
                Ok(boat)
            })
            .await
        })
    };
    let (begin, wait) = std::sync::mpsc::channel::<()>();
    // While this one waits, the others gather behind it, to be run as one batch.
    let db = house.db.clone();
    let first = start(async move {
        db.write(move |tx| {
            let conn: &mut blimp_store::Conn = tx;
            diesel::sql_query("PRAGMA max_page_count = 60").execute(conn)?;
            let _ = wait.recv();
            Ok(0_i64)
        })
        .await
    });
    let (before, full, after) = (paint(10, 1), paint(400_000, 2), paint(10, 3));
    // Each is handed to the writer the first time it is looked at.
    tokio::task::yield_now().await;
    begin.send(()).unwrap();
    for innocent in [first, before] {
        assert!(matches!(
            innocent.answer().await,
            Ok(_) | Err(Error::Unavailable(_))
        ));
    }
    assert!(matches!(full.answer().await, Err(Error::Full { .. })));
    assert_eq!(after.answer().await.unwrap(), 3);
    assert!(boats(&house.db).await.contains(&3));
    assert!(!boats(&house.db).await.contains(&2));
}

#[tokio::test]
async fn a_full_disk_refuses_and_loses_nothing_that_was_acknowledged() {
    let house = open();
    house
        .db
        .write(|tx| {
            let conn: &mut blimp_store::Conn = tx;
            diesel::sql_query("PRAGMA max_page_count = 60").execute(conn)?;
            Ok(())
        })
        .await
        .unwrap();
    let mut started = Vec::new();
    for boat in 0..200_i64 {
        let db = house.db.clone();
        started.push(start(async move {
            db.write(move |tx| {
                tx.record(&BoatBuilt { boat })?;
                let colour = "x".repeat(if boat % 7 == 0 { 20_000 } else { 10 });
                tx.enqueue(&Paint { boat, colour })?;
                Ok(boat)
            })
            .await
        }));
    }
    let (mut acknowledged, mut full) = (Vec::new(), 0);
    for write in started {
        match write.answer().await {
            Ok(boat) => acknowledged.push(boat),
            Err(Error::Full { .. }) => full += 1,
            Err(Error::Unavailable(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    assert!(full > 0, "the disk never filled up");
    let mut there = boats(&house.db).await;
    there.sort_unstable();
    acknowledged.sort_unstable();
    assert_eq!(there, acknowledged);
    house
        .db
        .write(|tx| {
            let conn: &mut blimp_store::Conn = tx;
            diesel::sql_query("PRAGMA max_page_count = 1000000").execute(conn)?;
            Ok(())
        })
        .await
        .unwrap();
    house
        .db
        .write(|tx| tx.record(&BoatBuilt { boat: 1000 }))
        .await
        .unwrap();
    assert_eq!(boats(&house.db).await.len(), acknowledged.len() + 1);
}

#[test]
fn a_database_of_a_newer_release_is_refused() {
    let house = open();
    assert_eq!(
        Db::migrate(&house.url, &[migrations()]).unwrap(),
        Vec::<String>::new()
    );
    let path = house.url.strip_prefix("sqlite://").unwrap();
    let mut conn = SqliteConnection::establish(path).unwrap();
    diesel::sql_query("INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000001')")
        .execute(&mut conn)
        .unwrap();
    let pending = Db::pending(&house.url, &[migrations()]).unwrap();
    assert_eq!(pending.unknown, ["99990101000001"]);
    let error = Db::migrate(&house.url, &[migrations()]).unwrap_err();
    assert!(format!("{error:#}").contains("newer release"), "{error:#}");
}
