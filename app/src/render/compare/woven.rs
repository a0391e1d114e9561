//! Two documents as one strand in which every word and every end of a block is kept, left out or put in: without what
//! was put in it reads as the older one, without what was left out as the newer one, both in their own order.

use super::{Comparison, Piece, pieces};
use std::collections::{BTreeSet, HashMap};

/// A step of the strand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Strand {
    Words(Piece),
    /// The end of a block, with what became of it; its words are empty.
    End(Piece),
}

/// A sentence, or the end of a block.
#[derive(Clone, Copy)]
enum Token<'a> {
    Sentence(&'a str),
    End,
}

/// The shown sentences of one document.
struct Side<'a> {
    tokens: Vec<Token<'a>>,
    /// Which token each sentence is, by its id.
    at: HashMap<&'a str, usize>,
}

impl<'a> Side<'a> {
    /// Sentences as id and words, in order.
    fn of(sentences: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut side = Self { tokens: Vec::new(), at: HashMap::new() };
        let mut block = None;
        for (id, words) in sentences {
            let own = id.rsplit_once('/').map_or(id, |(block, _)| block);
            if block.is_some_and(|block| block != own) {
                side.tokens.push(Token::End);
            }
            block = Some(own);
            side.at.insert(id, side.tokens.len());
            side.tokens.push(Token::Sentence(words));
        }
        side.tokens.extend(block.map(|_| Token::End));
        side
    }

    fn words(&self, token: usize) -> &'a str {
        match self.tokens[token] {
            Token::Sentence(words) => words,
            Token::End => "",
        }
    }
}

/// Weaves the shown sentences of both documents. What moved is left out where it stood and put in where it stands.
pub(super) fn weave(comparison: &Comparison) -> Vec<Strand> {
    let rows = || comparison.rows.iter().map(|row| &row.change);
    let shown: BTreeSet<&String> = rows().flat_map(|change| &change.older_sentences).collect();
    let of_older = comparison.older_sentences.iter().filter(|s| shown.contains(&s.sentence));
    let old = Side::of(of_older.map(|s| (s.sentence.as_str(), s.text.as_str())));
    let new =
        Side::of(comparison.rows.iter().filter_map(|r| Some((r.change.newer_sentence.as_deref()?, r.newer.as_str()))));
    let answers = rows().flat_map(|change| {
        let newer = change.newer_sentence.as_deref().and_then(|id| new.at.get(id));
        newer
            .into_iter()
            .flat_map(|n| change.older_sentences.iter().filter_map(|id| Some((*n, *old.at.get(id.as_str())?))))
    });
    let mut out = Vec::new();
    let (mut n, mut o) = (0, 0);
    for pair in spine(answers.filter_map(|(n, o)| Pair::of(n, o, &old, &new)).collect()) {
        gap(&old.tokens[o..pair.older], &new.tokens[n..pair.newer], &mut out);
        out.extend(pair.pieces.into_iter().map(Strand::Words));
        (n, o) = (pair.newer + 1, pair.older + 1);
    }
    gap(&old.tokens[o..], &new.tokens[n..], &mut out);
    out
}

/// Two sentences that answer each other.
struct Pair {
    newer: usize,
    older: usize,
    pieces: Vec<Piece>,
    /// Bytes in both.
    same: usize,
}

impl Pair {
    /// Nothing where too little is the same for the one to be read as the other, changed.
    fn of(newer: usize, older: usize, old: &Side<'_>, new: &Side<'_>) -> Option<Self> {
        let pieces = pieces(old.words(older), new.words(newer));
        let same = pieces.iter().map(|p| if let Piece::Same(words) = p { words.len() } else { 0 }).sum();
        (same > 0).then_some(Self { newer, older, pieces, same })
    }
}

/// Of pairs in the order of the newer document, those of the run that keeps most and the order of both.
fn spine(pairs: Vec<Pair>) -> Vec<Pair> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let before = |k: &usize| pairs[*k].newer < pair.newer && pairs[*k].older < pair.older;
        let from = (0..at).filter(before).max_by_key(|&k| (best[k].0, std::cmp::Reverse(k)));
        best.push((pair.same + from.map_or(0, |k| best[k].0), from));
    }
    let mut at = (0..best.len()).max_by_key(|&k| (best[k].0, std::cmp::Reverse(k)));
    let mut kept = BTreeSet::new();
    while let Some(k) = at {
        kept.insert(k);
        at = best[k].1;
    }
    pairs.into_iter().enumerate().filter(|(k, _)| kept.contains(k)).map(|(_, pair)| pair).collect()
}

/// What stands between two pairs: ends of blocks where both have one are kept, all else is left out and put in.
fn gap(mut old: &[Token<'_>], mut new: &[Token<'_>], out: &mut Vec<Strand>) {
    let kept = || Strand::End(Piece::Same(String::new()));
    if let ([Token::End, older @ ..], [Token::End, newer @ ..]) = (old, new) {
        out.push(kept());
        (old, new) = (older, newer);
    }
    let mut last = None;
    if let ([older @ .., Token::End], [newer @ .., Token::End]) = (old, new) {
        last = Some(kept());
        (old, new) = (older, newer);
    }
    let step = |token: &Token<'_>, piece: fn(String) -> Piece| match token {
        Token::Sentence(words) => Strand::Words(piece((*words).to_owned())),
        Token::End => Strand::End(piece(String::new())),
    };
    out.extend(old.iter().map(|token| step(token, Piece::Out)));
    out.extend(new.iter().map(|token| step(token, Piece::In)));
    out.extend(last);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::compare::Row;
    use crate::shape::{Change, Sentence};

    /// A comparison of sentences named `block/nth`, each newer one with the number of the older one it answers.
    fn comparison(older: &[(&str, &str)], newer: &[(&str, &str, Option<usize>)]) -> Comparison {
        let older_sentences: Vec<Sentence> = older
            .iter()
            .map(|(id, text)| Sentence { sentence: (*id).into(), text: (*text).into(), ..Sentence::default() })
            .collect();
        let row = |id: Option<&str>, text: &str, older: Option<usize>| Row {
            change: Change {
                newer_sentence: id.map(str::to_owned),
                older_sentences: older.map(|o| older_sentences[o].sentence.clone()).into_iter().collect(),
                ..Change::default()
            },
            newer: text.to_owned(),
            ..Row::default()
        };
        let mut rows: Vec<Row> = newer.iter().map(|(id, text, older)| row(Some(id), text, *older)).collect();
        let answered = |o: &usize| newer.iter().any(|(.., older)| *older == Some(*o));
        rows.extend((0..older.len()).filter(|o| !answered(o)).map(|o| row(None, "", Some(o))));
        Comparison { rows, older_sentences, ..Comparison::default() }
    }

    /// The strand without what was put in, or without what was left out; `|` ends a block.
    fn read(strand: &[Strand], without: fn(&Piece) -> bool) -> String {
        let mut out = String::new();
        for step in strand {
            match step {
                Strand::Words(piece) if !without(piece) => out.push_str(piece.words()),
                Strand::End(piece) if !without(piece) => out.push('|'),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn both_documents_can_be_read_from_the_strand() {
        let older = [("a/s1", "山口通商。"), ("a/s2", "海港通航。"), ("b/s1", "草原丰茂。"), ("c/s1", "灯塔长明。")];
        let newer = [
            ("x/s1", "灯塔长明。", Some(3)),
            ("y/s1", "山口全年通商。", Some(0)),
            ("z/s1", "双方植树。", None),
            ("z/s2", "草原更加丰茂。", Some(2)),
        ];
        let strand = weave(&comparison(&older, &newer));
        assert_eq!(read(&strand, |p| matches!(p, Piece::In(_))), "山口通商。海港通航。|草原丰茂。|灯塔长明。|");
        assert_eq!(
            read(&strand, |p| matches!(p, Piece::Out(_))),
            "灯塔长明。|山口全年通商。|双方植树。草原更加丰茂。|"
        );
        assert!(strand.contains(&Strand::Words(Piece::In("全年".into()))), "{strand:?}");
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(weave(&Comparison::default()).is_empty());
    }
}
