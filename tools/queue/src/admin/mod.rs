//! What people do about jobs: look, retry, cancel, limit.
//!
//! Start with [`list()`] for jobs that wait, run or are dead, [`history()`] for those that ended, and
//! [`queues`] for how many stand where.

mod act;
mod bulk;
mod depth;
mod describe;
mod history;
mod list;
mod pulse;

pub use act::{Change, cancel, retry, set_queue};
pub use bulk::{Bulk, Chunk, cancel_chunk, in_chunks, retry_chunk};
pub use depth::{CAP, QueueRow, queues};
pub use describe::describe;
pub use history::{EndedFilter, EndedRow, find_ended, history};
pub use list::{JobFilter, JobRow, find, list, running, waits_for};
pub use pulse::{KindPulse, Pulse, pulse};
