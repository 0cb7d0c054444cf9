//! What `bench/run` cannot measure from outside: open-loop latency, the queue inside a process,
//! and SQLite without Blimp around it. Each command prints one line of JSON.

use std::io::Write as _;

use anyhow::Result;
use clap::{Parser, Subcommand};
use serde_json::Value;

mod cpu;
mod load;
mod percentile;
mod queue;
mod raw;
mod target;
mod wire;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Debug, Parser)]
#[command(about = "The measuring side of bench/.")]
struct Cli {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Send requests at a fixed rate, whatever the answers do.
    Load(load::Load),
    /// Put jobs into the queue, work through them, or measure how long they wait.
    Queue(queue::Queue),
    /// Run the statements of Blimp's own pages on the SQLite file, with nothing around them.
    Raw(raw::Raw),
}

#[tokio::main]
async fn main() -> Result<()> {
    let found: Value = match Cli::parse().what {
        What::Load(load) => load.run()?,
        What::Queue(queue) => queue.run().await?,
        What::Raw(raw) => raw.run().await?,
    };
    writeln!(std::io::stdout(), "{found}")?;
    Ok(())
}
