//! Cache: what was worked out a moment ago. Never the only copy, never trusted to be there.
//!
//! Start with [`Cache::get_or`]: it answers from the cache or fills it, once for all who ask at
//! the same time. Three ways to keep an answer true, best first:
//! 1. the row's version in the [`Key`]: a write needs no invalidation, the next reader asks for
//!    another key;
//! 2. a [`Space`] for lists: its generation is part of the key, [`Cache::bump`] makes all of its
//!    keys unreachable;
//! 3. [`Cache::drop`] for single keys.
//!
//! All three are called after the commit (`tx.after_commit`), never before or inside it.
//!
//! **Invariant:** a reader that starts after a `bump` or `drop` never gets what was read before
//! it. An answer that was being worked out meanwhile is stored where nobody looks any more.

pub mod config;
mod breaker;
mod key;
mod generations;
mod outcome;
mod entry;
mod memory;
mod memcached;
mod cache;
pub mod redis;
#[cfg(test)]
mod real;
pub mod presence;
pub mod stats;

pub use cache::Cache;
pub use config::SETTINGS;
pub use key::{Key, Space};
