//! The apparatus: every place where a witness differs from the reading text, typed.

use super::align::{Alignment, Run, align};
use super::fold::{Letter, Letters, fold};
use crate::model::{Edition, Span, Text, Variant, VariantType};
use rustc_hash::FxHashMap;

/// Longer differences than this, in letters, are omissions or additions of text, not readings.
const READING: usize = 40;

/// Compares every witness with the reading text anew: somebody changed it.
pub(super) fn anew(edition: &mut Edition) {
    let reading = Letters::of_text(&edition.text);
    let theirs: Vec<Letters> = edition.witnesses.iter().map(|w| Letters::of_blocks(&w.blocks)).collect();
    let aligned: Vec<Alignment> = theirs.iter().map(|t| align(&reading.folded, &t.folded)).collect();
    apparatus(edition, &reading, &theirs.iter().collect::<Vec<_>>(), &aligned);
}

/// Fills in agreement and variants: `aligned` says how the letters of every witness stand to the reading text.
pub(super) fn apparatus(edition: &mut Edition, reading: &Letters, theirs: &[&Letters], aligned: &[Alignment]) {
    let mut variants = Vec::new();
    for (n, alignment) in aligned.iter().enumerate() {
        let sides = Sides { reading: &reading.places, theirs: &theirs[n].places, edition, witness: n };
        let mut found = sides.differences(alignment);
        found.extend(sides.spellings(alignment));
        transpositions(&mut found, &edition.text);
        edition.witnesses[n].agreement = alignment.shared() as f64 / reading.len().max(1) as f64;
        variants.extend(found);
    }
    variants.sort_by(|a, b| (a.span, a.witness, &a.reading).cmp(&(b.span, b.witness, &b.reading)));
    edition.variants = variants;
}

/// The reading text beside one witness.
struct Sides<'a> {
    reading: &'a [Letter],
    theirs: &'a [Letter],
    edition: &'a Edition,
    witness: usize,
}

/// A place of the text that a witness has otherwise: its letters here and there.
#[derive(Clone, Copy)]
struct Place {
    here: (usize, usize),
    there: (usize, usize),
}

impl Sides<'_> {
    /// Where letters differ, are lacking, are added, were moved.
    fn differences(&self, alignment: &Alignment) -> Vec<Variant> {
        let mut out = Vec::new();
        let (mut a, mut b) = (0, 0);
        let end = Run { a: self.reading.len(), b: self.theirs.len(), len: 0 };
        for run in alignment.runs.iter().chain(std::iter::once(&end)) {
            if run.a > a || run.b > b {
                self.difference(Place { here: (a, run.a), there: (b, run.b) }, &alignment.moved, &mut out);
            }
            (a, b) = (run.a + run.len, run.b + run.len);
        }
        // What was moved may have been changed besides.
        for pair in alignment.moved.windows(2) {
            let (one, next) = (pair[0], pair[1]);
            let place = Place { here: (one.a + one.len, next.a), there: (one.b + one.len, next.b) };
            let near = |(from, to): (usize, usize)| from <= to && to - from <= READING;
            if near(place.here) && near(place.there) && (place.here.0 < place.here.1 || place.there.0 < place.there.1) {
                out.push(self.variant(place));
            }
        }
        out
    }

    fn difference(&self, place: Place, moved: &[Run], out: &mut Vec<Variant>) {
        let Place { here, there } = place;
        let gone = here.0 < here.1 && covered(moved.iter().map(|r| (r.a, r.len)), here);
        let come = there.0 < there.1 && covered(moved.iter().map(|r| (r.b, r.len)), there);
        if !gone && !come {
            return out.push(self.variant(place));
        }
        let at = here.0;
        for (place, moved) in
            [(Place { here, there: (there.0, there.0) }, gone), (Place { here: (at, at), there }, come)]
        {
            if place.here.0 < place.here.1 || place.there.0 < place.there.1 {
                let variant = self.variant(place);
                let kind = if moved { VariantType::Transposition } else { variant.kind };
                out.push(Variant { kind, ..variant });
            }
        }
    }

    fn variant(&self, Place { here, there }: Place) -> Variant {
        let text = &self.edition.text;
        let span = stretch(self.reading, here.0, here.1, text);
        let reading = held(&self.theirs[there.0..there.1]);
        let kind = kind(span.of(text), &reading, here.1 - here.0, there.1 - there.0);
        Variant { span, witness: self.witness, reading, kind }
    }

    /// Letters alike when folded, but printed in another form: script conversions, bars for dashes.
    fn spellings(&self, alignment: &Alignment) -> Vec<Variant> {
        let blocks = &self.edition.witnesses[self.witness].blocks;
        let barred: Vec<bool> = blocks.iter().map(|b| barred(&b.text)).collect();
        let mut out: Vec<Variant> = Vec::new();
        for run in alignment.runs.iter().chain(&alignment.moved) {
            let (mine, their) = (&self.reading[run.a..run.a + run.len], &self.theirs[run.b..run.b + run.len]);
            for (mine, their) in mine.iter().zip(their) {
                let block = their.block as usize;
                if mine.printed != their.printed || barred[block] {
                    self.spelling(mine, their, &mut out);
                }
            }
        }
        out
    }

    fn spelling(&self, mine: &Letter, their: &Letter, out: &mut Vec<Variant>) {
        let block = &self.edition.witnesses[self.witness].blocks[their.block as usize].text;
        let at = their.at as usize;
        let bar = bar(block, Span::new(at, at + their.printed.len_utf8()));
        if their.printed == mine.printed && (bar.is_none() || taken_from(self.edition, mine.at, self.witness)) {
            return;
        }
        let span = Span::new(mine.at as usize, mine.at as usize + mine.printed.len_utf8());
        let held = bar.unwrap_or(their.printed);
        match out.last_mut() {
            Some(last) if last.span.end == span.start => {
                last.span.end = span.end;
                last.reading.push(held);
            }
            _ => {
                let (witness, kind) = (self.witness, VariantType::Orthographic);
                out.push(Variant { span, witness, reading: held.to_string(), kind });
            }
        }
    }
}

/// Whether nearly all of a stretch is covered.
fn covered(runs: impl Iterator<Item = (usize, usize)>, (from, to): (usize, usize)) -> bool {
    let shared: usize = runs.map(|(at, len)| (at + len).min(to).saturating_sub(at.max(from))).sum();
    shared * 10 >= (to - from) * 8
}

/// The bytes of letters `from..to`; where there are none, the empty place between their neighbours.
fn stretch(letters: &[Letter], from: usize, to: usize, text: &str) -> Span {
    let byte = |n: usize| letters.get(n).map_or(text.len(), |l| l.at as usize);
    let past = |n: usize| {
        let at = byte(n);
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    };
    match (from < to, from) {
        (true, _) => Span::new(byte(from), past(to - 1)),
        (false, 0) => Span::new(0, 0),
        (false, _) => Span::new(past(from - 1), past(from - 1)),
    }
}

/// A witness's own words, as its source has them.
fn held(letters: &[Letter]) -> String {
    let mut out = String::new();
    let mut block = None;
    for letter in letters {
        if block.is_some_and(|b| b != letter.block) {
            out.push('\n');
        }
        block = Some(letter.block);
        out.push(letter.printed);
    }
    out
}

fn kind(reading: &str, held: &str, here: usize, there: usize) -> VariantType {
    let words = |s: &str| s.chars().any(char::is_alphanumeric);
    if there == 0 && (here > READING || words(reading)) {
        VariantType::Omission
    } else if here == 0 && (there > READING || words(held)) {
        VariantType::Addition
    } else if !words(reading) && !words(held) {
        VariantType::Orthographic
    } else if held.contains('\u{fffd}') || latin(reading) != latin(held) {
        VariantType::Damage
    } else {
        VariantType::Substantive
    }
}

fn latin(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic())
}

/// Whether a dash was restored anywhere in a block.
fn barred(block: &Text) -> bool {
    block.trace.steps.iter().any(|s| s.deed.as_deref().is_some_and(|d| d.starts_with("dash ")))
}

/// The bar that a witness prints where a dash was restored.
fn bar(block: &Text, at: Span) -> Option<char> {
    let steps = block.trace.within(at);
    steps.iter().find_map(|s| s.deed.as_deref()?.strip_prefix("dash ")?.chars().next())
}

fn taken_from(edition: &Edition, at: u32, witness: usize) -> bool {
    edition.taken.iter().any(|t| t.witness == witness && t.out.start <= at && at < t.out.end)
}

/// What is lacking in one place and stands word for word in another was moved, however short.
fn transpositions(found: &mut [Variant], text: &str) {
    let bare = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).filter_map(fold).collect::<String>();
    let long = |s: &String| s.chars().count() >= 6;
    let mut gone: FxHashMap<String, usize> = FxHashMap::default();
    for (n, variant) in found.iter().enumerate().filter(|(_, v)| v.kind == VariantType::Omission) {
        gone.insert(bare(variant.span.of(text)), n);
    }
    gone.retain(|words, _| long(words));
    if gone.is_empty() {
        return;
    }
    for n in 0..found.len() {
        if found[n].kind == VariantType::Addition
            && let Some(&from) = gone.get(&bare(&found[n].reading))
        {
            found[n].kind = VariantType::Transposition;
            found[from].kind = VariantType::Transposition;
        }
    }
}
