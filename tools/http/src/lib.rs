//! Http: what every route shares.
//!
//! Handlers take [`Caller`], [`Path`], [`Filter`] and [`Json`], change things through [`write()`],
//! and answer `Result<Response>` whose error is a [`Problem`] (RFC 9457). `Problem`'s
//! `From<kit::Error>` is the only place where faults are logged and refusals become statuses.
//! The server puts [`layers::wrap`] around all routes, and one [`live::Feed`] tells browsers what
//! happened.

pub mod config;
mod condition;
mod caller;
pub mod docs;
mod download;
pub mod etag;
mod extract;
mod idempotency;
mod proxies;
mod limits;
pub mod layers;
pub mod live;
pub mod openapi;
mod problem;
mod reply;
pub mod schema;
#[cfg(test)]
mod testing;

pub use caller::{Caller, ClientIp, RequestId};
pub use download::{Wanted, download, hand_over};
pub use extract::{Filter, Json, Path, double_option, present};
pub use idempotency::{PruneIdempotencyKeys, migrations, write};
pub use layers::{Layers, wrap};
pub use limits::{Class, Quota};
pub use live::{Feed, Viewer};
pub use problem::{Problem, ProblemBody, Result};
pub use proxies::{BadProxies, TrustedProxies};
pub use reply::Reply;
