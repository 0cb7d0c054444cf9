//! Outages: a server that is dead, frozen or new costs speed and nothing else.

use std::time::Instant;

use super::{Cache, Duration, Home, Key, MINUTE, Servers, Space, ask, key, listed};

/// Until the server is asked again and the answer is kept; a breaker may be open for a while.
async fn until_kept(cache: &Cache, key: &Key) {
    let started = Instant::now();
    loop {
        ask(cache, key, "kept").await;
        if cache.get::<String>(key).await.is_some() {
            return;
        }
        assert!(
            started.elapsed() < Duration::from_secs(20),
            "not kept again"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn until_settled(cache: &Cache) {
    let started = Instant::now();
    while !cache.settled().await {
        assert!(started.elapsed() < Duration::from_secs(20), "not settled");
    }
}

/// How long one answer takes once the breaker is open.
async fn cost(cache: &Cache) -> Duration {
    for n in 0..10 {
        assert_eq!(ask(cache, &key(), &n.to_string()).await, n.to_string());
    }
    let started = Instant::now();
    for n in 0..100 {
        assert_eq!(ask(cache, &key(), &n.to_string()).await, n.to_string());
    }
    started.elapsed() / 100
}

#[tokio::test]
async fn a_killed_server_is_done_without_and_is_used_again_when_it_is_back() {
    let Some(mut servers) = Servers::start(1) else {
        return;
    };
    let cache = Home::on(&servers.addresses()).process();
    let space = Space::new(Some(1), "tasks");
    ask(&cache, &key(), "first").await;
    let before = cache.generation(space).await;
    servers.kill();
    assert!(cost(&cache).await < Duration::from_millis(20));
    assert!(!listed(&cache, space).await.is_known());
    cache.bump(space);
    cache.drop(&key());
    assert!(!cache.settled().await);
    servers.restart();
    until_settled(&cache).await;
    until_kept(&cache, &key()).await;
    assert_ne!(cache.generation(space).await, before);
}

#[tokio::test]
async fn a_frozen_server_is_waited_for_a_few_times_only() {
    let Some(servers) = Servers::start(1) else {
        return;
    };
    let cache = Home::on(&servers.addresses()).process();
    ask(&cache, &key(), "first").await;
    servers.freeze();
    assert!(cost(&cache).await < Duration::from_millis(20));
    servers.thaw();
    until_kept(&cache, &key()).await;
}

/// The server cannot be told that its answers are void, and comes back with all of them.
#[tokio::test]
async fn what_is_voided_during_an_outage_is_void_after_it() {
    let Some(servers) = Servers::start(2) else {
        return;
    };
    let home = Home::on(&servers.addresses());
    let (one, other) = (home.process(), home.process());
    let space = Space::new(Some(1), "tasks");
    ask(&one, &key(), "old").await;
    ask(&one, &listed(&one, space).await, "old").await;
    servers.freeze();
    one.drop(&key());
    one.bump(space);
    assert_eq!(ask(&one, &key(), "new").await, "new");
    servers.thaw();
    // Never the old one in the process that voided it, however soon the server is back.
    for _ in 0..20 {
        assert_eq!(ask(&one, &key(), "new").await, "new");
        assert_eq!(ask(&one, &listed(&one, space).await, "new").await, "new");
    }
    until_settled(&one).await;
    until_kept(&other, &Key::new(Some(1), "other", 1, 1)).await;
    assert_eq!(ask(&other, &key(), "new").await, "new");
    assert_eq!(
        ask(&other, &listed(&other, space).await, "new").await,
        "new"
    );
}

#[tokio::test]
async fn a_server_is_emptied_where_too_much_was_voided_to_remember() {
    let Some(servers) = Servers::start(1) else {
        return;
    };
    let home = Home::on(&servers.addresses());
    let (one, other) = (home.process(), home.process());
    let untold = Key::new(Some(1), "untold", 1, 1);
    ask(&one, &untold, "old").await;
    servers.freeze();
    for id in 0..=20_000 {
        one.drop(&Key::new(Some(1), "task", id, 1));
    }
    assert_eq!(
        ask(&one, &untold, "unknown").await,
        "unknown",
        "not asked until then"
    );
    servers.thaw();
    until_settled(&one).await;
    assert_eq!(other.get::<String>(&untold).await, None);
    until_kept(&one, &key()).await;
}

#[tokio::test]
async fn a_generation_is_not_given_again_after_a_flush() {
    let Some(servers) = Servers::start(2) else {
        return;
    };
    let home = Home::on(&servers.addresses());
    let (one, other) = (home.process(), home.process());
    let space = Space::new(Some(1), "tasks");
    let mut seen = std::collections::HashSet::new();
    for _ in 0..50 {
        let generation = one.generation(space).await;
        assert_eq!(other.generation(space).await, generation);
        assert!(seen.insert(generation));
        servers.say("flush_all");
    }
}

#[tokio::test]
async fn servers_that_were_never_there_stop_nobody() {
    let nowhere = [
        "127.0.0.1:1",
        "no-such-host.invalid",
        "127.0.0.1:1,127.0.0.1:2",
    ];
    for servers in nowhere {
        let cache = Home::on(servers).process();
        assert!(cost(&cache).await < Duration::from_millis(20), "{servers}");
        cache.put(&key(), MINUTE, &"x").await.unwrap();
        assert_eq!(cache.get::<String>(&key()).await, None);
        cache.bump(Space::new(Some(1), "tasks"));
        assert!(!cache.settled().await);
    }
}

#[tokio::test]
async fn one_dead_server_of_two_takes_only_its_own_keys_with_it() {
    let (Some(mut dead), Some(alive)) = (Servers::start(1), Servers::start(1)) else {
        return;
    };
    let servers = format!("{},{}", dead.addresses(), alive.addresses());
    let cache = Home::on(&servers).process();
    let keys: Vec<Key> = (0..100)
        .map(|id| Key::new(Some(1), "task", id, 1))
        .collect();
    for key in &keys {
        ask(&cache, key, "kept").await;
    }
    dead.kill();
    let mut kept = 0;
    for key in &keys {
        kept += u32::from(ask(&cache, key, "again").await == "kept");
    }
    assert!((30..70).contains(&kept), "{kept} of 100");
}

#[tokio::test]
async fn what_a_command_voids_is_sent_before_it_ends() {
    let Some(home) = Home::find() else { return };
    let (web, command) = (home.process(), home.process());
    ask(&web, &key(), "old").await;
    command.drop(&key());
    drop(command);
    assert_eq!(web.get::<String>(&key()).await, None);
}

#[tokio::test]
async fn what_is_found_and_what_is_not_is_counted() {
    // A machine so busy that a healthy server misses its 250 ms is counted too; then once more.
    for entity in ["counted", "counted_2", "counted_3", "counted_4"] {
        let Some(servers) = Servers::start(1) else {
            return;
        };
        let text = counted(&servers, entity).await;
        let lookups =
            format!("blimp_cache_lookups_total{{place=\"memcached\",entity=\"{entity}\",outcome=");
        let address = servers.addresses();
        if !text.contains(&format!("{lookups}\"away\"}} 1\n")) && entity != "counted_4" {
            continue;
        }
        for line in [
            format!("{lookups}\"miss\"}} 1\n"),
            format!("{lookups}\"hit\"}} 2\n"),
            format!("{lookups}\"refused\"}} 1\n"),
            format!("{lookups}\"away\"}} 1\n"),
            format!("blimp_cache_errors_total{{server=\"{address}\"}} 1\n"),
            format!("blimp_cache_unsent{{server=\"{address}\"}} 1\n"),
        ] {
            assert!(text.contains(&line), "{line}{text}");
        }
        return;
    }
}

/// The metrics after a miss, two hits, garbage and a server that stands still.
async fn counted(servers: &Servers, entity: &'static str) -> String {
    let home = Home::on(&servers.addresses());
    let (cache, below) = (home.process(), home.below());
    let key = Key::new(Some(1), entity, 1, 1);
    let wire = below.wire(&key.text(0));
    for _ in 0..3 {
        ask(&cache, &key, "kept").await;
    }
    // Where the machine is too busy for this put, the next ask is no `refused` and the test tells.
    if let Some(server) = below.server(&wire) {
        drop(server.put(&wire, MINUTE, b"garbage".to_vec()).await);
    }
    ask(&cache, &key, "kept").await;
    servers.freeze();
    ask(&cache, &key, "kept").await;
    cache.drop(&key);
    let text = blimp_watch::metrics::render();
    servers.thaw();
    text
}
