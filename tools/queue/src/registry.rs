//! Which code does which kind of job.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use blimp_kit::{Error, Result};
use blimp_store::{Backoff, Job, Limit, Tx};
use futures::future::BoxFuture;

use crate::claim::{Args, Kinds};
use crate::run::Run;
use crate::schedule::Schedule;
use crate::work::{Chore, Work};

pub(crate) type WorkFn<C> =
    Box<dyn for<'a> Fn(&'a C, &'a Run, Args<'a>) -> BoxFuture<'a, Result> + Send + Sync>;
pub(crate) type ChoreFn = Arc<dyn Fn(Args<'_>, &mut Tx) -> Result + Send + Sync>;

pub(crate) enum Handler<C> {
    Work { limit: Duration, run: WorkFn<C> },
    Chore(ChoreFn),
}

/// What is known of one kind of job.
pub(crate) struct Kind<C> {
    queue: &'static str,
    pub(crate) handler: Handler<C>,
    pub(crate) version: i64,
    pub(crate) backoff: Backoff,
    limit: Limit,
}

/// Which code does which kind of job, and which jobs come round by themselves.
///
/// `C` is what jobs get to reach the outside with.
pub struct Registry<C> {
    kinds: BTreeMap<&'static str, Kind<C>>,
    schedules: Vec<Schedule>,
    /// What is wrong with it, in words.
    wrong: Vec<String>,
}

impl<C> Default for Registry<C> {
    fn default() -> Self {
        Self {
            kinds: BTreeMap::new(),
            schedules: Vec::new(),
            wrong: Vec::new(),
        }
    }
}

impl<C: Send + Sync + 'static> Registry<C> {
    /// Knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Jobs that touch the outside.
    #[must_use]
    pub fn work<J: Work<C>>(self) -> Self {
        let run: WorkFn<C> = Box::new(|ctx, run, args| {
            Box::pin(async move { parse::<J>(args)?.run(ctx, run).await })
        });
        self.with::<J>(Handler::Work {
            limit: J::TIME_LIMIT,
            run,
        })
    }

    /// Jobs that change nothing but our own rows.
    #[must_use]
    pub fn chore<J: Chore>(self) -> Self {
        self.chore_with::<J>(J::apply)
    }

    /// The same, where the code needs to know more than the job does.
    #[must_use]
    pub fn chore_with<J: Job>(
        self,
        apply: impl Fn(J, &mut Tx) -> Result + Send + Sync + 'static,
    ) -> Self {
        let apply: ChoreFn = Arc::new(move |args, tx| apply(parse::<J>(args)?, tx));
        self.with::<J>(Handler::Chore(apply))
    }

    /// A job that comes round by itself.
    #[must_use]
    pub fn every(mut self, schedule: Schedule) -> Self {
        if self.schedules.iter().any(|one| one.name == schedule.name) {
            self.wrong.push(twice(schedule.name));
        }
        self.schedules.push(schedule);
        self
    }

    /// All that another registry knows, too.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        self.wrong.extend(other.wrong);
        for (name, kind) in other.kinds {
            if self.kinds.insert(name, kind).is_some() {
                self.wrong.push(twice(name));
            }
        }
        other.schedules.into_iter().fold(self, Self::every)
    }

    /// A fault where a kind or schedule was registered twice, a priority is outside 0 to 3 (nobody
    /// would ever claim it), or a schedule is no cron expression.
    pub fn check(&self) -> Result {
        if let Some(words) = self.wrong.first() {
            return Err(Error::fault(words.clone()));
        }
        self.schedules
            .iter()
            .try_for_each(|one| one.parsed().map(|_| ()))
    }

    /// The kinds it knows.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.kinds.keys().copied()
    }

    fn with<J: Job>(mut self, handler: Handler<C>) -> Self {
        if !(0..=3).contains(&J::PRIO) || J::MAX_ATTEMPT < 1 {
            self.wrong.push(format!(
                "{}: PRIO is 0 to 3, MAX_ATTEMPT at least 1",
                J::KIND
            ));
        }
        let zero = J::LIMIT.running == Some(0) || J::LIMIT.rate.is_some_and(|rate| rate.n == 0);
        if zero {
            let says = format!("{}: LIMIT allows none at all", J::KIND);
            self.wrong.push(says);
        }
        let kind = Kind {
            queue: J::QUEUE,
            handler,
            version: J::VERSION,
            backoff: J::BACKOFF,
            limit: J::LIMIT,
        };
        if self.kinds.insert(J::KIND, kind).is_some() {
            self.wrong.push(twice(J::KIND));
        }
        self
    }

    pub(crate) fn find(&self, kind: &str) -> Option<&Kind<C>> {
        self.kinds.get(kind)
    }

    pub(crate) fn schedules(&self) -> &[Schedule] {
        &self.schedules
    }

    /// What a claim must know.
    pub(crate) fn for_claims(&self) -> Kinds {
        let limited = self.kinds.iter().filter(|(_, kind)| kind.limit.is_some());
        let chores = |kind: &Kind<C>| matches!(kind.handler, Handler::Chore(_));
        let chores = self.kinds.iter().filter(|(_, kind)| chores(kind));
        Kinds {
            limits: limited.map(|(name, kind)| (*name, kind.limit)).collect(),
            chores: chores.map(|(name, _)| *name).collect(),
        }
    }

    /// Every queue that a known kind waits in, alike.
    pub(crate) fn queues(&self, routes: &HashMap<String, String>) -> Vec<(String, u32)> {
        let queue = |(name, kind): (&&str, &Kind<C>)| {
            let other = routes.get(*name).cloned();
            other.unwrap_or_else(|| kind.queue.to_owned())
        };
        let names: BTreeSet<String> = self.kinds.iter().map(queue).collect();
        names.into_iter().map(|name| (name, 1)).collect()
    }
}

impl<C> fmt::Debug for Registry<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registry")
            .field("kinds", &self.kinds.keys())
            .field("schedules", &self.schedules)
            .finish_non_exhaustive()
    }
}

fn twice(name: &str) -> String {
    format!("{name} is registered twice")
}

fn parse<J: Job>(args: Args<'_>) -> Result<J> {
    let parsed = if args.version == J::VERSION {
        serde_json::from_str(args.text)
    } else {
        let old = serde_json::from_str(args.text)?;
        serde_json::from_value(J::upgrade(args.version, old)?)
    };
    parsed.map_err(|error| {
        Error::fault(format!(
            "the payload of {} does not fit this release: {error}",
            J::KIND
        ))
    })
}

#[cfg(test)]
mod tests {
    use blimp_kit::Result;
    use blimp_store::{Job, Tx};
    use serde::{Deserialize, Serialize};

    use super::Registry;
    use crate::{Chore, Schedule};

    #[derive(Serialize, Deserialize)]
    struct Sweep {}

    impl Job for Sweep {
        const KIND: &'static str = "sweep";
    }

    impl Chore for Sweep {
        fn apply(self, _tx: &mut Tx) -> Result {
            Ok(())
        }
    }

    #[derive(Serialize, Deserialize)]
    struct Never {}

    impl Job for Never {
        const KIND: &'static str = "never";
        const PRIO: i64 = 4;
    }

    #[test]
    fn what_is_registered_twice_or_cannot_be_read_is_found_before_the_start() {
        let sweep = || Registry::<()>::new().chore::<Sweep>();
        let daily = || Schedule::cron("daily", "0 3 * * *", |_| Sweep {});
        let never = || Schedule::cron("never", "0 3 * *", |_| Sweep {});
        for (registry, expected) in [
            (sweep().every(daily()), ""),
            (sweep().chore::<Sweep>(), "sweep is registered twice"),
            (sweep().join(sweep()), "sweep is registered twice"),
            (
                sweep().every(daily()).every(daily()),
                "daily is registered twice",
            ),
            (sweep().every(never()), "schedule never"),
            (
                sweep().chore_with::<Never>(|_, _| Ok(())),
                "never: PRIO is 0 to 3",
            ),
        ] {
            let got = registry
                .check()
                .err()
                .map_or(String::new(), |error| error.to_string());
            assert_eq!(got.is_empty(), expected.is_empty(), "{got}");
            assert!(got.starts_with(expected), "{got}, not {expected}");
        }
    }
}
