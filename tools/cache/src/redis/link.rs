//! The connection: one that many use at once, that comes back by itself and never keeps anybody
//! waiting for long.

use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ::redis::aio::{ConnectionManager, ConnectionManagerConfig};
use ::redis::{Client, Cmd, FromRedisValue, Pipeline, RedisResult};
use blimp_kit::{Error, Result, Settings};

use super::config::{REDIS_PREFIX, REDIS_TLS_INSECURE, REDIS_URL};
use super::down::Down;
use crate::breaker::{Breaker, Turn};

/// How long an answer, or a connection, may take.
const PATIENCE: Duration = Duration::from_millis(250);

/// How to reach a Redis.
#[derive(Debug, Clone)]
pub struct Options {
    /// `redis://…` or `rediss://…`.
    pub url: String,
    /// Whether any certificate will do.
    pub insecure: bool,
    /// What stands before every key.
    pub prefix: String,
}

/// A Redis that may be away. Cheap to clone: all clones share one connection.
#[derive(Clone)]
pub struct Redis {
    link: Arc<Link>,
    breaker: Arc<Breaker>,
    patience: Duration,
    prefix: Arc<str>,
}

impl fmt::Debug for Redis {
    /// Without its address, which may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redis")
            .field("prefix", &self.prefix)
            .field("up", &self.is_up())
            .finish_non_exhaustive()
    }
}

struct Link {
    client: Client,
    connection: Mutex<ConnectionManager>,
}

impl Redis {
    /// The Redis at `url`, with the usual prefix. Only reads the address: the first call connects,
    /// so that a dead Redis stops nobody. Needs a Tokio runtime around it.
    pub fn open(url: &str) -> Result<Self> {
        Self::with(&Options {
            url: url.to_owned(),
            insecure: false,
            prefix: REDIS_PREFIX.default.to_owned(),
        })
    }

    /// The same, with everything said.
    pub fn with(options: &Options) -> Result<Self> {
        // Whichever room comes first sets it for the process; they all choose the same one.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut url = options.url.clone();
        if options.insecure && url.starts_with("rediss://") {
            url.push_str("#insecure");
        }
        let client = Client::open(url).map_err(|error| {
            let error = anyhow::Error::from(error);
            error.context("expected redis://host:port/number or rediss://…")
        })?;
        Ok(Self {
            link: Arc::new(Link {
                connection: Mutex::new(connection(&client)?),
                client,
            }),
            breaker: Arc::default(),
            patience: PATIENCE,
            prefix: options.prefix.as_str().into(),
        })
    }

    /// What the operator's settings say; none without `REDIS_URL`.
    pub fn from_settings(settings: &Settings) -> Result<Option<Self>> {
        let url: Option<String> = settings.find(&REDIS_URL).map_err(anyhow::Error::from)?;
        let Some(url) = url else { return Ok(None) };
        let options = Options {
            url,
            insecure: is_on(settings.text(&REDIS_TLS_INSECURE))?,
            prefix: settings.text(&REDIS_PREFIX).to_owned(),
        };
        Self::with(&options).map(Some)
    }

    /// The same connection for calls that wait `patience` at most (250 ms is the longest). Their
    /// failures are counted apart: a Redis too slow for them may do for others.
    #[must_use]
    pub fn within(&self, patience: Duration) -> Self {
        Self {
            patience: patience.min(PATIENCE),
            breaker: Arc::default(),
            ..self.clone()
        }
    }

    /// For connections of one's own: `XREADGROUP BLOCK`, `SUBSCRIBE`.
    pub fn client(&self) -> &Client {
        &self.link.client
    }

    /// What stands before every key and channel.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// A key of ours.
    pub fn key(&self, name: impl std::fmt::Display) -> String {
        format!("{}{name}", self.prefix)
    }

    /// Whether it answered last time, as far as we know.
    pub fn is_up(&self) -> bool {
        self.breaker.is_closed()
    }

    /// Whether it answers now; "not now" while the breaker is open.
    pub async fn ping(&self) -> Result {
        self.query::<()>(&::redis::cmd("PING")).await?;
        Ok(())
    }

    /// Asks one thing.
    pub async fn query<T: FromRedisValue>(&self, cmd: &Cmd) -> Result<T, Down> {
        let mut connection = self.link.connection();
        self.guard(async move { cmd.query_async(&mut connection).await })
            .await
    }

    /// Asks several things in one go; all or nothing where it is `atomic()`.
    pub async fn pipe<T: FromRedisValue>(&self, pipe: &Pipeline) -> Result<T, Down> {
        let mut connection = self.link.connection();
        self.guard(async move { pipe.query_async(&mut connection).await })
            .await
    }

    async fn guard<T>(&self, call: impl Future<Output = RedisResult<T>>) -> Result<T, Down> {
        let Some(pass) = self.breaker.enter() else {
            return Err(Down::OPEN);
        };
        let result = match tokio::time::timeout(self.patience, call).await {
            Ok(result) => result.map_err(Down::of),
            Err(_) => Err(Down::late(self.patience)),
        };
        let down = result.as_ref().err().filter(|down| !down.is_refusal());
        let turn = pass.end(down.is_none());
        if let Some(down) = down {
            self.after_failure(turn, down);
        } else if turn == Turn::Closed {
            tracing::info!("Redis answers again");
        }
        result
    }

    fn after_failure(&self, turn: Turn, down: &Down) {
        if turn == Turn::Opened {
            tracing::warn!(error = %down, "Redis does not answer; going on without it");
        }
        // A connection to a machine that is gone says nothing for many minutes: take a new one.
        if turn != Turn::Stays && self.patience == PATIENCE {
            self.link.renew();
        }
    }
}

impl Link {
    fn connection(&self) -> ConnectionManager {
        let held = self.connection.lock();
        held.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn renew(&self) {
        let mut held = self
            .connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        match connection(&self.client) {
            Ok(new) => *held = new,
            Err(error) => tracing::warn!(%error, "no new connection to Redis"),
        }
    }
}

fn is_on(text: &str) -> Result<bool> {
    match text {
        "on" | "true" | "1" => Ok(true),
        "off" | "false" | "0" | "" => Ok(false),
        _ => Err(Error::fault("REDIS_TLS_INSECURE: expected on or off")),
    }
}

/// Connects when it is first used, and again after it broke.
fn connection(client: &Client) -> Result<ConnectionManager> {
    let config = ConnectionManagerConfig::new()
        .set_number_of_retries(0)
        .set_connection_timeout(Some(PATIENCE))
        .set_response_timeout(Some(PATIENCE * 2));
    let made = client.get_connection_manager_lazy(config);
    Ok(made.map_err(anyhow::Error::from)?)
}
