//! Jobs that come by Redis: in order, shared, whatever Redis loses.

use std::time::Duration;

use blimp_kit::Result;
use blimp_store::Db;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::house::{House, broker_at, corner, on_each_database, server};
use super::jobs::{self, Effect, Idle, Say, Urgent, Wait};
use super::redis::{Server, ask};
use crate::transport::Wire;
use crate::{Broker, Options, Runner, State, admin};

const EFFECTS: &str = "SELECT count(*) AS n FROM effect";

/// Workers in the background, each with a pool of its own.
struct Workers {
    stop: CancellationToken,
    tasks: JoinSet<Result>,
}

impl Workers {
    fn start(house: &House, broker: &Broker, n: usize, options: &Options) -> Self {
        let (stop, mut tasks) = (CancellationToken::new(), JoinSet::new());
        for _ in 0..n {
            let (db, ctx) = (house.open_again(), house.ctx.clone());
            let runner = Runner::new(db, jobs::registry(), ctx, options.clone())
                .with_broker(Some(broker.clone()));
            tasks.spawn(runner.run(stop.clone()));
        }
        Self { stop, tasks }
    }

    async fn stop(mut self) {
        self.stop.cancel();
        while let Some(ended) = self.tasks.join_next().await {
            ended.unwrap().unwrap();
        }
    }
}

fn slots(concurrency: usize) -> Options {
    Options {
        concurrency,
        lease: Duration::from_secs(4),
        poll: Duration::from_millis(200),
        ..Options::default()
    }
}

/// Streams of the one queue that test jobs wait in.
fn streams(broker: &Broker) -> Vec<String> {
    (0..=3)
        .map(|prio| format!("{}q:default:{prio}", broker.prefix()))
        .collect()
}

async fn enqueue_effects(house: &House, n: usize) {
    for _ in 0..n / 100 {
        let hundred = house.db.write(|tx| {
            for _ in 0..100 {
                tx.enqueue(&Effect { fail: false })?;
            }
            Ok(())
        });
        hundred.await.unwrap();
    }
}

async fn until_effects(house: &House, n: i64) {
    while house.number(EFFECTS).await < n {
        tokio::task::yield_now().await;
    }
}

/// Nothing is left, and each of the first `n` jobs was done once.
async fn all_done(house: &House, n: i64) {
    assert_eq!(house.number(EFFECTS).await, n);
    assert_eq!(house.live_jobs().await, 0);
    let done = "SELECT count(*) AS n FROM job_done WHERE status = 'done' AND kind = 'effect'";
    assert_eq!(house.number(done).await, n);
}

async fn with_effects(house: &House) {
    house
        .execute("CREATE TABLE effect (n BIGINT)".to_owned())
        .await;
}

#[tokio::test]
async fn the_most_urgent_comes_first_and_nothing_stays_behind() {
    let Some(url) = server("BLIMP_TEST_REDIS_URL") else {
        return;
    };
    on_each_database(async |mut house: House| {
        for word in ["d", "e"] {
            house.enqueue(Idle::new(word)).await;
        }
        for word in ["b", "c"] {
            house.enqueue(Say::new(word)).await;
        }
        house.enqueue(Urgent::new("a")).await;
        let broker = broker_at(&url, &corner());
        let workers = Workers::start(&house, &broker, 1, &slots(1));
        for word in ["a", "b", "c", "d", "e"] {
            assert_eq!(house.heard.recv().await.unwrap(), word);
        }
        workers.stop().await;
        assert_eq!(house.live_jobs().await, 0);
        for stream in streams(&broker) {
            assert_eq!(ask::<i64>(&url, &format!("XLEN {stream}")), 0);
            assert!(ask::<i64>(&url, &format!("EXISTS {stream}")) == 1);
        }
    })
    .await;
}

#[tokio::test]
async fn workers_share_what_there_is() {
    let Some(url) = server("BLIMP_TEST_REDIS_URL") else {
        return;
    };
    on_each_database(async |mut house: House| {
        let workers = Workers::start(&house, &broker_at(&url, &corner()), 2, &slots(4));
        for _ in 0..8 {
            house.enqueue(Wait {}).await;
        }
        // All of them at once: each worker has four.
        for _ in 0..8 {
            assert_eq!(house.heard.recv().await.unwrap(), "started");
        }
        assert_eq!(house.number(RUNNING_WORKERS).await, 2);
        house.ctx.gate.add_permits(8);
        for _ in 0..8 {
            assert_eq!(house.heard.recv().await.unwrap(), "passed");
        }
        workers.stop().await;
        assert_eq!(house.live_jobs().await, 0);
    })
    .await;
}

const RUNNING_WORKERS: &str = "SELECT count(DISTINCT worker) AS n FROM job WHERE state = 1";

fn wire(broker: &Broker, db: &Db) -> Wire {
    let queues = [("default".to_owned(), 1)];
    Wire::new(broker, db, &queues, (1, Duration::from_secs(1)))
}

#[tokio::test]
async fn what_a_dead_worker_had_read_goes_to_another() {
    let Some(url) = server("BLIMP_TEST_REDIS_URL") else {
        return;
    };
    on_each_database(async |mut house: House| {
        let (broker, shares) = (broker_at(&url, &corner()), [("default".to_owned(), 1)]);
        house.enqueue(Say::new("x")).await;
        let dead = wire(&broker, &house.db);
        dead.pass().await.unwrap();
        assert_eq!(dead.read(&shares, 1, 0).await.unwrap().len(), 1);
        drop(dead);
        let workers = Workers::start(&house, &broker, 1, &slots(1));
        assert_eq!(house.heard.recv().await.unwrap(), "x");
        workers.stop().await;
        assert_eq!((house.said(), house.live_jobs().await), ("x".to_owned(), 0));
    })
    .await;
}

#[tokio::test]
async fn a_job_on_its_way_can_be_cancelled_and_paused() {
    let Some(url) = server("BLIMP_TEST_REDIS_URL") else {
        return;
    };
    on_each_database(async |mut house: House| {
        let broker = broker_at(&url, &corner());
        let cancelled = house.enqueue(Say::new("x")).await.unwrap();
        let paused = house.enqueue(Say::new("y")).await.unwrap();
        let relay = wire(&broker, &house.db);
        relay.pass().await.unwrap();
        let row = house.job(cancelled).await.unwrap();
        assert_eq!(row.state, State::Published);
        let cancel = house.db.write(move |tx| admin::cancel(tx, cancelled));
        cancel.await.unwrap();
        let pause = "INSERT INTO queue (name, paused) VALUES ('default', TRUE)";
        house.execute(pause.to_owned()).await;

        house.broker = Some(broker);
        assert_eq!(house.run().await.done, 0);
        assert_eq!(house.job(paused).await.unwrap().state, State::Ready);
        house
            .execute("UPDATE queue SET paused = FALSE".to_owned())
            .await;
        assert_eq!(house.run().await.done, 1);
        assert_eq!(
            (house.said(), house.ended().await),
            ("y".to_owned(), "cancelled done".to_owned())
        );
    })
    .await;
}

#[tokio::test]
async fn a_second_entry_for_a_job_changes_nothing() {
    let Some(url) = server("BLIMP_TEST_REDIS_URL") else {
        return;
    };
    on_each_database(async |mut house: House| {
        let broker = broker_at(&url, &corner());
        let id = house.enqueue(Say::new("x")).await.unwrap();
        wire(&broker, &house.db).pass().await.unwrap();
        let stream = streams(&broker).swap_remove(1);
        for _ in 0..3 {
            ask::<String>(&url, &format!("XADD {stream} * job {id} at 1"));
        }
        house.broker = Some(broker);
        assert_eq!(house.run().await.done, 1);
        assert_eq!(house.said(), "x");
        assert_eq!(ask::<i64>(&url, &format!("XLEN {stream}")), 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_none_of_ours_is_dropped_and_holds_nobody_up() {
    let Some(url) = server("BLIMP_TEST_REDIS_URL") else {
        return;
    };
    on_each_database(async |mut house: House| {
        let broker = broker_at(&url, &corner());
        let all = streams(&broker);
        for entry in ["job x", "job -1", "job 99999999999999999999", "a b c d"] {
            ask::<String>(&url, &format!("XADD {} * {entry}", all[1]));
        }
        ask::<String>(&url, &format!("SET {} text", all[0]));
        let workers = Workers::start(&house, &broker, 1, &slots(2));
        house.enqueue(Urgent::new("u")).await;
        house.enqueue(Say::new("x")).await;
        let mut said = [
            house.heard.recv().await.unwrap(),
            house.heard.recv().await.unwrap(),
        ];
        said.sort();
        assert_eq!(said, ["u", "x"]);
        while ask::<i64>(&url, &format!("XLEN {}", all[1])) > 0 {
            tokio::task::yield_now().await;
        }
        workers.stop().await;
        let aside: String = ask(&url, &format!("GET {}:set-aside", all[0]));
        assert_eq!(aside, "text");
    })
    .await;
}

#[tokio::test]
async fn what_is_left_to_a_broker_that_is_gone_is_taken_back() {
    on_each_database(async |mut house: House| {
        house.broker = None;
        let id = house.enqueue(Say::new("x")).await.unwrap();
        house
            .execute(format!(
                "UPDATE job SET state = 2, published_at = 1 WHERE id = {id}"
            ))
            .await;
        let stop = CancellationToken::new();
        let mut tasks = JoinSet::new();
        let options = Options {
            lease: Duration::from_secs(1),
            ..slots(1)
        };
        let runner = house.runner_with(jobs::registry(), options);
        tasks.spawn(runner.run(stop.clone()));
        assert_eq!(house.heard.recv().await.unwrap(), "x");
        stop.cancel();
        tasks.join_next().await.unwrap().unwrap().unwrap();
    })
    .await;
}

#[tokio::test]
async fn flushall_in_the_middle_loses_nothing() {
    let Some(server) = Server::start() else {
        return;
    };
    on_each_database(async |house: House| {
        with_effects(&house).await;
        let broker = broker_at(&server.url(), &corner());
        let workers = Workers::start(&house, &broker, 2, &slots(16));
        enqueue_effects(&house, 5_000).await;
        for part in 1..5 {
            until_effects(&house, part * 1_000).await;
            server.ask::<String>("FLUSHALL");
        }
        until_effects(&house, 5_000).await;
        workers.stop().await;
        all_done(&house, 5_000).await;
    })
    .await;
}

#[tokio::test]
async fn a_redis_that_dies_and_returns_loses_nothing() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let url = server.url();
    let server = std::sync::Mutex::new(&mut server);
    on_each_database(async |house: House| {
        with_effects(&house).await;
        let broker = broker_at(&url, &corner());
        let workers = Workers::start(&house, &broker, 2, &slots(16));
        enqueue_effects(&house, 1_000).await;
        until_effects(&house, 300).await;
        server.lock().unwrap().kill();
        enqueue_effects(&house, 1_000).await;
        // Without Redis jobs come from SQL.
        until_effects(&house, 2_000).await;
        server.lock().unwrap().start_again();
        enqueue_effects(&house, 1_000).await;
        until_effects(&house, 3_000).await;
        workers.stop().await;
        all_done(&house, 3_000).await;
    })
    .await;
}

#[tokio::test]
async fn a_redis_that_hangs_holds_nobody_up() {
    let Some(server) = Server::start() else {
        return;
    };
    on_each_database(async |house: House| {
        with_effects(&house).await;
        let broker = broker_at(&server.url(), &corner());
        let workers = Workers::start(&house, &broker, 2, &slots(16));
        enqueue_effects(&house, 500).await;
        until_effects(&house, 100).await;
        server.signal("STOP");
        enqueue_effects(&house, 1_000).await;
        until_effects(&house, 1_500).await;
        server.signal("CONT");
        enqueue_effects(&house, 500).await;
        until_effects(&house, 2_000).await;
        workers.stop().await;
        all_done(&house, 2_000).await;
    })
    .await;
}

#[tokio::test]
async fn without_a_redis_from_the_start_jobs_come_from_sql() {
    on_each_database(async |mut house: House| {
        let broker = broker_at("redis://127.0.0.1:1", &corner());
        let workers = Workers::start(&house, &broker, 1, &slots(4));
        for word in ["a", "b", "c"] {
            house.enqueue(Say::new(word)).await;
            assert_eq!(house.heard.recv().await.unwrap(), word);
        }
        workers.stop().await;
        assert_eq!(house.ended().await, "done done done");
    })
    .await;
}
