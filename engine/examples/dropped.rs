//! What of a source went into no witness: every dropped stretch, to be judged by eye.
//!
//! `cargo run -p chancery-engine --example dropped -- FILE...`

use chancery_engine::model::Span;
use chancery_engine::rules::Knowledge;
use chancery_engine::witnesses;
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let name = Path::new(&path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (source, found) = witnesses(&name, &bytes, 0, Knowledge::builtin());
        let mut kept: Vec<Span> = Vec::new();
        for block in found.iter().flat_map(|w| &w.blocks) {
            for text in std::iter::once(&block.text).chain(&block.again) {
                kept.extend(text.trace.steps.iter().map(|s| s.from));
            }
        }
        println!("== {name}: {} witnesses", found.len());
        for stretch in gaps(kept, source.decoded.len()) {
            let words = stretch.of(&source.decoded);
            if words.chars().filter(|c| c.is_alphanumeric()).count() > 0 {
                println!("   {}: «{}»", stretch.start, words.trim().replace('\n', " ⏎ "));
            }
        }
    }
    Ok(())
}

/// The stretches of `0..end` that none of `kept` covers.
fn gaps(mut kept: Vec<Span>, end: usize) -> Vec<Span> {
    kept.sort();
    let mut out = Vec::new();
    let mut at = 0;
    for span in kept {
        if span.start > at {
            out.push(Span { start: at, end: span.start });
        }
        at = at.max(span.end);
    }
    if (at as usize) < end {
        out.push(Span::new(at as usize, end));
    }
    out
}
