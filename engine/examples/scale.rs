//! What comparing costs where there are many statements: generates them from the samples, the same on every machine,
//! and measures time and memory of the index, of all comparisons, of the formulas.
//!
//! `cargo run --release -p chancery-engine --example scale -- STATEMENTS [index|link|formulas|write DIR]`
//!
//! Statements come in lines of ten between the same two parties. Of each, about half the sentences are the last one's,
//! a third of these reworded; the rest is new: sentences of the samples, recombined at their commas, some characters
//! exchanged. One sentence in twenty is taken from any earlier statement.

use chancery_engine::divide;
use chancery_engine::extract::extract;
use chancery_engine::link::{Shelf, formulas, pairs};
use chancery_engine::model::{Document, Findings, KnownBlock, Party, ProvisionKind};
use chancery_engine::rules::{Knowledge, is_han};
use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Statements in a line.
const LINE: usize = 10;
/// Sentences in a statement.
const SENTENCES: usize = 60;
/// Two statements with at least this share of sentences of one origin must be found.
const MUCH: f64 = 0.2;

fn main() -> Outcome<()> {
    let mut args = std::env::args().skip(1);
    let count: usize = args.next().ok_or("usage: scale STATEMENTS [index|link|formulas|write DIR]")?.parse()?;
    let what = args.next().unwrap_or_else(|| "index".to_owned());
    let mut clock = Instant::now();
    let statements = generate(count)?;
    let characters: usize = statements.iter().map(|s| s.document.text.chars().count()).sum();
    told(&format!("generated {count} statements, {characters} characters"), &mut clock)?;
    let documents: Vec<&Document> = statements.iter().map(|s| &s.document).collect();
    match what.as_str() {
        "index" => index(&statements, &documents, &mut clock),
        "link" => compare(&documents, &mut clock),
        "formulas" => {
            let found = formulas::formulas(&documents, formulas::Search::default());
            told(&format!("{} formulas", found.len()), &mut clock)
        }
        "write" => write(&statements, Path::new(&args.next().ok_or("write needs a folder")?)),
        other => Err(format!("found {other}; wanted index, link, formulas or write").into()),
    }
}

/// Says what was done, how long it took, and the most memory held so far.
fn told(what: &str, clock: &mut Instant) -> Outcome<()> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map_or("?", str::trim);
    println!("{what}: {:.2} s, peak memory {peak}", clock.elapsed().as_secs_f64());
    *clock = Instant::now();
    Ok(())
}

fn index(statements: &[Statement], documents: &[&Document], clock: &mut Instant) -> Outcome<()> {
    let found = pairs::sharing(documents, 0.05);
    told(&format!("indexed, {} pairs share at least a twentieth", found.len()), clock)?;
    let shared: HashMap<(usize, usize), f64> = found.iter().map(|p| ((p.older, p.newer), p.shared)).collect();
    let wanted = planted(statements);
    let hit = wanted.iter().filter(|pair| shared.contains_key(pair)).count();
    println!("of {} pairs planted with a fifth or more in common, {hit} were found", wanted.len());
    *clock = Instant::now();
    let worth = pairs::pairs(documents);
    told(&format!("{} pairs worth comparing", worth.len()), clock)
}

fn compare(documents: &[&Document], clock: &mut Instant) -> Outcome<()> {
    let worth = pairs::pairs(documents);
    told(&format!("{} pairs worth comparing", worth.len()), clock)?;
    let (nothing, knowledge) = (Findings::default(), Knowledge::builtin());
    let texts = documents.iter().map(|document| (*document, &nothing)).collect();
    let shelf = Shelf::of(texts, worth.iter().map(|pair| (pair.older, pair.newer)), knowledge);
    let changes: usize = worth.iter().map(|pair| shelf.changes(pair.older, pair.newer).len()).sum();
    told(&format!("compared one after another, {changes} changes"), clock)
}

/// A generated statement and where its sentences come from.
struct Statement {
    document: Document,
    sentences: Vec<(u32, String)>,
}

/// A generator of numbers, the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.roll(n) == 0
    }
}

/// What statements are made of: parts of sentences between commas, and characters.
struct Pool {
    parts: Vec<String>,
    characters: Vec<char>,
    states: Vec<(String, String)>,
}

impl Pool {
    fn read() -> Outcome<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/originals");
        let mut texts: Vec<_> = std::fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<Outcome<_>>()?;
        texts.retain(|path| path.to_string_lossy().ends_with(".zh.txt"));
        texts.sort();
        let text: String = texts.iter().map(std::fs::read_to_string).collect::<Result<_, _>>()?;
        let parts = text.split(['\n', '，', '。', '；', '：']).map(str::trim).filter(|p| p.chars().count() > 3);
        let states = Knowledge::builtin().language("zh").ok_or("Chinese is built in")?.words.class("states");
        let official = states.iter().filter(|s| s.get("form") == "official" && s.get("language") == "zh");
        Ok(Self {
            parts: parts.map(str::to_owned).collect(),
            characters: text.chars().filter(|c| is_han(*c)).collect(),
            states: official.map(|s| (s.get("code").to_owned(), s.word.clone())).collect(),
        })
    }

    /// A sentence of three parts, a character in so many exchanged.
    fn sentence(&self, dice: &mut Dice) -> String {
        let parts: Vec<String> =
            (0..3).map(|_| self.varied(&self.parts[dice.roll(self.parts.len())], 6, dice)).collect();
        format!("双方{}。", parts.join("，"))
    }

    fn varied(&self, text: &str, one_in: usize, dice: &mut Dice) -> String {
        let varied = |c: char| {
            let exchanged = is_han(c) && dice.one_in(one_in);
            if exchanged { self.characters[dice.roll(self.characters.len())] } else { c }
        };
        text.chars().map(varied).collect()
    }
}

fn generate(count: usize) -> Outcome<Vec<Statement>> {
    let pool = Pool::read()?;
    let mut dice = Dice(20_310_618);
    let mut origin = 0;
    let mut out: Vec<Statement> = Vec::with_capacity(count);
    let mut parties = Vec::new();
    for n in 0..count {
        if n % LINE == 0 {
            parties = (0..2).map(|_| pool.states[dice.roll(pool.states.len())].clone()).collect();
        }
        let mut sentences = Vec::with_capacity(SENTENCES);
        for k in 0..SENTENCES {
            let last = (n % LINE > 0).then(|| &out[n - 1].sentences[k]);
            sentences.push(match last {
                Some((from, text)) if dice.one_in(2) => {
                    (*from, if dice.one_in(3) { pool.varied(text, 30, &mut dice) } else { text.clone() })
                }
                _ if n > 0 && dice.one_in(20) => out[dice.roll(n)].sentences[dice.roll(SENTENCES)].clone(),
                _ => {
                    origin += 1;
                    (origin, pool.sentence(&mut dice))
                }
            });
        }
        out.push(statement(&parties, n, sentences));
    }
    Ok(out)
}

fn statement(parties: &[(String, String)], n: usize, sentences: Vec<(u32, String)>) -> Statement {
    let (year, month, day) = (1990 + n % LINE * 3, 1 + n / LINE % 12, 1 + n % 28);
    let block = |kind, text: String| KnownBlock { kind, number: String::new(), text };
    let title = format!("{}联合声明", parties.iter().map(|p| p.1.as_str()).collect::<Vec<_>>().join("和"));
    let mut blocks = vec![block(ProvisionKind::Title, title)];
    blocks.extend(
        sentences
            .chunks(3)
            .map(|chunk| block(ProvisionKind::Paragraph, chunk.iter().map(|(_, text)| text.as_str()).collect())),
    );
    let date = format!("{year}-{month:02}-{day:02}");
    let parties = parties.iter().map(|(code, name)| Party { code: code.clone(), names: vec![name.clone()] }).collect();
    Statement { document: Document::from_blocks(&blocks, parties, Some(&date), divide::sentences), sentences }
}

/// The pairs (older, newer) that share at least [`MUCH`] by the origin of their sentences.
fn planted(statements: &[Statement]) -> Vec<(usize, usize)> {
    let mut with: HashMap<u32, Vec<usize>> = HashMap::new();
    for (n, statement) in statements.iter().enumerate() {
        statement.sentences.iter().for_each(|(origin, _)| with.entry(*origin).or_default().push(n));
    }
    let mut common: HashMap<(usize, usize), usize> = HashMap::new();
    for all in with.values_mut() {
        all.dedup();
        for (k, a) in all.iter().enumerate() {
            all[k + 1..].iter().for_each(|b| *common.entry((*a, *b)).or_default() += 1);
        }
    }
    let date = |n: usize| &statements[n].document.date;
    let ordered = |(a, b): (usize, usize)| if (date(a), a) < (date(b), b) { (a, b) } else { (b, a) };
    common.into_iter().filter(|(_, n)| *n as f64 >= MUCH * SENTENCES as f64).map(|(pair, _)| ordered(pair)).collect()
}

/// One file a statement, as `chancery add` takes them; how many clauses are in them says that they read as statements.
fn write(statements: &[Statement], folder: &Path) -> Outcome<()> {
    std::fs::create_dir_all(folder)?;
    let mut clauses = 0;
    for (n, statement) in statements.iter().enumerate() {
        let d = &statement.document;
        clauses += if n < 10 { extract(d, Knowledge::builtin()).clauses.len() } else { 0 };
        let (title, body) = d.text.split_once('\n').unwrap_or((&d.text, ""));
        let mut day = d.date.iter().flat_map(|date| date.split('-')).map(|part| part.trim_start_matches('0'));
        let mut next = || day.next().unwrap_or_default();
        let text = format!("{title}\n（{}年{}月{}日）\n\n{body}\n", next(), next(), next());
        std::fs::write(folder.join(format!("{n:05}.txt")), text)?;
    }
    println!("{clauses} clauses in the first ten");
    Ok(())
}
