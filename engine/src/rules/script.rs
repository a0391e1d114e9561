//! Scripts: which one a text is in, and traditional characters folded to simplified ones.

use std::sync::LazyLock;

/// The script most of a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Simplified Chinese.
    Hans,
    /// Traditional Chinese.
    Hant,
    /// Russian and its kin.
    Cyrillic,
    /// English and its kin.
    Latin,
    /// None of these, or nothing at all.
    Unknown,
}

/// Whether `c` is a Chinese character.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇' | '々')
}

/// Whether any Chinese character stands in `text`.
#[must_use]
pub fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

/// The stretch of characters that have forms in both scripts.
const FIRST: char = '\u{4e00}';
const LAST: char = '\u{9fff}';

/// The simplified form of every character from [`FIRST`] to [`LAST`], one for one, after OpenCC.
static SIMPLIFIED: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let converter = ferrous_opencc::OpenCC::from_config(ferrous_opencc::config::BuiltinConfig::T2s).ok();
    let mut buffer = [0; 4];
    let form = |c: char| {
        let folded = converter.as_ref().map(|o| o.convert(c.encode_utf8(&mut buffer))).unwrap_or_default();
        let mut folded = folded.chars();
        match (folded.next(), folded.next()) {
            (Some(simple), None) if simple.len_utf8() == c.len_utf8() => simple,
            _ => c,
        }
    };
    (FIRST..=LAST).map(form).map(|c| u16::try_from(u32::from(c)).unwrap_or_default()).collect()
});

/// `c` in simplified script by `table`; itself where it has no other form.
#[inline]
fn looked_up(table: &[u16], c: char) -> char {
    if !(FIRST..=LAST).contains(&c) {
        return c;
    }
    table.get((c as u32 - FIRST as u32) as usize).and_then(|&n| char::from_u32(u32::from(n))).unwrap_or(c)
}

/// `c` in simplified script; itself where it has no other form. Keeps the length in bytes.
#[must_use]
pub fn simplify(c: char) -> char {
    looked_up(&SIMPLIFIED, c)
}

/// `text` in simplified script, character for character: every offset stays what it was.
#[must_use]
pub fn simplified(text: &str) -> String {
    let table: &[u16] = &SIMPLIFIED;
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    for (at, c) in text.char_indices() {
        let simple = looked_up(table, c);
        if simple != c {
            out.push_str(&text[kept..at]);
            out.push(simple);
            kept = at + c.len_utf8();
        }
    }
    out.push_str(&text[kept..]);
    out
}

impl Script {
    /// The script of `text`, by counting.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::among(std::iter::once(text))
    }

    /// The script of several texts together.
    #[must_use]
    pub fn among<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let (mut han, mut traditional, mut cyrillic, mut latin) = (0usize, 0usize, 0usize, 0usize);
        let table: &[u16] = &SIMPLIFIED;
        for c in texts.flat_map(str::chars) {
            if is_han(c) {
                han += 1;
                traditional += usize::from(looked_up(table, c) != c);
            } else if c.is_ascii_alphabetic() {
                latin += 1;
            } else if matches!(c, '\u{400}'..='\u{4ff}') {
                cyrillic += 1;
            }
        }
        if han * 4 >= latin.max(cyrillic) && han > 0 {
            if traditional * 12 > han { Self::Hant } else { Self::Hans }
        } else if cyrillic * 2 > latin {
            Self::Cyrillic
        } else if latin > 0 {
            Self::Latin
        } else {
            Self::Unknown
        }
    }

    /// The BCP 47 tag of the languages this program knows in that script.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Hans => "zh-Hans",
            Self::Hant => "zh-Hant",
            Self::Cyrillic => "ru",
            Self::Latin => "en",
            Self::Unknown => "und",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_every_offset() {
        let text = "兩國關係，2031年 a";
        assert_eq!(simplified(text), "两国关系，2031年 a");
        assert_eq!(simplified(text).len(), text.len());
    }

    #[test]
    fn scripts_are_told_apart() {
        assert_eq!(Script::of("双方将加强合作，推动两国关系发展"), Script::Hans);
        assert_eq!(Script::of("雙方將加強合作，推動兩國關係發展"), Script::Hant);
        assert_eq!(Script::of("Стороны будут"), Script::Cyrillic);
        assert_eq!(Script::of("Both sides"), Script::Latin);
    }
}
