//! What a coder types, checked against the words of the contract and of the text.

use super::desk::Wish;
use crate::register::is_date;
use crate::shape::mark::Coded;
use crate::{Error, Result};
use chancery_engine::model::{ClauseKind, Force, Stance};
use std::str::FromStr;

/// `was`, with what was told put in its place. What does not go with the kind falls away by itself.
///
/// # Errors
/// When a word is none of the contract's, the operator is not among the words, or the deadline is no date.
pub(super) fn told(wish: &Wish, was: &Coded) -> Result<Coded> {
    let field = |new: &Option<String>, old: &Option<String>| match new.as_deref().map(str::trim) {
        None => old.clone(),
        Some("") => None,
        Some(told) => Some(told.to_owned()),
    };
    let list = |new: &Option<String>, old: &[String]| new.as_deref().map_or_else(|| old.to_vec(), names);
    let mut coded = Coded {
        text: wish.words.as_deref().map(str::trim).filter(|w| !w.is_empty()).unwrap_or(&was.text).to_owned(),
        kind: field(&wish.kind, &Some(was.kind.clone())).unwrap_or_default(),
        stance: field(&wish.stance, &was.stance),
        force: field(&wish.force, &was.force),
        actors: list(&wish.actors, &was.actors),
        addressees: list(&wish.addressees, &was.addressees),
        operator: field(&wish.operator, &was.operator),
        deadline: field(&wish.deadline, &was.deadline),
    };
    let kind: ClauseKind = word(&coded.kind, "kind")?;
    let binding = matches!(kind, ClauseKind::Commitment | ClauseKind::Mandate | ClauseKind::Call);
    coded.stance = coded.stance.filter(|_| kind == ClauseKind::Position);
    coded.force = coded.force.filter(|_| binding);
    if !matches!(kind, ClauseKind::Call | ClauseKind::Mandate) {
        coded.addressees.clear();
    }
    if kind == ClauseKind::Position {
        word::<Stance>(coded.stance.as_deref().unwrap_or_default(), "stance")?;
    }
    if binding {
        word::<Force>(coded.force.as_deref().unwrap_or_default(), "force")?;
    }
    if let Some(operator) = coded.operator.as_deref().filter(|o| !coded.text.contains(o)) {
        let found = format!("the operator “{operator}” is not among the words “{}”", coded.text);
        return Err(Error::usage(found, "words of the clause", "say it with --operator WORDS"));
    }
    if let Some(deadline) = coded.deadline.as_deref().filter(|d| !is_date(d)) {
        let found = format!("found the deadline `{deadline}`");
        return Err(Error::usage(found, "an ISO 8601 date or interval", "write 2025-12-31, 2025, 2024/2025"));
    }
    Ok(coded)
}

fn word<T: FromStr<Err = String>>(told: &str, field: &str) -> Result<T> {
    told.parse().map_err(|e: String| Error::usage(format!("{field}: {e}"), "", format!("say it with --{field}")))
}

/// `CHN, RUS` as a list; codes in capitals.
pub(super) fn names(told: &str) -> Vec<String> {
    let name = |n: &str| {
        let code = n.len() == 3 && n.bytes().all(|b| b.is_ascii_alphabetic());
        if code { n.to_ascii_uppercase() } else { n.to_owned() }
    };
    told.split([',', '，', '、', ';', '；']).map(str::trim).filter(|n| !n.is_empty()).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(kind: &str, stance: &str, force: &str) -> Wish {
        let some = |text: &str| Some(text.to_owned());
        Wish { kind: some(kind), stance: some(stance), force: some(force), ..Wish::default() }
    }

    #[test]
    fn what_does_not_go_with_the_kind_falls_away() {
        let was =
            Coded { text: "双方反对封锁港口。".into(), operator: Some("反对".into()), ..Coded::default() };
        let coded = told(&wish("position", "oppose", "decision"), &was).unwrap();
        assert_eq!((coded.stance.as_deref(), coded.force), (Some("oppose"), None));
        assert!(told(&wish("position", "", ""), &was).is_err());
        assert!(told(&wish("commitment", "oppose", ""), &was).is_err());
        assert!(told(&wish("promise", "", "decision"), &was).is_err());
        let elsewhere = Wish { operator: Some("支持".into()), ..wish("record", "", "") };
        assert!(told(&elsewhere, &was).unwrap_err().to_string().contains("支持"));
        assert_eq!(names("chn、RUS，国际社会"), ["CHN", "RUS", "国际社会"]);
    }
}
