//! What happens to lines: pages of every width, set in every way.

use crate::{Block, Dice, Sample};

/// Lines of a page.
const LINES: usize = 24;

/// How wide pages are, in ems.
pub const WIDTHS: [usize; 9] = [20, 22, 25, 28, 32, 36, 40, 48, 60];

/// How lines are ended.
#[derive(Clone, Copy, Default)]
pub enum Ends {
    /// Closing punctuation hangs over the edge, figures stay whole.
    #[default]
    Hanging,
    /// After so many characters, whatever they are.
    Counted,
}

/// What stands between pages.
#[derive(Clone, Copy, Default, PartialEq)]
pub enum Between {
    #[default]
    Nothing,
    /// An empty line.
    Gap,
    /// A number.
    Numbers,
    /// The same head on every page.
    Heads,
    /// A head and a number on every page, and a form feed.
    Feeds,
    /// The text of a newspaper goes on on another page.
    Turns,
}

/// How a text is set.
#[derive(Clone, Copy, Default)]
pub struct Page {
    pub width: usize,
    /// Empty lines between all lines.
    pub spread: bool,
    /// First lines are indented.
    pub indent: bool,
    /// An empty line between paragraphs.
    pub apart: bool,
    pub ends: Ends,
    pub between: Between,
}

/// Every page, by name.
pub fn all() -> Vec<(String, Page)> {
    let mut out = Vec::new();
    for width in WIDTHS {
        let page = Page { width, ..Page::default() };
        out.push((format!("lines of {width}"), page));
        out.push((format!("lines of {width}, blank lines between all"), Page { spread: true, ..page }));
        out.push((format!("lines of {width}, indented"), Page { indent: true, ..page }));
        out.push((
            format!("lines of {width}, indented, blank lines between all"),
            Page { indent: true, spread: true, ..page },
        ));
        out.push((format!("lines of {width}, paragraphs apart"), Page { apart: true, ..page }));
    }
    for width in [24, 34, 44] {
        let page = Page { width, indent: true, ..Page::default() };
        out.push((format!("lines cut after {width} characters"), Page { ends: Ends::Counted, indent: false, ..page }));
        for (name, between) in [
            ("columns", Between::Gap),
            ("page numbers", Between::Numbers),
            ("running heads", Between::Heads),
            ("heads, numbers, form feeds", Between::Feeds),
            ("notes of page turns", Between::Turns),
        ] {
            out.push((format!("lines of {width}, {name}"), Page { between, indent: false, ..page }));
            out.push((format!("lines of {width}, indented, {name}"), Page { between, ..page }));
        }
        let numbered = Page { spread: true, indent: false, between: Between::Numbers, ..page };
        out.push((format!("lines of {width}, page numbers, blank lines between all"), numbered));
    }
    out
}

fn wrap(text: &str, width: usize, ends: Ends) -> Vec<String> {
    let (mut out, mut line, mut ems) = (Vec::new(), String::new(), 0.0);
    let letters: Vec<char> = text.chars().collect();
    for (n, c) in letters.iter().enumerate() {
        let wide = if c.is_ascii() { 0.5 } else { 1.0 };
        let stays = match ends {
            Ends::Hanging => {
                let inside = n > 0 && c.is_ascii_alphanumeric() && letters[n - 1].is_ascii_alphanumeric();
                "，。、；：！？）”》".contains(*c) || inside
            }
            Ends::Counted => line.chars().count() < width,
        };
        let full = match ends {
            Ends::Hanging => ems + wide > width as f32,
            Ends::Counted => true,
        };
        if full && !stays {
            out.push(std::mem::take(&mut line));
            ems = 0.0;
        }
        line.push(*c);
        ems += wide;
    }
    out.push(line);
    out
}

/// Two columns on a page, read across.
pub fn columns(sample: &Sample, _: &mut Dice) -> String {
    const WIDTH: usize = 20;
    let lines: Vec<String> = sample.blocks.iter().flat_map(|b| wrap(&b.text, WIDTH, Ends::Hanging)).collect();
    let ems = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let mut out = String::new();
    for page in lines.chunks(LINES * 2) {
        for n in 0..LINES.min(page.len()) {
            let (left, right) = (&page[n], page.get(n + LINES).map_or("", String::as_str));
            out.push_str(format!("{left}{}{right}", " ".repeat(2 * WIDTH + 6 - ems(left))).trim_end());
            out.push('\n');
        }
        out.push('\u{c}');
    }
    out
}

/// The text of a file that was printed so.
pub fn set(sample: &Sample, page: Page, _: &mut Dice) -> String {
    let lines = |b: &Block| {
        let body = !matches!(b.kind.as_str(), "title" | "part" | "heading" | "signature" | "dateline");
        let mut lines =
            wrap(&if page.indent && body { format!("　　{}", b.text) } else { b.text.clone() }, page.width, page.ends);
        if page.apart {
            lines.push(String::new());
        }
        lines
    };
    let lines: Vec<String> = sample.blocks.iter().flat_map(lines).collect();
    let mut out = Vec::new();
    let sheets = lines.chunks(LINES).count();
    for (n, sheet) in lines.chunks(LINES).enumerate() {
        let number = n + 17;
        match page.between {
            Between::Heads => out.push("云脊公报　二〇三三年第七号".to_owned()),
            Between::Feeds if n > 0 => out.push(format!("\u{c}{number}　云脊公报")),
            Between::Turns if n > 0 => out.push(format!("（上接第{}版）", ["一", "二", "三", "四"][(n - 1) % 4])),
            _ => {}
        }
        out.extend(sheet.iter().cloned());
        match page.between {
            Between::Gap => out.push(String::new()),
            Between::Numbers => out.push(if n % 2 == 0 { number.to_string() } else { format!("- {number} -") }),
            Between::Feeds => out.push(format!("第{number}页")),
            Between::Turns if n + 1 < sheets => out.push(format!("（下转第{}版）", ["二", "三", "四", "五"][n % 4])),
            _ => {}
        }
    }
    out.join(if page.spread { "\n\n" } else { "\n" }) + "\n"
}
