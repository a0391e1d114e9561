//! Passwords: argon2id, and what a password must be.

use crate::{Error, Result};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// The fewest characters.
pub const SHORTEST: usize = 10;
/// The most: enough for a sentence, not enough to keep the machine busy.
const LONGEST: usize = 200;

/// A hash takes 19 MiB: not many at once, whoever knocks.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// A hash of nobody's password, so that a name nobody has takes as long as one somebody has.
static NOBODYS: LazyLock<String> = LazyLock::new(|| hash(&super::secret::fresh()).unwrap_or_default());

/// Refuses a password that will not do.
///
/// # Errors
/// When it will not do.
pub fn fit(word: &str, name: &str) -> Result<()> {
    let length = word.chars().count();
    let same = |other: &str| word.to_lowercase() == other.to_lowercase();
    let alike = word.chars().collect::<std::collections::BTreeSet<char>>().len() < 4;
    if !(SHORTEST..=LONGEST).contains(&length)
        || same(name)
        || alike
        || ["chancery", "password"].iter().any(|w| same(&w.repeat(2)))
    {
        let wanted = format!("{SHORTEST} to {LONGEST} characters, not the name, not one character again and again");
        return Err(Error::usage("found a password that is easily guessed", wanted, "take a few words of your own"));
    }
    Ok(())
}

/// The hash of a password.
///
/// # Errors
/// When it cannot be worked out.
pub async fn hashed(word: String) -> Result<String> {
    aside(move || hash(&word)).await?
}

/// Whether this is the password of that hash. Without a hash it takes as long and is not.
///
/// # Errors
/// When it cannot be worked out.
pub async fn is(word: String, kept: Option<String>) -> Result<bool> {
    let known = kept.is_some();
    let right = aside(move || verify(&word, kept.as_ref().unwrap_or(&NOBODYS))).await?;
    Ok(known && right)
}

fn hash(word: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(word.as_bytes());
    hash.map(|h| h.to_string()).map_err(|e| Error::ours(format!("a password could not be hashed: {e}")))
}

fn verify(word: &str, kept: &str) -> bool {
    PasswordHash::new(kept).is_ok_and(|hash| Argon2::default().verify_password(word.as_bytes(), &hash).is_ok())
}

/// Away from the threads that answer requests.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _turn = AT_ONCE.acquire().await.map_err(|e| Error::ours(e.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|e| Error::ours(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash_alone() {
        let kept = hashed("four words of mine".into()).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert_ne!(kept, hashed("four words of mine".into()).await.unwrap());
        assert!(is("four words of mine".into(), Some(kept.clone())).await.unwrap());
        assert!(!is("four words of mine.".into(), Some(kept)).await.unwrap());
        assert!(!is("four words of mine".into(), None).await.unwrap());
    }

    #[test]
    fn what_is_easily_guessed_will_not_do() {
        for bad in ["short", "aaaaaaaaaaaa", "Anna Anderson", &"long ".repeat(50), "passwordpassword"] {
            assert!(fit(bad, "anna anderson").is_err(), "{bad}");
        }
        assert!(fit("马车停在白河边上等人来", "anna").is_ok());
    }
}
