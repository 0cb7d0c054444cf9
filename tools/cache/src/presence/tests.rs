//! Who is where, in one process and in two.

use std::cell::RefCell;
use std::time::Duration;

use blimp_kit::{Clock, Instant};
use tokio::sync::broadcast::Receiver;
use tokio::time::timeout;

use super::{AT_A_PLACE, GONE, Presence, Present};
use crate::redis::Redis;
use crate::redis::testing::{Server, shared, until};

const TASK: i64 = 7;

fn clock() -> Clock {
    Clock::held_at(Instant(1_000_000))
}

async fn there(presence: &Presence) -> Vec<(i64, bool)> {
    let there = presence.list(TASK).await;
    let pair = |Present { who, typing }: Present| (who, typing);
    there.into_iter().map(pair).collect()
}

/// Alone, and with a Redis where this run has one.
fn each(clock: &Clock) -> Vec<Presence> {
    let mut all = vec![Presence::start(clock.clone(), None)];
    if let Some(redis) = shared() {
        all.push(Presence::start(clock.clone(), Some(&redis)));
    }
    all
}

async fn next(changes: &mut Receiver<i64>) -> i64 {
    let told = timeout(Duration::from_secs(10), changes.recv()).await;
    told.expect("somebody tells").unwrap()
}

#[tokio::test]
async fn who_says_so_is_there_until_they_leave_or_fall_silent() {
    let clock = clock();
    for presence in each(&clock) {
        assert_eq!(there(&presence).await, []);
        presence.here(TASK, 2, false).await;
        clock.advance(Duration::from_secs(1));
        presence.here(TASK, 1, true).await;
        presence.here(TASK + 1, 9, false).await;
        assert_eq!(there(&presence).await, [(2, false), (1, true)]);
        clock.advance(Duration::from_secs(43));
        presence.here(TASK, 2, true).await;
        assert_eq!(
            there(&presence).await,
            [(2, true), (1, true)],
            "in the order they came"
        );
        clock.advance(Duration::from_secs(2));
        assert_eq!(
            there(&presence).await,
            [(2, true)],
            "the other was silent for too long"
        );
        presence.leave(TASK, 2).await;
        presence.leave(TASK, 2).await;
        assert_eq!(there(&presence).await, []);
    }
}

#[tokio::test]
async fn only_news_is_told_and_so_is_who_fell_silent() {
    let clock = clock();
    for presence in each(&clock) {
        let mut changes = presence.changes();
        presence.here(TASK, 1, false).await;
        presence.here(TASK, 1, false).await;
        presence.here(TASK, 1, true).await;
        presence.leave(TASK, 5).await;
        presence.here(TASK + 1, 1, false).await;
        let told = [
            next(&mut changes).await,
            next(&mut changes).await,
            next(&mut changes).await,
        ];
        assert_eq!(told, [TASK, TASK, TASK + 1]);
        assert!(changes.is_empty());
        clock.advance(GONE);
        let mut told = [next(&mut changes).await, next(&mut changes).await];
        told.sort_unstable();
        assert_eq!(told, [TASK, TASK + 1]);
    }
}

#[tokio::test]
async fn a_place_has_room_for_so_many() {
    for presence in each(&clock()) {
        let most = i64::try_from(AT_A_PLACE).unwrap();
        for who in 0..most + 5 {
            presence.here(TASK, who, false).await;
        }
        assert_eq!(there(&presence).await.len(), AT_A_PLACE);
        presence.here(TASK, 3, true).await;
        assert!(
            there(&presence).await.contains(&(3, true)),
            "who is there may speak"
        );
        presence.leave(TASK, 3).await;
        presence.here(TASK, most + 1, false).await;
        assert!(
            there(&presence).await.contains(&(most + 1, false)),
            "a place was free"
        );
    }
}

fn two(redis: &Redis, clock: &Clock) -> (Presence, Presence) {
    let one = || Presence::start(clock.clone(), Some(redis));
    (one(), one())
}

#[tokio::test]
async fn two_processes_see_the_same_people_and_tell_each_other() {
    let (Some(redis), clock) = (shared(), clock()) else {
        return;
    };
    let (a, b) = two(&redis, &clock);
    let heard = RefCell::new(b.changes());
    until("the other process listens", async || {
        a.here(TASK, 1, false).await;
        a.leave(TASK, 1).await;
        heard.borrow_mut().try_recv().is_ok()
    })
    .await;
    let mut heard = b.changes();
    a.here(TASK, 1, true).await;
    assert_eq!(next(&mut heard).await, TASK);
    assert_eq!(there(&b).await, [(1, true)]);
    // The same person comes to the other process, and is told of once.
    b.here(TASK, 1, true).await;
    b.here(TASK, 2, false).await;
    assert_eq!(there(&a).await, there(&b).await);
    assert_eq!(there(&a).await, [(1, true), (2, false)]);
    a.leave(TASK, 2).await;
    assert_eq!(there(&b).await, [(1, true)]);
}

#[tokio::test]
async fn without_its_redis_a_process_goes_on_alone() {
    let Some(mut server) = Server::start().await else {
        return;
    };
    let (a, b) = two(&server.redis(), &clock());
    a.here(TASK, 1, false).await;
    assert_eq!(there(&b).await, [(1, false)]);
    server.kill();
    a.here(TASK, 2, false).await;
    assert_eq!(there(&a).await, [(1, false), (2, false)]);
    b.here(TASK, 3, false).await;
    assert_eq!(there(&b).await, [(3, false)], "what it heard itself");
    server.restart().await;
    until("both agree again", async || {
        a.here(TASK, 1, false).await;
        b.here(TASK, 3, false).await;
        there(&a).await == there(&b).await && there(&a).await.len() == 2
    })
    .await;
}
