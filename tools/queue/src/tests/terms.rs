//! What a job asks for: a version, a deadline, a back-off, a queue; and what it tells.

use std::collections::HashMap;
use std::time::Duration;

use blimp_store::Terms;

use super::house::{House, on_each_database};
use super::jobs::{Counted, Moved, Say};
use crate::{Options, Outcome, State, admin};

fn moved() -> Moved {
    Moved {
        title: "new".to_owned(),
    }
}

#[tokio::test]
async fn old_arguments_meet_new_code_and_new_ones_wait_for_newer() {
    on_each_database(async |house: House| {
        let id = house.enqueue(moved()).await.unwrap();
        house
            .execute("UPDATE job SET version = 1, payload = '{\"name\":\"old\"}'".to_owned())
            .await;
        assert_eq!(house.run().await.failed, 1);
        assert_eq!(house.said(), "old");
        house
            .execute("UPDATE job SET version = 3, run_at = 0".to_owned())
            .await;
        for _ in 0..20 {
            assert_eq!(house.run().await.snoozed, 1);
            house.advance(60);
        }
        let row = house.job(id).await.unwrap();
        assert_eq!((row.state, row.attempt), (State::Ready, 1));
        let says = "its arguments have version 3, and this release knows 2";
        assert_eq!(row.last_error.as_deref(), Some(says));
    })
    .await;
}

#[tokio::test]
async fn a_kind_says_how_long_it_rests() {
    on_each_database(async |house: House| {
        let id = house.enqueue(moved()).await.unwrap();
        for _ in 0..4 {
            assert_eq!(house.run().await.failed, 1);
            let row = house.job(id).await.unwrap();
            let wait = row.run_at.since(house.now()).as_secs();
            assert!((30..=90).contains(&wait), "{wait}");
            house.advance(90);
        }
    })
    .await;
}

#[tokio::test]
async fn the_operator_routes_a_kind_to_another_queue() {
    on_each_database(async |house: House| {
        let routes = HashMap::from([("moved".to_owned(), "new".to_owned())]);
        house.db.route_jobs(routes.clone());
        let id = house.enqueue(moved()).await.unwrap();
        assert_eq!(house.job(id).await.unwrap().queue, "new");
        assert_eq!(house.run().await, Outcome::default(), "nobody serves it");
        let options = Options {
            routes,
            ..Options::default()
        };
        let runner = house.runner_with(super::jobs::registry(), options);
        assert_eq!(runner.run_until_idle().await.unwrap().failed, 1);
    })
    .await;
}

#[tokio::test]
async fn a_job_of_no_use_any_more_does_not_start() {
    on_each_database(async |house: House| {
        let soon = house.now() + Duration::from_secs(10);
        let late = house
            .db
            .write(move |tx| tx.enqueue_on(&Say::new("late"), Terms::now().before(soon)));
        let id = late.await.unwrap().unwrap();
        house.advance(10);
        assert_eq!(house.run().await.dead, 1);
        let row = house.job(id).await.unwrap();
        assert_eq!((row.state, row.deadline), (State::Dead, Some(soon)));
        let in_time = house.now() + Duration::from_secs(10);
        let terms = Terms::at(house.now()).before(in_time);
        let written = house
            .db
            .write(move |tx| tx.enqueue_on(&Say::new("in time"), terms));
        written.await.unwrap();
        assert_eq!(house.run().await.done, 1);
        assert_eq!(house.said(), "in time");
    })
    .await;
}

#[tokio::test]
async fn progress_is_written_once_a_second_and_the_result_with_the_end() {
    on_each_database(async |house: House| {
        let id = house.enqueue(Counted { n: 500 }).await.unwrap();
        let lease = house.worker().await;
        let claimed = house.claim(lease.worker).await;
        let run = crate::run::Run::new(
            &house.db,
            &claimed,
            blimp_store::Backoff::USUAL,
            tokio_util::sync::CancellationToken::new(),
        );
        for done in 1..=500 {
            run.progress(done, Some(500), "sheep").await.unwrap();
        }
        let row = house.job(id).await.unwrap();
        assert!(row.done.unwrap() < 500, "each was written");
        assert_eq!(
            (row.total, row.words.as_deref()),
            (Some(500), Some("sheep"))
        );
        house.bury(lease.worker).await;
        assert_eq!(house.run().await.done, 1);
        let ended = house.db.read(move |conn| admin::find_ended(conn, id));
        let ended = ended.await.unwrap().unwrap();
        assert_eq!(ended.result, Some(serde_json::json!({ "counted": 500 })));
        assert!(ended.started_at.is_some() && ended.run_at.is_some());
        assert!(run.result(&"x".repeat(70_000)).is_err());
    })
    .await;
}
