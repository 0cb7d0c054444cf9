//! The process: listens, answers, works, and stops without dropping anything.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
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

use crate::{House, router};

/// A client that has not sent its headers by then is cut off.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);
/// Requests in progress get this long after SIGTERM.
const GRACE: Duration = Duration::from_secs(25);
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

/// Runs until SIGTERM or SIGINT; a second one ends it at once.
pub async fn run(house: House, listener: Option<TcpListener>, duty: Duty) -> Result {
    let stop = stop_on_signal()?;
    let work = async {
        if duty == Duty::Web {
            Ok(())
        } else {
            house.runner()?.run(stop.clone()).await
        }
    };
    let web = async {
        let Some(listener) = listener else {
            return Ok(());
        };
        listen(listener, router::build(&house)?, &stop, &house.blimp.feed).await
    };
    let (work, web) = tokio::join!(guard(work, &stop), guard(web, &stop));
    work.and(web)
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

/// Answers on `listener` until `stop`; then lets requests in progress finish.
pub async fn listen(
    listener: TcpListener,
    router: Router,
    stop: &CancellationToken,
    feed: &blimp_http::live::Feed,
) -> Result {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut open = JoinSet::new();
    loop {
        let place = Arc::clone(&places)
            .acquire_owned()
            .await
            .context("no place")?;
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                // Out of file handles, or the client is gone already: the next one may do.
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    continue;
                }
            },
            () = stop.cancelled() => break,
        };
        let connection = graceful.watch(connection(stream, peer, router.clone()));
        open.spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection broke");
            }
            drop(place);
        });
        while open.try_join_next().is_some() {}
    }
    drop(listener);
    feed.stop();
    if tokio::time::timeout(GRACE, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not finish in time");
    }
    Ok(())
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request.map(Body::new))
    });
    // Small answers go out at once; without it each waits for the client's acknowledgement.
    drop(stream.set_nodelay(true));
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .serve_connection(TokioIo::new(stream), service)
}
