//! `chancery register show ID`

use crate::Result;
use crate::cli::{Globals, out};
use crate::register::Workspace;

pub(super) async fn run(workspace: &Workspace, id: &str, common: &Globals) -> Result<()> {
    let entry = workspace.entry(id).await?;
    let decisions = workspace.history(&entry.undertaking).await?;
    let lineage = workspace.lineage(&entry.undertaking.clause).await?;
    if common.json {
        return out::say_json(&serde_json::json!({ "entry": entry, "lineage": lineage, "decisions": decisions }));
    }
    let mut text = format!("{}\n  {}\n", entry.undertaking.undertaking, entry.words);
    if let serde_json::Value::Object(fields) = serde_json::to_value(&entry)? {
        for (name, value) in fields {
            let empty =
                value.is_null() || value == "" || value == serde_json::json!([]) || value == serde_json::json!({});
            if !empty && name != "words" && name != "undertaking" {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                text.push_str(&format!("  {name}: {value}\n"));
            }
        }
    }
    for station in lineage {
        let date = station.date.as_deref().unwrap_or("undated");
        text.push_str(&format!("  {date}  {}  {}\n", station.event, out::shortened(&station.words, 60)));
    }
    for d in decisions {
        text.push_str(&format!("  {} {} {} {}: {} {}\n", d.seq, d.at, d.by, d.action, d.value, d.note));
    }
    out::say(&text)
}
