//! The doorbell: waits inside Redis for the next entry, on a connection of its own.

use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::streams::StreamReadReply;
use redis::{AsyncConnectionConfig, RedisResult};
use tokio::time::sleep;

use super::script;
use super::stream::{self, GROUP, Raw};
use super::wire::Wire;

/// How long Redis keeps us waiting.
const BLOCK_MS: u64 = 1_000;
/// How long its answer to that may take in all.
const ANSWER: Duration = Duration::from_secs(3);
const CONNECT: Duration = Duration::from_secs(1);
/// Between two tries to connect.
const REST: Duration = Duration::from_millis(500);

impl Wire {
    /// Relays, and rings for new entries, for as long as it is polled.
    pub(crate) async fn serve(&self, poll: Duration) {
        tokio::join!(self.relay(poll), self.listen());
    }

    /// Takes one entry at a time, whenever the worker has nothing else to do.
    async fn listen(&self) {
        let mut armed = self.armed.subscribe();
        let mut connection = None;
        while armed.wait_for(|armed| *armed).await.is_ok() {
            if let Err(error) = self.wait(&mut connection).await {
                tracing::debug!(%error, "cannot wait for entries in Redis");
                connection = None;
                sleep(REST).await;
            }
        }
    }

    async fn wait(&self, held: &mut Option<MultiplexedConnection>) -> RedisResult<()> {
        let connection = match held {
            Some(connection) => connection,
            None => held.insert(self.connect().await?),
        };
        let mut cmd = redis::cmd("XREADGROUP");
        cmd.arg("GROUP").arg(GROUP).arg(&self.me);
        cmd.arg("COUNT").arg(1).arg("BLOCK").arg(BLOCK_MS);
        cmd.arg("STREAMS");
        for stream in &self.streams {
            cmd.arg(&stream.key);
        }
        for _ in &self.streams {
            cmd.arg(">");
        }
        match cmd.query_async(connection).await {
            Ok(Some(reply)) => self.answer(reply).await,
            Ok(None) => {}
            // Somebody emptied Redis, or put something else in a stream's place.
            Err(error) if error.code().is_some() => {
                let places: Vec<usize> = (0..self.streams.len()).collect();
                let group = [GROUP.to_owned()];
                if let Err(down) = self.run::<i64>(&script::READY, &places, &group).await {
                    self.lost(&down);
                }
                return Err(error);
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    async fn answer(&self, reply: StreamReadReply) {
        let place = |key: &str| self.streams.iter().position(|one| one.key == key);
        let mut raw: Vec<Raw> = Vec::new();
        for stream in reply.keys {
            let Some(place) = place(&stream.key) else {
                continue;
            };
            for entry in stream.ids {
                let job: Option<String> = entry.get("job");
                raw.push((place + 1, entry.id, job.unwrap_or_default()));
            }
        }
        let places: Vec<usize> = (0..self.streams.len()).collect();
        let known = self.known(stream::entries(raw, &places)).await;
        if known.is_empty() {
            return;
        }
        self.armed.send_replace(false);
        self.keep(known);
        self.ring();
    }

    async fn connect(&self) -> RedisResult<MultiplexedConnection> {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECT))
            .set_response_timeout(Some(ANSWER));
        let client = self.redis.client();
        client
            .get_multiplexed_async_connection_with_config(&config)
            .await
    }
}
