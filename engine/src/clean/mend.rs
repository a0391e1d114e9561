//! Repairs of single characters inside a line: blanks, widths, punctuation, dashes, furniture between words.

use crate::model::{Span, Text};
use crate::rules::{Language, is_han};
use std::sync::{Arc, LazyLock};

/// Names of the repairs, as they stand in traces.
pub(super) struct Deeds {
    pub blank: Arc<str>,
    pub width: Arc<str>,
    pub punctuation: Arc<str>,
    pub dash: Arc<str>,
    pub furniture: Arc<str>,
    pub bullet: Arc<str>,
    pub quote: Arc<str>,
    pub join: Arc<str>,
    pub doubled: Arc<str>,
    pub stated: Arc<str>,
}

pub(super) static DEEDS: LazyLock<Deeds> = LazyLock::new(|| Deeds {
    blank: "blank".into(),
    width: "width".into(),
    punctuation: "punctuation".into(),
    dash: "dash".into(),
    furniture: "furniture".into(),
    bullet: "bullet".into(),
    quote: "quote".into(),
    join: "join".into(),
    doubled: "doubled".into(),
    stated: "stated".into(),
});

/// Whether `c` is a blank of any make.
pub(super) fn blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}')
}

/// What to do with the blanks inside a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Blanks {
    /// Words are set apart by blanks: keep one.
    Spaced,
    /// Chinese: none but between Latin words.
    Tight,
    /// Chinese set in columns (titles, signatures): one for every run.
    Columns,
}

/// `line` (a stretch of `parent`) with its characters mended.
pub(super) fn mend(parent: &str, line: Span, language: &Language, blanks: Blanks) -> Text {
    let mut out = Text::default();
    let words = line.of(parent);
    let skip = language.repairs.inline_furniture(words);
    let letters: Vec<(usize, char)> = words.char_indices().collect();
    let spread = blanks != Blanks::Spaced && letter_spaced(&letters);
    let mut n = 0;
    while n < letters.len() {
        let (at, c) = letters[n];
        let here = Span::new(at, at + c.len_utf8()).shifted(line.start as usize);
        if let Some(range) = skip.iter().find(|r| r.start == at) {
            out.put(
                "",
                Span::new(range.start, range.end).shifted(line.start as usize),
                &DEEDS.furniture,
            );
            n += letters[n..]
                .iter()
                .take_while(|(i, _)| *i < range.end)
                .count();
            continue;
        }
        if blank(c) {
            let run = letters[n..].iter().take_while(|(_, c)| blank(*c)).count();
            let end = letters.get(n + run).map_or(words.len(), |(i, _)| *i);
            let from = Span::new(at, end).shifted(line.start as usize);
            run_of_blanks(&mut out, parent, from, &letters, (n, run), blanks, spread);
            n += run;
            continue;
        }
        let (before, after) = (
            neighbour(letters[..n].iter().rev()),
            neighbour(letters[n + 1..].iter()),
        );
        match mended(c, (before, after), years(&letters, n), language, blanks) {
            // Which bar stood there is a spelling of the witness: its name goes with it into the apparatus.
            Some((made, deed)) if Arc::ptr_eq(deed, &DEEDS.dash) => {
                out.put(made.encode_utf8(&mut [0; 4]), here, &format!("{deed} {c}").into());
            }
            Some((made, deed)) => out.put(made.encode_utf8(&mut [0; 4]), here, deed),
            None if doubled(c, out.text.chars().next_back()) => out.put("", here, &DEEDS.doubled),
            None => out.keep(parent, here),
        }
        n += 1;
    }
    out
}

fn neighbour<'a>(mut letters: impl Iterator<Item = &'a (usize, char)>) -> Option<char> {
    letters.find(|(_, c)| !blank(*c)).map(|(_, c)| *c)
}

/// Every second character is a blank: somebody spread the letters.
fn letter_spaced(letters: &[(usize, char)]) -> bool {
    let blanks = letters
        .windows(3)
        .filter(|w| blank(w[1].1) && !blank(w[0].1) && !blank(w[2].1))
        .count();
    let others = letters.iter().filter(|(_, c)| !blank(*c)).count();
    others >= 4 && blanks * 10 >= others * 7
}

fn run_of_blanks(
    out: &mut Text,
    parent: &str,
    from: Span,
    letters: &[(usize, char)],
    (n, run): (usize, usize),
    blanks: Blanks,
    spread: bool,
) {
    let (before, after) = (
        n.checked_sub(1).map(|i| letters[i].1),
        letters.get(n + run).map(|(_, c)| *c),
    );
    let (Some(before), Some(after)) = (before, after) else {
        return out.put("", from, &DEEDS.blank);
    };
    let keep = match blanks {
        Blanks::Spaced => true,
        // Spread letters: a real blank stands between two of the spreading ones.
        Blanks::Columns => !spread || run >= 3,
        Blanks::Tight => !spread && word(before) && word(after),
    };
    if !keep {
        out.put("", from, &DEEDS.blank);
    } else if from.of(parent) == " " {
        out.keep(parent, from);
    } else {
        out.put(" ", from, &DEEDS.blank);
    }
}

/// A character of a word that blanks set apart.
fn word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (c.is_alphabetic() && !is_han(c))
        || matches!(c, ',' | '.' | ';' | ':' | ')' | '(' | '&' | '-')
}

/// Whether the bar at `n` joins two years: 2018-2022.
fn years(letters: &[(usize, char)], n: usize) -> bool {
    let digits = |range: Option<&[(usize, char)]>| range.is_some_and(|l| l.iter().all(|(_, c)| c.is_ascii_digit()));
    let alone = |c: Option<&(usize, char)>| !c.is_some_and(|(_, c)| c.is_ascii_digit() || *c == '-');
    n >= 4 && digits(letters.get(n - 4..n)) && digits(letters.get(n + 1..n + 5)) && alone(letters.get(n + 5))
}

type Mended = Option<(char, &'static Arc<str>)>;

fn mended(c: char, (before, after): (Option<char>, Option<char>), years: bool, language: &Language, blanks: Blanks) -> Mended {
    if matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}') {
        let narrow = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
        return Some((narrow, &DEEDS.width));
    }
    if blanks == Blanks::Spaced {
        return None;
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if let Some(&made) = language.repairs.characters.get(&c) {
        let number = matches!(c, ',' | ':' | '.') && digit(before) && digit(after);
        let foreign = latin(before) && latin(after) && c != ';';
        return (made != c && !number && !foreign).then_some((made, &DEEDS.punctuation));
    }
    let bar = (language.repairs.dashes.contains(c) && !matches!(before, Some('-' | '—'))) || (c == '-' && years);
    let dash = language.repairs.dash.chars().next()?;
    (bar && before.is_some() && after.is_some()).then_some((dash, &DEEDS.dash))
}

fn doubled(c: char, last: Option<char>) -> bool {
    matches!(c, '，' | '、' | '。' | '；') && last == Some(c)
}

/// Straight quotes of a whole block, opened and closed in turn.
pub(super) fn quotes(block: &Text) -> Text {
    if !block.text.contains('"') {
        return block.clone();
    }
    let mut out = Text::default();
    let mut open = false;
    let mut from = 0;
    for (at, _) in block.text.match_indices('"') {
        out.append(&block.slice(Span::new(from, at)));
        let origin = block
            .trace
            .origin(Span::new(at, at + 1))
            .unwrap_or_default();
        out.put(if open { "”" } else { "“" }, origin, &DEEDS.quote);
        open = !open;
        from = at + 1;
    }
    out.append(&block.slice(Span::new(from, block.text.len())));
    out
}

/// 一 between two names of states is a dash that lost its shape.
pub(super) fn dashes(block: &Text, language: &Language) -> Text {
    const ONE: &str = "一";
    if !block.text.contains(ONE) {
        return block.clone();
    }
    let names: Vec<Span> = language.states.find(&block.text).map(|m| m.span).collect();
    let mut out = Text::default();
    let mut from = 0;
    for pair in names.windows(2) {
        let between = Span { start: pair[0].end, end: pair[1].start.max(pair[0].end) };
        if between.of(&block.text) == ONE {
            out.append(&block.slice(Span::new(from, between.start as usize)));
            out.put(&language.repairs.dash, block.trace.origin(between).unwrap_or_default(), &DEEDS.dash);
            from = between.end as usize;
        }
    }
    out.append(&block.slice(Span::new(from, block.text.len())));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Knowledge;

    fn mended(line: &str, blanks: Blanks) -> String {
        let language = Knowledge::builtin().language("zh").unwrap();
        mend(line, Span::new(0, line.len()), language, blanks).text
    }

    #[test]
    fn blanks_go_where_no_word_needs_them() {
        assert_eq!(
            mended(" 于 2031 年 6 月 5 日 访问", Blanks::Tight),
            "于2031年6月5日访问"
        );
        assert_eq!(
            mended("中　方 支持 Open Sky 计划", Blanks::Tight),
            "中方支持Open Sky计划"
        );
        assert_eq!(
            mended("甲国总统     乙国主席", Blanks::Columns),
            "甲国总统 乙国主席"
        );
        assert_eq!(mended("双 方 重 申", Blanks::Tight), "双方重申");
    }

    #[test]
    fn widths_and_punctuation_are_chinese_again() {
        assert_eq!(
            mended("１９９７年,双方(以下称)合作:10,000人;", Blanks::Tight),
            "1997年，双方（以下称）合作：10,000人；"
        );
        assert_eq!(
            mended("2018－2022年,甲－乙", Blanks::Tight),
            "2018—2022年，甲—乙"
        );
        assert_eq!(mended("弗・弗，，某", Blanks::Tight), "弗·弗，某");
        assert_eq!(mended("——支持", Blanks::Tight), "——支持");
    }

    #[test]
    fn straight_quotes_open_and_close_in_turn() {
        let line = "反对\"甲\"和\"乙\"";
        let mut text = Text::default();
        text.keep(line, Span::new(0, line.len()));
        let mended = quotes(&text);
        assert_eq!(mended.text, "反对“甲”和“乙”");
        assert_eq!(mended.origin(), Some(Span::new(0, line.len())));
    }
}
