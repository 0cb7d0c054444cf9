//! Trust: what others put on a server is never believed.

use blimp_kit::{Clock, Signer};

use super::{Address, Cache, Duration, Home, Key, MINUTE, Memcached, Space, ask, key};

/// Puts bytes under a key as somebody would who reaches the server but has no secret key.
async fn poison(below: &Memcached, wire: &str, bytes: Vec<u8>) {
    let server = below.server(wire).unwrap();
    server.put(wire, MINUTE, bytes).await.unwrap();
}

async fn stored(below: &Memcached, wire: &str) -> Vec<u8> {
    let server = below.server(wire).unwrap();
    server.peek(wire).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_poisoned_value_is_a_miss_and_is_mended() {
    let Some(home) = Home::find() else { return };
    let (cache, other, below) = (home.process(), home.process(), home.below());
    let wire = below.wire(&key().text(0));
    ask(&cache, &key(), "good").await;
    let good = stored(&below, &wire).await;
    let mut longer = good.clone();
    longer.extend(b" ");
    let mut touched = good.clone();
    *touched.last_mut().unwrap() ^= 1;
    for bytes in [
        b"garbage".to_vec(),
        b"\"bad\"".to_vec(),
        b"\x01\"bad\"".to_vec(),
        Vec::new(),
        good[..good.len() - 1].to_vec(),
        good[..10].to_vec(),
        longer,
        touched,
        vec![0xff; 900_000],
    ] {
        poison(&below, &wire, bytes.clone()).await;
        let shown = bytes.len();
        assert_eq!(cache.get::<String>(&key()).await, None, "{shown} bytes");
        assert_eq!(ask(&cache, &key(), "good").await, "good", "{shown} bytes");
        assert_eq!(ask(&other, &key(), "bad").await, "good", "{shown} bytes");
    }
}

#[tokio::test]
async fn another_companys_value_under_a_guessed_key_is_a_miss() {
    let Some(home) = Home::find() else { return };
    let (cache, below) = (home.process(), home.below());
    let theirs = Key::new(Some(2), "task", 9, 1);
    ask(&cache, &theirs, "their secret").await;
    let bytes = stored(&below, &below.wire(&theirs.text(0))).await;
    for guessed in [
        key(),
        Key::new(Some(1), "goal", 9, 1),
        Key::new(None, "task", 9, 1),
    ] {
        poison(&below, &below.wire(&guessed.text(0)), bytes.clone()).await;
        assert_eq!(cache.get::<String>(&guessed).await, None);
        assert_eq!(ask(&cache, &guessed, "ours").await, "ours");
    }
}

#[tokio::test]
async fn an_old_value_put_back_is_found_by_nobody_who_asks_for_the_new() {
    let Some(home) = Home::find() else { return };
    let (cache, below) = (home.process(), home.below());
    let space = Space::new(Some(1), "tasks");
    let before = cache.generation(space).await;
    let old = Key::new(Some(1), "tasks", 0, before);
    ask(&cache, &old, "old").await;
    let bytes = stored(&below, &below.wire(&old.text(0))).await;
    cache.bump(space);
    assert!(cache.settled().await);
    let new = Key::new(Some(1), "tasks", 0, cache.generation(space).await);
    poison(&below, &below.wire(&new.text(0)), bytes).await;
    assert_eq!(ask(&cache, &new, "new").await, "new");
}

#[tokio::test]
async fn a_poisoned_generation_is_replaced_by_one_that_was_never_given() {
    let Some(home) = Home::find() else { return };
    let (cache, below) = (home.process(), home.below());
    let (space, elsewhere) = (Space::new(Some(1), "tasks"), Space::new(Some(2), "tasks"));
    let wire = below.wire(&space.text());
    let mut seen = vec![cache.generation(space).await];
    cache.generation(elsewhere).await;
    let theirs = stored(&below, &below.wire(&elsewhere.text())).await;
    let first = seen[0].to_string().into_bytes();
    for bytes in [
        b"garbage".to_vec(),
        b"1".to_vec(),
        first,
        Vec::new(),
        theirs,
    ] {
        poison(&below, &wire, bytes).await;
        let now = cache.generation(space).await;
        assert!(now > 0 && !seen.contains(&now), "{now} after {seen:?}");
        assert_eq!(home.process().generation(space).await, now);
        seen.push(now);
    }
}

#[tokio::test]
async fn another_installation_on_the_same_servers_has_keys_of_its_own() {
    let Some(home) = Home::find() else { return };
    let ours = home.process();
    let stranger = Signer::new(b"another key".to_vec());
    let theirs = Cache::memcached(&home.url, &stranger).unwrap();
    ask(&ours, &key(), "ours").await;
    assert_eq!(ask(&theirs, &key(), "theirs").await, "theirs");
    assert_eq!(ask(&ours, &key(), "no").await, "ours");
    // Even under the same key nothing of theirs is believed.
    let strangers = Memcached::open(&Address::parse(&home.url).unwrap(), &stranger).unwrap();
    let below = home.below();
    let bytes = stored(&strangers, &strangers.wire(&key().text(0))).await;
    poison(&below, &below.wire(&key().text(0)), bytes).await;
    assert_eq!(ask(&ours, &key(), "mended").await, "mended");
}

#[tokio::test]
async fn a_server_that_keeps_a_value_too_long_is_not_believed() {
    let Some(home) = Home::find() else { return };
    let (cache, below) = (home.process(), home.below());
    let wire = below.wire(&key().text(0));
    let ended = Clock::system().now() - Duration::from_millis(1);
    poison(&below, &wire, below.seal.close(&wire, ended, b"\"old\"")).await;
    assert_eq!(ask(&cache, &key(), "new").await, "new");
}
