//! Jobs for tests.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use blimp_kit::{Error, Result};
use blimp_store::{Backoff, Db, Job, Limit, Tx};
use diesel::RunQueryDsl;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::{Semaphore, mpsc};

use crate::{Chore, Registry, Run, Work};

/// What jobs get: a log, and gates to wait at.
#[derive(Clone)]
pub(super) struct Ctx {
    pub(super) db: Db,
    pub(super) aloud: bool,
    pub(super) log: Arc<Mutex<Vec<String>>>,
    pub(super) said: mpsc::UnboundedSender<String>,
    pub(super) gate: Arc<Semaphore>,
}

impl Ctx {
    pub(super) fn say(&self, words: impl Into<String>) {
        let words = words.into();
        if self.aloud {
            println!("{words}");
        }
        self.log.lock().unwrap().push(words.clone());
        drop(self.said.send(words));
    }
}

pub(super) fn registry() -> Registry<Ctx> {
    Registry::new()
        .work::<Say>()
        .work::<Urgent>()
        .work::<Idle>()
        .work::<Fail>()
        .work::<Wait>()
        .work::<Stuck>()
        .work::<Steps>()
        .work::<Counted>()
        .work::<Serial>()
        .work::<Paced>()
        .work::<Moved>()
        .chore::<Effect>()
        .chore::<Note>()
}

/// Jobs that say their word; one that begins with `only-` is unique.
macro_rules! say {
    ($name:ident, $kind:literal, $prio:literal) => {
        #[derive(Serialize, Deserialize)]
        pub(super) struct $name {
            pub(super) word: String,
        }

        impl $name {
            pub(super) fn new(word: &str) -> Self {
                Self {
                    word: word.to_owned(),
                }
            }
        }

        impl Job for $name {
            const KIND: &'static str = $kind;
            const PRIO: i64 = $prio;

            fn key(&self) -> Option<String> {
                self.word.strip_prefix("only-").map(str::to_owned)
            }
        }

        impl Work<Ctx> for $name {
            async fn run(self, ctx: &Ctx, _run: &Run) -> Result {
                ctx.say(self.word);
                Ok(())
            }
        }
    };
}

/// Fails in its own way until try number `until`.
#[derive(Serialize, Deserialize)]
pub(super) struct Fail {
    pub(super) how: String,
    pub(super) until: i64,
    pub(super) key: Option<String>,
}

impl Fail {
    pub(super) fn by(how: &str, until: i64) -> Self {
        Self {
            how: how.to_owned(),
            until,
            key: None,
        }
    }
}

impl Job for Fail {
    const KIND: &'static str = "fail";
    const MAX_ATTEMPT: i64 = 3;

    fn key(&self) -> Option<String> {
        self.key.clone()
    }
}

impl Work<Ctx> for Fail {
    async fn run(self, ctx: &Ctx, run: &Run) -> Result {
        ctx.say(format!("try{}", run.attempt()));
        if run.attempt() >= self.until {
            return Ok(());
        }
        match self.how.as_str() {
            "panic" => panic!("out of tune"),
            "busy" => Err(Error::TooMany {
                retry_after: Duration::from_mins(1),
            }),
            _ => Err(Error::fault("out of luck\0")),
        }
    }
}

/// Says when it starts, waits at the gate or for its token, and says how it ended.
#[derive(Serialize, Deserialize)]
pub(super) struct Wait {}

impl Job for Wait {
    const KIND: &'static str = "wait";
}

impl Work<Ctx> for Wait {
    async fn run(self, ctx: &Ctx, run: &Run) -> Result {
        ctx.say("started");
        tokio::select! {
            pass = ctx.gate.acquire() => pass.unwrap().forget(),
            () = run.token().cancelled() => {
                ctx.say("told");
                return Err(Error::fault("told to stop"));
            }
        }
        ctx.say("passed");
        Ok(())
    }
}

/// Never ends, whatever its token says.
#[derive(Serialize, Deserialize)]
pub(super) struct Stuck {}

impl Job for Stuck {
    const KIND: &'static str = "stuck";
    const TIME_LIMIT: Duration = Duration::from_millis(20);
}

impl Work<Ctx> for Stuck {
    async fn run(self, ctx: &Ctx, _run: &Run) -> Result {
        ctx.say("stuck");
        std::future::pending().await
    }
}

/// Saves a step on its first try and fails; says what it finds on its second.
#[derive(Serialize, Deserialize)]
pub(super) struct Steps {}

impl Job for Steps {
    const KIND: &'static str = "steps";
}

impl Work<Ctx> for Steps {
    async fn run(self, ctx: &Ctx, run: &Run) -> Result {
        let found: Option<u32> = run.checkpoint()?;
        ctx.say(format!("{found:?}"));
        if found.is_some() {
            return Ok(());
        }
        let own = run.clone();
        ctx.db.write(move |tx| own.save(tx, &7_u32)).await?;
        run.progress(3, Some(10), "cards").await?;
        Err(Error::fault("not yet"))
    }
}

/// Adds a row to `effect`, then fails if told to.
#[derive(Serialize, Deserialize)]
pub(super) struct Effect {
    pub(super) fail: bool,
}

impl Job for Effect {
    const KIND: &'static str = "effect";
}

impl Chore for Effect {
    fn apply(self, tx: &mut Tx) -> Result {
        diesel::sql_query("INSERT INTO effect (n) VALUES (1)").execute(&mut **tx)?;
        if self.fail {
            Err(Error::fault("the effect did not hold"))
        } else {
            Ok(())
        }
    }
}

say!(Say, "say", 1);
say!(Urgent, "urgent", 0);
say!(Idle, "idle", 3);

/// Says how far it is, and what it came to.
#[derive(Serialize, Deserialize)]
pub(super) struct Counted {
    pub(super) n: i64,
}

impl Job for Counted {
    const KIND: &'static str = "counted";
}

impl Work<Ctx> for Counted {
    async fn run(self, _ctx: &Ctx, run: &Run) -> Result {
        for done in 1..=self.n {
            run.progress(done, Some(self.n), "sheep").await?;
        }
        run.result(&serde_json::json!({ "counted": self.n }))
    }
}

/// One at a time for each word.
#[derive(Serialize, Deserialize)]
pub(super) struct Serial {
    pub(super) word: String,
}

impl Job for Serial {
    const KIND: &'static str = "serial";
    const LIMIT: Limit = Limit::running(1);

    fn limit_key(&self) -> String {
        self.word.clone()
    }
}

impl Work<Ctx> for Serial {
    async fn run(self, ctx: &Ctx, _run: &Run) -> Result {
        ctx.say(self.word);
        Ok(())
    }
}

/// One a minute, all of them together.
#[derive(Serialize, Deserialize)]
pub(super) struct Paced {}

impl Job for Paced {
    const KIND: &'static str = "paced";
    const LIMIT: Limit = Limit::rate(1, Duration::from_mins(1));
}

impl Work<Ctx> for Paced {
    async fn run(self, ctx: &Ctx, _run: &Run) -> Result {
        ctx.say("paced");
        Ok(())
    }
}

/// Was called `name` in its first version, and fails once a minute.
#[derive(Serialize, Deserialize)]
pub(super) struct Moved {
    pub(super) title: String,
}

impl Job for Moved {
    const KIND: &'static str = "moved";
    const QUEUE: &'static str = "old";
    const VERSION: i64 = 2;
    const BACKOFF: Backoff = Backoff::every(Duration::from_mins(1));

    fn upgrade(version: i64, mut arguments: Value) -> Result<Value> {
        if version == 1 {
            arguments["title"] = arguments["name"].take();
        }
        Ok(arguments)
    }
}

impl Work<Ctx> for Moved {
    async fn run(self, ctx: &Ctx, _run: &Run) -> Result {
        ctx.say(self.title);
        Err(Error::fault("not today"))
    }
}

/// Adds a row to `effect`; the seventh fails and the ninth panics.
#[derive(Serialize, Deserialize)]
pub(super) struct Note {
    pub(super) n: i64,
}

impl Job for Note {
    const KIND: &'static str = "note";
    const MAX_ATTEMPT: i64 = 1;
}

impl Chore for Note {
    fn apply(self, tx: &mut Tx) -> Result {
        diesel::sql_query("INSERT INTO effect (n) VALUES (1)").execute(&mut **tx)?;
        match self.n {
            7 => Err(Error::fault("seven")),
            9 => panic!("nine"),
            _ => Ok(()),
        }
    }
}
