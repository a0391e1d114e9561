//! What can go wrong, by who must act, and what it means to a shell and to a browser.

use std::fmt;

/// The result of everything that touches the world.
pub type Result<T> = std::result::Result<T, Error>;

/// What was found, what was wanted, and how to mend it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// What was found, and where.
    pub found: String,
    /// What was wanted instead.
    pub wanted: String,
    /// What to do now.
    pub mend: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.found)?;
        if !self.wanted.is_empty() {
            write!(f, "\n  wanted: {}", self.wanted)?;
        }
        if !self.mend.is_empty() {
            write!(f, "\n  to mend it: {}", self.mend)?;
        }
        Ok(())
    }
}

/// An error, by who must act.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The caller: what was asked makes no sense.
    #[error("{0}")]
    Usage(Fault),
    /// The caller: the input is not what it should be.
    #[error("{0}")]
    Input(Fault),
    /// The caller: there is no such thing.
    #[error("{0}")]
    Missing(Fault),
    /// The caller: somebody else changed it meanwhile.
    #[error("{0}")]
    Conflict(Fault),
    /// The caller: it is not theirs to do.
    #[error("{0}")]
    Refused(Fault),
    /// The operator: disk, network, database.
    #[error("{0}")]
    Operator(Fault),
    /// Us: a defect of the program.
    #[error("{0}")]
    Ours(Fault),
}

impl Error {
    /// The one table: exit code of the process, status of the HTTP answer.
    #[must_use]
    pub const fn codes(&self) -> (u8, u16) {
        match self {
            Self::Usage(_) => (2, 400),
            Self::Input(_) => (1, 422),
            Self::Missing(_) => (1, 404),
            Self::Conflict(_) => (1, 409),
            Self::Refused(_) => (1, 403),
            Self::Operator(_) => (1, 503),
            Self::Ours(_) => (1, 500),
        }
    }

    /// What was found, wanted, and how to mend it.
    #[must_use]
    pub const fn fault(&self) -> &Fault {
        match self {
            Self::Usage(f)
            | Self::Input(f)
            | Self::Missing(f)
            | Self::Conflict(f)
            | Self::Refused(f)
            | Self::Operator(f)
            | Self::Ours(f) => f,
        }
    }

    /// The caller asked for something senseless.
    pub fn usage(found: impl Into<String>, wanted: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Usage(fault(found, wanted, mend))
    }

    /// The input is not what it should be.
    pub fn input(found: impl Into<String>, wanted: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Input(fault(found, wanted, mend))
    }

    /// There is no such thing.
    pub fn missing(found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Missing(fault(found, "", mend))
    }

    /// Somebody else changed it meanwhile.
    pub fn conflict(found: impl Into<String>, wanted: impl Into<String>) -> Self {
        Self::Conflict(fault(found, wanted, "look at what stands there now, and decide again"))
    }

    /// It is not theirs to do.
    pub fn refused(found: impl Into<String>, wanted: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Refused(fault(found, wanted, mend))
    }

    /// Disk, network or database failed.
    pub fn operator(found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Operator(fault(found, "", mend))
    }

    /// A defect of the program.
    pub fn ours(found: impl Into<String>) -> Self {
        Self::Ours(fault(found, "", "please report this, with the command that led to it"))
    }
}

fn fault(found: impl Into<String>, wanted: impl Into<String>, mend: impl Into<String>) -> Fault {
    Fault { found: found.into(), wanted: wanted.into(), mend: mend.into() }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::operator(
            format!("the workspace's database failed: {error}"),
            "look for free disk space and permissions, then run `chancery check`",
        )
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::ours(format!("a stored row could not be read: {error}"))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::operator(error.to_string(), "look at the file, its permissions and the free space on the disk")
    }
}
