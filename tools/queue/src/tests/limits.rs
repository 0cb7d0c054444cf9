//! Paused and capped queues, and what is kept of finished jobs.

use blimp_kit::Error;
use blimp_store::on_each;
use diesel::RunQueryDsl;
use diesel::prelude::*;

use super::house::{House, on_each_database};
use super::jobs::Say;
use crate::admin::{self, Change};
use crate::schema::job_done;

async fn limit(house: &House, paused: bool, most: Option<i64>) {
    house
        .db
        .write(move |tx| {
            let change = Change {
                paused: Some(paused),
                max_running: Some(most),
                ..Change::default()
            };
            admin::set_queue(tx, "default", change)
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_paused_queue_waits() {
    on_each_database(async |house: House| {
        house.enqueue(Say::new("x")).await;
        limit(&house, true, None).await;
        assert_eq!(house.run().await.done, 0);
        limit(&house, false, None).await;
        assert_eq!(house.run().await.done, 1);
    })
    .await;
}

#[tokio::test]
async fn a_capped_queue_never_runs_more_than_its_cap() {
    on_each_database(async |house: House| {
        for most in [1, 3] {
            limit(&house, false, Some(most)).await;
            for _ in 0..8 {
                house.enqueue(Say::new("x")).await;
            }
            let (one, other) = (house.worker().await, house.worker().await);
            let (a, b) = tokio::join!(
                house.turn(one.worker, Vec::new(), 5),
                house.turn(other.worker, Vec::new(), 5)
            );
            assert_eq!(
                a.claimed.len() + b.claimed.len(),
                usize::try_from(most).unwrap()
            );
            assert!(
                house
                    .turn(one.worker, Vec::new(), 5)
                    .await
                    .claimed
                    .is_empty()
            );
            house.bury(one.worker).await;
            house.bury(other.worker).await;
            assert_eq!(house.run().await.done, 8);
        }
    })
    .await;
}

#[tokio::test]
async fn a_cap_below_one_is_refused() {
    let house = House::on_sqlite();
    let refused = house
        .db
        .write(|tx| {
            let change = Change {
                max_running: Some(Some(0)),
                ..Change::default()
            };
            admin::set_queue(tx, "default", change)
        })
        .await;
    assert!(matches!(refused, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn finished_jobs_are_forgotten_after_a_while() {
    on_each_database(async |house: House| {
        let now = house.now();
        house
            .db
            .write(move |tx| {
                let row = |id: i64| {
                    (
                        job_done::id.eq(-id),
                        job_done::queue.eq("default"),
                        job_done::kind.eq("x"),
                        job_done::status.eq("done"),
                        job_done::attempt.eq(1),
                        job_done::created_at.eq(now),
                        job_done::finished_at.eq(now),
                    )
                };
                let rows: Vec<_> = (1..=2500).map(row).collect();
                on_each!(tx, c => diesel::insert_into(job_done::table).values(&rows).execute(c))?;
                Ok(())
            })
            .await
            .unwrap();
        let old = "SELECT count(*) AS n FROM job_done WHERE kind = 'x'";
        house.run().await;
        house.advance(7 * 86_400 - 60);
        assert_eq!(house.run().await.done, 1);
        assert_eq!(house.number(old).await, 2500);
        house.advance(3600);
        assert_eq!(house.run().await.done, 3);
        assert_eq!(house.number(old).await, 0);
    })
    .await;
}
