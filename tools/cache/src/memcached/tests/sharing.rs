//! Sharing: what one process keeps or voids, the others see.

use blimp_kit::{Clock, Error, Instant, Result};
use tokio::sync::oneshot;

use super::{Cache, Duration, Fills, Home, Key, MINUTE, Space, ask, key, listed};

#[tokio::test]
async fn an_answer_is_kept_under_its_key_alone_for_all_processes() {
    let Some(home) = Home::find() else { return };
    let (one, other) = (home.process(), home.process());
    assert_eq!(ask(&one, &key(), "first").await, "first");
    assert_eq!(ask(&other, &key(), "second").await, "first");
    for strange in [
        Key::new(Some(2), "task", 9, 1),
        Key::new(None, "task", 9, 1),
        Key::new(Some(1), "goal", 9, 1),
        Key::new(Some(1), "task", 8, 1),
        Key::new(Some(1), "task", 9, 2),
        key().scoped(&7).unwrap(),
    ] {
        assert_eq!(other.get::<String>(&strange).await, None, "{strange:?}");
    }
    other.put(&key(), MINUTE, &"third").await.unwrap();
    assert_eq!(one.get::<String>(&key()).await.as_deref(), Some("third"));
}

#[tokio::test]
async fn strange_keys_are_kept_apart_and_go_over_the_wire() {
    let Some(home) = Home::find() else { return };
    let cache = home.process();
    let long: &'static str = Box::leak("x".repeat(251).into_boxed_str());
    let longer: &'static str = Box::leak("x".repeat(2_000).into_boxed_str());
    let entities = ["a b", "a\r\nset b 0 0 1", "a\0", "ä", "", long, longer];
    for (n, entity) in entities.into_iter().enumerate() {
        let key = Key::new(Some(1), entity, 9, 1);
        let value = n.to_string();
        assert_eq!(ask(&cache, &key, &value).await, value, "{entity:?}");
        assert_eq!(ask(&cache, &key, "no").await, value, "{entity:?}");
        assert!(cache.generation(Space::new(None, entity)).await > 0);
    }
}

#[tokio::test]
async fn values_of_more_than_a_megabyte_are_not_kept() {
    let Some(home) = Home::find() else { return };
    let (one, other) = (home.process(), home.process());
    for (id, length, fills) in [(1, 900_000, 1), (2, 1_100_000, 6)] {
        let key = Key::new(Some(1), "page", id, 1);
        let (large, count) = ("x".repeat(length), Fills::default());
        for cache in [&one, &other].into_iter().cycle().take(6) {
            let fill = async {
                count.add();
                Ok(large.clone())
            };
            assert_eq!(cache.get_or(&key, MINUTE, fill).await.unwrap(), large);
        }
        assert_eq!(count.count(), fills, "{length}");
        one.put(&key, MINUTE, &large).await.unwrap();
        assert_eq!(other.get::<String>(&key).await.is_some(), fills == 1);
    }
}

#[tokio::test]
async fn a_bump_reaches_the_other_processes_and_no_other_space() {
    let Some(home) = Home::find() else { return };
    let (one, other) = (home.process(), home.process());
    let (ours, theirs) = (Space::new(Some(1), "tasks"), Space::new(Some(2), "tasks"));
    for space in [ours, theirs] {
        assert_eq!(ask(&one, &listed(&one, space).await, "old").await, "old");
    }
    one.bump(ours);
    let here = listed(&one, ours).await;
    assert_eq!(
        ask(&one, &here, "new").await,
        "new",
        "at once in this process"
    );
    assert!(one.settled().await);
    assert_eq!(ask(&other, &listed(&other, ours).await, "new").await, "new");
    assert_eq!(
        ask(&other, &listed(&other, theirs).await, "new").await,
        "old"
    );
}

#[tokio::test]
async fn processes_that_bump_at_once_agree_in_the_end() {
    let Some(home) = Home::find() else { return };
    let all: Vec<Cache> = (0..4).map(|_| home.process()).collect();
    let space = Space::new(Some(1), "tasks");
    let mut seen = std::collections::HashSet::new();
    for _ in 0..50 {
        for cache in &all {
            cache.bump(space);
        }
        for cache in &all {
            assert!(cache.settled().await);
        }
        let now = all[0].generation(space).await;
        for cache in &all {
            assert_eq!(cache.generation(space).await, now);
        }
        assert!(seen.insert(now), "a number came back");
    }
}

#[tokio::test]
async fn a_drop_reaches_the_other_processes() {
    let Some(home) = Home::find() else { return };
    let (one, other) = (home.process(), home.process());
    ask(&one, &key(), "old").await;
    other.drop(&key());
    assert_eq!(
        other.get::<String>(&key()).await,
        None,
        "at once in this process"
    );
    assert!(other.settled().await);
    assert_eq!(one.get::<String>(&key()).await, None);
    assert_eq!(ask(&one, &key(), "new").await, "new");
}

/// The race: a reader has read the old row, another process commits and drops the key, and only
/// then does the reader store what it read. A second reader begins in between, in the first
/// reader's process, and must not wait for the first one's answer either.
#[tokio::test]
async fn what_was_read_before_a_drop_elsewhere_is_not_found_after_it() {
    let Some(home) = Home::find() else { return };
    let (readers, writer, third) = (home.process(), home.process(), home.process());
    let key = key();
    for round in 0..50 {
        let (reading, has_read) = oneshot::channel::<()>();
        let (go, wait) = oneshot::channel::<()>();
        let slow = readers.get_or(&key, MINUTE, async {
            reading.send(()).unwrap();
            wait.await.unwrap();
            Ok(format!("old {round}"))
        });
        let rest = async {
            has_read.await.unwrap();
            writer.drop(&key);
            assert!(writer.settled().await);
            let fresh = ask(&readers, &key, "new").await;
            go.send(()).unwrap();
            fresh
        };
        let both = async { tokio::join!(slow, rest) };
        let both = tokio::time::timeout(MINUTE / 2, both).await;
        let (stale, fresh) = both.expect("the second reader waits for the first");
        assert_eq!(
            (stale.unwrap(), fresh.as_str()),
            (format!("old {round}"), "new")
        );
        for cache in [&readers, &writer, &third] {
            assert_eq!(cache.get::<String>(&key).await.as_deref(), Some("new"));
        }
        third.drop(&key);
        assert!(third.settled().await);
    }
}

#[tokio::test]
async fn a_process_waits_for_what_another_is_working_out() {
    let Some(home) = Home::find() else { return };
    let (one, other) = (home.process(), home.process());
    let (reading, has_read) = oneshot::channel::<()>();
    let (go, wait) = oneshot::channel::<()>();
    let key = key();
    let first = one.get_or(&key, MINUTE, async {
        reading.send(()).unwrap();
        wait.await.unwrap();
        Ok("first".to_owned())
    });
    let rest = async {
        has_read.await.unwrap();
        let release = async {
            tokio::task::yield_now().await;
            go.send(()).unwrap();
        };
        tokio::join!(ask(&other, &key, "twice"), release).0
    };
    let (first, second) = tokio::join!(first, rest);
    assert_eq!(
        (first.unwrap().as_str(), second.as_str()),
        ("first", "first")
    );
}

#[tokio::test]
async fn an_error_reaches_all_who_wait_and_gives_the_place_back() {
    let Some(home) = Home::find() else { return };
    let (one, other) = (home.process(), home.process());
    let (key, fills) = (key(), Fills::default());
    let failing = || {
        one.get_or(&key, MINUTE, async {
            fills.add();
            tokio::task::yield_now().await;
            Err::<String, _>(Error::conflict("x.y", "No."))
        })
    };
    let (a, b) = tokio::join!(failing(), failing());
    for result in [a, b] {
        assert!(
            matches!(result, Err(Error::Conflict { code: "x.y", .. })),
            "{result:?}"
        );
    }
    assert!(fills.count() <= 2);
    assert_eq!(ask(&other, &key, "fine").await, "fine");
    assert_eq!(ask(&one, &key, "no").await, "fine");
}

#[tokio::test]
async fn a_fill_that_is_given_up_leaves_the_key_to_the_next() {
    let Some(home) = Home::find() else { return };
    let (one, other) = (home.process(), home.process());
    let key = key();
    let (reading, has_read) = oneshot::channel::<()>();
    let stuck = one.get_or(&key, MINUTE, async {
        reading.send(()).unwrap();
        std::future::pending::<Result<String>>().await
    });
    tokio::select! { _ = stuck => unreachable!(), _ = has_read => {} }
    // It waits for the one who does not come, then does it itself, for all.
    assert_eq!(ask(&other, &key, "next").await, "next");
    assert_eq!(ask(&one, &key, "no").await, "next");
}

#[tokio::test]
async fn an_answer_ends_with_its_lifetime() {
    let Some(home) = Home::find() else { return };
    let clock = Clock::held_at(Instant(1_000_000));
    let cache = home.process().with_clock(clock.clone());
    ask(&cache, &key(), "first").await;
    clock.advance(Duration::from_micros(59_999_999));
    assert_eq!(ask(&cache, &key(), "second").await, "first");
    clock.advance(Duration::from_micros(1));
    assert_eq!(cache.get::<String>(&key()).await, None);
    assert_eq!(ask(&cache, &key(), "second").await, "second");
}

#[tokio::test]
async fn another_shape_under_the_same_key_is_a_miss() {
    let Some(home) = Home::find() else { return };
    let cache = home.process();
    cache.put(&key(), MINUTE, &vec![1]).await.unwrap();
    assert_eq!(cache.get::<String>(&key()).await, None);
    assert_eq!(ask(&cache, &key(), "text").await, "text");
    assert_eq!(cache.get::<String>(&key()).await.as_deref(), Some("text"));
}
