//! What people decided about readings, put into the text; the apparatus says what the witnesses have instead.

use super::variants;
use crate::model::{Corrected, Edition, Span, Taken};

/// Puts `made` in the place of `span`. The words it replaces stay known.
pub fn correct(edition: &mut Edition, span: Span, made: &str, decision: i64) {
    let was = span.of(&edition.text).to_owned();
    let from = edition.taken.iter().find(|t| t.out.contains(span)).map(|t| Taken {
        out: Span::default(),
        from: Span { start: t.from.start + (span.start - t.out.start), end: t.from.start + (span.end - t.out.start) },
        ..t.clone()
    });
    splice(edition, span, made, None);
    let out = Span::new(span.start as usize, span.start as usize + made.len());
    edition.corrected.push(Corrected { out, was, from, decision });
    edition.corrected.sort_by_key(|c| c.out);
    variants::anew(edition);
}

/// Puts `made`, which is at `origin` (witness, block, bytes) if it is of a witness, in the place of `span`, and keeps
/// blocks and origins right.
pub(super) fn splice(edition: &mut Edition, span: Span, made: &str, origin: Option<(usize, usize, Span)>) {
    edition.text.replace_range(span.range(), made);
    let length = u32::try_from(made.len()).unwrap_or(0);
    let moved = |at: u32| if at >= span.end { at - span.end + span.start + length } else { at };
    for (block, _) in &mut edition.blocks {
        let start = if block.start >= span.end && block.start > span.start { moved(block.start) } else { block.start };
        *block = Span { start, end: moved(block.end) };
    }
    for corrected in &mut edition.corrected {
        if corrected.out.start >= span.end {
            corrected.out = Span { start: moved(corrected.out.start), end: moved(corrected.out.end) };
        }
    }
    let mut taken = Vec::with_capacity(edition.taken.len() + 2);
    for t in edition.taken.drain(..) {
        let inside = span.is_empty() && t.out.start < span.start && span.start < t.out.end;
        let before_it = t.out.end <= span.start && !inside;
        if before_it || t.out.start >= span.end {
            let shifted = if before_it { t.out } else { Span { start: moved(t.out.start), end: moved(t.out.end) } };
            taken.push(Taken { out: shifted, ..t });
            continue;
        }
        let (start, end) = (span.start.max(t.out.start), span.end.min(t.out.end));
        let (before, after) = (start - t.out.start, t.out.end - end);
        taken.push(Taken {
            out: Span { start: t.out.start, end: start },
            from: Span { start: t.from.start, end: t.from.start + before },
            ..t.clone()
        });
        if let Some((witness, block, from)) = origin {
            taken.push(Taken { out: Span { start, end: start + length }, witness, block, from });
        }
        taken.push(Taken {
            out: Span { start: moved(end), end: moved(end) + after },
            from: Span { start: t.from.end - after, end: t.from.end },
            ..t
        });
    }
    taken.retain(|t| !t.out.is_empty());
    edition.taken = taken;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;

    fn edition(text: &str) -> Edition {
        let whole = Span::new(0, text.len());
        Edition {
            text: text.to_owned(),
            blocks: vec![(whole, Role::Body)],
            taken: vec![Taken { out: whole, witness: 0, block: 0, from: whole }],
            ..Edition::default()
        }
    }

    #[test]
    fn what_stood_there_stays_known() {
        let mut e = edition("aXcd");
        correct(&mut e, Span::new(1, 2), "bb", 7);
        assert_eq!(e.text, "abbcd");
        assert_eq!(e.blocks[0].0, Span::new(0, 5));
        assert_eq!(e.taken.len(), 2);
        assert_eq!((e.taken[1].out, e.taken[1].from), (Span::new(3, 5), Span::new(2, 4)));
        assert_eq!((e.corrected[0].was.as_str(), e.corrected[0].out), ("X", Span::new(1, 3)));
    }

    #[test]
    fn what_was_missing_is_put_in_and_what_was_too_much_taken_out() {
        let mut e = edition("ad");
        correct(&mut e, Span::new(1, 1), "bc", 1);
        assert_eq!((e.text.as_str(), e.taken.len()), ("abcd", 2));
        correct(&mut e, Span::new(0, 1), "", 2);
        assert_eq!((e.text.as_str(), e.corrected[1].out), ("bcd", Span::new(0, 2)));
        assert_eq!(e.blocks[0].0, Span::new(0, 3));
    }
}
