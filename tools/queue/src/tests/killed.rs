//! A process that is killed in the middle of a job.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use tokio_util::sync::CancellationToken;

use super::house::{House, variable};
use super::jobs::{Effect, Wait};

/// Says to the second process which database to work on.
const CHILD: &str = "BLIMP_QUEUE_TEST_CHILD";

/// The process to be killed; as a test of its own it does nothing.
#[tokio::test]
async fn the_second_process() {
    if let Some(url) = variable(CHILD) {
        let house = House::at(url);
        house.runner().run(CancellationToken::new()).await.unwrap();
    }
}

fn start(url: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "tests::killed::the_second_process",
            "--nocapture",
        ])
        .env(CHILD, url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

#[tokio::test]
async fn a_restart_after_kill_9_runs_the_jobs_at_once() {
    let house = House::on_sqlite();
    let id = house.enqueue(Wait {}).await.unwrap();
    let mut child = start(&house.url);
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(
        lines
            .map(Result::unwrap)
            .any(|line| line.contains("started"))
    );
    kill(child);
    assert_eq!(house.job(id).await.unwrap().crashes, 0);
    // Its lease has most of twenty seconds to go; the lock on its file has not.
    house.ctx.gate.add_permits(1);
    assert_eq!(house.run().await.done, 1);
    assert_eq!(
        (house.ended().await, house.lock_files().len()),
        ("done".to_owned(), 0)
    );
}

#[tokio::test]
async fn chores_take_effect_once_however_often_their_process_is_killed() {
    const EFFECTS: &str = "SELECT count(*) AS n FROM effect";
    let house = House::on_sqlite();
    house
        .execute("CREATE TABLE effect (n BIGINT)".to_owned())
        .await;
    for _ in 0..600 {
        house.enqueue(Effect { fail: false }).await;
    }
    for kills in 1..=5 {
        let child = start(&house.url);
        while house.number(EFFECTS).await < kills * 100 {
            tokio::task::yield_now().await;
        }
        kill(child);
    }
    // Jobs that were there at more than one death rest for a while.
    house.run().await;
    house.advance(3_600);
    house.run().await;
    assert_eq!(house.number(EFFECTS).await, 600);
    assert_eq!(
        house
            .number(
                "SELECT count(*) AS n FROM job_done WHERE status = 'done' AND kind <> 'queue.prune'"
            )
            .await,
        600
    );
    assert_eq!(house.live_jobs().await, 0);
}
