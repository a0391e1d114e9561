//! Characters that are probably wrong, though no witness says otherwise.

use super::{Reason, Span, named};

named! {
    /// Why characters are suspected.
    SuspicionKind {
        /// A character that looks like the one that other places have here.
        LookAlike = "look-alike",
        /// A name of the lists or of another place, but for one character.
        Name = "name",
        /// Letters of another script inside the text.
        Script = "script",
        /// A traditional character in a simplified text.
        Traditional = "traditional",
        /// The paragraph was printed twice, and there it reads otherwise.
        Repeat = "repeat",
        /// A character or word that stands twice.
        Doubled = "doubled",
        /// A bracket or quotation mark without its fellow.
        Unpaired = "unpaired",
        /// A set phrase, or a passage of another text, is worded otherwise there.
        Wording = "wording",
        /// A numeral or bar where a dash joins two names.
        Dash = "dash",
    }
}

/// A stretch of the reading text that is probably not what was published. Only a person may change it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suspicion {
    /// In the reading text; empty where something seems to be missing.
    pub span: Span,
    /// What probably stood there; `None` where nobody can tell.
    pub proposed: Option<String>,
    /// Why it is suspected.
    pub kind: SuspicionKind,
    /// What it rests on.
    pub reason: Reason,
}
