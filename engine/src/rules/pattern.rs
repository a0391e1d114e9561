//! The pattern language of `rules/*.toml`: eight constructs, compiled once.
//!
//! `将` a word · `<will>` a class · `operator:(…)` a capture · `(a | b)` a choice · `x?` optional ·
//! `x*` repeated · `…` a gap · `!x` not here · `{governed}` a condition that Rust decides.

use super::{Classes, Lexicon, Word};

/// One construct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// These characters.
    Text(String),
    /// A word of this class.
    Class(Classes),
    /// What is inside, remembered under a name.
    Capture(String, Pattern),
    /// The first of these that leads on.
    Choice(Vec<Pattern>),
    /// Once or not at all.
    Optional(Box<Piece>),
    /// Any number of times.
    Repeat(Box<Piece>),
    /// As little as possible of anything.
    Gap,
    /// Not here.
    Not(Box<Piece>),
    /// A condition of the surroundings.
    Condition(Condition),
}

/// What Rust decides of the segment a pattern is tried on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A lead-in lends to it, and it names nobody.
    Governed,
    /// A party is its subject.
    Own,
    /// Somebody else is its subject.
    Other,
    /// It has no subject, and nothing stands where one would.
    Bare,
    /// Words stand between subject and predicate that no class knows.
    Gap,
    /// Such words stand right behind the subject.
    Beside,
    /// It tells what happened.
    Narrated,
    /// It goes on telling what happened.
    Told,
    /// It says what something is.
    Copula,
    /// The document is a speech.
    Speech,
    /// A clause is already under way.
    Open,
    /// It has a predicate.
    Found,
    /// The predicate is the first of its words.
    First,
    /// It tells of what lasts: such a word stands before its predicate, and no word of what will be.
    Lasting,
    /// A day or month that is past stands before its predicate.
    Dated,
    /// It is a phrase and nothing else.
    Alone,
    /// The undertaking under way has a word of force of its own: what follows is undertaken too.
    Bound,
    /// The undertaking under way has a party as its subject.
    Ours,
    /// Somebody else acts in it.
    Theirs,
    /// It is the last of its sentence.
    Last,
    /// Its words end here.
    Ends,
    /// 是 stands in it as a word of its own.
    Is,
    /// The sentence ends in a colon.
    Colon,
    /// What stands behind the operator is so, it is not done.
    Proposition,
    /// A word of these classes stands in it.
    Has(Classes),
    /// A word of these classes stands in the sentence before its predicate.
    After(Classes),
    /// What follows it begins with a word of these classes.
    Then(Classes),
}

impl Condition {
    fn named(name: &str, lexicon: &Lexicon) -> Result<Self, String> {
        Ok(match name {
            "governed" => Self::Governed,
            "own" => Self::Own,
            "other" => Self::Other,
            "bare" => Self::Bare,
            "gap" => Self::Gap,
            "beside" => Self::Beside,
            "narrated" => Self::Narrated,
            "told" => Self::Told,
            "copula" => Self::Copula,
            "speech" => Self::Speech,
            "open" => Self::Open,
            "found" => Self::Found,
            "first" => Self::First,
            "lasting" => Self::Lasting,
            "dated" => Self::Dated,
            "alone" => Self::Alone,
            "bound" => Self::Bound,
            "ours" => Self::Ours,
            "theirs" => Self::Theirs,
            "last" => Self::Last,
            "ends" => Self::Ends,
            "is" => Self::Is,
            "colon" => Self::Colon,
            "proposition" => Self::Proposition,
            _ => match name.split_once(' ') {
                Some(("has", name)) => Self::Has(class(name, lexicon)?),
                Some(("after", name)) => Self::After(class(name, lexicon)?),
                Some(("then", name)) => Self::Then(class(name, lexicon)?),
                _ => return Err(format!("no condition `{name}`")),
            },
        })
    }
}

fn class(name: &str, lexicon: &Lexicon) -> Result<Classes, String> {
    lexicon.bit(name).ok_or_else(|| format!("no word has the class `{name}`"))
}

/// Constructs, one after the other.
pub type Pattern = Vec<Piece>;

/// Understands a pattern.
///
/// # Errors
/// Says what was found where something else was wanted.
pub fn parse(source: &str, lexicon: &Lexicon) -> Result<Pattern, String> {
    let mut reader = Reader { rest: source, lexicon };
    let pattern = reader.sequence()?;
    if reader.rest.is_empty() {
        Ok(pattern)
    } else {
        Err(format!("found `{}`, wanted the end of the pattern", reader.rest))
    }
}

/// What a match must begin with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// A word of one of these classes,
    classes: Classes,
    /// or one of these characters.
    texts: Vec<String>,
    /// A match may take no characters at all.
    empty: bool,
}

impl Opening {
    /// Of a pattern; none where a match may begin with anything.
    #[must_use]
    pub fn of(pattern: &[Piece]) -> Option<Self> {
        Self::sequence(pattern).filter(|opening| !opening.empty)
    }

    /// Whether a match may begin where that word stands; without a word, where no word is known.
    #[must_use]
    pub fn fits(&self, word: Option<&Word>) -> bool {
        let Some(word) = word else { return !self.texts.is_empty() };
        let meets = |text: &String| text.starts_with(&word.text) || word.text.starts_with(text.as_str());
        word.classes & self.classes != 0 || self.texts.iter().any(meets)
    }

    fn sequence(pattern: &[Piece]) -> Option<Self> {
        let mut whole = Self { empty: true, ..Self::default() };
        for piece in pattern {
            let next = Self::piece(piece)?;
            whole.empty = next.empty;
            whole.add(next);
            if !whole.empty {
                break;
            }
        }
        Some(whole)
    }

    fn piece(piece: &Piece) -> Option<Self> {
        Some(match piece {
            Piece::Text(text) => Self { texts: vec![text.clone()], ..Self::default() },
            Piece::Class(classes) => Self { classes: *classes, ..Self::default() },
            Piece::Condition(_) | Piece::Not(_) => Self { empty: true, ..Self::default() },
            Piece::Capture(_, inner) => Self::sequence(inner)?,
            Piece::Optional(inner) | Piece::Repeat(inner) => Self { empty: true, ..Self::piece(inner)? },
            Piece::Choice(ways) => {
                let mut all = Self::default();
                for way in ways {
                    let way = Self::sequence(way)?;
                    all.empty |= way.empty;
                    all.add(way);
                }
                all
            }
            Piece::Gap => return None,
        })
    }

    fn add(&mut self, other: Self) {
        self.classes |= other.classes;
        self.texts.extend(other.texts);
    }
}

struct Reader<'a> {
    rest: &'a str,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    fn sequence(&mut self) -> Result<Pattern, String> {
        let mut out = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with([')', '|']) {
                return Ok(out);
            }
            let piece = self.piece()?;
            out.push(self.suffix(piece));
        }
    }

    fn suffix(&mut self, piece: Piece) -> Piece {
        if self.take("?") {
            Piece::Optional(Box::new(piece))
        } else if self.take("*") {
            Piece::Repeat(Box::new(piece))
        } else {
            piece
        }
    }

    fn piece(&mut self) -> Result<Piece, String> {
        if self.take("…") {
            return Ok(Piece::Gap);
        }
        if self.take("!") {
            return Ok(Piece::Not(Box::new(self.piece()?)));
        }
        if self.take("<") {
            let name = self.until('>')?;
            return class(&name, self.lexicon).map(Piece::Class);
        }
        if self.take("{") {
            return Condition::named(&self.until('}')?, self.lexicon).map(Piece::Condition);
        }
        if self.take("(") {
            return Ok(Piece::Choice(self.alternatives()?));
        }
        self.word()
    }

    /// A capture's name and brackets, or plain text.
    fn word(&mut self) -> Result<Piece, String> {
        let end = self.rest.find(|c: char| c.is_whitespace() || "()|?*!<{…:".contains(c)).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        if self.take(":(") {
            let inside = self.alternatives()?;
            return Ok(Piece::Capture(text.to_owned(), vec![Piece::Choice(inside)]));
        }
        if text.is_empty() { Err(format!("found `{rest}`, wanted a word")) } else { Ok(Piece::Text(text.to_owned())) }
    }

    fn alternatives(&mut self) -> Result<Vec<Pattern>, String> {
        let mut out = vec![self.sequence()?];
        while self.take("|") {
            out.push(self.sequence()?);
        }
        if self.take(")") { Ok(out) } else { Err(format!("found `{}`, wanted `)`", self.rest)) }
    }

    fn until(&mut self, end: char) -> Result<String, String> {
        let (name, rest) = self.rest.split_once(end).ok_or_else(|| format!("found no `{end}`"))?;
        self.rest = rest;
        Ok(name.trim().to_owned())
    }

    fn take(&mut self, text: &str) -> bool {
        self.rest.strip_prefix(text).map(|rest| self.rest = rest).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Knowledge;

    #[test]
    fn what_a_match_begins_with_is_known_from_its_pattern() {
        let lexicon = &Knowledge::builtin().language("zh").expect("zh").clauses.lexicon;
        let word = |text: &str| lexicon.words().iter().find(|w| w.text == text);
        let fits = |pattern: &str, text: &str| {
            let opening = Opening::of(&parse(pattern, lexicon).expect(pattern));
            opening.is_none_or(|opening| opening.fits(word(text)))
        };
        assert!(fits("(!{gap}|{own}) <adverb>* operator:(<oppose>|应)", "反对"));
        assert!(fits("(!{gap}|{own}) <adverb>* operator:(<oppose>|应)", "应"));
        assert!(!fits("(!{gap}|{own}) <adverb>* operator:(<oppose>|应)", "支持"));
        assert!(fits("<oppose>? … <support>", "支持"));
        assert!(fits("!{governed} {copula}", "支持"));
        assert!(!fits("!{own} <oppose>", "支持"));
    }

    #[test]
    fn a_pattern_that_cannot_be_understood_says_why() {
        let lexicon = Lexicon::default();
        assert_eq!(parse("{nosuch}", &lexicon), Err("no condition `nosuch`".to_owned()));
        assert_eq!(parse("<nosuch>", &lexicon), Err("no word has the class `nosuch`".to_owned()));
        assert_eq!(parse("(应", &lexicon), Err("found ``, wanted `)`".to_owned()));
    }
}
