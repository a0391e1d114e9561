//! The nouns. They depend on nothing and know no stage.

mod blocks;
mod document;
mod edition;
mod finding;
mod outline;
mod reason;
mod source;
mod span;
mod suspicion;
mod trace;

pub use blocks::*;
pub use document::*;
pub use edition::*;
pub use finding::*;
pub use reason::*;
pub use source::*;
pub use span::*;
pub use suspicion::*;
pub use trace::*;

/// Something noticed on the way that a person may want to know. Stages never fail; they note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Short name of the kind of thing, `cut-off` for example.
    pub code: &'static str,
    /// In words.
    pub text: String,
    /// Where, in the text the stage worked on.
    pub span: Option<Span>,
}

impl Note {
    /// A note without a place.
    pub fn new(code: &'static str, text: impl Into<String>) -> Self {
        Self { code, text: text.into(), span: None }
    }
}

/// Declares an enum whose variants have names in the outward contract.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
        impl $name {
            /// All of them, in the contract's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The contract's word.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                match s {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(format!("found `{s}`, wanted one of {}", [$($text),+].join(", "))),
                }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.name()) }
        }
    };
}
pub(crate) use named;
