//! What happens to lines, pages and the order of blocks.

use crate::{Block, Dice, Sample};

/// A document as the text of a file.
pub type Damage = fn(&Sample, &mut Dice) -> String;

/// Every damage of the layer.
pub const ALL: &[(&str, Damage)] = &[
    ("lines of 25", |s, _| pages(s, Page::of(25))),
    ("lines of 36", |s, _| pages(s, Page::of(36))),
    ("lines of 36, blank lines between all", |s, _| pages(s, Page { spread: true, ..Page::of(36) })),
    ("lines of 40, first lines indented", |s, _| pages(s, Page { indent: true, ..Page::of(40) })),
    ("lines of 36, page numbers", |s, _| pages(s, Page { numbers: true, ..Page::of(36) })),
    ("lines of 36, page numbers, blank lines", |s, _| pages(s, Page { numbers: true, spread: true, ..Page::of(36) })),
    ("lines of 30, running heads", |s, _| pages(s, Page { heads: true, ..Page::of(30) })),
    ("blank lines between paragraphs", |s, _| joined(s, "\n\n")),
    ("ideographic indents", |s, _| s.blocks.iter().map(|b| format!("　　{}\n", b.text)).collect()),
    ("one sentence a line", |s, _| sentences(s)),
    ("everything in one line", |s, _| joined(s, "")),
    ("the title after the text", |s, _| trailing(s)),
    ("the title on two lines", |s, _| split_title(s)),
    ("a paragraph printed twice", |s, _| twice(s)),
    ("signatures in columns", |s, _| columns(s)),
    ("two documents in one file", |s, _| format!("{}\n\n{}", other(), joined(s, "\n"))),
    ("a digest before the text", |s, _| digest(s)),
];

/// One block a line.
pub fn lines(sample: &Sample, _: &mut Dice) -> String {
    joined(sample, "\n")
}

fn joined(sample: &Sample, by: &str) -> String {
    sample.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join(by) + "\n"
}

/// How a page is set.
#[derive(Clone, Copy, Default)]
struct Page {
    width: usize,
    spread: bool,
    indent: bool,
    numbers: bool,
    heads: bool,
}

impl Page {
    fn of(width: usize) -> Self {
        Self { width, ..Self::default() }
    }
}

/// Hard lines; closing punctuation hangs over the edge, figures stay whole.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let (mut out, mut line, mut ems) = (Vec::new(), String::new(), 0.0);
    let letters: Vec<char> = text.chars().collect();
    for (n, c) in letters.iter().enumerate() {
        let wide = if c.is_ascii() { 0.5 } else { 1.0 };
        let inside = n > 0 && c.is_ascii_alphanumeric() && letters[n - 1].is_ascii_alphanumeric();
        if ems + wide > width as f32 && !"，。、；：！？）”》".contains(*c) && !inside {
            out.push(std::mem::take(&mut line));
            ems = 0.0;
        }
        line.push(*c);
        ems += wide;
    }
    out.push(line);
    out
}

fn pages(sample: &Sample, page: Page) -> String {
    const LINES: usize = 24;
    let set = |b: &Block| {
        let body = !matches!(b.kind.as_str(), "title" | "part" | "heading" | "signature" | "dateline");
        wrap(&if page.indent && body { format!("　　{}", b.text) } else { b.text.clone() }, page.width)
    };
    let lines: Vec<String> = sample.blocks.iter().flat_map(set).collect();
    let mut out = Vec::new();
    for (n, sheet) in lines.chunks(LINES).enumerate() {
        if page.heads {
            out.push("云脊公报　二〇三三年第七号".to_owned());
        }
        out.extend(sheet.iter().cloned());
        if page.numbers {
            out.push((n + 17).to_string());
        }
    }
    out.join(if page.spread { "\n\n" } else { "\n" }) + "\n"
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
    block.kind == "title"
}

fn trailing(sample: &Sample) -> String {
    let body: Vec<Block> = sample.blocks.iter().filter(|b| !is_title(b)).cloned().collect();
    format!("{}\n{}\n", joined(&Sample { blocks: body, ..sample.clone() }, "\n"), sample.title)
}

fn split_title(sample: &Sample) -> String {
    let cut = sample.title.find("关于").map_or(sample.title.len(), |at| at + "关于".len());
    let mut halved = sample.clone();
    for block in halved.blocks.iter_mut().filter(|b| is_title(b)) {
        block.text = format!("{}\n{}", &sample.title[..cut], &sample.title[cut..]).trim_end().to_owned();
    }
    joined(&halved, "\n")
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

fn columns(sample: &Sample) -> String {
    let blanks =
        |b: &Block| if b.kind == "signature" { b.text.replace(' ', "　　　　　　") } else { b.text.clone() };
    sample.blocks.iter().map(|b| blanks(b) + "\n").collect()
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
