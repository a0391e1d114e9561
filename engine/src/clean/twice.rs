//! Paragraphs that are printed twice by mistake.

/// A quick look: of a few stretches of `later` the half stands in `earlier`.
fn alike(earlier: &str, later: &str) -> bool {
    const LOOKS: usize = 8;
    const LETTERS: usize = 4;
    let stands = |n: &usize| {
        let from = (later.len() * n / LOOKS..later.len()).find(|&at| later.is_char_boundary(at)).unwrap_or(0);
        let end = later[from..].char_indices().nth(LETTERS).map_or(later.len(), |(end, _)| from + end);
        earlier.contains(&later[from..end])
    };
    (0..LOOKS).filter(stands).count() * 2 >= LOOKS
}

/// Whether `later` says again, by mistake, what `earlier` says: nearly every four characters in a row are the same.
pub(super) fn repeats(earlier: &str, later: &str) -> bool {
    let grams = |s: &str| {
        let letters: Vec<char> = s.chars().collect();
        letters.windows(4).map(<[char]>::to_vec).collect::<rustc_hash::FxHashSet<_>>()
    };
    let (short, long) = (later.len().min(earlier.len()), later.len().max(earlier.len()));
    if short < 150 || short * 10 < long * 9 {
        return false;
    }
    if !alike(earlier, later) {
        return false;
    }
    let (a, b) = (grams(earlier), grams(later));
    a.intersection(&b).count() * 100 >= b.len().max(a.len()) * 85
}
