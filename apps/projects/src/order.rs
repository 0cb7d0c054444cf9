//! Order keys: text that sorts bytewise and always has room between two of its own.
//!
//! A key is the digits of a fraction in base 62 without trailing zeros, so between any two keys
//! there is a third, and none ever needs repair (fractional indexing, as in Greenspan's
//! "Implementing Fractional Indexing"). The first four digits count up and down at the two ends of
//! a list, so that lists which only grow keep short keys. Two random digits at the end keep two
//! people who insert at the same place at the same time apart.

use blimp_kit::{Error, Result, random};

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE: usize = 62;
/// Digits that count at the ends of a list: room for 7 million rows each way.
const HEAD: usize = 4;
const ENDS: usize = BASE.pow(4);

/// A key between `low` and `high`; `None` is the start or the end of the list.
///
/// # Errors
/// A conflict where `low` does not sort before `high`: the caller's list is out of date.
pub fn between(low: Option<&str>, high: Option<&str>) -> Result<String> {
    let (low, high) = (
        digits(low.unwrap_or_default())?,
        high.map(digits).transpose()?,
    );
    if high.as_ref().is_some_and(|high| *high <= low) {
        return Err(Error::conflict(
            "order.stale",
            "The list has changed; read it again.",
        ));
    }
    let at_an_end = match (low.as_slice(), high.as_deref()) {
        ([], None) => Some(ENDS / 2),
        (low, None) => head(low).checked_add(1),
        ([], Some(high)) => head(high).checked_sub(1),
        _ => None,
    };
    let mut key = match at_an_end.filter(|n| *n < ENDS) {
        Some(n) => (0..HEAD)
            .rev()
            .map(|i| n / BASE.pow(u32::try_from(i).unwrap_or(0)) % BASE)
            .collect(),
        None => midpoint(&low, high.as_deref()),
    };
    let [a, b] = random::bytes::<2>()?;
    key.push(usize::from(a) % BASE);
    // The last digit is never zero: "a" and "a0" would have nothing between them.
    key.push(1 + usize::from(b) % (BASE - 1));
    Ok(key.into_iter().map(|d| char::from(DIGITS[d])).collect())
}

/// `count` keys in order, all after `low`.
pub fn spread(low: Option<&str>, count: usize) -> Result<Vec<String>> {
    let mut keys: Vec<String> = Vec::with_capacity(count);
    for _ in 0..count {
        let key = between(keys.last().map(String::as_str).or(low), None)?;
        keys.push(key);
    }
    Ok(keys)
}

/// The key that puts `id` right after `after` (at the start, where that is none) in a `list` of
/// ids and keys in order; `None` where it stands there already.
pub fn moved<I: Copy + PartialEq>(
    list: &[(I, String)],
    id: I,
    after: Option<I>,
) -> Result<Option<String>> {
    let at = |wanted: I| list.iter().position(|(other, _)| *other == wanted);
    let low = match after {
        Some(after) if after == id => return Ok(None),
        Some(after) => Some(at(after).ok_or_else(|| {
            Error::invalid(
                "after",
                "unknown",
                "There is no such neighbour in this list.",
            )
        })?),
        None => None,
    };
    let next = low.map_or(0, |low| low + 1);
    if list.get(next).is_some_and(|(other, _)| *other == id) {
        return Ok(None);
    }
    let key = |i: usize| list.get(i).map(|(_, key)| key.as_str());
    between(low.and_then(key), key(next)).map(Some)
}

fn digits(key: &str) -> Result<Vec<usize>> {
    key.bytes()
        .map(|byte| {
            DIGITS
                .iter()
                .position(|digit| *digit == byte)
                .ok_or_else(|| Error::conflict("order.stale", "That is no place in this list."))
        })
        .collect()
}

/// The first digits of a key as a number.
fn head(digits: &[usize]) -> usize {
    (0..HEAD).fold(0, |n, i| n * BASE + digits.get(i).copied().unwrap_or(0))
}

/// Digits strictly between two fractions.
fn midpoint(low: &[usize], high: Option<&[usize]>) -> Vec<usize> {
    let mut key = Vec::new();
    let mut high = high;
    for i in 0.. {
        let from = low.get(i).copied().unwrap_or(0);
        let to = high.map_or(BASE, |h| h.get(i).copied().unwrap_or(0));
        if to - from > 1 {
            key.push(usize::midpoint(from, to));
            break;
        }
        key.push(from);
        if to > from {
            // One digit below `high` already sorts before it: no upper bound from here on.
            high = None;
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{between, moved, spread};

    proptest! {
        #[test]
        fn there_is_always_room_between_two_neighbours(places in proptest::collection::vec(any::<prop::sample::Index>(), 1..200)) {
            let mut keys: Vec<String> = Vec::new();
            for place in places {
                let at = place.index(keys.len() + 1);
                let low = at.checked_sub(1).map(|i| keys[i].clone());
                let key = between(low.as_deref(), keys.get(at).map(String::as_str)).unwrap();
                keys.insert(at, key);
                prop_assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
            }
        }
    }

    #[test]
    fn a_list_that_only_grows_keeps_short_keys() {
        let keys = spread(None, 10_000).unwrap();
        assert!(keys.is_sorted_by(|a, b| a < b));
        assert!(keys.iter().all(|key| key.len() == 6));
    }

    #[test]
    fn a_row_is_moved_behind_another() {
        let keys = spread(None, 4).unwrap();
        let list: Vec<(i64, String)> = (1..).zip(keys).collect();
        for (id, after, expected) in [
            (1, None, [1, 2, 3, 4]),
            (4, None, [4, 1, 2, 3]),
            (1, Some(4), [2, 3, 4, 1]),
            (1, Some(2), [2, 1, 3, 4]),
            (2, Some(1), [1, 2, 3, 4]),
            (3, Some(3), [1, 2, 3, 4]),
            (2, Some(3), [1, 3, 2, 4]),
        ] {
            let mut new = list.clone();
            if let Some(key) = moved(&list, id, after).unwrap() {
                new.iter_mut().find(|(other, _)| *other == id).unwrap().1 = key;
            }
            new.sort_by(|a, b| a.1.cmp(&b.1));
            let ids: Vec<i64> = new.into_iter().map(|(id, _)| id).collect();
            assert_eq!(ids, expected, "{id} after {after:?}");
        }
        assert!(moved(&list, 1, Some(9)).is_err());
    }

    #[test]
    fn neighbours_in_the_wrong_order_are_a_stale_list() {
        assert!(between(Some("b"), Some("a")).is_err());
        assert!(between(Some("a"), Some("a")).is_err());
        assert!(between(Some("?"), None).is_err());
    }
}
