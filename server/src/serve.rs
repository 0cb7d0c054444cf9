//! The process: listens, answers, works, and stops without dropping anything.
//!
//! On SIGTERM and SIGINT it stops; on SIGUSR2 it starts a successor on its socket, and stops once
//! that answers. Either way whatever was asked is answered, and clients that keep a connection
//! are told to open another: where the socket lives on, they find the next process behind it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, Request};
use blimp_kit::Result;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use crate::handover::{Door, Heir};
use crate::{House, router};

/// A client that has not sent its headers by then is cut off.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);
/// Requests in progress get this long after SIGTERM.
const GRACE: Duration = Duration::from_secs(25);
/// Where the socket lives on, how long this process keeps taking connections that nobody else may
/// take yet, and how long kept connections get to ask once more and hear that they must move.
const LINGER: Duration = Duration::from_secs(2);
/// Connections open at once; more wait in the kernel.
const CONNECTIONS: usize = 10_000;

/// What one process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Answers requests and works.
    All,
    /// Answers requests only.
    Web,
    /// Works only.
    Worker,
}

/// Runs until SIGTERM or SIGINT, a second one of which ends it at once, or until a successor that
/// SIGUSR2 called for answers.
pub async fn run(house: House, door: Option<Door>, duty: Duty) -> Result {
    let stop = stop_on_signal()?;
    let work = async {
        if duty == Duty::Web {
            Ok(())
        } else {
            house.work(stop.clone()).await
        }
    };
    let web = async {
        let Some(Door { listener, kept }) = door else {
            return Ok(());
        };
        let listener = Arc::new(listener);
        let heir = Heir::of(Arc::downgrade(&listener));
        let router = router::build(&house)?;
        let web = Web {
            router,
            kept,
            heir: &heir,
            feed: &house.blimp.feed,
        };
        tokio::select! {
            result = web.listen(listener, &stop) => result,
            error = succession(&heir, &stop) => error,
        }
    };
    let (work, web) = tokio::join!(guard(work, &stop), guard(web, &stop));
    work.and(web)
}

/// Starts a successor on each SIGUSR2, until one answers. Ends only where signals do.
async fn succession(heir: &Heir, stop: &CancellationToken) -> Result {
    let mut called = signal(SignalKind::user_defined2()).context("cannot wait for SIGUSR2")?;
    while called.recv().await.is_some() {
        match heir.succeed().await {
            Ok(process) => {
                tracing::info!(process, "a successor answers; stopping");
                stop.cancel();
            }
            Err(error) => tracing::error!(%error, "no successor; this process goes on"),
        }
    }
    std::future::pending().await
}

/// Ends the whole process when one part of it fails.
async fn guard(part: impl Future<Output = Result>, stop: &CancellationToken) -> Result {
    let result = part.await;
    if result.is_err() {
        stop.cancel();
    }
    result
}

fn stop_on_signal() -> Result<CancellationToken> {
    let stop = CancellationToken::new();
    let mut term = signal(SignalKind::terminate()).context("cannot wait for SIGTERM")?;
    let mut int = signal(SignalKind::interrupt()).context("cannot wait for SIGINT")?;
    let told = stop.clone();
    #[expect(clippy::disallowed_methods, reason = "lives as long as the process")]
    tokio::spawn(async move {
        for again in [false, true] {
            tokio::select! {
                _ = term.recv() => {}
                _ = int.recv() => {}
            }
            if again {
                std::process::exit(130);
            }
            tracing::info!("stopping; once more to stop at once");
            told.cancel();
        }
    });
    Ok(stop)
}

/// What answers.
struct Web<'a> {
    router: Router,
    /// Whether the socket outlives this process even without an heir.
    kept: bool,
    heir: &'a Heir,
    feed: &'a blimp_http::live::Feed,
}

/// The connections of this process.
struct Open {
    graceful: GracefulShutdown,
    tasks: JoinSet<()>,
    places: Arc<Semaphore>,
}

impl Web<'_> {
    /// Answers on `listener` until `stop`; then lets requests in progress finish.
    async fn listen(self, listener: Arc<TcpListener>, stop: &CancellationToken) -> Result {
        let mut open = Open {
            graceful: GracefulShutdown::new(),
            tasks: JoinSet::new(),
            places: Arc::new(Semaphore::new(CONNECTIONS)),
        };
        tokio::select! {
            result = self.accept(&listener, &mut open, stop) => return result,
            () = stop.cancelled() => {}
        }
        if self.kept && !self.heir.is_ready() {
            // Whoever comes next may not be there yet.
            let more = self.accept(&listener, &mut open, stop);
            drop(tokio::time::timeout(LINGER, more).await);
        }
        drop(listener);
        self.feed.stop();
        if self.kept || self.heir.is_ready() {
            let moved = async { while open.tasks.join_next().await.is_some() {} };
            drop(tokio::time::timeout(LINGER, moved).await);
        }
        if tokio::time::timeout(GRACE, open.graceful.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("some requests did not finish in time");
        }
        Ok(())
    }

    /// Takes connections. Dropped between two of them, it loses none.
    async fn accept(
        &self,
        listener: &TcpListener,
        open: &mut Open,
        stop: &CancellationToken,
    ) -> Result {
        loop {
            let place = Arc::clone(&open.places)
                .acquire_owned()
                .await
                .context("no place")?;
            let (stream, peer) = match listener.accept().await {
                Ok(accepted) => accepted,
                // Out of file handles, or the client is gone already: the next one may do.
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    continue;
                }
            };
            let connection = connection(stream, peer, self.router.clone(), stop.clone());
            let connection = open.graceful.watch(connection);
            open.tasks.spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!(%error, "a connection broke");
                }
                drop(place);
            });
            while open.tasks.try_join_next().is_some() {}
        }
    }
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    stop: CancellationToken,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = router.clone().oneshot(request.map(Body::new));
        let stop = stop.clone();
        async move {
            let mut response = answer.await?;
            if stop.is_cancelled() {
                let close = HeaderValue::from_static("close");
                response.headers_mut().insert(CONNECTION, close);
            }
            Ok::<_, std::convert::Infallible>(response)
        }
    });
    // Small answers go out at once; without it each waits for the client's acknowledgement.
    drop(stream.set_nodelay(true));
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .serve_connection(TokioIo::new(stream), service)
}
