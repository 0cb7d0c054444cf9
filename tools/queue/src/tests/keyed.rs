//! Limits: by key in the code, by queue from outside.

use std::time::Duration;

use blimp_store::Rate;

use super::house::{House, on_each_database};
use super::jobs::{Paced, Say, Serial};
use crate::admin::{self, Change};
use crate::verdict::Verdict;
use crate::{State, lease};

fn serial(word: &str) -> Serial {
    Serial {
        word: word.to_owned(),
    }
}

#[tokio::test]
async fn jobs_that_share_a_key_run_one_after_another() {
    on_each_database(async |house: House| {
        for word in ["a", "a", "a", "b"] {
            house.enqueue(serial(word)).await;
        }
        let lease = house.worker().await;
        let first = house.turn(lease.worker, Vec::new(), 9).await;
        assert_eq!((first.claimed.len(), first.taken), (2, 4), "one of each");
        let parked = "SELECT count(*) AS n FROM job WHERE state = 4 AND attempt = 0";
        assert_eq!(house.number(parked).await, 2);
        // However it ends, the next one comes.
        let mut hand = first.claimed;
        for verdict in [Verdict::Done, Verdict::GiveBack] {
            let a = hand
                .iter()
                .position(|job| job.payload.contains('a'))
                .unwrap();
            let verdicts = vec![(hand.remove(a).fence(), verdict)];
            let next = house.turn(lease.worker, verdicts, 9).await;
            hand.extend(next.claimed);
            assert_eq!(hand.len(), 2);
        }
        house.bury(lease.worker).await;
        assert_eq!(house.run().await.done, 3);
        assert_eq!(house.live_jobs().await, 0);
        // By Redis the one that was parked comes after those that were on their way.
        let said = house.said();
        assert!(["a a b", "a b a"].contains(&said.as_str()), "{said}");
    })
    .await;
}

#[tokio::test]
async fn two_claims_at_once_keep_the_limit() {
    on_each_database(async |house: House| {
        for _ in 0..6 {
            house.enqueue(serial("a")).await;
        }
        let (one, other) = (house.worker().await, house.worker().await);
        let (a, b) = tokio::join!(
            house.turn(one.worker, Vec::new(), 3),
            house.turn(other.worker, Vec::new(), 3)
        );
        assert_eq!(a.claimed.len() + b.claimed.len(), 1);
        house.bury(one.worker).await;
        house.bury(other.worker).await;
        for _ in 0..3 {
            house.run().await;
            house.advance(1);
        }
        assert_eq!((house.live_jobs().await, house.said().len()), (0, 11));
    })
    .await;
}

#[tokio::test]
async fn what_was_parked_and_forgotten_is_found() {
    on_each_database(async |house: House| {
        house.enqueue(serial("a")).await;
        house.execute("UPDATE job SET state = 4".to_owned()).await;
        assert!(house.db.write(|tx| crate::limits::sweep(tx)).await.unwrap());
        assert_eq!(house.run().await.done, 1);
        let idle = house.db.write(|tx| crate::limits::sweep(tx)).await;
        assert!(!idle.unwrap());
    })
    .await;
}

#[tokio::test]
async fn what_is_too_fast_is_promised_a_moment_of_its_own() {
    on_each_database(async |house: House| {
        let mut ids = Vec::new();
        for _ in 0..4 {
            ids.push(house.enqueue(Paced {}).await.unwrap());
        }
        assert_eq!(house.run().await.done, 1);
        let mut waits = Vec::new();
        for id in &ids[1..] {
            let row = house.job(*id).await.unwrap();
            assert_eq!((row.state, row.attempt), (State::Ready, 0));
            waits.push(row.run_at.since(house.now()).as_secs());
        }
        assert_eq!(waits, [60, 120, 180]);
        for left in [2, 1, 0] {
            house.advance(60);
            assert_eq!(house.run().await.done, 1);
            assert_eq!(house.live_jobs().await, left);
        }
    })
    .await;
}

#[tokio::test]
async fn a_queue_starts_no_more_than_its_rate() {
    on_each_database(async |house: House| {
        for _ in 0..25 {
            house.enqueue(Say::new("x")).await;
        }
        let rate = Rate {
            n: 10,
            per: Duration::from_secs(1),
        };
        let change = Change {
            rate: Some(Some(rate)),
            ..Change::default()
        };
        let set = house
            .db
            .write(move |tx| admin::set_queue(tx, "default", change));
        set.await.unwrap();
        assert_eq!(house.run().await.done, 10);
        let lease = house.worker().await;
        let turned = house.turn(lease.worker, Vec::new(), 5).await;
        let again = turned.again.unwrap().since(house.now()).as_millis();
        assert_eq!((turned.taken, again), (0, 100));
        house.clock.advance(Duration::from_millis(250));
        assert_eq!(house.run().await.done, 2);
        house.advance(10);
        assert_eq!(house.run().await.done, 10);
        let lift = Change {
            rate: Some(None),
            ..Change::default()
        };
        let set = house
            .db
            .write(move |tx| admin::set_queue(tx, "default", lift));
        set.await.unwrap();
        assert_eq!(house.run().await.done, 3);
        lease::leave(&house.db, lease).await.unwrap();
    })
    .await;
}
