//! What this process heard itself.

use std::collections::HashMap;

use blimp_kit::Instant;

use super::{AT_A_PLACE, GONE, IN_ALL, Present};

/// What saying "here" did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// There is no room.
    Refused,
    /// It was known.
    Known,
    /// Others should hear of it.
    Seen,
}

/// Who is where.
#[derive(Debug, Default)]
pub(super) struct Places {
    by_place: HashMap<i64, HashMap<i64, Here>>,
    total: usize,
}

#[derive(Debug, Clone, Copy)]
struct Here {
    since: Instant,
    until: Instant,
    typing: bool,
}

impl Places {
    pub(super) fn put(&mut self, place: i64, present: Present, now: Instant) -> Change {
        let (total, until) = (self.total, now + GONE);
        let people = self.by_place.entry(place).or_default();
        if let Some(here) = people.get_mut(&present.who) {
            let known = here.until > now && here.typing == present.typing;
            here.until = until;
            here.typing = present.typing;
            return if known { Change::Known } else { Change::Seen };
        }
        if people.len() >= AT_A_PLACE || total >= IN_ALL {
            if people.is_empty() {
                self.by_place.remove(&place);
            }
            return Change::Refused;
        }
        let here = Here {
            since: now,
            until,
            typing: present.typing,
        };
        people.insert(present.who, here);
        self.total += 1;
        Change::Seen
    }

    /// True when they were there.
    pub(super) fn remove(&mut self, place: i64, who: i64) -> bool {
        let Some(people) = self.by_place.get_mut(&place) else {
            return false;
        };
        let was_here = people.remove(&who).is_some();
        if people.is_empty() {
            self.by_place.remove(&place);
        }
        self.total -= usize::from(was_here);
        was_here
    }

    pub(super) fn list(&self, place: i64, now: Instant) -> Vec<Present> {
        let people = self.by_place.get(&place).into_iter().flatten();
        let there = people.filter(|(_, here)| here.until > now);
        in_order(there.map(|(who, here)| {
            let typing = here.typing;
            (here.since.micros(), Present { who: *who, typing })
        }))
    }

    /// Forgets who is gone; the places that they are gone from.
    pub(super) fn expire(&mut self, now: Instant) -> Vec<i64> {
        let (mut left, mut gone) = (Vec::new(), 0);
        self.by_place.retain(|place, people| {
            let before = people.len();
            people.retain(|_, here| here.until > now);
            if people.len() < before {
                left.push(*place);
                gone += before - people.len();
            }
            !people.is_empty()
        });
        self.total -= gone;
        left
    }
}

/// Those who came first first.
pub(super) fn in_order(people: impl Iterator<Item = (i64, Present)>) -> Vec<Present> {
    let mut people: Vec<_> = people.collect();
    people.sort_by_key(|(since, present)| (*since, present.who));
    people.into_iter().map(|(_, present)| present).collect()
}
