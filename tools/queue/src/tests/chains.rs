//! Jobs that wait for jobs.

use blimp_kit::Error;
use blimp_store::JobId;

use super::house::{House, on_each_database};
use super::jobs::{Effect, Fail, Say};
use crate::verdict::Verdict;
use crate::{Follow as _, State, admin};

/// Enqueues a job that says `word` once `earlier` are done.
async fn after(house: &House, earlier: &[JobId], word: &'static str) -> JobId {
    let earlier = earlier.to_vec();
    let written = house
        .db
        .write(move |tx| tx.enqueue_after(&earlier, &Say::new(word)));
    written.await.unwrap().unwrap()
}

#[tokio::test]
async fn a_job_comes_after_those_it_waits_for() {
    on_each_database(async |house: House| {
        let a = house.enqueue(Say::new("a")).await.unwrap();
        let b = after(&house, &[a], "b").await;
        let c = after(&house, &[a, b, b], "c").await;
        for id in [b, c] {
            assert_eq!(house.job(id).await.unwrap().state, State::Blocked);
        }
        let refused = house.db.write(move |tx| admin::retry(tx, c)).await;
        assert!(matches!(
            refused,
            Err(Error::Conflict {
                code: "job.blocked",
                ..
            })
        ));
        assert_eq!(house.run().await.done, 3);
        assert_eq!(house.said(), "a b c");
        let d = after(&house, &[a, c], "d").await;
        assert_eq!(
            house.job(d).await.unwrap().state,
            State::Ready,
            "all are done"
        );
        let never = house
            .db
            .write(|tx| tx.enqueue_after(&[JobId(99)], &Say::new("x")));
        assert!(matches!(never.await, Err(Error::NotFound)));
        house.run().await;
        assert_eq!(house.number("SELECT count(*) AS n FROM job_wait").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_group_is_followed_once_by_the_last_that_ends() {
    on_each_database(async |house: House| {
        house
            .execute("CREATE TABLE effect (n BIGINT)".to_owned())
            .await;
        let written = house.db.write(|tx| {
            let pages: Vec<Say> = (0..20).map(|_| Say::new("page")).collect();
            let group = tx.enqueue_group(&pages)?.and(&Effect { fail: false })?;
            group.and(&Say::new("only-cover"))?.then(&Say::new("book"))
        });
        let book = written.await.unwrap().unwrap();
        assert_eq!(house.job(book).await.unwrap().state, State::Blocked);
        // The last two end at the same time, in two transactions.
        let workers = [house.worker().await, house.worker().await];
        let mut hands = Vec::new();
        for lease in &workers {
            let got = house.turn(lease.worker, Vec::new(), 11).await.claimed;
            hands.push((lease.worker, got));
        }
        let ends = hands.into_iter().map(|(worker, jobs)| {
            let verdicts = jobs.iter().map(|job| (job.fence(), Verdict::Done));
            house.turn(worker, verdicts.collect(), 0)
        });
        futures::future::join_all(ends).await;
        assert_eq!(house.job(book).await.unwrap().state, State::Ready);
        assert_eq!(house.run().await.done, 1);
        assert_eq!(house.said(), "book");
    })
    .await;
}

#[tokio::test]
async fn a_dead_job_keeps_its_followers_waiting_until_it_is_replayed() {
    on_each_database(async |house: House| {
        let bad = house.enqueue(Fail::by("luck", 4)).await.unwrap();
        let next = after(&house, &[bad], "next").await;
        for _ in 0..3 {
            house.run().await;
            house.advance(1000);
        }
        assert_eq!(house.job(bad).await.unwrap().state, State::Dead);
        let row = house.job(next).await.unwrap();
        let waits_for = house.db.read(move |conn| admin::waits_for(conn, next));
        assert_eq!((row.state, waits_for.await.unwrap()), (State::Blocked, vec![bad]));
        house
            .execute("UPDATE job SET payload = '{\"how\":\"\",\"until\":0,\"key\":null}' WHERE kind = 'fail'".to_owned())
            .await;
        house.db.write(move |tx| admin::retry(tx, bad)).await.unwrap();
        assert_eq!(house.run().await.done, 2);
        assert!(house.said().ends_with("next"));
    })
    .await;
}

#[tokio::test]
async fn whoever_cancels_a_job_cancels_those_that_wait_for_it() {
    on_each_database(async |house: House| {
        let a = house.enqueue(Say::new("a")).await.unwrap();
        let other = house.enqueue(Say::new("other")).await.unwrap();
        let b = after(&house, &[a, other], "b").await;
        after(&house, &[b], "c").await;
        house
            .db
            .write(move |tx| admin::cancel(tx, a))
            .await
            .unwrap();
        assert_eq!(house.ended().await, "cancelled cancelled cancelled");
        assert_eq!(house.run().await.done, 1);
        assert_eq!(house.said(), "other");
        let late = house
            .db
            .write(move |tx| tx.enqueue_after(&[a], &Say::new("x")));
        assert!(matches!(
            late.await,
            Err(Error::Conflict {
                code: "job.cancelled",
                ..
            })
        ));

        // A running one, asked to stop.
        let running = house.enqueue(Say::new("running")).await.unwrap();
        after(&house, &[running], "never").await;
        let lease = house.worker().await;
        let claimed = house.claim(lease.worker).await;
        let verdicts = vec![(claimed.fence(), Verdict::Cancelled)];
        house.turn(lease.worker, verdicts, 0).await;
        assert_eq!((house.live_jobs().await, house.said()), (0, String::new()));
        assert_eq!(house.number("SELECT count(*) AS n FROM job_wait").await, 0);
    })
    .await;
}
