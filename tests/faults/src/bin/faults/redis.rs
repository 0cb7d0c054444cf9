//! Redis frozen, killed, flushed and slow: it carries jobs and wake-ups, and holds no truth.

use std::time::Duration;

use blimp_faults::{Redis, SlowRelay, pause};

use crate::ground::{Ground, at_least};

/// 99.9 %.
const ENOUGH: usize = 9_990;

/// A house with Redis, `fault` under load, a moment to recover, and the look at the whole.
fn under(ground: &Ground, port: u16, fault: impl FnOnce()) -> Result<String, String> {
    let url = format!("redis://127.0.0.1:{port}");
    let house = ground.on_postgres(&[("BROKER_URL", &url), ("REDIS_URL", &url)])?;
    let ((), tally) = house.load("redis", || {
        pause(Duration::from_secs(1));
        fault();
        pause(Duration::from_secs(1));
    });
    let words = at_least(ENOUGH, "during", &tally)?;
    let found = house.settle()?;
    Ok(format!("{words}; afterwards {found}"))
}

/// SIGSTOP, SIGCONT.
pub(crate) fn frozen(ground: &Ground) -> Result<String, String> {
    let redis = Redis::start();
    let time = Duration::from_secs(ground.pick(30, 5));
    let found = under(ground, redis.port, || {
        if let Some(server) = &redis.server {
            server.freeze();
            pause(time);
            server.thaw();
        }
    })?;
    Ok(format!("{} s without an answer; {found}", time.as_secs()))
}

/// SIGKILL, and another one without its memory.
pub(crate) fn killed(ground: &Ground) -> Result<String, String> {
    let mut redis = Redis::start();
    let time = Duration::from_secs(ground.pick(10, 3));
    let found = under(ground, redis.port, || {
        redis.kill();
        pause(time);
        redis.restart();
    })?;
    Ok(format!("{} s without it; {found}", time.as_secs()))
}

/// FLUSHALL.
pub(crate) fn flushed(ground: &Ground) -> Result<String, String> {
    let redis = Redis::start();
    let times = ground.pick(50, 10);
    let found = under(ground, redis.port, || {
        for _ in 0..times {
            redis.flush();
            pause(Duration::from_millis(200));
        }
    })?;
    Ok(format!("flushed {times} times; {found}"))
}

/// Half a second for each command.
pub(crate) fn slow(ground: &Ground) -> Result<String, String> {
    let redis = Redis::start();
    let relay = SlowRelay::before(redis.port);
    let time = Duration::from_secs(ground.pick(20, 4));
    let found = under(ground, relay.port, || {
        relay.set_delay(Duration::from_millis(500));
        pause(time);
        relay.set_delay(Duration::ZERO);
    })?;
    Ok(format!("{} s of that; {found}", time.as_secs()))
}
