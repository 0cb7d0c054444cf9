//! Units of work: closures with their types taken off, so that one thread can run them all.

use std::panic::{AssertUnwindSafe, catch_unwind};

use blimp_kit::{Error, Result};
use tokio::sync::oneshot;

use crate::tx::Done;
use crate::{Conn, Tx};

/// A write that waits for its turn and then for its commit.
pub(crate) trait Unit: Send {
    /// Runs in a savepoint of the open transaction and keeps the result back.
    fn run(&mut self, tx: &mut Tx);

    /// Runs in a transaction of its own; says whether that is to be kept.
    fn run_alone(&mut self, tx: &mut Tx) -> bool;

    /// What the outcome says of the connection.
    fn health(&self) -> Health;

    /// What follows from it once the commit is durable; nothing where it was refused.
    fn done(&mut self) -> Done;

    /// Tells the caller, once the commit is durable (`Ok`) or has failed.
    fn answer(self: Box<Self>, commit: Result);
}

/// A read; says whether the connection should be looked at before its next use.
pub(crate) type Reading = Box<dyn FnOnce(&mut Conn) -> Health + Send>;

/// What a unit's outcome says of its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Health {
    Good,
    Suspect,
}

impl Health {
    pub(crate) const fn of<T>(result: &Result<T>) -> Self {
        match result {
            Err(Error::Fault(_) | Error::Unavailable(_)) => Self::Suspect,
            _ => Self::Good,
        }
    }
}

pub(crate) struct Write<F, T> {
    work: Option<F>,
    result: Option<Result<T>>,
    done: Done,
    reply: oneshot::Sender<Result<T>>,
}

impl<F, T> Write<F, T>
where
    F: FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    pub(crate) fn boxed(work: F) -> (Box<dyn Unit>, oneshot::Receiver<Result<T>>) {
        let (reply, answer) = oneshot::channel();
        let unit = Self {
            work: Some(work),
            result: None,
            done: Done::default(),
            reply,
        };
        (Box::new(unit), answer)
    }
}

impl<F, T> Write<F, T>
where
    F: FnOnce(&mut Tx) -> Result<T>,
{
    fn run_as(&mut self, tx: &mut Tx, how: impl FnOnce(&mut Tx, F) -> Result<T>) {
        let Some(work) = self.work.take() else { return };
        tx.start();
        let result = catch_unwind(AssertUnwindSafe(|| how(tx, work)));
        let result = result.unwrap_or_else(|panic| Err(panicked(&*panic)));
        if result.is_ok() {
            self.done = std::mem::take(&mut tx.done);
        }
        self.result = Some(result);
    }
}

impl<F, T> Unit for Write<F, T>
where
    F: FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    fn run(&mut self, tx: &mut Tx) {
        self.run_as(tx, Tx::savepoint);
    }

    fn run_alone(&mut self, tx: &mut Tx) -> bool {
        self.run_as(tx, |tx, work| work(tx));
        matches!(self.result, Some(Ok(_)))
    }

    fn health(&self) -> Health {
        self.result.as_ref().map_or(Health::Good, Health::of)
    }

    fn done(&mut self) -> Done {
        std::mem::take(&mut self.done)
    }

    fn answer(mut self: Box<Self>, commit: Result) {
        let result = match (commit, self.result.take()) {
            (Ok(()), Some(result)) => result,
            // What failed by itself says why; what would have worked says why it was not kept.
            (Err(_), Some(Err(error))) | (Err(error), _) => Err(error),
            (Ok(()), None) => Err(Error::fault("a unit of work was answered before it ran")),
        };
        // The caller may have gone away; the change stands all the same.
        drop(self.reply.send(result));
    }
}

/// Wraps a read so that it answers its caller itself.
pub(crate) fn reading<F, T>(work: F) -> (Reading, oneshot::Receiver<Result<T>>)
where
    F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    let run = move |conn: &mut Conn| {
        let result = catch_unwind(AssertUnwindSafe(|| work(conn)));
        let result = result.unwrap_or_else(|panic| Err(panicked(&*panic)));
        let health = Health::of(&result);
        drop(reply.send(result));
        health
    };
    (Box::new(run), answer)
}

fn panicked(panic: &(dyn std::any::Any + Send)) -> Error {
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    Error::Fault(anyhow::anyhow!("panic in database work: {words}"))
}
