//! Schedules: each tick fires once, however many processes there are.

use blimp_store::Job;
use serde::{Deserialize, Serialize};

use super::house::{House, on_each_database};
use super::jobs::{Ctx, Say};
use crate::{Missed, Options, Registry, Runner, Schedule};

/// Says the hour of its tick.
fn hourly() -> Schedule {
    Schedule::cron("hourly", "0 * * * *", |tick| {
        Say::new(&tick.to_chrono().format("%H").to_string())
    })
}

fn registry(schedule: Schedule) -> Registry<Ctx> {
    Registry::new().work::<Say>().every(schedule)
}

async fn run(house: &House, schedule: Schedule) -> String {
    let runner = house.runner_with(registry(schedule), Options::default());
    runner.run_until_idle().await.unwrap();
    house.said()
}

#[tokio::test]
async fn a_tick_fires_once_over_four_processes() {
    on_each_database(async |house: House| {
        let runners: Vec<Runner<Ctx>> = (0..4)
            .map(|_| {
                let db = house.open_again();
                Runner::new(
                    db,
                    registry(hourly()),
                    house.ctx.clone(),
                    Options::default(),
                )
            })
            .collect();
        for hour in 0..25 {
            let all = runners.iter().map(Runner::run_until_idle);
            futures::future::try_join_all(all).await.unwrap();
            let expected = if hour == 0 {
                String::new()
            } else {
                format!("{:02}", (9 + hour) % 24)
            };
            assert_eq!(house.said(), expected, "after {hour} hours");
            house.advance(3600);
        }
    })
    .await;
}

#[tokio::test]
async fn missed_ticks_are_made_up_for_as_the_schedule_says() {
    on_each_database(async |house: House| {
        for (missed, expected) in [
            (Missed::Once, "12"),
            (Missed::Skip, ""),
            (Missed::All, "18 19 20"),
        ] {
            let schedule = hourly().missed(missed);
            assert_eq!(run(&house, schedule.clone()).await, "", "{missed:?}");
            house.advance(3 * 3600 + 1800);
            assert_eq!(run(&house, schedule.clone()).await, expected, "{missed:?}");
            assert_eq!(run(&house, schedule).await, "", "{missed:?}");
            house.advance(1800);
            house
                .execute(format!(
                    "UPDATE schedule SET last_fire = {}",
                    house.now().micros()
                ))
                .await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_schedule_that_is_new_changed_or_off_fires_nothing_at_once() {
    on_each_database(async |house: House| {
        assert_eq!(run(&house, hourly()).await, "");
        house.advance(24 * 3600);
        let daily = Schedule::cron("hourly", "0 8 * * *", |_| Say::new("daily"));
        assert_eq!(run(&house, daily.clone()).await, "", "its times changed");
        house.advance(24 * 3600);
        assert_eq!(run(&house, daily.clone()).await, "daily");
        house
            .execute("UPDATE schedule SET enabled = FALSE".to_owned())
            .await;
        house.advance(24 * 3600);
        assert_eq!(run(&house, daily).await, "");
    })
    .await;
}

/// A job whose schedule cannot make it.
#[derive(Deserialize)]
struct Huge {}

impl Serialize for Huge {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("too huge to write"))
    }
}

impl Job for Huge {
    const KIND: &'static str = "huge";
}

#[tokio::test]
async fn a_schedule_that_fails_leaves_the_others_alone() {
    let house = House::on_sqlite();
    let broken = Schedule::cron("broken", "0 * * * *", |_| Huge {});
    let panics = Schedule::cron("panics", "0 * * * *", |tick| {
        assert_eq!(tick, blimp_kit::Instant(0), "no such luck");
        Say::new("never")
    });
    let both = || {
        registry(broken.clone())
            .every(panics.clone())
            .every(hourly())
    };
    let run = async || {
        let runner = house.runner_with(both(), Options::default());
        runner.run_until_idle().await.unwrap();
        house.said()
    };
    assert_eq!(run().await, "");
    house.advance(3600);
    assert_eq!(run().await, "10");
}
