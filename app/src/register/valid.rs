//! What may be written down: asked of every act, whoever acts and by whatever way.

use super::act::Act;
use super::acting::is_date;
use super::{FIELDS, STATUSES};
use crate::{Error, Result};

/// The longest text of one field, in characters.
const LONGEST: usize = 20_000;
/// The longest name.
const LONGEST_NAME: usize = 300;

/// Refuses an act that cannot be written down.
///
/// # Errors
/// What is wrong with it.
pub(super) fn valid(act: &Act, why: &str) -> Result<()> {
    readable(&serde_json::to_value(act)?)?;
    readable(&why.into())?;
    match act {
        Act::Set(setting) => settable(&setting.field, &setting.value, why),
        Act::Milestone(step) => {
            named("step", &step.name)?;
            step.due.iter().chain(&step.delivered).try_for_each(|day| dated(day))
        }
        Act::Evidence(evidence) => {
            if evidence.address.is_none() && evidence.quotation.is_none() && evidence.file.is_none() {
                let wanted = "at least one of them";
                let mend = "add an address, a quotation or a file";
                return Err(Error::usage("found neither address, quotation nor file", wanted, mend));
            }
            evidence.address.iter().try_for_each(|a| address(a))?;
            evidence.file.iter().try_for_each(|f| hash(f))?;
            evidence.published.iter().chain(&evidence.seen).try_for_each(|day| dated(day))
        }
        Act::Split { shares } => shares.iter().try_for_each(|share| named("body", &share.body)),
        Act::Resolve(resolution) => {
            named("meeting", &resolution.meeting)?;
            resolution.due.iter().try_for_each(|day| dated(day))
        }
        Act::Rubric { .. } | Act::Search { .. } | Act::Code { .. } | Act::Settle { .. } | Act::Sign { .. } => Ok(()),
    }
}

/// Refuses a field or value that `set` does not know, and a weighty one without a reason.
pub(super) fn settable(field: &str, value: &str, why: &str) -> Result<()> {
    if !FIELDS.contains(&field) {
        return Err(Error::usage(
            format!("found the field `{field}`"),
            format!("one of {}", FIELDS.join(", ")),
            "write FIELD=VALUE",
        ));
    }
    if field == "status" && !STATUSES.contains(&value) {
        let wanted = format!("one of {}", STATUSES.join(", "));
        return Err(Error::usage(format!("found the status `{value}`"), wanted, "write status=\"under way\""));
    }
    let levels = crate::review::catalysts::BINDINGS;
    if field == "binding" && !value.is_empty() && !levels.contains(&value) {
        let wanted = format!("one of {}", levels.join(", "));
        return Err(Error::usage(format!("found the binding `{value}`"), wanted, "write binding=strong"));
    }
    if field == "deadline" && !value.is_empty() && !is_date(value) {
        let wanted = "an ISO 8601 date or interval";
        return Err(Error::usage(format!("found the deadline `{value}`"), wanted, "write deadline=2025-12-31"));
    }
    let weighty = field == "deadline" || field == "status" && ["superseded", "dropped"].contains(&value);
    if weighty && why.trim().is_empty() {
        return Err(Error::usage(
            format!("found no reason for {field}={value}"),
            "the reason",
            "say it with --why TEXT",
        ));
    }
    Ok(())
}

fn dated(day: &str) -> Result<()> {
    if is_date(day) {
        return Ok(());
    }
    Err(Error::usage(format!("found the date `{day}`"), "an ISO 8601 date", "write it as 2025-12-31"))
}

fn named(what: &str, name: &str) -> Result<()> {
    let length = name.chars().count();
    if name.trim().is_empty() || length > LONGEST_NAME {
        let wanted = format!("1 to {LONGEST_NAME} characters");
        return Err(Error::usage(format!("found a {what} named with {length} characters"), wanted, "name it"));
    }
    Ok(())
}

/// An address people can follow, and nothing that runs when they do.
fn address(text: &str) -> Result<()> {
    let lower = text.to_ascii_lowercase();
    let blank = text.chars().any(|c| c.is_whitespace() || c.is_control());
    if !blank && ["https://", "http://"].iter().any(|scheme| lower.len() > scheme.len() && lower.starts_with(scheme)) {
        return Ok(());
    }
    let wanted = "an address that begins with https:// or http://";
    Err(Error::usage(format!("found the address `{}`", text.escape_debug()), wanted, "copy it from the browser"))
}

fn hash(text: &str) -> Result<()> {
    if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(());
    }
    Err(Error::usage(format!("found the file `{text}`"), "the SHA-256 of a kept file", "send the file itself"))
}

/// Refuses texts nobody can read: endless ones, and characters that are none.
fn readable(value: &serde_json::Value) -> Result<()> {
    use serde_json::Value;
    match value {
        Value::String(text) => {
            if let Some(c) = text.chars().find(|c| c.is_control() && !['\n', '\r', '\t'].contains(c)) {
                return Err(Error::usage(format!("found the character {}", c.escape_unicode()), "text", "take it out"));
            }
            if text.chars().count() > LONGEST {
                let wanted = format!("at most {LONGEST} characters");
                return Err(Error::usage("found a text without end", wanted, "put it into a file as evidence"));
            }
            Ok(())
        }
        Value::Array(values) => values.iter().try_for_each(readable),
        Value::Object(fields) => fields.values().try_for_each(readable),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::entry::Evidence;

    fn evidence(address: &str) -> Result<()> {
        valid(&Act::Evidence(Evidence { address: Some(address.into()), ..Evidence::default() }), "")
    }

    #[test]
    fn addresses_lead_somewhere_and_run_nothing() {
        assert!(evidence("https://example.org/a?b=%20").is_ok());
        for bad in ["javascript:alert(1)", " https://a", "data:text/html,x", "https://", "https://a\r\nx: y", "/etc"] {
            assert!(evidence(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn texts_are_texts() {
        let quoted = |q: &str| Act::Evidence(Evidence { quotation: Some(q.into()), ..Evidence::default() });
        assert!(valid(&quoted("甲方\n乙方"), "").is_ok());
        assert!(valid(&quoted("a\u{0}b"), "").is_err() && valid(&quoted("a"), "\u{1b}[2J").is_err());
        assert!(valid(&quoted(&"a".repeat(LONGEST + 1)), "").is_err());
        assert!(valid(&Act::Evidence(Evidence { file: Some("../x".into()), ..Evidence::default() }), "").is_err());
    }
}
