//! What a query may say.
//!
//! Words stand side by side and all must be found: `能源 合作`. Quotation marks ask for the words as they stand:
//! `"能源合作"`. A minus leaves out: `-核能`. Filters: `party:RUS`, `kind:joint-statement`, `date:2019`,
//! `date:2019-06..2023`, `document:ID`.

use super::words::{folded, query_words};
use crate::{Error, Result};

/// A query, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Stretches that must be found, folded.
    pub wanted: Vec<String>,
    /// Stretches that must not be found, folded.
    pub unwanted: Vec<String>,
    /// `party`, `kind` and `document` filters.
    pub filters: Vec<(String, String)>,
    /// Dates between these, as numbers `YYYYMMDD`, both included.
    pub dates: Vec<(u64, u64)>,
}

/// Understands a query.
///
/// # Errors
/// When it asks for nothing, or a date is none.
pub fn parse(query: &str) -> Result<Asked> {
    let mut asked = Asked::default();
    for (text, quoted) in parts(query) {
        let (minus, bare) = match text.strip_prefix('-') {
            Some(rest) if !quoted && !rest.is_empty() => (true, rest),
            _ => (false, text.as_str()),
        };
        if !quoted && let Some((name, value)) = filter(bare) {
            match name {
                "date" => asked.dates.push(range(value)?),
                _ => asked.filters.push((name.to_owned(), value.to_owned())),
            }
            continue;
        }
        let folded = folded(bare);
        let stretches = if quoted || minus { vec![folded] } else { query_words(&folded) };
        if minus { asked.unwanted.extend(stretches) } else { asked.wanted.extend(stretches) }
    }
    if asked == Asked::default() {
        return Err(Error::usage(
            format!("found no word in the query `{query}`"),
            "words, \"a phrase\", or a filter such as party:RUS, kind:treaty, date:2019..2023",
            "say what to look for",
        ));
    }
    Ok(asked)
}

fn filter(part: &str) -> Option<(&'static str, &str)> {
    let (name, value) = part.split_once([':', '：'])?;
    let name = ["party", "kind", "date", "document"].into_iter().find(|known| *known == name)?;
    (!value.is_empty()).then_some((name, value))
}

/// The parts of a query, and whether each stood in quotation marks.
fn parts(query: &str) -> Vec<(String, bool)> {
    let mut out = Vec::new();
    let mut quoted = false;
    let mut part = String::new();
    for c in query.chars() {
        let mark = matches!(c, '"' | '“' | '”' | '「' | '」' | '＂');
        if mark || (c.is_whitespace() && !quoted) {
            if !part.is_empty() {
                out.push((std::mem::take(&mut part), quoted));
            }
            quoted ^= mark;
        } else {
            part.push(c);
        }
    }
    if !part.is_empty() {
        out.push((part, quoted));
    }
    out
}

fn range(value: &str) -> Result<(u64, u64)> {
    let (from, to) = value.split_once("..").or_else(|| value.split_once('/')).unwrap_or((value, value));
    let day = |date: &str, open: u64, fill: char| {
        if date.is_empty() { Ok(open) } else { number(date, fill).ok_or_else(|| no_date(value)) }
    };
    Ok((day(from, 0, '0')?, day(to, u64::MAX, '9')?))
}

/// `2019-06` → 20190600, or 20190699 at the end of a range.
pub(super) fn number(date: &str, fill: char) -> Option<u64> {
    let mut digits: String = date.chars().filter(|c| *c != '-').collect();
    if digits.len() < 4 || digits.len() > 8 {
        return None;
    }
    while digits.len() < 8 {
        digits.push(fill);
    }
    digits.parse().ok()
}

fn no_date(value: &str) -> Error {
    Error::usage(
        format!("found `date:{value}`"),
        "a year, month or day, or two of them",
        "write date:2019, date:2019-06 or date:2019..2023-03-21",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_filters_and_dates_are_told_apart() {
        let asked = parse("“能源合作” party:RUS date:2019-06..2023 -核能").unwrap();
        assert_eq!(asked.wanted, ["能源合作"]);
        assert_eq!(asked.unwanted, ["核能"]);
        assert_eq!(asked.filters, [("party".to_owned(), "RUS".to_owned())]);
        assert_eq!(asked.dates, [(20_190_600, 20_239_999)]);
        assert!(parse("  ").is_err());
        assert!(parse("date:soon").is_err());
    }
}
