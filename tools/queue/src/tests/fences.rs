//! A worker that lost its lease changes nothing any more; a dead one's jobs run again.

use std::sync::Arc;
use std::time::Duration;

use blimp_kit::Error;
use blimp_store::Backoff;
use tokio_util::sync::CancellationToken;

use super::house::{House, on_each_database};
use super::jobs::{self, Effect, Say};
use crate::execute::execute;
use crate::run::Run;
use crate::verdict::Verdict;
use crate::{Outcome, State, lease};

#[tokio::test]
async fn a_late_verdict_is_refused() {
    on_each_database(async |house: House| {
        let id = house.enqueue(Say::new("x")).await.unwrap();
        let slow = house.worker().await;
        let first = house.claim(slow.worker).await;
        assert_eq!(house.bury(slow.worker).await, 1);
        assert_eq!(house.job(id).await.unwrap().crashes, 1);

        let quick = house.worker().await;
        let second = house.claim(quick.worker).await;
        assert_eq!(
            (first.attempt, second.attempt),
            (1, 1),
            "a crash is no failure"
        );
        for verdict in [
            Verdict::Done,
            Verdict::Cancelled,
            Verdict::Dead {
                error: "x".to_owned(),
            },
            Verdict::Snooze { until: house.now() },
            Verdict::GiveBack,
        ] {
            let late = house
                .turn(slow.worker, vec![(first.fence(), verdict)], 1)
                .await;
            assert_eq!((late.refused, late.lost), (vec![id], true));
            assert_eq!(house.job(id).await.unwrap().state, State::Running);
        }
        let good = house
            .turn(quick.worker, vec![(second.fence(), Verdict::Done)], 0)
            .await;
        assert!(good.refused.is_empty());
        assert_eq!(house.ended().await, "done");
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_was_buried_neither_renews_nor_claims() {
    on_each_database(async |house: House| {
        house.enqueue(Say::new("x")).await;
        let lease = house.worker().await;
        let worker = lease.worker;
        let renew = async || {
            let term = Duration::from_secs(20);
            house
                .db
                .write(move |tx| lease::renew(tx, worker, term, 0))
                .await
                .unwrap()
        };
        assert!(renew().await.is_some());
        house.bury(worker).await;
        assert!(renew().await.is_none());
        let turned = house.turn(worker, Vec::new(), 1).await;
        assert!(turned.lost && turned.claimed.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_chore_takes_effect_once_whoever_comes_late() {
    on_each_database(async |house: House| {
        house
            .execute("CREATE TABLE effect (n BIGINT)".to_owned())
            .await;
        let id = house.enqueue(Effect { fail: false }).await.unwrap();
        let slow = house.worker().await;
        let claimed = house.claim(slow.worker).await;
        house.bury(slow.worker).await;

        let run = Run::new(
            &house.db,
            &claimed,
            Backoff::USUAL,
            CancellationToken::new(),
        );
        let late = execute(&jobs::registry(), &house.ctx, &house.db, &claimed, &run).await;
        assert_eq!(late, Verdict::Lost);
        assert_eq!(house.number("SELECT count(*) AS n FROM effect").await, 0);

        assert_eq!(house.run().await.done, 1);
        let late = execute(&jobs::registry(), &house.ctx, &house.db, &claimed, &run).await;
        assert_eq!(late, Verdict::Lost);
        assert_eq!(house.number("SELECT count(*) AS n FROM effect").await, 1);
        assert!(house.job(id).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn what_a_buried_worker_saves_is_refused() {
    let house = House::on_sqlite();
    house.enqueue(Say::new("x")).await;
    let slow = house.worker().await;
    let claimed = house.claim(slow.worker).await;
    let run = Run::new(
        &house.db,
        &claimed,
        Backoff::USUAL,
        CancellationToken::new(),
    );
    assert!(run.progress(1, None, "").await.is_ok());
    house.bury(slow.worker).await;
    let saved = house.db.write(move |tx| run.save(tx, &2)).await;
    assert!(matches!(saved, Err(Error::Fault(_))));
}

#[tokio::test]
async fn on_sqlite_a_dead_process_is_seen_at_once_and_a_live_one_left_alone() {
    let house = House::on_sqlite();
    let id = house.enqueue(Say::new("x")).await.unwrap();
    let lease = house.worker().await;
    house.claim(lease.worker).await;
    assert_eq!(house.run().await, Outcome::default(), "its worker lives");

    // As kill -9 does: the kernel closes the file, the row stays, its lease far from over.
    drop(lease);
    assert_eq!(house.run().await.done, 1);
    assert_eq!(house.said(), "x");
    assert!(house.job(id).await.is_none());
    assert_eq!(house.number("SELECT count(*) AS n FROM worker").await, 0);
    let left = house.lock_files();
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn a_job_that_kills_worker_after_worker_is_set_aside() {
    on_each_database(async |house: House| {
        let id = house.enqueue(Say::new("x")).await.unwrap();
        for seconds in [0, 2, 4, 8, 16, 32, 64, 128] {
            let lease = house.worker().await;
            house.claim(lease.worker).await;
            assert_eq!(house.bury(lease.worker).await, 1);
            let row = house.job(id).await.unwrap();
            // Whoever is not to blame runs soon; whoever is waits ever longer.
            assert_eq!(row.run_at.since(house.now()).as_secs(), seconds);
            house.advance(seconds);
        }
        let lease = house.worker().await;
        house.claim(lease.worker).await;
        house.bury(lease.worker).await;
        let row = house.job(id).await.unwrap();
        assert_eq!((row.state, row.crashes), (State::Dead, 9));
        assert_eq!(house.run().await, Outcome::default());
    })
    .await;
}

#[tokio::test]
async fn many_claimants_never_get_the_same_job() {
    on_each_database(async |house: House| {
        let house = Arc::new(house);
        for _ in 0..100 {
            house.enqueue(Say::new("x")).await;
        }
        let claim = async || {
            let (lease, mut mine) = (house.worker().await, Vec::new());
            loop {
                let turned = house.turn(lease.worker, Vec::new(), 7).await;
                if turned.claimed.is_empty() {
                    // The lease lives as long as the jobs are counted.
                    return (lease, mine);
                }
                mine.extend(turned.claimed.into_iter().map(|job| job.id));
            }
        };
        let (a, b, c, d) = tokio::join!(claim(), claim(), claim(), claim());
        let mut all: Vec<_> = [a.1, b.1, c.1, d.1].concat();
        all.sort();
        let claimed = all.len();
        all.dedup();
        assert_eq!((claimed, all.len()), (100, 100));
    })
    .await;
}
