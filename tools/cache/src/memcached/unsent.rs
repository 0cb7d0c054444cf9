//! Unsent: which answers on a server are void, until the server knows.
//!
//! `tx.after_commit` cannot wait for a network. So what it voids is written down here, is gone
//! for this process at once, and a thread carries it to the server: within a millisecond mostly,
//! and after an outage as soon as the server is back.

use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use blimp_watch::metrics::house;
use memcache::exp::{Delete, MetaClient, Op, Set, Ttl};
use tokio::sync::watch;

use super::numbers::{GENERATION_LIFE, Numbers};
use super::patience::{PATIENCE, count, tell};
use crate::breaker::Breaker;

/// Beyond so many keys the server is emptied instead.
const MOST: usize = 20_000;
/// Keys in one round trip.
const BATCH: usize = 500;
/// How long to wait after a failure.
const PAUSE: Duration = Duration::from_millis(200);

/// What makes an answer void.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Remove what is there.
    Remove,
    /// Put a new generation there.
    Renew,
}

/// The orders for one server, and the thread that carries them.
pub(super) struct Unsent {
    desk: Arc<Desk>,
    thread: Option<JoinHandle<()>>,
}

struct Desk {
    server: String,
    numbers: Numbers,
    breaker: Arc<Breaker>,
    waiting: Mutex<Waiting>,
    /// How many wait, so that readers mostly need no lock.
    count: AtomicUsize,
    bell: Condvar,
    /// The number of the oldest order that waits; the largest number where none does.
    oldest: watch::Sender<u64>,
}

#[derive(Default)]
struct Waiting {
    orders: HashMap<String, (u64, Order)>,
    /// The number of the order to empty the server.
    empty: Option<u64>,
    last: u64,
    closing: bool,
}

impl Waiting {
    fn oldest(&self) -> u64 {
        let numbers = self.orders.values().map(|(number, _)| *number);
        numbers.chain(self.empty).min().unwrap_or(u64::MAX)
    }

    fn len(&self) -> usize {
        self.orders.len() + usize::from(self.empty.is_some())
    }
}

impl Unsent {
    /// Nothing to carry yet.
    pub(super) fn new(
        server: &str,
        numbers: Numbers,
        breaker: Arc<Breaker>,
    ) -> std::io::Result<Self> {
        let desk = Arc::new(Desk {
            server: server.to_owned(),
            numbers,
            breaker,
            waiting: Mutex::default(),
            count: AtomicUsize::new(0),
            bell: Condvar::new(),
            oldest: watch::Sender::new(u64::MAX),
        });
        let carrier = Arc::clone(&desk);
        let thread = thread::Builder::new()
            .name("blimp-cache".to_owned())
            .spawn(move || carrier.work())?;
        Ok(Self {
            desk,
            thread: Some(thread),
        })
    }

    /// Takes an order about `key`.
    pub(super) fn push(&self, key: String, order: Order) {
        self.desk.push(key, order);
    }

    /// Whether what the server has under `key` is void.
    pub(super) fn voids(&self, key: &str) -> bool {
        if self.desk.count.load(Ordering::SeqCst) == 0 {
            return false;
        }
        let waiting = self.desk.waiting();
        waiting.empty.is_some() || waiting.orders.contains_key(key)
    }

    /// Waits until the server has all orders taken so far.
    pub(super) async fn sent(&self) {
        let last = self.desk.waiting().last;
        let mut oldest = self.desk.oldest.subscribe();
        // The sender is ours: it lives as long as we do.
        drop(oldest.wait_for(|oldest| *oldest > last).await);
    }
}

impl Drop for Unsent {
    /// Gives the last orders, such as those of a command that ends here, one chance.
    fn drop(&mut self) {
        let waits = {
            let mut waiting = self.desk.waiting();
            waiting.closing = true;
            waiting.len() > 0
        };
        self.desk.bell.notify_all();
        if let Some(thread) = self.thread.take()
            && waits
        {
            drop(thread.join());
        }
    }
}

impl Desk {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, key: String, order: Order) {
        let mut waiting = self.waiting();
        waiting.last += 1;
        let number = waiting.last;
        if waiting.empty.is_some() || waiting.orders.len() >= MOST {
            waiting.orders.clear();
            waiting.empty = Some(number);
        } else {
            waiting.orders.insert(key, (number, order));
        }
        self.counted(&waiting);
        self.oldest.send_if_modified(|oldest| {
            let first = *oldest == u64::MAX;
            *oldest = number.min(*oldest);
            first
        });
        drop(waiting);
        self.bell.notify_all();
    }

    /// To be called under the lock, so that nobody sees an old count after a new order.
    fn counted(&self, waiting: &Waiting) {
        self.count.store(waiting.len(), Ordering::SeqCst);
        let count = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
        house::CACHE_UNSENT.set([&self.server], count);
    }

    /// The thread: carries what waits until the house closes.
    fn work(&self) {
        let mut client = None;
        loop {
            let mut waiting = self.waiting();
            while waiting.len() == 0 && !waiting.closing {
                let rung = self.bell.wait(waiting);
                waiting = rung.unwrap_or_else(PoisonError::into_inner);
            }
            let closing = waiting.closing;
            if waiting.len() == 0 {
                return;
            }
            let empty = waiting.empty;
            let orders = waiting.orders.iter().take(BATCH);
            let batch = orders.map(|(key, order)| (key.clone(), *order)).collect();
            drop(waiting);
            if self.carry(&mut client, empty, batch) {
                continue;
            }
            if closing {
                return;
            }
            let waiting = self.waiting();
            let rung = self
                .bell
                .wait_timeout_while(waiting, PAUSE, |waiting| !waiting.closing);
            drop(rung);
        }
    }

    /// Carries one load; false where the server did not take it.
    fn carry(
        &self,
        client: &mut Option<MetaClient>,
        empty: Option<u64>,
        batch: Vec<(String, (u64, Order))>,
    ) -> bool {
        let Some(pass) = self.breaker.enter() else {
            return false;
        };
        let taken = match empty {
            Some(_) => flush(&self.server).is_ok(),
            None => self.send(client, &batch),
        };
        tell(&self.server, pass.end(taken));
        if !taken {
            count(&self.server, &"what was voided was not taken");
            // The name may stand for another address by now.
            *client = None;
            return false;
        }
        let mut waiting = self.waiting();
        // What was ordered in the meantime, for all or for the same key, has still to go.
        if empty.is_some() && waiting.empty == empty {
            waiting.empty = None;
        }
        for (key, order) in batch {
            if empty.is_none() && waiting.orders.get(&key) == Some(&order) {
                waiting.orders.remove(&key);
            }
        }
        self.counted(&waiting);
        self.oldest.send_replace(waiting.oldest());
        true
    }

    fn send(&self, client: &mut Option<MetaClient>, batch: &[(String, (u64, Order))]) -> bool {
        let client = match client {
            Some(client) => client,
            None => match connect(&self.server) {
                Ok(new) => client.insert(new),
                Err(_) => return false,
            },
        };
        let mut operations = Vec::with_capacity(batch.len());
        for (key, (_, order)) in batch {
            operations.push(match order {
                Order::Remove => Op::from(Delete::new(key)),
                // A new number each time it is sent: one that was used must not come back.
                Order::Renew => match self.numbers.fresh(key) {
                    Ok((_, bytes)) => Set::new(key, bytes).ttl(Ttl::secs(GENERATION_LIFE)).into(),
                    Err(_) => return false,
                },
            });
        }
        let answers = client.run_batch(operations);
        answers.is_ok_and(|answers| answers.iter().all(Result::is_ok))
    }
}

fn connect(server: &str) -> memcache::exp::Result<MetaClient> {
    MetaClient::builder()
        .connect_timeout(Some(PATIENCE))
        .io_timeout(Some(PATIENCE))
        .max_idle(1)
        .connect(server)
}

/// Empties a server: too much was voided while it was away.
fn flush(server: &str) -> std::io::Result<()> {
    let mut failure = std::io::Error::other("no address");
    for address in server.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(mut stream) => {
                stream.set_read_timeout(Some(PATIENCE))?;
                stream.set_write_timeout(Some(PATIENCE))?;
                stream.write_all(b"flush_all\r\n")?;
                let mut answer = [0; 4];
                stream.read_exact(&mut answer)?;
                return match &answer {
                    b"OK\r\n" => Ok(()),
                    _ => Err(std::io::Error::other("flush_all was refused")),
                };
            }
            Err(error) => failure = error,
        }
    }
    Err(failure)
}
