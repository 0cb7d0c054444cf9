//! Flocks: many readers at once, some of whom leave.

use std::sync::Arc;
use std::task::Poll;

use futures::future::join_all;

use super::{Cache, Duration, Fills, Home, Key, MINUTE, Servers, Space, ask, listed};

/// `readers` in each of two processes look for a key that nobody has, and whose answer takes
/// `work` to find. How often each process worked it out.
async fn flock(all: &[Cache; 2], key: &Key, readers: u32, work: Duration) -> [u32; 2] {
    let fills = [Fills::default(), Fills::default()];
    let readers = all.iter().zip(&fills).flat_map(|(cache, fills)| {
        (0..readers).map(move |_| {
            cache.get_or(key, MINUTE, async move {
                fills.add();
                tokio::time::sleep(work).await;
                Ok("found".to_owned())
            })
        })
    });
    for answer in join_all(readers).await {
        assert_eq!(answer.unwrap(), "found");
    }
    fills.map(|fills| fills.count())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn after_a_flush_each_process_fills_a_key_once_at_most() {
    let Some(servers) = Servers::start(2) else {
        return;
    };
    let home = Home::on(&servers.addresses());
    let all = [home.process(), home.process()];
    let key = Key::new(Some(1), "task", 9, 1);
    // The last takes longer than one process waits for another.
    for (readers, work) in [(1_000, 10), (1_000, 100), (1_000, 10), (50, 800)] {
        let fills = flock(&all, &key, readers, Duration::from_millis(work)).await;
        assert!(
            fills.iter().all(|n| *n <= 1) && fills != [0, 0],
            "{work} ms: {fills:?}"
        );
        assert_eq!(servers.say("flush_all"), ["OK\r\n", "OK\r\n"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_flock_for_a_list_agrees_on_its_generation() {
    let Some(home) = Home::find() else { return };
    let all = [home.process(), home.process()];
    let space = Space::new(Some(1), "tasks");
    let readers = all
        .iter()
        .flat_map(|cache| (0..500).map(|_| listed(cache, space)));
    let keys = join_all(readers).await;
    assert!(keys.iter().all(|key| key.is_known() && *key == keys[0]));
}

/// A connection whose reader left in the middle must not give its answer to the next one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn readers_who_leave_do_not_shift_the_answers_of_others() {
    let Some(home) = Home::find() else { return };
    let cache = home.process();
    let keys: Vec<Key> = (0..64).map(|id| Key::new(Some(1), "task", id, 1)).collect();
    for (id, key) in keys.iter().enumerate() {
        ask(&cache, key, &format!("value {id}")).await;
    }
    let (cache, keys) = (Arc::new(cache), Arc::new(keys));
    let tasks = (0..8_usize).map(|task| {
        let (cache, keys) = (Arc::clone(&cache), Arc::clone(&keys));
        async move {
            for step in 0..400 {
                let id = (task * 7 + step * 13) % keys.len();
                let mut look = Box::pin(cache.get::<String>(&keys[id]));
                // Some are polled once or twice and dropped, wherever they are by then.
                let mut polls = step % 3;
                let left = std::future::poll_fn(|context| match look.as_mut().poll(context) {
                    Poll::Ready(found) => Poll::Ready(Some(found)),
                    Poll::Pending if polls == 1 => Poll::Ready(None),
                    Poll::Pending => {
                        polls = polls.saturating_sub(1);
                        Poll::Pending
                    }
                });
                if let Some(Some(found)) = left.await {
                    assert_eq!(found, format!("value {id}"));
                }
            }
        }
    });
    join_all(tasks).await;
    for (id, key) in keys.iter().enumerate() {
        assert_eq!(cache.get::<String>(key).await, Some(format!("value {id}")));
    }
}
