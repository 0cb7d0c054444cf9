//! What the door promises on a Postgres server: bounded waiting, time-outs, connections that are
//! replaced, statements that are prepared once, wake-ups between processes.

#![cfg(test)]

mod ground;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use blimp_kit::{Error, Result};
use blimp_store::schema::{event, job};
use blimp_store::{Conn, Db, PostgresOptions, PreparedPg, migrations};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use ground::boats::{BoatBuilt, build};
use ground::{Scratch, open, open_with, server, until};

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    statement: String,
}

fn pg(conn: &mut Conn) -> &mut PreparedPg {
    match conn {
        Conn::Postgres(c) => c,
        Conn::Sqlite(_) => unreachable!(),
    }
}

fn nap(conn: &mut Conn, seconds: f64) -> Result {
    let nap = sql_query("SELECT pg_sleep($1)").bind::<diesel::sql_types::Double, _>(seconds);
    nap.execute(pg(conn))?;
    Ok(())
}

fn is_unavailable<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::Unavailable(_)))
}

const PATIENT: Duration = Duration::from_secs(10);

#[tokio::test]
async fn each_statement_is_prepared_once_for_each_connection() {
    let Some(server) = server() else { return };
    let scratch = Scratch::new(&server);
    let db = open(&scratch.url, 1);
    for n in 0..6_i64 {
        db.write(move |tx| {
            tx.record(&BoatBuilt { boat: n })?;
            let conn: &mut Conn = tx;
            let ids: Vec<i64> = (0..=n).collect();
            let mine = event::table.filter(event::subject_id.eq_any(ids));
            let found: Vec<i64> = mine.select(event::id).load(conn)?;
            diesel::update(event::table.filter(event::subject_id.eq(n)))
                .set(event::actor_id.eq(n))
                .execute(conn)?;
            diesel::delete(job::table.filter(job::id.eq(-n))).execute(conn)?;
            sql_query("UPDATE event SET user_id = $1 WHERE subject_id = $2")
                .bind::<BigInt, _>(n)
                .bind::<BigInt, _>(n)
                .execute(pg(conn))?;
            assert_eq!(found.len(), usize::try_from(n + 1).unwrap());
            Ok(())
        })
        .await
        .unwrap();
    }
    let prepared: Vec<Row> = db
        .read(|conn| {
            let ask = "SELECT statement FROM pg_prepared_statements WHERE generic_plans + custom_plans >= 4";
            Ok(sql_query(ask).load(pg(conn))?)
        })
        .await
        .unwrap();
    let texts: Vec<&str> = prepared.iter().map(|row| row.statement.as_str()).collect();
    for (what, begins, times) in [
        ("the fact", "INSERT INTO \"event\"", 1),
        ("its job", "INSERT INTO \"job\"", 1),
        ("many ids", "SELECT \"event\".\"id\"", 1),
        ("an update", "UPDATE \"event\"", 1),
        ("a deletion", "DELETE", 1),
        ("a text of ours", "UPDATE event SET user_id", 1),
    ] {
        let found = texts.iter().filter(|text| text.starts_with(begins)).count();
        assert_eq!(found, times, "{what}: {texts:#?}");
    }
}

#[tokio::test]
async fn nobody_waits_long_for_a_connection_and_what_was_given_up_never_runs() {
    let Some(server) = server() else { return };
    let scratch = Scratch::new(&server);
    let db = open(&scratch.url, 1);
    let (busy, ran) = (db.clone(), Arc::new(AtomicBool::new(false)));
    let long = busy.read(|conn| nap(conn, 4.0));
    let flag = Arc::clone(&ran);
    let second = async {
        tokio::task::yield_now().await;
        let start = Instant::now();
        let done = db
            .write(move |_| {
                flag.store(true, Ordering::SeqCst);
                Ok(())
            })
            .await;
        (done, start.elapsed())
    };
    let (first, (refused, took)) = tokio::join!(long, second);
    first.unwrap();
    assert!(is_unavailable(&refused), "{refused:?}");
    assert!(took < Duration::from_millis(2500), "{took:?}");
    db.read(|conn| nap(conn, 0.0)).await.unwrap();
    assert!(
        !ran.load(Ordering::SeqCst),
        "it ran after its caller had gone"
    );
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_given_up() {
    let Some(server) = server() else { return };
    let scratch = Scratch::new(&server);
    let options = PostgresOptions {
        statement_timeout: Duration::from_secs(1),
        ..PostgresOptions::default()
    };
    let db = open_with(&scratch.url, 1, &options);
    let start = Instant::now();
    let refused = db.read(|conn| nap(conn, 30.0)).await;
    assert!(is_unavailable(&refused), "{refused:?}");
    assert!(start.elapsed() < Duration::from_secs(3));
    db.read(|conn| nap(conn, 0.0)).await.unwrap();
}

#[tokio::test]
async fn of_two_that_wait_for_each_other_one_is_told_to_come_back() {
    let Some(server) = server() else { return };
    let scratch = Scratch::new(&server);
    let db = open(&scratch.url, 2);
    build(&db, 1).await.unwrap();
    build(&db, 2).await.unwrap();
    let meet = Arc::new(std::sync::Barrier::new(2));
    let cross = |first: i64, second: i64| {
        let meet = Arc::clone(&meet);
        db.write(move |tx| {
            let conn: &mut Conn = tx;
            let touch = |conn: &mut Conn, boat: i64| {
                diesel::update(event::table.filter(event::subject_id.eq(boat)))
                    .set(event::actor_id.eq(boat))
                    .execute(conn)
            };
            touch(conn, first)?;
            meet.wait();
            touch(conn, second)?;
            Ok(())
        })
    };
    let (one, two) = tokio::join!(cross(1, 2), cross(2, 1));
    assert!(
        is_unavailable(&one) != is_unavailable(&two),
        "{one:?} {two:?}"
    );
    assert!(one.is_ok() || two.is_ok());
}

#[tokio::test]
async fn connections_that_were_closed_are_replaced_before_they_are_used() {
    let Some(server) = server() else { return };
    let scratch = Scratch::new(&server);
    let db = open(&scratch.url, 3);
    // All three are open.
    let naps = [(); 3].map(|()| db.read(|conn| nap(conn, 1.0)));
    for done in futures_of(naps).await {
        done.unwrap();
    }
    let mut admin = scratch.conn();
    admin
        .batch_execute(
            "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity \
             WHERE datname = current_database() AND application_name = 'blimp'",
        )
        .unwrap();
    for boat in 0..9 {
        build(&db, boat).await.unwrap();
    }
    // A server that takes no more writes, as after a fail-over, is left as well.
    let turned = db.read(|conn| {
        let turn = "SET default_transaction_read_only = on";
        Ok(pg(conn).batch_execute(turn)?)
    });
    turned.await.unwrap();
    let mut refused = 0;
    for boat in 10..30 {
        match build(&db, boat).await {
            Ok(()) => {}
            Err(Error::Unavailable(_)) => refused += 1,
            Err(error) => panic!("{error:?}"),
        }
    }
    assert!(refused <= 1, "{refused} refused");
}

async fn futures_of<T, const N: usize>(all: [impl Future<Output = T>; N]) -> Vec<T> {
    let mut all: Vec<_> = all.into_iter().map(Box::pin).collect();
    let mut done = Vec::new();
    std::future::poll_fn(|cx| {
        all.retain_mut(|one| match one.as_mut().poll(cx) {
            std::task::Poll::Ready(value) => {
                done.push(value);
                false
            }
            std::task::Poll::Pending => true,
        });
        if all.is_empty() {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    done
}

#[tokio::test]
async fn a_failed_statement_that_was_overlooked_keeps_nothing_and_says_so() {
    let Some(server) = server() else { return };
    let scratch = Scratch::new(&server);
    let db = open(&scratch.url, 1);
    let overlooked: Result<()> = db
        .write(|tx| {
            tx.record(&BoatBuilt { boat: 1 })?;
            let conn: &mut Conn = tx;
            drop(sql_query("SELECT 1 / 0").execute(pg(conn)));
            Ok(())
        })
        .await;
    assert!(matches!(overlooked, Err(Error::Fault(_))), "{overlooked:?}");
    // Within a savepoint it is no harm.
    db.write(|tx| {
        let inner: Result<()> = tx.savepoint(|tx| {
            let conn: &mut Conn = tx;
            sql_query("SELECT 1 / 0").execute(pg(conn))?;
            Ok(())
        });
        assert!(inner.is_err());
        tx.record(&BoatBuilt { boat: 2 })
    })
    .await
    .unwrap();
    // A panic undoes its own write, savepoints and all.
    let burnt: Result<()> = db
        .write(|tx| {
            tx.record(&BoatBuilt { boat: 3 })?;
            tx.savepoint(|_| panic!("it burnt"))
        })
        .await;
    assert!(matches!(burnt, Err(Error::Fault(_))));
    let boats = |conn: &mut Conn| Ok(event::table.select(event::subject_id).load::<i64>(conn)?);
    assert_eq!(db.read(boats).await.unwrap(), [2]);
}

#[tokio::test]
async fn a_migration_under_a_running_process_costs_one_answer_at_most() {
    let Some(server) = server() else { return };
    let scratch = Scratch::new(&server);
    let db = open(&scratch.url, 1);
    let ask = async |db: &Db| {
        let all = |conn: &mut Conn| Ok(sql_query("SELECT * FROM event").execute(pg(conn))?);
        db.read(all).await
    };
    for _ in 0..3 {
        ask(&db).await.unwrap();
    }
    let change = "ALTER TABLE event ADD COLUMN extra BIGINT";
    scratch.conn().batch_execute(change).unwrap();
    assert!(ask(&db).await.is_err(), "its plan was of the old table");
    ask(&db).await.unwrap();
}

#[tokio::test]
async fn a_commit_wakes_the_other_processes_and_not_its_own_twice() {
    let Some(server) = server() else { return };
    let scratch = Scratch::new(&server);
    let (here, there) = (open(&scratch.url, 1), open(&scratch.url, 1));
    // Both listen: each is woken once when its line is open.
    for db in [&here, &there] {
        let (mut queue, mut facts) = (db.queue_wakes(), db.fact_wakes());
        queue.mark_unchanged();
        facts.mark_unchanged();
        for other in [&here, &there] {
            build(other, 0).await.unwrap();
        }
        let both = async {
            queue.changed().await.unwrap();
            facts.changed().await.unwrap();
        };
        tokio::time::timeout(PATIENT, both).await.unwrap();
    }
    let mut slowest = Duration::ZERO;
    for boat in 1..=10 {
        let mut pace = tokio::time::interval(Duration::from_millis(120));
        pace.tick().await;
        pace.tick().await;
        let (mut queue, mut facts) = (there.queue_wakes(), there.fact_wakes());
        queue.mark_unchanged();
        facts.mark_unchanged();
        let start = Instant::now();
        build(&here, boat).await.unwrap();
        queue.changed().await.unwrap();
        facts.changed().await.unwrap();
        slowest = slowest.max(start.elapsed());
    }
    println!("another process is woken within {slowest:?}");
    assert!(slowest < Duration::from_millis(200), "{slowest:?}");
    let local = there.local_queue_wakes();
    assert!(!local.has_changed().unwrap(), "told as if it were its own");
}

#[tokio::test]
async fn a_key_is_held_until_its_process_dies() {
    let Some(server) = server() else { return };
    let scratch = Scratch::new(&server);
    let (worker, reaper) = (open(&scratch.url, 1), open(&scratch.url, 1));
    let key = -5_000_000_000_007_i64;
    assert!(worker.hold(key).await);
    let watcher = reaper.clone();
    let looks = async |keys: Vec<i64>| watcher.unheld(keys).await.unwrap();
    // For longer than a free key is believed to be free.
    let start = Instant::now();
    until(PATIENT, async || {
        let free = looks(vec![key, key + 1]).await;
        assert!(!free.contains(&key));
        free == [key + 1] && start.elapsed() > Duration::from_millis(1700)
    })
    .await;
    drop(worker);
    let noticed = until(PATIENT, async || looks(vec![key]).await == [key]).await;
    println!("a dead process is noticed after {noticed:?}");
    assert!(noticed < Duration::from_secs(3), "{noticed:?}");
}

#[tokio::test]
async fn processes_that_start_together_migrate_once() {
    let Some(server) = server() else { return };
    let scratch = Scratch::empty(&server);
    let ran: Vec<usize> = std::thread::scope(|scope| {
        let url = &scratch.url;
        let all: Vec<_> = (0..4)
            .map(|_| scope.spawn(move || Db::migrate(url, &[migrations()]).unwrap().len()))
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let busy = ran.iter().filter(|n| **n > 0).count();
    assert_eq!(busy, 1, "{ran:?}");
}
