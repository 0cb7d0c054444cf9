//! A client that writes until the server is gone, and remembers what was acknowledged.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;

use crate::wire::{Ask, Wire};

/// What a client is doing: a name that nobody else uses, and the request.
#[derive(Debug, Clone)]
struct Operation {
    kind: &'static str,
    name: String,
    ask: Ask,
}

/// One client with its ledger.
#[derive(Debug)]
pub struct Client {
    number: usize,
    wire: Wire,
    ledger: File,
    project: i64,
    users: Vec<i64>,
    made: u64,
    task: Option<i64>,
    /// Sent and not answered: the outcome is unknown until it is sent again.
    pending: Option<Operation>,
    /// Answers other than 2xx, in words.
    pub refused: Vec<String>,
    /// Operations that were sent again after a kill.
    pub repeated: u64,
}

impl Client {
    /// A client that works in `project` and assigns `users`.
    pub fn new(number: usize, wire: Wire, folder: &Path, (project, users): (i64, &[i64])) -> Self {
        let ledger = File::create(folder.join(format!("ledger-{number}"))).expect("a ledger");
        Self {
            number,
            wire,
            ledger,
            project,
            users: users.to_vec(),
            made: 0,
            task: None,
            pending: None,
            refused: Vec::new(),
            repeated: 0,
        }
    }

    /// Writes until `stop` is set or the server is gone.
    pub fn work(&mut self, stop: &AtomicBool) {
        if !self.settle() {
            return;
        }
        while !stop.load(Ordering::Relaxed) {
            let operation = self.next();
            if !self.perform(operation) {
                return;
            }
        }
    }

    /// Sends again what had no answer; false where the server is gone.
    pub fn settle(&mut self) -> bool {
        let Some(operation) = self.pending.take() else {
            return true;
        };
        self.repeated += 1;
        self.perform(operation)
    }

    /// A task, then a comment on it, then somebody to do it.
    fn next(&mut self) -> Operation {
        self.made += 1;
        let name = format!("client {} operation {}", self.number, self.made);
        let key = Some(format!("{}-{}", self.number, self.made));
        match (self.made % 3, self.task) {
            (2, Some(task)) => {
                let ask = Ask::post(format!("/tasks/{task}/comments"), json!({ "text": name }));
                Operation {
                    kind: "comment",
                    name,
                    ask: Ask { key, ..ask },
                }
            }
            (0, Some(task)) => {
                let turn = usize::try_from(self.made / 3).unwrap_or_default() + self.number;
                let user = self.users[turn % self.users.len()];
                let path = format!("/tasks/{task}/assignees/{user}");
                let ask = Ask {
                    method: "PUT",
                    path,
                    body: None,
                    key: None,
                };
                Operation {
                    kind: "assignment",
                    name: format!("{task} {user}"),
                    ask,
                }
            }
            _ => {
                let path = format!("/projects/{}/tasks", self.project);
                let ask = Ask::post(path, json!({ "title": name, "labels": ["load"] }));
                Operation {
                    kind: "task",
                    name,
                    ask: Ask { key, ..ask },
                }
            }
        }
    }

    /// Sends; a 2xx goes to the ledger, and to disk, before anything else is done.
    fn perform(&mut self, operation: Operation) -> bool {
        let Ok(reply) = self.wire.send(&operation.ask) else {
            self.pending = Some(operation);
            return false;
        };
        if !reply.is_done() {
            let Operation { kind, name, .. } = &operation;
            self.refused
                .push(format!("{kind} {name}: {} {}", reply.status, reply.body));
            return true;
        }
        let line = format!("{}\t{}\n", operation.kind, operation.name);
        self.ledger
            .write_all(line.as_bytes())
            .expect("the ledger can be written");
        self.ledger
            .sync_data()
            .expect("the ledger reaches the disk");
        if operation.kind == "task" {
            self.task = reply.body["id"].as_i64();
        }
        true
    }
}
