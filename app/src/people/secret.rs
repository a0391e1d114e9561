//! What nobody can guess: 256 bits from the operating system; kept only as its SHA-256.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A fresh secret, as 64 hexadecimal digits.
///
/// # Panics
/// When the operating system has no randomness to give: nothing safe can be done then.
#[must_use]
pub fn fresh() -> String {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    hexadecimal(&bytes)
}

/// What is kept of a secret: enough to know it again, not enough to use it.
#[must_use]
pub fn kept(secret: &str) -> String {
    hexadecimal(&Sha256::digest(secret.as_bytes()))
}

/// Another secret that follows from one, for another use; the first cannot be found from it.
#[must_use]
pub fn derived(secret: &str, usage: &str) -> String {
    kept(&format!("{usage}:{secret}"))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_are_not_what_is_kept() {
        let (one, other) = (fresh(), fresh());
        assert!(one.len() == 64 && one != other && kept(&one) != one && kept(&one) == kept(&one));
        assert_ne!(derived(&one, "form"), kept(&one));
    }
}
