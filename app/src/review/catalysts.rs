//! How firmly words bind, and what in them helps an undertaking to be carried out. People may correct both.

use crate::knowledge;
use crate::shape::Undertaking;

/// How firmly words can bind, the firmest first.
pub const BINDINGS: [&str; 3] = ["strong", "medium", "weak"];

/// What can help, in the order it is shown.
pub const CATALYSTS: [&str; 6] = ["timetable", "money", "body", "instrument", "earlier", "monitoring"];

/// How firmly the words of that force bind.
#[must_use]
pub fn binding(force: Option<&str>) -> Option<&'static str> {
    match force? {
        "obligation" | "decision" => Some("strong"),
        "intention" => Some("medium"),
        _ => Some("weak"),
    }
}

/// What the words of an undertaking name: a date, a sum, a body, an instrument, an earlier promise, a way of watching.
#[must_use]
pub fn found(row: &Undertaking, words: &str) -> Vec<String> {
    let earlier = row.first_made_in.as_ref().is_some_and(|first| *first != row.document);
    let holds = [
        row.deadline.is_some(),
        sum(words),
        row.body.is_some(),
        row.instrument.is_some(),
        earlier,
        names("oversight", words) || names("monitoring", words),
    ];
    CATALYSTS.into_iter().zip(holds).filter(|(_, holds)| *holds).map(|(name, _)| name.to_owned()).collect()
}

/// Whether a number with a word of money stands in it.
fn sum(words: &str) -> bool {
    let text = words.to_lowercase();
    listed("money").filter(|(_, class)| *class == "unit").any(|(unit, _)| {
        text.match_indices(&unit.to_lowercase()).any(|(at, found)| {
            let before = bare(&text[..at]).chars().next_back();
            let after = text[at + found.len()..].trim_start().chars().next();
            before.is_some_and(numeral) || after.is_some_and(|c| c.is_ascii_digit())
        })
    })
}

/// What stands before a unit of money, without a magnitude between it and the number.
fn bare(before: &str) -> &str {
    let before = before.trim_end();
    let (rest, last) = before.rsplit_once(' ').unwrap_or(("", before));
    let mut magnitudes = listed("money").filter(|(_, class)| *class == "magnitude");
    if magnitudes.any(|(word, _)| last.starts_with(word)) { rest.trim_end() } else { before }
}

fn numeral(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百千万亿两".contains(c)
}

fn names(class: &str, words: &str) -> bool {
    let text = words.to_lowercase();
    listed(class).any(|(word, _)| text.contains(&word.to_lowercase()))
}

/// The words of a class in every language, each with what its column `class` says.
fn listed(class: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let words = knowledge::current().languages.iter().flat_map(move |l| l.words.class(class));
    words.map(|entry| (entry.word.as_str(), entry.get("class")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> Vec<String> {
        found(&Undertaking { document: "b".into(), ..Undertaking::default() }, words)
    }

    #[test]
    fn a_sum_is_a_number_with_a_word_of_money() {
        assert_eq!(of("甲方将出资5亿元建设码头。"), ["money"]);
        assert_eq!(of("The sides will set aside 20 million dollars for the port."), ["money"]);
        assert!(of("双方将元首会晤的成果落到实处。").is_empty());
        assert!(of("The sides will discuss dollars and other currencies.").is_empty());
    }

    #[test]
    fn what_the_row_knows_counts_too() {
        let row = Undertaking {
            document: "b".into(),
            first_made_in: Some("a".into()),
            deadline: Some("2031".into()),
            ..Undertaking::default()
        };
        assert_eq!(found(&row, "建成码头"), ["timetable", "earlier"]);
        assert!(of("双方将定期检查落实情况。").contains(&"monitoring".to_owned()));
        assert_eq!(
            [binding(Some("decision")), binding(Some("exploration")), binding(None)],
            [Some("strong"), Some("weak"), None]
        );
    }
}
