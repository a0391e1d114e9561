//! Numbers as texts write them: 28, ２８, 二十八, 二○一九.

/// The characters numbers are written with.
pub(super) const DIGITS: &str = "0123456789０１２３４５６７８９〇○Ｏ零一二两三四五六七八九十百千";

/// A number at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its value.
    pub value: u32,
    /// Its length in bytes.
    pub length: usize,
    /// How many digits were written; 0 where units were spelt out (二十八).
    pub digits: usize,
    /// Written in Arabic digits, of any width.
    pub arabic: bool,
}

/// The number that `text` begins with.
#[must_use]
pub fn leading(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    if arabic(first).is_some() { positional(text, arabic, true) } else { chinese(text) }
}

/// The number that `text` ends with.
#[must_use]
pub fn trailing(text: &str) -> Option<Numeral> {
    let start = text.char_indices().rev().take_while(|(_, c)| is_digit(*c)).last()?.0;
    leading(&text[start..]).filter(|n| n.length == text.len() - start)
}

/// Whether a character may stand in a number.
#[must_use]
pub fn is_digit(c: char) -> bool {
    arabic(c).is_some() || spelt(c).is_some() || unit(c).is_some()
}

/// The value of an Arabic digit of any width.
#[must_use]
pub fn arabic(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The value of a digit spelt out.
const fn spelt(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '○' | 'Ｏ' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// What a unit multiplies by.
const fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

fn positional(text: &str, digit: impl Fn(char) -> Option<u32>, arabic: bool) -> Option<Numeral> {
    let mut found = Numeral { value: 0, length: 0, digits: 0, arabic };
    for c in text.chars() {
        let Some(d) = digit(c) else { break };
        found.value = found.value.checked_mul(10)?.checked_add(d)?;
        found.length += c.len_utf8();
        found.digits += 1;
    }
    (found.digits > 0).then_some(found)
}

fn chinese(text: &str) -> Option<Numeral> {
    // 二00九: who typed it had no 〇.
    let typed = |c: char| spelt(c).or_else(|| matches!(c, '0' | 'O').then_some(0));
    let plain = positional(text, typed, false);
    let after = plain.map_or(0, |n| n.length);
    if text[after..].chars().next().is_none_or(|c| unit(c).is_none()) {
        return plain;
    }
    let (mut total, mut digit, mut length) = (0, None, 0);
    for c in text.chars() {
        if let Some(d) = spelt(c) {
            digit = Some(d);
        } else if let Some(unit) = unit(c) {
            total += digit.take().unwrap_or(1) * unit;
        } else {
            break;
        }
        length += c.len_utf8();
    }
    Some(Numeral { value: total + digit.unwrap_or(0), length, digits: 0, arabic: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_is_known() {
        assert!(DIGITS.chars().all(is_digit));
        assert_eq!(('\0'..='\u{ffff}').filter(|c| is_digit(*c)).count(), DIGITS.chars().count());
    }

    #[test]
    fn numbers_are_read_in_every_dress() {
        for (text, value) in [
            ("28次", 28),
            ("２０１９年", 2019),
            ("二十八", 28),
            ("十二月", 12),
            ("二○一九年", 2019),
            ("二00九年", 2009),
            ("二OO九年", 2009),
            ("一百二十三", 123),
            ("三", 3),
            ("二〇二三", 2023),
        ] {
            assert_eq!(leading(text).map(|n| n.value), Some(value), "{text}");
        }
        assert_eq!(leading("年"), None);
        assert_eq!(trailing("第二十八").map(|n| n.value), Some(28));
        assert_eq!(trailing("在2019").map(|n| n.value), Some(2019));
    }
}
