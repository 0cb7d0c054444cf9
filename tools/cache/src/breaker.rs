//! The breaker: after a few failures nobody asks any more, until one may try again.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Failures in a row that open it.
const FAILURES: u32 = 3;
/// How long it stays open the first time; twice as long each time that the trial fails.
const PAUSE: Duration = Duration::from_secs(1);
/// The longest pause, and so the longest that a healthy server goes unnoticed.
const LONGEST: Duration = Duration::from_secs(5);

/// Counts failures in a row. Closed lets all through, open nobody but one trial after each pause.
#[derive(Debug, Default)]
pub(crate) struct Breaker {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    failures: u32,
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    until: Instant,
    pause: Duration,
    trial: bool,
}

/// What a failure or a success changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Nothing.
    Stays,
    /// It opened just now.
    Opened,
    /// A trial failed, the next one comes later.
    StillOpen,
    /// It closed just now.
    Closed,
}

impl Breaker {
    /// Lets a call through, or not. Its outcome must be told to the pass.
    pub(crate) fn enter(&self) -> Option<Pass<'_>> {
        let mut state = self.state();
        let Some(open) = &mut state.open else {
            return Some(Pass {
                breaker: self,
                trial: false,
            });
        };
        if open.trial || Instant::now() < open.until {
            return None;
        }
        open.trial = true;
        Some(Pass {
            breaker: self,
            trial: true,
        })
    }

    /// Whether calls are let through.
    pub(crate) fn is_closed(&self) -> bool {
        self.state().open.is_none()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn succeed(&self) -> Turn {
        let mut state = self.state();
        state.failures = 0;
        match state.open.take() {
            Some(_) => Turn::Closed,
            None => Turn::Stays,
        }
    }

    fn fail(&self, trial: bool) -> Turn {
        let mut state = self.state();
        state.failures = state.failures.saturating_add(1);
        let (pause, turn) = match &state.open {
            Some(open) if trial => ((open.pause * 2).min(LONGEST), Turn::StillOpen),
            // A call that had begun before it opened.
            Some(_) => return Turn::Stays,
            None if state.failures < FAILURES => return Turn::Stays,
            None => (PAUSE, Turn::Opened),
        };
        state.open = Some(Open {
            until: Instant::now() + pause,
            pause,
            trial: false,
        });
        turn
    }
}

/// One call that was let through.
#[derive(Debug)]
pub(crate) struct Pass<'a> {
    breaker: &'a Breaker,
    trial: bool,
}

impl Pass<'_> {
    /// Tells how it went.
    pub(crate) fn end(mut self, well: bool) -> Turn {
        let trial = std::mem::take(&mut self.trial);
        if well {
            self.breaker.succeed()
        } else {
            self.breaker.fail(trial)
        }
    }
}

impl Drop for Pass<'_> {
    /// A trial that was given up says nothing: the next caller may try.
    fn drop(&mut self) {
        if self.trial
            && let Some(open) = &mut self.breaker.state().open
        {
            open.trial = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Breaker, FAILURES, LONGEST, PAUSE, Turn};

    fn fail(breaker: &Breaker) -> Turn {
        breaker.enter().unwrap().end(false)
    }

    fn opened() -> Breaker {
        let breaker = Breaker::default();
        for _ in 1..FAILURES {
            assert_eq!(fail(&breaker), Turn::Stays);
        }
        assert_eq!(fail(&breaker), Turn::Opened);
        breaker
    }

    #[tokio::test(start_paused = true)]
    async fn failures_in_a_row_open_it_and_others_do_not() {
        let breaker = Breaker::default();
        for _ in 0..FAILURES * 3 {
            assert_eq!(fail(&breaker), Turn::Stays);
            assert_eq!(breaker.enter().unwrap().end(true), Turn::Stays);
        }
        assert!(breaker.is_closed());
        assert!(opened().enter().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_pause_one_call_tries_and_its_success_closes_it() {
        let breaker = opened();
        tokio::time::advance(PAUSE).await;
        let trial = breaker.enter().unwrap();
        assert!(breaker.enter().is_none(), "one at a time");
        assert_eq!(trial.end(true), Turn::Closed);
        assert!(breaker.enter().is_some() && breaker.is_closed());
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_grow_up_to_the_longest() {
        let breaker = opened();
        tokio::time::advance(PAUSE).await;
        let mut pause = PAUSE;
        for _ in 0..6 {
            assert_eq!(fail(&breaker), Turn::StillOpen);
            pause = (pause * 2).min(LONGEST);
            tokio::time::advance(pause * 9 / 10).await;
            assert!(breaker.enter().is_none(), "{pause:?}");
            tokio::time::advance(pause / 10).await;
        }
        assert_eq!(pause, LONGEST);
    }

    #[tokio::test(start_paused = true)]
    async fn a_trial_that_is_given_up_leaves_room_for_the_next() {
        let breaker = opened();
        tokio::time::advance(PAUSE).await;
        drop(breaker.enter().unwrap());
        assert_eq!(breaker.enter().unwrap().end(true), Turn::Closed);
    }

    #[tokio::test(start_paused = true)]
    async fn calls_that_fail_late_do_not_put_off_the_trial() {
        let breaker = Breaker::default();
        let late: Vec<_> = (0..10).map(|_| breaker.enter().unwrap()).collect();
        for _ in 0..FAILURES {
            fail(&breaker);
        }
        tokio::time::advance(PAUSE).await;
        for pass in late {
            assert_eq!(pass.end(false), Turn::Stays);
        }
        assert!(breaker.enter().is_some());
    }
}
