//! Signing lines that columns scrambled: every name stands with its office again, in the order of the parties.
//!
//! Lines that say who signs as what are left as they are. Only where offices and names no longer answer each other
//! (one line of offices and two of names, a date in between, everything run together, names under the wrong office)
//! are they put in order: in rows where a row survived or all offices come first, else office and name on one line.

use super::mend::DEEDS;
use super::signers::{Told, bare, is_name, short};
use super::signing::offices_in;
use crate::model::{Block, Note, Role, Span, Text, Witness};
use crate::rules::{Language, simplified};

/// So many lines at most are the signing lines of one text.
const LINES: usize = 12;
/// A line of them is no longer than this, in characters.
const LONGEST: usize = 120;
/// So many sign at most.
const MOST: usize = 4;
/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Of the state of this code.
    Office(String),
    Name,
    /// A date with its place, an agency's line.
    Other,
}

/// An office, a name or a date in a signing line.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub kind: Kind,
    pub block: usize,
    pub text: Text,
    /// In simplified script.
    pub plain: String,
}

impl Cell {
    fn letter(&self) -> char {
        match self.kind {
            Kind::Office(_) => 'o',
            Kind::Name => 'n',
            Kind::Other => 'd',
        }
    }
}

/// Puts the signing lines of `witness` in order.
pub(super) fn restore(witness: &mut Witness, language: &Language) {
    if !language.unspaced {
        return;
    }
    rejoin(&mut witness.blocks, language);
    let mut n = 1;
    while n < witness.blocks.len() {
        let block = &witness.blocks[n];
        let last = block.role == Role::Body && n + LINES > witness.blocks.len() && block.text.text.len() <= 3 * LONGEST;
        if block.role != Role::Signature && !last {
            n += 1;
            continue;
        }
        let (from, cells) = zone(&witness.blocks, n, language);
        let to = cells.last().map_or(n, |c| c.block) + 1;
        let Some(lines) = in_order(cells, &witness.blocks[..from], language) else {
            n = to.max(n + 1);
            continue;
        };
        n = from + lines.len();
        witness.blocks.splice(from..to, lines);
        witness.notes.push(Note::new("signatures", "columns had scrambled the signing lines; they were put in order"));
    }
}

/// Puts offices together that were broken inside their columns: the rest of each stands under its beginning.
fn rejoin(blocks: &mut Vec<Block>, language: &Language) {
    let mut n = blocks.len().saturating_sub(LINES).max(1);
    while n + 1 < blocks.len() {
        match rejoined(&blocks[n].text, &blocks[n + 1].text, language) {
            Some(text) => {
                blocks[n] = Block { text, role: Role::Signature, ..Block::default() };
                blocks.remove(n + 1);
            }
            None => n += 1,
        }
    }
}

/// The row of offices that `above` and `below` are the upper and the lower half of.
fn rejoined(above: &Text, below: &Text, language: &Language) -> Option<Text> {
    let cells = |text: &Text| {
        let mut out = Vec::new();
        let mut from = 0;
        for part in text.text.split(' ') {
            out.push(Span::new(from, from + part.len()));
            from += part.len() + 1;
        }
        out
    };
    let short = |text: &Text| text.text.len() <= 3 * LONGEST && text.text.contains(' ');
    if !short(above) || !short(below) {
        return None;
    }
    let (upper, lower) = (cells(above), cells(below));
    let whole =
        |text: &str| offices_in(&simplified(text), language).first().is_some_and(|o| (o.0, o.1) == (0, text.len()));
    let halves = || upper.iter().zip(&lower).map(|(a, b)| (a.of(&above.text), b.of(&below.text)));
    let broken =
        upper.len() == lower.len() && halves().all(|(a, b)| whole(&format!("{a}{b}")) && !whole(a) && !whole(b));
    broken.then(|| {
        let mut row = Text::default();
        for (a, b) in upper.iter().zip(&lower) {
            let mut cell = above.slice(*a);
            cell.append(&below.slice(*b));
            row = joined(&row, &cell);
        }
        row
    })
}

/// The cells of the signing lines around block `n`, and the first of these lines.
fn zone(blocks: &[Block], n: usize, language: &Language) -> (usize, Vec<Cell>) {
    let read = |at: usize| cells(&blocks[at], at, language);
    let mut above: Vec<Vec<Cell>> = (1..n).rev().take(LINES).map_while(read).collect();
    let from = n - above.len();
    above.reverse();
    let below = (n..blocks.len()).take(LINES).map_while(read);
    (from, above.into_iter().chain(below).flatten().collect())
}

/// What `block` is made of, if it is nothing but offices, names and dates.
fn cells(block: &Block, number: usize, language: &Language) -> Option<Vec<Cell>> {
    let signs = matches!(block.role, Role::Signature | Role::Body | Role::Dateline);
    // Most blocks are paragraphs: their length says so.
    if !signs || block.text.text.len() > 3 * LONGEST {
        return None;
    }
    let plain = simplified(&block.text.text);
    if plain.chars().count() > LONGEST || plain.contains(['。', '，', '；', '：', '、', '！', '《']) {
        return None;
    }
    let together = &language.shape.together;
    let offices = offices_in(&plain, language);
    let date = together.signed.as_ref().and_then(|date| date.find(&plain)).map(|m| m.start());
    let agency = together.agency.as_ref().and_then(|agency| agency.find(&plain)).map(|m| m.start());
    let mut out = Vec::new();
    let mut at = 0;
    while at < plain.len() {
        let rest = &plain[at..];
        if let Some(more) = rest.strip_prefix(' ') {
            at = plain.len() - more.len();
            continue;
        }
        let blank = rest.find(' ').map_or(plain.len(), |b| at + b);
        let next = offices.iter().map(|o| o.0).chain(date).chain(agency).filter(|&s| s > at).min();
        let (kind, end) = if let Some((_, end, code)) = offices.iter().find(|o| o.0 == at) {
            (Kind::Office(code.clone()), *end)
        } else if Some(at) == agency {
            (Kind::Other, plain.len())
        } else if Some(at) == date {
            (Kind::Other, agency.filter(|&a| a > at).unwrap_or(blank).min(blank))
        } else {
            (Kind::Name, blank.min(next.unwrap_or(plain.len())))
        };
        let words = plain[at..end].trim_end();
        // What stands before an office at the beginning of a line is a part of it: 常驻……代表.
        let prefix = at == 0 && next == Some(end) && !words.contains('·');
        if kind == Kind::Name && (prefix || !is_name(words)) {
            return None;
        }
        let text = block.text.slice(Span::new(at, at + words.len()));
        out.push(Cell { kind, block: number, text, plain: words.to_owned() });
        at = end;
    }
    Some(out)
}

/// The lines that `cells` were, or nothing where they stand well.
fn in_order(cells: Vec<Cell>, above: &[Block], language: &Language) -> Option<Vec<Block>> {
    let (others, signing): (Vec<Cell>, Vec<Cell>) = cells.into_iter().partition(|c| c.kind == Kind::Other);
    let (ran, offices): (usize, Vec<Cell>) = (signing.len(), offices(&signing));
    if !(2..=MOST).contains(&offices.len()) {
        return None;
    }
    // Two rows of offices, or two holders of one, are more than columns can have done.
    let mut states: Vec<&Kind> = offices.iter().map(|o| &o.kind).collect();
    states.sort();
    states.dedup();
    if states.len() < offices.len() {
        return None;
    }
    let body: Vec<String> = above.iter().map(|block| simplified(&block.text.text)).collect();
    let title = above.iter().position(|b| b.role == Role::Title).map_or("", |n| body[n].as_str());
    let told = Told { title, body: &body, language };
    let signing = told.apart(signing, &offices);
    let names: Vec<Cell> = signing.iter().filter(|c| c.kind == Kind::Name).cloned().collect();
    if names.len() == 1 {
        return unparted(&offices, &names[0], &others);
    }
    if names.len() != offices.len() || !names.iter().all(|name| short(bare(&name.plain))) {
        return None;
    }
    let whose = told.whose(&offices, &names);
    let crossed = whose.iter().enumerate().any(|(n, office)| n != *office);
    let printed = Printed::of(&signing, &others);
    if !crossed && ran == signing.len() && printed.regular(offices.len()) {
        return None;
    }
    let mut order: Vec<usize> = (0..offices.len()).collect();
    if crossed {
        let ranks = told.ranks(&offices);
        order.sort_by_key(|&n| ranks[n]);
    }
    let name = |office: usize| whose.iter().position(|w| *w == office).and_then(|n| names.get(n));
    let pairs: Vec<(&Cell, &Cell)> = order.iter().filter_map(|&n| Some((offices.get(n)?, name(n)?))).collect();
    let lines: Vec<Text> = if printed.rows(offices.len()) {
        vec![row(pairs.iter().map(|p| p.0)), row(pairs.iter().map(|p| p.1))]
    } else {
        pairs.iter().map(|(office, name)| row([*office, *name])).collect()
    };
    Some(blocks(lines, &others))
}

/// A row of offices and the names that ran together, where nobody tells whose they are; nothing where they stand so.
fn unparted(offices: &[Cell], names: &Cell, others: &[Cell]) -> Option<Vec<Block>> {
    let first = offices.first()?.block;
    let after = others.iter().all(|c| c.block > names.block);
    let stands = offices.iter().all(|o| o.block == first) && first < names.block && after;
    (!stands).then(|| blocks(vec![row(offices), names.text.clone()], others))
}

/// Signing lines and what stands under them.
fn blocks(mut lines: Vec<Text>, others: &[Cell]) -> Vec<Block> {
    for (n, other) in others.iter().enumerate() {
        match lines.last_mut().filter(|_| n > 0 && others[n - 1].block == other.block) {
            Some(line) => *line = joined(line, &other.text),
            None => lines.push(other.text.clone()),
        }
    }
    lines.into_iter().map(|text| Block { text, role: Role::Signature, ..Block::default() }).collect()
}

fn offices(cells: &[Cell]) -> Vec<Cell> {
    cells.iter().filter(|c| matches!(c.kind, Kind::Office(_))).cloned().collect()
}

/// How the lines were printed: `o` for an office, `n` for a name, a word for a line.
struct Printed {
    lines: Vec<String>,
    /// A date stands between the others.
    parted: bool,
}

impl Printed {
    fn of(signing: &[Cell], others: &[Cell]) -> Self {
        let mut lines: Vec<(usize, String)> = Vec::new();
        for cell in signing {
            match lines.last_mut().filter(|(block, _)| *block == cell.block) {
                Some((_, line)) => line.push(cell.letter()),
                None => lines.push((cell.block, cell.letter().to_string())),
            }
        }
        let (first, last) = (lines.first().map_or(0, |l| l.0), lines.last().map_or(0, |l| l.0));
        let parted = others.iter().any(|c| first <= c.block && c.block < last);
        let together = others.iter().any(|c| lines.iter().any(|l| l.0 == c.block));
        Self { lines: lines.into_iter().map(|(_, line)| line).collect(), parted: parted || together }
    }

    /// Office and name by turns, or a line of offices and one of names.
    fn regular(&self, signers: usize) -> bool {
        let paired = |line: &String| line == "on" || line.len() == 1;
        let by_turns = self.lines.concat() == "on".repeat(signers) && self.lines.iter().all(paired);
        let in_rows = self.lines == ["o".repeat(signers), "n".repeat(signers)];
        !self.parted && (by_turns || in_rows)
    }

    /// Whether they had been set in rows.
    fn rows(&self, signers: usize) -> bool {
        let (o, n) = ("o".repeat(signers), "n".repeat(signers));
        let all = self.lines.concat();
        let survived = |line: &String| line.contains("oo") || line.contains("nn");
        all == format!("{o}{n}") || all == format!("{n}{o}") || self.lines.iter().any(survived)
    }
}

fn row<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> Text {
    cells.into_iter().fold(Text::default(), |line, cell| joined(&line, &cell.text))
}

/// `line` and `cell` with a blank between them.
fn joined(line: &Text, cell: &Text) -> Text {
    let mut out = line.clone();
    if !out.text.is_empty() {
        let place = cell.origin().map_or(0, |s| s.start);
        out.put(" ", Span { start: place, end: place }, &DEEDS.blank);
    }
    out.append(cell);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Knowledge;

    const TOLD: &str = "应汐罗恩联邦主席埃兰·科文邀请，澜维亚共和国总统塔林·奥萨进行访问。";

    fn restored(lines: &[&str]) -> Vec<String> {
        let zh = Knowledge::builtin().language("zh").unwrap();
        let block = |words: &str, role| {
            let mut text = Text::default();
            text.keep(words, Span::new(0, words.len()));
            Block { text, role, ..Block::default() }
        };
        let mut blocks = vec![block("澜维亚共和国和汐罗恩联邦联合声明", Role::Title), block(TOLD, Role::Body)];
        blocks.extend(lines.iter().map(|line| {
            let name = line.chars().count() <= 6;
            block(line, if name { Role::Body } else { Role::Signature })
        }));
        let mut witness = Witness { blocks, ..Witness::default() };
        restore(&mut witness, zh);
        witness.blocks[2..].iter().map(|b| b.text.text.clone()).collect()
    }

    #[test]
    fn what_stands_well_is_left() {
        let pairs = ["澜维亚共和国总统 塔林·奥萨", "汐罗恩联邦主席 埃兰·科文", "二〇三一年六月十八日于莫拉港"];
        assert_eq!(restored(&pairs), pairs);
        let rows =
            ["澜维亚共和国总统 汐罗恩联邦主席", "塔林·奥萨（签字） 埃兰·科文（签字）", "二〇三一年六月十八日于莫拉港"];
        assert_eq!(restored(&rows), rows);
        let stacked = ["澜维亚共和国总统", "塔林·奥萨", "汐罗恩联邦主席", "埃兰·科文"];
        assert_eq!(restored(&stacked), stacked);
    }

    #[test]
    fn rows_come_back() {
        let rows = ["澜维亚共和国总统 汐罗恩联邦主席", "塔林·奥萨 埃兰·科文", "二〇三一年六月十八日于莫拉港"];
        let date = rows[2];
        for scrambled in [
            vec!["汐罗恩联邦主席 澜维亚共和国总统", "塔林·奥萨", "埃兰·科文", date],
            vec!["澜维亚共和国总统", "汐罗恩联邦主席", "塔林·奥萨", "埃兰·科文", date],
            vec!["澜维亚共和国总统 汐罗恩联邦主席", date, "塔林·奥萨埃兰·科文"],
            vec!["澜维亚共和国总统汐罗恩联邦主席塔林·奥萨埃兰·科文二〇三一年六月十八日于莫拉港"],
            vec!["塔林·奥萨 埃兰·科文", "澜维亚共和国总统 汐罗恩联邦主席", date],
        ] {
            assert_eq!(restored(&scrambled), rows, "{scrambled:?}");
        }
    }

    #[test]
    fn offices_broken_inside_their_columns_come_back() {
        let broken = ["澜维亚共和国驻汐罗 汐罗恩联邦驻澜维", "恩联邦特命全权大使 亚共和国特命全权大使"];
        assert_eq!(restored(&broken), ["澜维亚共和国驻汐罗恩联邦特命全权大使 汐罗恩联邦驻澜维亚共和国特命全权大使"]);
    }

    #[test]
    fn names_under_the_wrong_office_change_places() {
        let scrambled = ["汐罗恩联邦主席 塔林·奥萨", "澜维亚共和国总统 埃兰·科文"];
        assert_eq!(restored(&scrambled), ["澜维亚共和国总统 塔林·奥萨", "汐罗恩联邦主席 埃兰·科文"]);
        // Nobody tells whose they are: they stand as printed.
        let unknown = ["棠尼亚共和国总统 米罗·扎汉", "澜维亚共和国总统 贡纳·伊尔"];
        assert_eq!(restored(&unknown), unknown);
    }
}
