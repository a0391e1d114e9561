//! How often somebody may try the door: so many failures in so long, by name and by address.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Failures are remembered this long.
const SPAN: Duration = Duration::from_secs(600);
/// Failures of one name, and of one address, before it is asked to wait.
const BY_NAME: usize = 5;
/// See [`BY_NAME`].
const BY_ADDRESS: usize = 30;
/// Names and addresses that are remembered at once.
const MOST: usize = 10_000;

/// Failed tries.
#[derive(Debug, Default)]
pub struct Tries {
    failures: Mutex<HashMap<String, Vec<Instant>>>,
}

/// Who tries: the name they give, and where from.
#[derive(Clone, Debug)]
pub struct Knock<'k> {
    /// As it was given.
    pub name: &'k str,
    /// Empty where it is not known.
    pub address: &'k str,
}

impl Knock<'_> {
    fn keys(&self) -> [(String, usize); 2] {
        [
            (format!("name {}", self.name.trim().to_lowercase()), BY_NAME),
            (format!("address {}", self.address), BY_ADDRESS),
        ]
    }
}

impl Tries {
    /// How many seconds somebody has to wait before they may try; none, if they may.
    #[must_use]
    pub fn wait(&self, knock: &Knock<'_>) -> Option<u64> {
        self.wait_at(knock, Instant::now())
    }

    fn wait_at(&self, knock: &Knock<'_>, now: Instant) -> Option<u64> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = knock.keys().into_iter().filter_map(|(key, most)| {
            let times = failures.get_mut(&key)?;
            times.retain(|t| now.duration_since(*t) < SPAN);
            let first = times.first().filter(|_| times.len() >= most)?;
            Some((SPAN - now.duration_since(*first)).as_secs() + 1)
        });
        waits.max()
    }

    /// Remembers a failure.
    pub fn failed(&self, knock: &Knock<'_>) {
        self.failed_at(knock, Instant::now());
    }

    fn failed_at(&self, knock: &Knock<'_>, now: Instant) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= MOST {
            failures.retain(|_, times| times.iter().any(|t| now.duration_since(*t) < SPAN));
        }
        for (key, _) in knock.keys() {
            if failures.len() < MOST || failures.contains_key(&key) {
                failures.entry(key).or_default().push(now);
            }
        }
    }

    /// Forgets the failures of a name that was right in the end.
    pub fn right(&self, knock: &Knock<'_>) {
        let [(name, _), _] = knock.keys();
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).remove(&name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_five_failures_a_name_waits_and_others_do_not() {
        let (tries, start) = (Tries::default(), Instant::now());
        let anna = Knock { name: "Anna", address: "192.0.2.1" };
        for _ in 0..BY_NAME {
            assert_eq!(tries.wait_at(&anna, start), None);
            tries.failed_at(&anna, start);
        }
        assert!(tries.wait_at(&Knock { name: "anna ", address: "192.0.2.9" }, start).is_some());
        assert_eq!(tries.wait_at(&Knock { name: "bela", address: "192.0.2.1" }, start), None);
        assert_eq!(tries.wait_at(&anna, start + SPAN), None);
    }

    #[test]
    fn an_address_that_tries_many_names_waits_too() {
        let (tries, start) = (Tries::default(), Instant::now());
        for n in 0..BY_ADDRESS {
            tries.failed_at(&Knock { name: &format!("n{n}"), address: "192.0.2.1" }, start);
        }
        assert!(tries.wait_at(&Knock { name: "somebody", address: "192.0.2.1" }, start).is_some());
    }
}
