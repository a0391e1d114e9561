//! Meetings that are counted: 第二十八次, the 28th, 28-я.

use chancery_engine::rules::numerals::{self, Numeral};

/// A name without its ordinal, and the number it said: `中俄总理第二十八次定期会晤` is meeting 28 of 中俄总理定期会晤.
#[must_use]
pub fn counted(name: &str) -> (String, Option<u32>) {
    let places = name.char_indices().map(|(at, _)| at);
    let found = places.filter_map(|at| Some((at, chinese(&name[at..]).or_else(|| after_digits(name, at))?))).next();
    match found {
        Some((at, (length, number))) => {
            let rest = format!("{}{}", &name[..at], name[at + length..].trim_start());
            (rest.trim().to_owned(), Some(number))
        }
        None => (name.trim().to_owned(), None),
    }
}

/// `第` numeral and a counter: its length and number.
fn chinese(text: &str) -> Option<(usize, u32)> {
    let rest = text.strip_prefix('第')?;
    let Numeral { value, length, .. } = numerals::leading(rest)?;
    let counter = rest[length..].chars().next().filter(|c| "次届轮回".contains(*c))?;
    Some(('第'.len_utf8() + length + counter.len_utf8(), value))
}

/// Arabic digits that begin a word, with an English or Russian ending.
fn after_digits(name: &str, at: usize) -> Option<(usize, u32)> {
    if name[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let text = &name[at..];
    let number = numerals::leading(text).filter(|n| n.arabic)?;
    let rest = &text[number.length..];
    let ending = rest.find(|c: char| !(c.is_alphabetic() || c == '-')).unwrap_or(rest.len());
    let known = ["st", "nd", "rd", "th", "-я", "-й", "-е", "-ая", "-ый", "-ой", "-го"];
    known.contains(&&rest[..ending]).then_some((number.length + ending, number.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meetings_are_told_from_their_series() {
        let series = |name: &str| counted(name);
        assert_eq!(series("澜盐总理第十二次定期会晤"), ("澜盐总理定期会晤".into(), Some(12)));
        assert_eq!(
            series("12th Regular Meeting of Prime Ministers"),
            ("Regular Meeting of Prime Ministers".into(), Some(12))
        );
        assert_eq!(series("12-я регулярная встреча"), ("регулярная встреча".into(), Some(12)));
        assert_eq!(series("澜盐总理定期会晤"), ("澜盐总理定期会晤".into(), None));
        assert_eq!(series("Agenda 2030"), ("Agenda 2030".into(), None));
    }
}
