//! `blimp jobs` and `blimp queues`: the queue from the command line.

mod bulk;
mod jobs;
mod queues;
mod show;
mod table;
mod top;

pub use jobs::JobsCommand;
pub use queues::QueuesCommand;
