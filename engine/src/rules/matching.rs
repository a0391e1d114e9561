//! Matches a pattern at one place of a text whose words are already found.

use super::{Condition, Piece, Tokens};

/// What a pattern is matched against.
pub struct Surroundings<'a> {
    /// The text; a match never reads past its end.
    pub text: &'a str,
    /// The words in the text.
    pub tokens: &'a Tokens,
    /// Whether a condition holds at a place.
    pub condition: &'a dyn Fn(Condition, usize) -> bool,
}

/// A capture: its name and where it stands.
pub type Capture<'r> = (&'r str, usize, usize);

/// How far a gap may reach, in bytes.
const REACH: usize = 240;

/// What is still to be matched: these pieces, then what stands behind them. Lives on the stack of the walk.
#[derive(Clone, Copy)]
struct Todo<'t, 'r> {
    pieces: &'r [Piece],
    later: Option<&'t Todo<'t, 'r>>,
}

impl Surroundings<'_> {
    /// Where the pattern ends when it matches at `at`; what it captured is added to `captures`.
    pub fn matches<'r>(&self, pattern: &'r [Piece], at: usize, captures: &mut Vec<Capture<'r>>) -> Option<usize> {
        self.run(Todo { pieces: pattern, later: None }, at, captures)
    }

    fn run<'r>(&self, todo: Todo<'_, 'r>, at: usize, captures: &mut Vec<Capture<'r>>) -> Option<usize> {
        let Some((piece, rest)) = todo.pieces.split_first() else {
            return todo.later.map_or(Some(at), |later| self.run(*later, at, captures));
        };
        let next = Todo { pieces: rest, later: todo.later };
        match piece {
            Piece::Text(text) => {
                self.text[at..].starts_with(text.as_str()).then(|| self.run(next, at + text.len(), captures))?
            }
            Piece::Class(bits) => {
                let token = self.tokens.at(at).filter(|t| t.is(*bits))?;
                self.run(next, token.end, captures)
            }
            Piece::Condition(condition) => (self.condition)(*condition, at).then(|| self.run(next, at, captures))?,
            Piece::Not(inner) => match self.alone(inner, at, &mut Vec::new()) {
                Some(_) => None,
                None => self.run(next, at, captures),
            },
            Piece::Choice(ways) => ways.iter().find_map(|way| self.branch(way, next, at, captures)),
            Piece::Optional(inner) => {
                self.branch(std::slice::from_ref(&**inner), next, at, captures).or_else(|| self.run(next, at, captures))
            }
            Piece::Repeat(inner) => {
                let end = self.alone(inner, at, captures).filter(|&end| end > at);
                end.and_then(|end| self.run(todo, end, captures)).or_else(|| self.run(next, at, captures))
            }
            Piece::Capture(name, inner) => {
                let end = self.run(Todo { pieces: inner, later: None }, at, captures)?;
                captures.push((name, at, end));
                self.run(next, end, captures)
            }
            Piece::Gap => {
                let ends = self.text[at..].char_indices().map(|(by, _)| at + by).take_while(|end| end - at < REACH);
                ends.chain([self.text.len()]).find_map(|end| self.branch(&[], next, end, captures))
            }
        }
    }

    /// Where a piece by itself ends.
    fn alone<'r>(&self, piece: &'r Piece, at: usize, captures: &mut Vec<Capture<'r>>) -> Option<usize> {
        self.run(Todo { pieces: std::slice::from_ref(piece), later: None }, at, captures)
    }

    /// One way, and behind it what is still to be matched; what a blind way captured is forgotten.
    fn branch<'r>(
        &self,
        way: &'r [Piece],
        next: Todo<'_, 'r>,
        at: usize,
        captures: &mut Vec<Capture<'r>>,
    ) -> Option<usize> {
        let kept = captures.len();
        let end = self.run(Todo { pieces: way, later: Some(&next) }, at, captures);
        if end.is_none() {
            captures.truncate(kept);
        }
        end
    }
}
