//! The words around a hit.

use super::Piece;
use super::words::fold;

/// Characters shown on either side of the first hit.
const AROUND: usize = 40;

/// Cuts `text` around its first hit and marks every hit in the cut. `wanted` is folded.
pub(super) fn snippet(text: &str, wanted: &[String]) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let marked = marked(&chars, wanted);
    let first = marked.iter().position(|m| *m).unwrap_or(0);
    let from = first.saturating_sub(AROUND);
    let to = (first + 2 * AROUND).min(chars.len());
    let mut out: Vec<Piece> = Vec::new();
    for at in from..to {
        match out.last_mut().filter(|piece| piece.hit == marked[at]) {
            Some(piece) => piece.text.push(chars[at]),
            None => out.push(Piece { text: chars[at].to_string(), hit: marked[at] }),
        }
    }
    if from > 0 {
        out.insert(0, Piece { text: "…".into(), hit: false });
    }
    if to < chars.len() {
        out.push(Piece { text: "…".into(), hit: false });
    }
    out
}

fn marked(chars: &[char], wanted: &[String]) -> Vec<bool> {
    let folded: Vec<char> = chars.iter().copied().map(fold).collect();
    let mut marked = vec![false; chars.len()];
    for stretch in wanted {
        let stretch: Vec<char> = stretch.chars().collect();
        if stretch.is_empty() {
            continue;
        }
        for (at, _) in folded.windows(stretch.len()).enumerate().filter(|(_, window)| *window == stretch) {
            marked[at..at + stretch.len()].fill(true);
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hit_in_the_cut_is_marked() {
        let pieces = snippet("雙方反對單邊制裁。", &["反对".to_owned(), "制裁".to_owned()]);
        let hits: Vec<&str> = pieces.iter().filter(|p| p.hit).map(|p| p.text.as_str()).collect();
        assert_eq!(hits, ["反對", "制裁"]);
    }
}
