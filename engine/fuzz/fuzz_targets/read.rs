//! Any bytes, under any name, are read to the end: analysis never fails.

#![no_main]

use chancery_engine::rules::Knowledge;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 5] = ["a.txt", "a.html", "a.json", "a.md", "a.csv"];

fuzz_target!(|data: &[u8]| {
    let (first, bytes) = data.split_first().unwrap_or((&0, &[]));
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let knowledge = Knowledge::builtin();
    let (_, witnesses) = chancery_engine::witnesses(name, bytes, 0, knowledge);
    let readings = chancery_engine::read(&witnesses, knowledge);
    chancery_engine::suspicions(&readings, knowledge, &|_| 0);
});
