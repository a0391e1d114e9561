//! What is suspected in sources that are read together, a line a suspicion: to be judged by eye.
//!
//! `cargo run -p chancery-engine --example suspected -- FILE...`

use chancery_engine::rules::Knowledge;
use chancery_engine::{read, suspicions, witnesses};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let knowledge = Knowledge::builtin();
    let mut all = Vec::new();
    for (number, path) in std::env::args().skip(1).enumerate() {
        all.extend(witnesses(&path, &std::fs::read(&path)?, number, knowledge).1);
    }
    let readings = read(&all, knowledge);
    let words = jieba_rs::Jieba::new();
    let common = |word: &str| if words.has_word(word) { words.suggest_freq(word) } else { 0 };
    for (reading, found) in readings.iter().zip(suspicions(&readings, knowledge, &common)) {
        let document = &reading.document;
        println!("== {} {}", document.date.as_deref().unwrap_or("?"), document.title);
        for s in found {
            let before: String = document.text[..s.span.start as usize].chars().rev().take(8).collect();
            let after: String = document.text[s.span.end as usize..].chars().take(8).collect();
            let before: String = before.chars().rev().collect();
            let proposed = s.proposed.as_deref().unwrap_or("?");
            println!("   {} …{before}[{}→{proposed}]{after}", s.kind, s.span.of(&document.text));
        }
    }
    Ok(())
}
