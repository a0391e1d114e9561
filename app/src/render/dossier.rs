//! A dossier as text: what it is, what stands under it, what was said of it year by year.

use crate::Result;
use crate::register::Workspace;
use crate::shape::{Dossier, Entry};
use serde::Serialize;
use utoipa::ToSchema;

/// A dossier with its entries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Whole {
    /// Its head.
    pub dossier: Dossier,
    /// What texts say of it, oldest first.
    pub entries: Vec<Entry>,
    /// What they say of the dossiers under it, oldest first.
    pub below: Vec<Entry>,
}

impl Whole {
    /// The dossier called `id`.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn load(workspace: &Workspace, id: &str) -> Result<Self> {
        let dossier = workspace.dossier(id).await?;
        let entries = workspace.dossier_entries(&dossier.dossier).await?;
        let (mut below, mut open, mut seen) = (Vec::new(), dossier.organs.clone(), vec![dossier.dossier.clone()]);
        while let Some(organ) = open.pop().filter(|organ| !seen.contains(organ)) {
            below.extend(workspace.dossier_entries(&organ).await?);
            open.extend(workspace.dossier(&organ).await?.organs);
            seen.push(organ);
        }
        below.sort_by(|a, b| (&a.date, &a.document, a.start).cmp(&(&b.date, &b.document, b.start)));
        Ok(Self { dossier, entries, below })
    }

    /// As text.
    #[must_use]
    pub fn text(&self) -> String {
        let d = &self.dossier;
        let mut out = format!("{}\n", d.dossier);
        let mut say = |name: &str, values: &[String]| {
            if !values.is_empty() {
                out.push_str(&format!("  {name}: {}\n", values.join(", ")));
            }
        };
        say("called", &d.labels.values().cloned().collect::<Vec<_>>());
        say("in texts", &d.names);
        say("under", d.under.as_slice());
        say("over", &d.organs);
        say("after", d.after.as_slice());
        say("followed by", &d.followed_by);
        say("see", &d.see);
        say("said", &[format!("{} times in {} documents", d.entries, d.documents)]);
        for (name, entries) in [("", &self.entries), ("under it", &self.below)] {
            if !name.is_empty() && !entries.is_empty() {
                out.push_str(&format!("\n— {name} —\n"));
            }
            entries.iter().for_each(|entry| out.push_str(&said(entry)));
        }
        out
    }
}

fn said(entry: &Entry) -> String {
    let marks = [&entry.kind, &entry.stance, &entry.force, &entry.deadline];
    let marks: Vec<&str> = marks.into_iter().flatten().map(String::as_str).collect();
    let date = entry.date.as_deref().unwrap_or("—");
    let by = entry.actors.join(", ");
    format!("\n{date} {}#{}\n  {} · {by}\n  {}\n", entry.document, entry.eid, marks.join(" "), entry.quote)
}
