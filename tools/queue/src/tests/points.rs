//! A process that dies at each of the points of [`blimp_kit::fault`], with and without Redis.

use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};

use tokio_util::sync::CancellationToken;

use super::house::{House, broker_at, corner, server, variable};
use super::jobs::{self, Effect, Say};
use crate::{Broker, Options, Runner};

/// Say to the process that dies where it works, and which corner of Redis is its.
const URL: &str = "BLIMP_QUEUE_TEST_DYING";
const PREFIX: &str = "BLIMP_QUEUE_TEST_PREFIX";
const EFFECTS: &str = "SELECT count(*) AS n FROM effect";

/// The process that dies; as a test of its own it does nothing.
#[tokio::test]
async fn the_process_that_dies() {
    let Some(url) = variable(URL) else {
        return;
    };
    let house = House::at(url);
    let broker = variable(PREFIX).map(|prefix| {
        let redis = variable("BLIMP_TEST_REDIS_URL").unwrap();
        broker_at(&redis, &prefix)
    });
    let options = Options {
        concurrency: 4,
        ..Options::default()
    };
    let runner = Runner::new(
        house.db.clone(),
        jobs::registry(),
        house.ctx.clone(),
        options,
    );
    let stop = CancellationToken::new();
    let work = runner.with_broker(broker).run(stop.clone());
    let ask = async {
        for _ in 0..200 {
            house.enqueue(Effect { fail: false }).await;
            println!("enqueued");
        }
        stop.cancel();
    };
    let (worked, ()) = tokio::join!(work, ask);
    worked.unwrap();
}

/// Lets it die there; returns how many of its jobs it was told are kept.
fn die(house: &House, broker: Option<&Broker>, at: &str) -> i64 {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([
            "--exact",
            "tests::points::the_process_that_dies",
            "--nocapture",
        ])
        .env(URL, &house.url)
        .env("BLIMP_DIE_AT", at)
        .stdout(Stdio::piped());
    if let Some(broker) = broker {
        command.env(PREFIX, broker.prefix());
    }
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.signal(), Some(9), "{at}");
    let said = String::from_utf8(output.stdout).unwrap();
    i64::try_from(said.matches("enqueued").count()).unwrap()
}

async fn dies_at_each(points: &[&str], redis: Option<&str>) {
    for point in points {
        for nth in [1, 3] {
            let mut house = House::on_sqlite();
            house.broker = redis.map(|url| broker_at(url, &corner()));
            house
                .execute("CREATE TABLE effect (n BIGINT)".to_owned())
                .await;
            for _ in 0..50 {
                house.enqueue(Effect { fail: false }).await;
                house.enqueue(Say::new("x")).await;
            }
            let at = format!("{point}:{nth}");
            let kept = die(&house, house.broker.as_ref(), &at);
            // What was there when a worker died may rest for a while.
            house.run().await;
            house.advance(3_600);
            house.run().await;
            // The last one may be kept without a word: it died before it could say so.
            let effects = house.number(EFFECTS).await;
            assert!((0..=1).contains(&(effects - 50 - kept)), "{at}: {effects}");
            let done = "SELECT count(*) AS n FROM job_done WHERE kind = 'effect'";
            assert_eq!(house.number(done).await, effects, "{at}");
            assert_eq!(house.live_jobs().await, 0, "{at}");
            let done = "SELECT count(*) AS n FROM job_done WHERE status = 'done' AND kind = 'say'";
            assert_eq!(house.number(done).await, 50, "{at}");
        }
    }
}

#[tokio::test]
async fn wherever_a_process_dies_no_job_is_lost_and_no_chore_done_twice() {
    let points = [
        "after_insert",
        "after_commit",
        "after_claim",
        "mid_handler",
        "after_effect",
        "after_ack_send",
    ];
    dies_at_each(&points, None).await;
}

#[tokio::test]
async fn nor_where_jobs_come_by_redis() {
    if let Some(url) = server("BLIMP_TEST_REDIS_URL") {
        dies_at_each(&blimp_kit::fault::POINTS, Some(&url)).await;
    }
}
