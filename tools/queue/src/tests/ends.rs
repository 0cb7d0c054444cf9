//! How jobs end: done, tried again, dead, put off.

use blimp_kit::Error;
use blimp_store::JobId;

use super::house::{House, on_each_database};
use super::jobs::{Effect, Fail, Idle, Say, Steps, Stuck, Urgent};
use crate::admin::{self, Bulk};
use crate::{Outcome, State};

#[tokio::test]
async fn a_job_runs_once_and_is_remembered() {
    on_each_database(async |house: House| {
        house.enqueue(Say::new("hello")).await;
        assert_eq!(
            house.run().await,
            Outcome {
                done: 1,
                ..Outcome::default()
            }
        );
        assert_eq!(house.run().await, Outcome::default());
        assert_eq!(house.said(), "hello");
        assert_eq!(
            (house.live_jobs().await, house.ended().await),
            (0, "done".to_owned())
        );
    })
    .await;
}

#[tokio::test]
async fn a_key_is_taken_as_long_as_its_job_lives() {
    on_each_database(async |house: House| {
        assert!(house.enqueue(Say::new("only-one")).await.is_some());
        assert!(house.enqueue(Say::new("only-one")).await.is_none());
        house.run().await;
        assert!(house.enqueue(Say::new("only-one")).await.is_some());
        house.run().await;
        assert_eq!(house.said(), "only-one only-one");
    })
    .await;
}

#[tokio::test]
async fn a_job_waits_for_its_time() {
    on_each_database(async |house: House| {
        let hour = std::time::Duration::from_hours(1);
        house
            .db
            .write(move |tx| tx.enqueue_in(&Say::new("later"), hour))
            .await
            .unwrap();
        house.run().await;
        house.advance(3599);
        house.run().await;
        assert_eq!(house.said(), "");
        house.advance(1);
        house.run().await;
        assert_eq!(house.said(), "later");
    })
    .await;
}

#[tokio::test]
async fn the_urgent_comes_first_and_the_future_is_in_nobodys_way() {
    on_each_database(async |house: House| {
        for n in 0..50 {
            let at = house.now() + std::time::Duration::from_mins(1);
            house
                .db
                .write(move |tx| tx.enqueue_at(&Urgent::new("far"), at))
                .await
                .unwrap();
            if n == 0 {
                house.enqueue(Idle::new("c")).await;
                house.enqueue(Say::new("b1")).await;
                house.enqueue(Say::new("b2")).await;
                house.enqueue(Urgent::new("a")).await;
            }
        }
        assert_eq!(house.run().await.done, 4);
        assert_eq!(house.said(), "a b1 b2 c");
    })
    .await;
}

/// Runs the job and checks when it is due next: `wait` seconds from now, give or take a half.
async fn fails(house: &House, id: JobId, wait: u64) {
    assert_eq!(
        house.run().await,
        Outcome {
            failed: 1,
            ..Outcome::default()
        }
    );
    let due = house
        .job(id)
        .await
        .unwrap()
        .run_at
        .since(house.now())
        .as_secs_f64();
    let plain = std::time::Duration::from_secs(wait).as_secs_f64();
    assert!(
        (plain * 0.5..=plain * 1.5).contains(&due),
        "{due}, not about {wait}"
    );
    assert_eq!(
        house.run().await,
        Outcome::default(),
        "tried again too early"
    );
    house.advance(wait * 2);
}

#[tokio::test]
async fn a_failing_job_is_tried_again_later_then_dead_then_replayed() {
    on_each_database(async |house: House| {
        for (how, error) in [("luck", "out of luck"), ("panic", "panic: out of tune")] {
            let id = house.enqueue(Fail::by(how, 4)).await.unwrap();
            fails(&house, id, 5).await;
            fails(&house, id, 10).await;
            assert_eq!(
                house.run().await,
                Outcome {
                    dead: 1,
                    ..Outcome::default()
                }
            );
            house.advance(1_000_000);
            assert_eq!(house.run().await.dead, 0);
            let row = house.job(id).await.unwrap();
            assert_eq!((row.state, row.attempt), (State::Dead, 3));
            assert_eq!(row.last_error.as_deref(), Some(error));
            assert_eq!(house.said(), "try1 try2 try3");

            house
                .db
                .write(move |tx| admin::retry(tx, id))
                .await
                .unwrap();
            fails(&house, id, 5).await;
            assert_eq!(house.said(), "try1");
            house
                .db
                .write(move |tx| admin::cancel(tx, id))
                .await
                .unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_dead_job_stays_dead_while_another_has_its_key() {
    on_each_database(async |house: House| {
        let keyed = || Fail {
            key: Some("k".to_owned()),
            ..Fail::by("luck", 9)
        };
        let id = house.enqueue(keyed()).await.unwrap();
        for _ in 0..3 {
            house.run().await;
            house.advance(1000);
        }
        assert_eq!(house.job(id).await.unwrap().state, State::Dead);
        let other = house.enqueue(keyed()).await.unwrap();

        let refused = house
            .db
            .write(move |tx| admin::retry(tx, id))
            .await
            .unwrap_err();
        assert!(
            matches!(
                refused,
                Error::Conflict {
                    code: "job.key_taken",
                    ..
                }
            ),
            "{refused}"
        );
        let which = Bulk {
            state: Some(State::Dead),
            ..Bulk::default()
        };
        let all = house
            .db
            .write(move |tx| admin::retry_chunk(tx, &which, None));
        let all = all.await.unwrap();
        assert_eq!((all.done, all.refused, all.next), (0, 1, None));
        assert_eq!(house.job(id).await.unwrap().state, State::Dead);

        house
            .db
            .write(move |tx| admin::cancel(tx, other))
            .await
            .unwrap();
        house
            .db
            .write(move |tx| admin::retry(tx, id))
            .await
            .unwrap();
        assert_eq!(house.job(id).await.unwrap().state, State::Ready);
    })
    .await;
}

#[tokio::test]
async fn too_early_uses_up_no_try() {
    on_each_database(async |house: House| {
        let id = house.enqueue(Fail::by("busy", 2)).await.unwrap();
        for _ in 0..5 {
            assert_eq!(
                house.run().await,
                Outcome {
                    snoozed: 1,
                    ..Outcome::default()
                }
            );
            let row = house.job(id).await.unwrap();
            assert_eq!(
                (row.attempt, row.run_at.since(house.now()).as_secs()),
                (0, 60)
            );
            house.advance(60);
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_try_saved_is_there_for_the_next() {
    on_each_database(async |house: House| {
        let id = house.enqueue(Steps {}).await.unwrap();
        house.run().await;
        let row = house.job(id).await.unwrap();
        assert_eq!((row.done, row.total), (Some(3), Some(10)));
        house.advance(60);
        assert_eq!(house.run().await.done, 1);
        assert_eq!(house.said(), "None Some(7)");
    })
    .await;
}

#[tokio::test]
async fn a_job_that_takes_too_long_is_dropped_and_tried_again() {
    let house = House::on_sqlite();
    let id = house.enqueue(Stuck {}).await.unwrap();
    assert_eq!(
        house.run().await,
        Outcome {
            failed: 1,
            ..Outcome::default()
        }
    );
    assert_eq!(
        house.job(id).await.unwrap().last_error.as_deref(),
        Some("it took longer than 20ms")
    );
}

#[tokio::test]
async fn a_job_that_nobody_knows_or_can_read_is_kept() {
    let house = House::on_sqlite();
    let ids = [
        house.enqueue(Say::new("x")).await,
        house.enqueue(Say::new("y")).await,
    ];
    house
        .execute("UPDATE job SET kind = 'newer' WHERE id = 1".to_owned())
        .await;
    house
        .execute("UPDATE job SET payload = '{}' WHERE id = 2".to_owned())
        .await;
    assert_eq!(house.run().await.failed, 2);
    for (id, says) in ids.into_iter().zip([
        "this release knows no job of kind newer",
        "the payload of say",
    ]) {
        let error = house.job(id.unwrap()).await.unwrap().last_error.unwrap();
        assert!(error.starts_with(says), "{error}");
    }
}

#[tokio::test]
async fn a_job_past_its_deadline_does_not_start() {
    let house = House::on_sqlite();
    let id = house.enqueue(Say::new("late")).await.unwrap();
    house
        .execute(format!(
            "UPDATE job SET deadline = {}",
            house.now().micros()
        ))
        .await;
    assert_eq!(house.run().await.dead, 1);
    assert_eq!(house.said(), "");
    assert_eq!(house.job(id).await.unwrap().state, State::Dead);
}

#[tokio::test]
async fn a_chore_that_fails_leaves_nothing_but_its_error() {
    on_each_database(async |house: House| {
        house
            .execute("CREATE TABLE effect (n BIGINT)".to_owned())
            .await;
        let good = house.enqueue(Effect { fail: false }).await.unwrap();
        let bad = house.enqueue(Effect { fail: true }).await.unwrap();
        assert_eq!(
            house.run().await,
            Outcome {
                done: 1,
                failed: 1,
                ..Outcome::default()
            }
        );
        assert_eq!(house.number("SELECT count(*) AS n FROM effect").await, 1);
        assert!(house.job(good).await.is_none());
        let row = house.job(bad).await.unwrap();
        assert_eq!(row.last_error.as_deref(), Some("the effect did not hold"));
        assert_eq!((row.state, row.attempt), (State::Ready, 1));
    })
    .await;
}
