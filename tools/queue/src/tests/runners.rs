//! Runners as processes have them: woken, stopped, disturbed.

use std::time::Duration;

use blimp_kit::Result;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::house::{House, on_each_database};
use super::jobs::{self, Ctx, Say, Stuck, Wait};
use crate::runner::turn::{self, Turn};
use crate::{Options, Registry, State, admin};

/// A runner in the background.
pub(super) struct Going {
    stop: CancellationToken,
    task: JoinSet<Result>,
}

impl Going {
    pub(super) fn start(house: &House, options: Options) -> Self {
        Self::start_with(house, jobs::registry(), options)
    }

    pub(super) fn start_with(house: &House, registry: Registry<Ctx>, options: Options) -> Self {
        let (stop, mut task) = (CancellationToken::new(), JoinSet::new());
        task.spawn(house.runner_with(registry, options).run(stop.clone()));
        Self { stop, task }
    }

    pub(super) async fn stop(mut self) {
        self.stop.cancel();
        self.task.join_next().await.unwrap().unwrap().unwrap();
    }
}

/// Polls so rarely that only wake-ups can explain what happens.
pub(super) fn patient() -> Options {
    Options {
        poll: Duration::from_hours(1),
        ..Options::default()
    }
}

#[tokio::test]
async fn a_runner_is_woken_by_the_commit_that_enqueues() {
    on_each_database(async |mut house: House| {
        let going = Going::start(&house, patient());
        for word in ["a", "b", "c"] {
            house.enqueue(Say::new(word)).await;
            assert_eq!(house.heard.recv().await.unwrap(), word);
        }
        going.stop().await;
        assert_eq!(house.ended().await, "done done done");
        assert_eq!(house.number("SELECT count(*) AS n FROM worker").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_backlog_is_worked_off_with_few_slots() {
    on_each_database(async |mut house: House| {
        for _ in 0..200 {
            house.enqueue(Say::new("x")).await;
        }
        let going = Going::start(
            &house,
            Options {
                concurrency: 3,
                ..patient()
            },
        );
        for _ in 0..200 {
            house.heard.recv().await.unwrap();
        }
        going.stop().await;
        assert_eq!(
            (house.live_jobs().await, house.ended().await.len()),
            (0, 200 * 5 - 1)
        );
    })
    .await;
}

#[tokio::test]
async fn running_jobs_finish_before_the_process_does() {
    on_each_database(async |mut house: House| {
        let id = house.enqueue(Wait {}).await.unwrap();
        let going = Going::start(&house, patient());
        assert_eq!(house.heard.recv().await.unwrap(), "started");
        going.stop.cancel();
        house.ctx.gate.add_permits(1);
        going.stop().await;
        assert_eq!(house.said(), "started passed");
        assert!(house.job(id).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn what_does_not_finish_in_time_is_given_back_untried() {
    on_each_database(async |mut house: House| {
        let registry = Registry::new().work::<Wait>().work::<LongStuck>();
        let ids = [
            house.enqueue(Wait {}).await.unwrap(),
            house.enqueue(LongStuck {}).await.unwrap(),
        ];
        let going = Going::start_with(
            &house,
            registry,
            Options {
                grace: Duration::ZERO,
                ..patient()
            },
        );
        house.heard.recv().await.unwrap();
        house.heard.recv().await.unwrap();
        going.stop().await;
        for id in ids {
            let row = house.job(id).await.unwrap();
            assert_eq!((row.state, row.attempt, row.crashes), (State::Ready, 0, 0));
        }
        assert_eq!(house.number("SELECT count(*) AS n FROM worker").await, 0);
    })
    .await;
}

/// Like [`Stuck`], with more time.
#[derive(serde::Serialize, serde::Deserialize)]
struct LongStuck {}

impl blimp_store::Job for LongStuck {
    const KIND: &'static str = "long_stuck";
}

impl crate::Work<Ctx> for LongStuck {
    async fn run(self, ctx: &Ctx, run: &crate::Run) -> Result {
        Stuck {}.run(ctx, run).await
    }
}

#[tokio::test]
async fn waiting_running_and_dead_jobs_can_be_cancelled() {
    on_each_database(async |mut house: House| {
        let running = house.enqueue(Wait {}).await.unwrap();
        let going = Going::start(&house, patient());
        assert_eq!(house.heard.recv().await.unwrap(), "started");
        house
            .db
            .write(move |tx| admin::cancel(tx, running))
            .await
            .unwrap();
        assert_eq!(house.heard.recv().await.unwrap(), "told");
        going.stop().await;

        let waiting = house.enqueue(Wait {}).await.unwrap();
        let dead = house.enqueue(Wait {}).await.unwrap();
        house
            .execute(format!("UPDATE job SET state = 3 WHERE id = {dead}"))
            .await;
        for id in [waiting, dead] {
            house
                .db
                .write(move |tx| admin::cancel(tx, id))
                .await
                .unwrap();
        }
        assert!(
            house
                .db
                .write(move |tx| admin::cancel(tx, dead))
                .await
                .is_err()
        );
        assert_eq!(house.ended().await, "cancelled cancelled cancelled");
        assert_eq!(house.live_jobs().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_runner_that_is_killed_leaves_its_jobs_to_the_next() {
    let mut house = House::on_sqlite();
    house.enqueue(Wait {}).await.unwrap();
    let going = Going::start(&house, patient());
    assert_eq!(house.heard.recv().await.unwrap(), "started");
    drop(going.task);
    // Its tasks end when the executor comes to them.
    while house.lock_is_held() {
        tokio::task::yield_now().await;
    }
    house.ctx.gate.add_permits(1);
    let next = Going::start(&house, patient());
    assert_eq!(house.heard.recv().await.unwrap(), "started");
    assert_eq!(house.heard.recv().await.unwrap(), "passed");
    next.stop().await;
    assert_eq!(house.ended().await, "done");
}

#[tokio::test]
async fn a_runner_outlives_errors_of_the_database() {
    on_each_database(async |mut house: House| {
        let going = Going::start(
            &house,
            Options {
                poll: Duration::from_millis(10),
                ..patient()
            },
        );
        house.enqueue(Say::new("before")).await;
        assert_eq!(house.heard.recv().await.unwrap(), "before");
        house
            .execute("ALTER TABLE job RENAME TO gone".to_owned())
            .await;
        for _ in 0..20 {
            let wake = house.db.write(|tx| {
                tx.wake_queue();
                Ok(())
            });
            wake.await.unwrap();
        }
        house
            .execute("ALTER TABLE gone RENAME TO job".to_owned())
            .await;
        house.enqueue(Say::new("after")).await;
        assert_eq!(house.heard.recv().await.unwrap(), "after");
        going.stop().await;
    })
    .await;
}

#[tokio::test]
async fn a_runner_that_lost_its_lease_drops_its_jobs_and_starts_anew() {
    on_each_database(async |mut house: House| {
        let id = house.enqueue(Wait {}).await.unwrap();
        let going = Going::start(
            &house,
            Options {
                lease: Duration::from_secs(1),
                ..patient()
            },
        );
        assert_eq!(house.heard.recv().await.unwrap(), "started");
        house.execute("DELETE FROM worker".to_owned()).await;
        assert_eq!(house.heard.recv().await.unwrap(), "started");
        let row = house.job(id).await.unwrap();
        assert_eq!(
            (row.state, row.attempt, row.crashes),
            (State::Running, 1, 1)
        );
        house.ctx.gate.add_permits(1);
        going.stop().await;
        assert_eq!(house.said(), "started started passed");
        assert_eq!(house.ended().await, "done");
    })
    .await;
}

#[tokio::test]
async fn what_was_claimed_unheard_is_given_back() {
    on_each_database(async |house: House| {
        let ids = [
            house.enqueue(Say::new("x")).await,
            house.enqueue(Say::new("y")).await,
        ];
        let [heard, unheard] = ids.map(Option::unwrap);
        let lease = house.worker().await;
        assert_eq!(house.claim(lease.worker).await.id, heard);
        house.claim(lease.worker).await;
        let turn = Turn {
            worker: lease.worker,
            in_hand: Some(vec![heard]),
            ..Turn::default()
        };
        house
            .db
            .write(move |tx| turn::take(tx, &turn))
            .await
            .unwrap();
        assert_eq!(house.job(heard).await.unwrap().state, State::Running);
        let row = house.job(unheard).await.unwrap();
        assert_eq!((row.state, row.attempt), (State::Ready, 0));
    })
    .await;
}
