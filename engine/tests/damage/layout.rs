//! What happens to the order of blocks, and to what stands around them.

use crate::pages::{self, Page};
use crate::{Block, Dice, Sample};
use std::rc::Rc;

/// A document as the text of a file.
pub type Damage = Rc<dyn Fn(&Sample, &mut Dice) -> String>;

/// Every damage of the layer.
pub fn all() -> Vec<(String, Damage)> {
    let page =
        |(name, page): (String, Page)| -> (String, Damage) { (name, Rc::new(move |s, d| pages::set(s, page, d))) };
    let other = OTHERS.iter().map(|(name, damage)| -> (String, Damage) { ((*name).to_owned(), Rc::new(damage)) });
    pages::all().into_iter().map(page).chain(other).collect()
}

/// What a damage makes of a document.
type Plain = fn(&Sample, &mut Dice) -> String;

const OTHERS: &[(&str, Plain)] = &[
    ("two columns on a page, read across", pages::columns),
    ("blank lines between paragraphs", |s, _| joined(s, "\n\n")),
    ("ideographic indents", |s, _| s.blocks.iter().map(|b| format!("　　{}\n", b.text)).collect()),
    ("one sentence a line", |s, _| sentences(s)),
    ("everything in one line", |s, _| joined(s, "")),
    ("everything in one line, blanks between paragraphs", |s, _| joined(s, " ")),
    ("the title after the text", |s, _| trailing(s, 1)),
    ("the title on two lines", |s, _| split_title(s, &["关于"])),
    ("the title on three lines", |s, _| split_title(s, &["和", "关于"])),
    ("the title on two lines after the text", |s, _| trailing(s, 2)),
    ("a paragraph printed twice", |s, _| twice(s)),
    ("signatures in columns", |s, _| columns(s)),
    ("signatures run together", |s, _| together(s)),
    ("a short document before it", |s, _| format!("{}\n\n{}", other(), joined(s, "\n"))),
    ("a short document after it", |s, _| format!("{}\n\n{}", joined(s, "\n"), other())),
    ("two documents in one file", |s, _| format!("{}\n{}", joined(s, "\n"), s.beside.join("\n"))),
    ("a digest before the text", |s, _| digest(s)),
    ("two languages, paragraph by paragraph", |s, _| interleaved(s)),
    ("two languages, one after the other", |s, _| format!("{}\n\n{}\n", joined(s, "\n"), s.english.join("\n\n"))),
    ("notes of a newspaper", |s, _| newspaper(s)),
];

/// One block a line.
pub fn lines() -> Damage {
    Rc::new(|s, _| joined(s, "\n"))
}

fn joined(sample: &Sample, by: &str) -> String {
    sample.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join(by) + "\n"
}

fn sentences(sample: &Sample) -> String {
    let mut out = String::new();
    for block in &sample.blocks {
        let mut letters = block.text.chars().peekable();
        while let Some(c) = letters.next() {
            out.push(c);
            if "。！？；".contains(c) && letters.peek().is_some_and(|n| *n != '”') {
                out.push('\n');
            }
        }
        out.push('\n');
    }
    out
}

fn is_title(block: &Block) -> bool {
    matches!(block.kind.as_str(), "title" | "subtitle")
}

fn trailing(sample: &Sample, lines: usize) -> String {
    let (title, body): (Vec<Block>, Vec<Block>) = sample.blocks.iter().cloned().partition(is_title);
    let title = Sample { blocks: title, ..sample.clone() };
    let title = if lines == 1 { joined(&title, "\n") } else { split_title(&title, &["关于"]) };
    format!("{}\n{title}", joined(&Sample { blocks: body, ..sample.clone() }, "\n"))
}

/// The title broken after each of `at`.
fn split_title(sample: &Sample, at: &[&str]) -> String {
    let mut broken = sample.clone();
    for block in broken.blocks.iter_mut().filter(|b| b.kind == "title") {
        for word in at {
            block.text = block.text.replacen(word, &format!("{word}\n"), 1);
        }
    }
    joined(&broken, "\n")
}

fn twice(sample: &Sample) -> String {
    let mut out = String::new();
    let longest = sample.blocks.iter().map(|b| b.text.len()).max();
    for block in &sample.blocks {
        out.push_str(&block.text);
        out.push('\n');
        if Some(block.text.len()) == longest {
            out.push_str(&block.text.replacen('的', "旳", 1));
            out.push('\n');
        }
    }
    out
}

fn signatures(sample: &Sample, set: impl Fn(&[&Block]) -> String) -> String {
    let (signed, others): (Vec<&Block>, Vec<&Block>) = sample.blocks.iter().partition(|b| b.kind == "signature");
    let body: String = others.iter().map(|b| format!("{}\n", b.text)).collect();
    body + &set(&signed) + "\n"
}

fn columns(sample: &Sample) -> String {
    signatures(sample, |signed| {
        signed.iter().map(|b| b.text.replace(' ', "　　　　　　")).collect::<Vec<_>>().join("\n")
    })
}

/// All on one line.
fn together(sample: &Sample) -> String {
    signatures(sample, |signed| signed.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join(" "))
}

/// Another document, short.
fn other() -> String {
    "棠尼亚共和国和汐罗恩联邦关于候鸟迁徙的联合公报\n\n2030年3月4日，棠尼亚共和国总统访问汐罗恩联邦。\n双方就候鸟迁徙路线交换了意见，认为保护湿地十分重要。\n双方商定每两年举行一次湿地会议。\n二〇三〇年三月四日于莫拉港\n".to_owned()
}

fn digest(sample: &Sample) -> String {
    format!(
        "本报要点：两国元首会晤后发表声明，就贸易、交通和边境合作作出安排。声明全文如下：\n\n{}",
        joined(sample, "\n")
    )
}

/// Every block with its translation after it.
fn interleaved(sample: &Sample) -> String {
    let head = sample.blocks.len().saturating_sub(sample.english.len());
    let mut out = String::new();
    for (n, block) in sample.blocks.iter().enumerate() {
        out.push_str(&format!("{}\n\n", block.text));
        if let Some(words) = n.checked_sub(head).and_then(|n| sample.english.get(n)) {
            out.push_str(&format!("{words}\n\n"));
        }
    }
    out
}

/// A caption, a note of a page turn and a box of other news in the middle.
fn newspaper(sample: &Sample) -> String {
    let middle = sample.blocks.len() / 2;
    let mut out = String::new();
    for (n, block) in sample.blocks.iter().enumerate() {
        out.push_str(&format!("{}\n", block.text));
        if n == middle {
            out.push_str("（下转第三版）\n（上接第一版）\n");
        }
        if n == middle / 2 {
            out.push_str("图为两国元首在会谈后合影。云脊社记者 木子 摄\n");
        }
    }
    out
}
