//! Analysis never fails: whatever the bytes, they are read to the end. A short run of what `engine/fuzz` does at length.

#![allow(clippy::unwrap_used, reason = "in a test a broken promise should stop it")]

use chancery_engine::model::Span;
use chancery_engine::rules::Knowledge;
use chancery_engine::{read, suspicions, witnesses};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// So long the run may take.
const TIME: Duration = Duration::from_secs(8);

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

fn sources() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/sources");
    let mut all: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect();
    all.sort();
    all
}

/// Bytes that came from somewhere, made worse: cut, doubled, swapped, sprinkled.
fn ruined(sources: &[(String, Vec<u8>)], dice: &mut Dice) -> (String, Vec<u8>) {
    const SPRINKLE: [&[u8]; 10] =
        [b"<", b"&#", b"\"", b"\\u", b"\0", b"\xff", b"\n\n", "《".as_bytes(), "——".as_bytes(), "（一）".as_bytes()];
    let (name, bytes) = &sources[dice.roll(sources.len())];
    let from = dice.roll(bytes.len());
    let mut out = bytes[from..(from + 1 + dice.roll(3000)).min(bytes.len())].to_vec();
    for _ in 0..dice.roll(12) {
        let at = dice.roll(out.len() + 1);
        match dice.roll(4) {
            0 => out.truncate(at.max(1)),
            1 => out.splice(at..at, SPRINKLE[dice.roll(SPRINKLE.len())].iter().copied()).for_each(drop),
            2 if at < out.len() => out[at] = u8::try_from(dice.roll(256)).unwrap(),
            _ => {
                let by = at.min(out.len());
                out.rotate_left(by);
            }
        }
    }
    (name.clone(), out)
}

#[test]
fn no_bytes_stop_the_reading() {
    let (sources, knowledge, began) = (sources(), Knowledge::builtin(), Instant::now());
    let mut dice = Dice(7);
    let mut runs = 0;
    while began.elapsed() < TIME {
        let (name, bytes) = if dice.roll(6) == 0 {
            ("a.txt".to_owned(), (0..dice.roll(400)).map(|_| u8::try_from(dice.roll(256)).unwrap()).collect())
        } else {
            ruined(&sources, &mut dice)
        };
        let told = format!("{name}: {:?}", String::from_utf8_lossy(&bytes));
        let outcome = std::panic::catch_unwind(|| {
            let (source, found) = witnesses(&name, &bytes, 0, knowledge);
            let readings = read(&found, knowledge);
            for suspicion in suspicions(&readings, knowledge, &|_| 0).into_iter().flatten() {
                assert!(suspicion.span.start <= suspicion.span.end);
            }
            for witness in &found {
                for step in witness.blocks.iter().flat_map(|b| &b.text.trace.steps) {
                    assert!(source.decoded.get(step.from.range()).is_some(), "a step leads nowhere");
                }
            }
            let whole = Span::new(0, source.decoded.len());
            assert!(source.bytes.origin(whole).is_none_or(|o| o.end as usize <= bytes.len()));
        });
        assert!(outcome.is_ok(), "run {runs}: {told}");
        runs += 1;
    }
    println!("{runs} ruined sources read");
}
