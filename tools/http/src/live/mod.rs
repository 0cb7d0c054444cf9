//! Live updates: facts told to whoever may see them, as they happen (Server-Sent Events).
//!
//! One [`Feed`] in each process follows the event table by `event.seq`; each viewer's [`stream()`]
//! asks, for every batch, what this viewer may see now. A viewer that falls behind reads on from
//! the table, so the memory held for it is bounded and nothing is lost.
//!
//! ```text
//! async fn watch_live(State(blimp): State<Blimp>, actor: Actor, viewer: Viewer) -> Result {
//!     stream(&blimp.feed, &blimp.db, viewer, move |conn, facts| queries::seen(conn, &actor, facts)).await
//! }
//! ```
//!
//! Who is somewhere with others is also told who they are ([`Sees::present`]). That is no fact: it
//! has no number, is not told again, and may be lost.

mod feed;
mod queries;
mod seats;
mod sees;
mod stream;

pub use feed::{Feed, Room};
pub use sees::Sees;
pub use stream::{Viewer, stream};

#[cfg(test)]
mod tests;
