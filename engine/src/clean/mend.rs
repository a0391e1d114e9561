//! Repairs of single characters inside a line: blanks, widths, punctuation, dashes, furniture between words.

use crate::model::{Span, Text};
use crate::rules::{Language, is_han};
use std::sync::{Arc, LazyLock};
use unicode_normalization::UnicodeNormalization;

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

/// How the lines of a source are to be mended.
#[derive(Clone, Copy)]
pub(super) struct Manner<'l> {
    pub language: &'l Language,
    pub blanks: Blanks,
    /// The source ends its sentences with the full stop of ASCII.
    pub dotted: bool,
}

impl<'l> Manner<'l> {
    /// How `source` wants to be mended.
    pub(super) fn of(source: &str, language: &'l Language) -> Self {
        let blanks = if language.unspaced { Blanks::Tight } else { Blanks::Spaced };
        Self { language, blanks, dotted: language.unspaced && dotted(source) }
    }

    pub(super) fn with(self, blanks: Blanks) -> Self {
        Self { blanks, ..self }
    }
}

/// Whether sentences end with a full stop of ASCII and hardly one with that of Chinese.
fn dotted(source: &str) -> bool {
    let ends = |at: usize| {
        let (before, after) = (source[..at].chars().next_back(), source[at + 1..].chars().next());
        before.is_some_and(|c| is_han(c) || matches!(c, '”' | '）' | '"' | ')'))
            && after.is_none_or(|c| !c.is_ascii_alphabetic() && c != '.')
    };
    let dots = source.match_indices('.').take(400).filter(|(at, _)| ends(*at)).take(40).count();
    dots >= 4 && source.matches(['。', '｡']).take(dots).count() * 4 < dots
}

/// `line` (a stretch of `parent`) with its characters mended.
pub(super) fn mend(parent: &str, line: Span, manner: Manner<'_>) -> Text {
    let words = line.of(parent);
    let language = manner.language;
    let skip = language.repairs.inline_furniture(words);
    let spread = manner.blanks != Blanks::Spaced && gapped(words) && letter_spaced(words);
    let mut mending = Mending {
        parent,
        words,
        start: line.start as usize,
        kept: 0,
        out: Text::with_room(words.len()),
        manner,
        spread,
    };
    let mut skip = skip.into_iter().peekable();
    let mut at = 0;
    let bytes = words.as_bytes();
    while at < bytes.len() {
        if let Some(range) = skip.next_if(|r| r.start <= at) {
            at = mending.drop(at, range.end);
            continue;
        }
        // The bulk of Chinese needs no mending: U+5000 to U+9FFF.
        if matches!(bytes[at], 0xe5..=0xe9) {
            at += 3;
            continue;
        }
        let Some(c) = words[at..].chars().next() else { break };
        at = if language.repairs.touches(c) { mending.character(at, c) } else { at + c.len_utf8() };
    }
    mending.flush(bytes.len());
    mending.out
}

/// A line on its way: what stands before `kept` is in `out`.
struct Mending<'t> {
    parent: &'t str,
    words: &'t str,
    start: usize,
    kept: usize,
    out: Text,
    manner: Manner<'t>,
    spread: bool,
}

impl Mending<'_> {
    /// Keeps what stands before `at`.
    fn flush(&mut self, at: usize) {
        if self.kept < at {
            self.out.keep(self.parent, Span::new(self.start + self.kept, self.start + at));
            self.kept = at;
        }
    }

    /// Puts `made` where the words from `at` to `end` stand.
    fn put(&mut self, made: &str, at: usize, end: usize, deed: &Arc<str>) -> usize {
        self.flush(at);
        self.out.put(made, Span::new(self.start + at, self.start + end), deed);
        self.kept = end;
        end
    }

    fn drop(&mut self, at: usize, end: usize) -> usize {
        let end = end.max(at + 1);
        self.put("", at, end, &DEEDS.furniture)
    }

    /// The last character before `at`, as mended.
    fn last(&self, at: usize) -> Option<char> {
        self.words[self.kept..at].chars().next_back().or_else(|| self.out.text.chars().next_back())
    }

    /// Looks at the character at `at`; says where to go on.
    fn character(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        if blank(c) {
            let run = self.words[at..].trim_start_matches(blank);
            return self.blanks(at, self.words.len() - run.len());
        }
        let alone = c == '.' && self.manner.dotted && self.words[..at].trim().is_empty();
        if alone && self.parent[..self.start].trim_end_matches(blank).ends_with(is_han) {
            let made = self.manner.language.repairs.stop.map_or_else(String::new, String::from);
            return self.put(&made, at, end, &DEEDS.punctuation);
        }
        match mended(c, self.words, at, self.manner) {
            Some((made, _)) if doubled(made, self.last(at)) => self.put("", at, end, &DEEDS.doubled),
            // Which bar stood there is a spelling of the witness: its name goes with it into the apparatus.
            Some((made, deed)) if Arc::ptr_eq(deed, &DEEDS.dash) => {
                self.put(made.encode_utf8(&mut [0; 4]), at, end, &format!("{deed} {c}").into())
            }
            Some((made, deed)) => self.put(made.encode_utf8(&mut [0; 4]), at, end, deed),
            None if doubled(c, self.last(at)) && self.manner.blanks != Blanks::Spaced => {
                self.put("", at, end, &DEEDS.doubled)
            }
            None => end,
        }
    }

    /// Whether words stand on both sides that blanks set apart; punctuation is of the word it follows.
    fn apart(&self, at: usize, end: usize) -> bool {
        let mut before = self.words[..at].chars().rev();
        let own = match before.next() {
            Some(',' | '.' | ';' | ':' | ')') => before.next().is_some_and(word),
            last => last.is_some_and(word),
        };
        own && self.words[end..].chars().next().is_some_and(word)
    }

    /// A run of blanks.
    fn blanks(&mut self, at: usize, end: usize) -> usize {
        let (before, after) = (self.words[..at].chars().next_back(), self.words[end..].chars().next());
        if before.is_none() || after.is_none() {
            return self.put("", at, end, &DEEDS.blank);
        }
        let run = &self.words[at..end];
        let keep = match self.manner.blanks {
            Blanks::Spaced => !self.manner.language.repairs.joints.torn(&self.words[..at], &self.words[end..]),
            // Spread letters: a real blank stands between two of the spreading ones.
            Blanks::Columns => !self.spread || run.chars().count() >= 3,
            Blanks::Tight => !self.spread && self.apart(at, end) && !inside_year(self.words, at, end),
        };
        match (keep, run) {
            (false, _) => self.put("", at, end, &DEEDS.blank),
            (true, " ") => end,
            (true, _) => self.put(" ", at, end, &DEEDS.blank),
        }
    }
}

/// Whether any blank stands in `words`; most lines of Chinese have none, and a look at the bytes says so.
pub(super) fn gapped(words: &str) -> bool {
    let may = words.bytes().fold(false, |any, b| any | matches!(b, b' ' | b'\t' | 0xc2 | 0xe2));
    words.contains('\u{3000}') || (may && words.contains(blank))
}

/// Every second character is a blank: somebody spread the letters.
pub(super) fn letter_spaced(words: &str) -> bool {
    let (mut single, mut others) = (0usize, 0usize);
    let (mut second, mut last) = (true, true);
    for c in words.chars() {
        let gap = c == ' ' || (!is_han(c) && blank(c));
        single += usize::from(!gap && last && !second);
        others += usize::from(!gap);
        (second, last) = (last, gap);
    }
    others >= 4 && single * 10 >= others * 7
}

/// A character of a word that blanks set apart.
fn word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (c.is_alphabetic() && !is_han(c))
        || matches!(c, ',' | '.' | ';' | ':' | ')' | '(' | '&' | '-' | '”' | '’')
}

/// Whether the blank cuts the four digits of a year.
fn inside_year(words: &str, at: usize, end: usize) -> bool {
    let before = words[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
    let after = words[end..].bytes().take_while(u8::is_ascii_digit).count();
    before > 0 && before + after == 4 && words[end + after..].trim_start().starts_with('年')
}

/// Whether the bar at `at` joins two years: 2018-2022.
fn years(words: &str, at: usize) -> bool {
    let digits = |part: Option<&str>| part.is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let alone = !words.as_bytes().get(at + 5).is_some_and(|b| b.is_ascii_digit() || *b == b'-');
    at >= 4 && digits(words.get(at - 4..at)) && digits(words.get(at + 1..at + 5)) && alone
}

type Mended = Option<(char, &'static Arc<str>)>;

fn mended(c: char, words: &str, at: usize, manner: Manner<'_>) -> Mended {
    if matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}') {
        let narrow = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
        return Some((narrow, &DEEDS.width));
    }
    if manner.blanks == Blanks::Spaced {
        return None;
    }
    let repairs = &manner.language.repairs;
    let before = words[..at].chars().rev().find(|c| !blank(*c));
    let after = words[at + c.len_utf8()..].chars().find(|c| !blank(*c));
    if let Some(made) = repairs.character(c).or_else(|| undone(c).map(|made| repairs.character(made).unwrap_or(made))) {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let number = matches!(c, ',' | ':' | '.') && digit(before) && digit(after);
        let foreign = c.is_ascii() && latin(before) && latin(after) && c != ';';
        let deed = if is_han(made) { &DEEDS.width } else { &DEEDS.punctuation };
        return (made != c && !number && !foreign).then_some((made, deed));
    }
    if c == '.' {
        return if manner.dotted { stop(words, at, manner.language) } else { None };
    }
    let bar = (repairs.dashes.contains(c) && !matches!(before, Some('-' | '—'))) || (c == '-' && years(words, at));
    let dash = repairs.dash.chars().next()?;
    (bar && before.is_some() && after.is_some()).then_some((dash, &DEEDS.dash))
}

/// What a compatibility form, a radical or a vertical form of a character stands for.
fn undone(c: char) -> Option<char> {
    let form = matches!(c, '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{fe10}'..='\u{fe6b}' | '\u{ff61}'..='\u{ff65}');
    let mut plain = std::iter::once(c).filter(|_| form).nfkc();
    match (plain.next(), plain.next()) {
        (Some(made), None) => Some(made),
        _ => None,
    }
}

/// A full stop of ASCII after Chinese; between single characters it parts a name.
fn stop(words: &str, at: usize, language: &Language) -> Mended {
    let (before, after) = (&words[..at], &words[at + 1..]);
    let last = before.trim_end_matches(blank).chars().next_back()?;
    let numeral = before.chars().count() <= 3 && before.chars().all(|c| "一二三四五六七八九十".contains(c));
    let closes = is_han(last) || matches!(last, '”' | '）' | '》' | '"' | ')');
    if !closes || numeral || after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '.') {
        return None;
    }
    let beside = before.chars().rev().nth(1) == Some('.') || after.chars().nth(1) == Some('.');
    if beside && after.chars().next().is_some_and(is_han) {
        return Some(('·', &DEEDS.punctuation));
    }
    language.repairs.stop.map(|made| (made, &DEEDS.punctuation))
}

fn doubled(c: char, last: Option<char>) -> bool {
    matches!(c, '，' | '、' | '。' | '；') && last == Some(c)
}

/// `text` without `ranges`, which belong to the page.
pub(super) fn without(text: Text, ranges: &[std::ops::Range<usize>]) -> Text {
    if ranges.is_empty() {
        return text;
    }
    let mut out = Text::default();
    let mut from = 0;
    for range in ranges {
        out.append(&text.slice(Span::new(from, range.start)));
        let origin = text.trace.origin(Span::new(range.start, range.end)).unwrap_or_default();
        out.put("", origin, &DEEDS.furniture);
        from = range.end;
    }
    out.append(&text.slice(Span::new(from, text.text.len())));
    out
}

/// Straight quotes of a whole block, opened and closed in turn.
pub(super) fn quotes(block: Text) -> Text {
    if !block.text.contains('"') {
        return block;
    }
    let mut out = Text::default();
    let mut open = false;
    let mut from = 0;
    for (at, _) in block.text.match_indices('"') {
        out.append(&block.slice(Span::new(from, at)));
        let origin = block.trace.origin(Span::new(at, at + 1)).unwrap_or_default();
        out.put(if open { "”" } else { "“" }, origin, &DEEDS.quote);
        open = !open;
        from = at + 1;
    }
    out.append(&block.slice(Span::new(from, block.text.len())));
    out
}

/// 一 between two names of states is a dash that lost its shape.
pub(super) fn dashes(block: Text, language: &Language) -> Text {
    const ONE: &str = "一";
    if !block.text.contains(ONE) {
        return block;
    }
    let names: Vec<Span> = language.states.find(&block.text).map(|m| m.span).collect();
    let between = |pair: &[Span]| Span { start: pair[0].end, end: pair[1].start.max(pair[0].end) };
    let lost: Vec<Span> = names.windows(2).map(between).filter(|s| s.of(&block.text) == ONE).collect();
    if lost.is_empty() {
        return block;
    }
    let mut out = Text::default();
    let mut from = 0;
    for one in lost {
        out.append(&block.slice(Span::new(from, one.start as usize)));
        out.put(&language.repairs.dash, block.trace.origin(one).unwrap_or_default(), &DEEDS.dash);
        from = one.end as usize;
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
        mend(line, Span::new(0, line.len()), Manner::of(line, language).with(blanks)).text
    }

    #[test]
    fn blanks_go_where_no_word_needs_them() {
        assert_eq!(mended(" 于 2031 年 6 月 5 日 访问", Blanks::Tight), "于2031年6月5日访问");
        assert_eq!(mended("中　方 支持 Open Sky 计划", Blanks::Tight), "中方支持Open Sky计划");
        assert_eq!(mended("甲国总统     乙国主席", Blanks::Columns), "甲国总统 乙国主席");
        assert_eq!(mended("双 方 重 申", Blanks::Tight), "双方重申");
    }

    #[test]
    fn widths_and_punctuation_are_chinese_again() {
        assert_eq!(
            mended("１９９７年,双方(以下称)合作:10,000人;", Blanks::Tight),
            "1997年，双方（以下称）合作：10,000人；"
        );
        assert_eq!(mended("2018－2022年,甲－乙", Blanks::Tight), "2018—2022年，甲—乙");
        assert_eq!(mended("弗・弗，，某", Blanks::Tight), "弗·弗，某");
        assert_eq!(mended("——支持", Blanks::Tight), "——支持");
        assert_eq!(mended("甲,，乙，,丙,,丁", Blanks::Tight), "甲，乙，丙，丁");
        assert_eq!(mended("⼤⼒ﾀ⽅案︽年鉴︾｡", Blanks::Tight), "大力ﾀ方案《年鉴》。");
        assert_eq!(mended("199 9年", Blanks::Tight), "1999年");
    }

    #[test]
    fn full_stops_of_ascii_are_mended_where_no_other_stand() {
        let line = "一.航运.双方同意.两国港口开放.渡轮每日.渡轮3.5小时.总统甲.乙.丙对此满意.";
        assert_eq!(
            mended(line, Blanks::Tight),
            "一.航运。双方同意。两国港口开放。渡轮每日。渡轮3.5小时。总统甲·乙·丙对此满意。"
        );
        assert_eq!(mended("双方同意。详见a.乙.丙", Blanks::Tight), "双方同意。详见a.乙.丙");
    }

    #[test]
    fn straight_quotes_open_and_close_in_turn() {
        let line = "反对\"甲\"和\"乙\"";
        let mut text = Text::default();
        text.keep(line, Span::new(0, line.len()));
        let mended = quotes(text);
        assert_eq!(mended.text, "反对“甲”和“乙”");
        assert_eq!(mended.origin(), Some(Span::new(0, line.len())));
    }
}
