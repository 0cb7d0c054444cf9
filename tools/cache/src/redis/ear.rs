//! Listening to a channel for as long as the process lives.

use std::time::Duration;

use ::redis::RedisResult;
use ::redis::aio::PubSubStream;
use futures::StreamExt as _;
use tokio::time::{sleep, timeout};

use super::link::Redis;

/// Whoever publishes says something at least so often, so that listeners know that they can hear.
pub(crate) const BEAT: Duration = Duration::from_secs(10);
/// A listener that has heard nothing for this long listens anew.
const SILENCE: Duration = Duration::from_secs(25);
/// Between tries to listen, twice as long each time.
const FIRST_TRY: Duration = Duration::from_millis(100);
const LAST_TRY: Duration = Duration::from_secs(5);
/// How long it may take to be connected and subscribed.
const CONNECT: Duration = Duration::from_secs(2);

/// Calls `heard` with every message, and with none whenever it begins to listen: what was said
/// before that is lost.
pub(crate) async fn listen(redis: &Redis, channel: &str, mut heard: impl FnMut(Option<&str>)) -> ! {
    let mut pause = FIRST_TRY;
    loop {
        match timeout(CONNECT, subscribe(redis, channel)).await {
            Ok(Ok(messages)) => {
                pause = FIRST_TRY;
                heard(None);
                hear(messages, &mut heard).await;
                tracing::debug!(channel, "nothing to hear from Redis; listening anew");
            }
            Ok(Err(error)) => tracing::debug!(%error, channel, "Redis lets nobody listen"),
            Err(_) => tracing::debug!(channel, "Redis does not answer"),
        }
        sleep(pause).await;
        pause = (pause * 2).min(LAST_TRY);
    }
}

async fn subscribe(redis: &Redis, channel: &str) -> RedisResult<PubSubStream> {
    let (mut sink, messages) = redis.client().get_async_pubsub().await?.split();
    sink.subscribe(redis.key(channel)).await?;
    Ok(messages)
}

/// Until the connection breaks or falls silent.
async fn hear(mut messages: PubSubStream, heard: &mut impl FnMut(Option<&str>)) {
    while let Ok(Some(message)) = timeout(SILENCE, messages.next()).await {
        // What is no text is not of ours.
        if let Ok(text) = message.get_payload::<String>() {
            heard(Some(&text));
        }
    }
}
