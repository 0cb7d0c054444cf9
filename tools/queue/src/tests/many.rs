//! Many jobs: chores in batches, a backlog, schedulers.

use std::time::Instant;

use blimp_store::on_each;
use blimp_store::schema::job;
use diesel::prelude::*;

use super::house::{House, on_each_database, variable};
use super::jobs::{Ctx, Note, Say, Urgent};
use super::runners::{Going, patient};
use crate::{Registry, Schedule, schedule};

#[tokio::test]
async fn chores_run_many_in_a_transaction_and_bad_ones_spoil_nothing() {
    on_each_database(async |house: House| {
        const DONE: &str = "SELECT count(*) AS n FROM job_done WHERE kind = 'note'";
        house
            .execute("CREATE TABLE effect (n BIGINT)".to_owned())
            .await;
        let write = house.db.write(|tx| {
            for n in 0..1000 {
                tx.enqueue(&Note { n })?;
            }
            Ok(())
        });
        write.await.unwrap();
        let going = Going::start(&house, patient());
        while house.number(DONE).await < 998 {
            tokio::task::yield_now().await;
        }
        going.stop().await;
        let effects = house.number("SELECT count(*) AS n FROM effect").await;
        let dead = house
            .number("SELECT count(*) AS n FROM job WHERE state = 3")
            .await;
        assert_eq!((house.number(DONE).await, effects, dead), (998, 998, 2));
    })
    .await;
}

/// Rows of a backlog; a million with `BLIMP_TEST_BACKLOG=1000000`.
fn backlog() -> i64 {
    variable("BLIMP_TEST_BACKLOG").map_or(20_000, |n| n.parse().unwrap())
}

async fn fill(house: &House, rows: i64) {
    let now = house.now();
    let write = house.db.write(move |tx| {
        for chunk in 0..rows / 1000 {
            let row = |_| {
                (
                    job::queue.eq("default"),
                    job::kind.eq("say"),
                    job::payload.eq("{\"word\":\"x\"}"),
                    job::prio.eq(1),
                    job::max_attempt.eq(15),
                    job::created_at.eq(now),
                    // Half are due, half are not.
                    job::run_at.eq(now.0 + if chunk % 2 == 0 { 0 } else { 1_000_000_000_000 }),
                )
            };
            let rows: Vec<_> = (0..1000).map(row).collect();
            on_each!(tx, c => diesel::insert_into(job::table).values(&rows).execute(c))?;
        }
        Ok(())
    });
    write.await.unwrap();
}

#[tokio::test]
async fn the_urgent_starts_within_a_second_however_many_wait() {
    on_each_database(async |mut house: House| {
        fill(&house, backlog()).await;
        let going = Going::start(&house, patient());
        // The runner is at work.
        house.heard.recv().await.unwrap();
        let asked = Instant::now();
        house.enqueue(Urgent::new("urgent")).await;
        while house.heard.recv().await.unwrap() != "urgent" {}
        let waited = asked.elapsed();
        println!("the urgent one waited {waited:?} behind {} jobs", backlog());
        going.stop().await;
        assert!(waited.as_secs_f64() < 1.0, "{waited:?}");
    })
    .await;
}

/// A line of a plan, as Postgres tells it.
#[derive(QueryableByName)]
struct Plan {
    #[diesel(sql_type = diesel::sql_types::Text, column_name = "QUERY PLAN")]
    line: String,
}

#[tokio::test]
async fn a_claim_reads_just_the_jobs_it_takes() {
    on_each_database(async |house: House| {
        #[derive(QueryableByName)]
        struct Line {
            #[diesel(sql_type = diesel::sql_types::Text)]
            detail: String,
        }
        fill(&house, 20_000).await;
        let plan = house.db.write(|tx| {
            let lines: Vec<Line> = match &mut **tx {
                blimp_store::Conn::Sqlite(c) => diesel::sql_query(
                    "EXPLAIN QUERY PLAN SELECT id FROM job WHERE queue = 'default' AND prio = 1 \
                     AND state = 0 AND run_at <= 5 ORDER BY run_at, id LIMIT 10",
                )
                .load(c)?,
                blimp_store::Conn::Postgres(c) => {
                    diesel::sql_query("ANALYZE job").execute(c)?;
                    let plan: Vec<Plan> = diesel::sql_query(
                        "EXPLAIN SELECT one.id FROM (VALUES (0::bigint), (1), (2), (3)) AS p (prio), \
                         LATERAL (SELECT id FROM job WHERE queue = 'default' AND prio = p.prio \
                         AND state = 0 AND run_at <= 5 ORDER BY run_at, id LIMIT 10 \
                         FOR UPDATE SKIP LOCKED) AS one LIMIT 10",
                    )
                    .load(c)?;
                    plan.into_iter().map(|plan| Line { detail: plan.line }).collect()
                }
            };
            let lines: Vec<String> = lines.into_iter().map(|line| line.detail).collect();
            Ok(lines.join("\n"))
        });
        let plan = plan.await.unwrap();
        assert!(plan.contains("job_due"), "{plan}");
        assert!(!plan.contains("Sort") && !plan.contains("TEMP B-TREE"), "{plan}");
    })
    .await;
}

#[tokio::test]
async fn four_schedulers_and_a_thousand_ticks_make_a_thousand_jobs() {
    on_each_database(async |house: House| {
        let schedules = || -> Vec<Schedule> {
            let registry = Registry::<Ctx>::new().work::<Say>();
            let minutely = Schedule::cron("minutely", "* * * * *", |_| Say::new("tick"));
            registry.every(minutely).schedules().to_vec()
        };
        let processes: Vec<_> = (0..4).map(|_| house.open_again()).collect();
        for db in &processes {
            let all = schedules();
            let sync = db.write(move |tx| {
                let now = tx.now();
                schedule::sync(tx, &all, now)
            });
            sync.await.unwrap();
        }
        for _ in 0..1000 {
            house.advance(60);
            let all = processes.iter().map(|db| {
                let all = schedules();
                db.write(move |tx| Ok(schedule::fire_all(tx, &all)))
            });
            let fired = futures::future::try_join_all(all).await.unwrap();
            assert_eq!(fired.iter().sum::<usize>(), 1);
        }
        assert_eq!(house.live_jobs().await, 1000);
    })
    .await;
}

/// Whether any job is left, as a number.
const LEFT: &str = "SELECT count(*) AS n FROM (SELECT 1 FROM job LIMIT 1) AS few";

/// No-op chores to drain; more with `BLIMP_TEST_DRAIN=100000`.
fn to_drain() -> i64 {
    variable("BLIMP_TEST_DRAIN").map_or(2_000, |n| n.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backlog_of_chores_is_drained_in_few_commits() {
    on_each_database(async |house: House| {
        let all = to_drain();
        house
            .execute("CREATE TABLE effect (n BIGINT)".to_owned())
            .await;
        let mut left = all;
        while left > 0 {
            let write = house.db.write(move |tx| {
                for _ in 0..left.min(1000) {
                    tx.enqueue(&Nothing {})?;
                }
                Ok(())
            });
            write.await.unwrap();
            left -= 1000;
        }
        let registry = Registry::new().chore_with::<Nothing>(|_, _| Ok(()));
        let (start, going) = (
            Instant::now(),
            Going::start_with(&house, registry, patient()),
        );
        while house.number(LEFT).await > 0 {
            tokio::task::yield_now().await;
        }
        let took = start.elapsed();
        let rate = f64::from(u32::try_from(all).unwrap()) / took.as_secs_f64();
        println!(
            "{:?}: {all} chores in {took:?}, {rate:.0} a second",
            house.db.dialect()
        );
        going.stop().await;
        let done = house.number(
            "SELECT count(*) AS n FROM job_done WHERE status = 'done' AND kind = 'nothing'",
        );
        assert_eq!(done.await, all);
    })
    .await;
}

/// Does nothing.
#[derive(serde::Serialize, serde::Deserialize)]
struct Nothing {}

impl blimp_store::Job for Nothing {
    const KIND: &'static str = "nothing";
}
