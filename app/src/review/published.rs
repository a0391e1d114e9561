//! Tables of scores that somebody published: one undertaking a line, one party a column, an average printed beside them.

use super::figures::{Figure, agrees, figure, score};
use crate::people::Action;
use crate::register::{Draft, Hand, Kept, Workspace};
use crate::shape::Decision;
use crate::{Error, Result};
use serde::Serialize;
use std::collections::BTreeMap;

/// A line of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Line {
    /// Line of the file, the header being 1; a cell may hold several.
    pub line: u64,
    /// As printed.
    pub id: String,
    /// What was undertaken.
    pub text: String,
    /// As printed.
    pub average: String,
    /// By party.
    pub scores: BTreeMap<String, i32>,
    /// What the program makes of the scores.
    pub figure: Figure,
}

/// What is wrong with a table, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Line of the file.
    pub line: u64,
    /// The undertaking.
    pub id: String,
    /// In words.
    pub what: String,
    /// Whether the table cannot be taken in with it.
    pub grave: bool,
}

/// A table, read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Published {
    /// In the order of the columns.
    pub parties: Vec<String>,
    /// In order.
    pub lines: Vec<Line>,
    /// The preflight, in order.
    pub faults: Vec<Fault>,
}

/// Takes in a table: its bytes are kept, its averages are worked out anew whenever they are asked.
///
/// # Errors
/// When it is none, has a grave fault, it is not allowed, or the database fails.
pub async fn take_in(workspace: &Workspace, name: &str, body: Vec<u8>, hand: &Hand) -> Result<Decision> {
    hand.rights.allow(Action::Import, &[])?;
    let wanted = "a table with the columns id, average and one for each party";
    let table = Published::read(&body).ok_or_else(|| Error::input(name, wanted, "look at its first line"))?;
    table.sound(name)?;
    let file = Kept::new(name, body)?;
    let subject = file.name.clone();
    let value = serde_json::to_string(&workspace.keep_file(file).await?)?;
    let (by, note) = (hand.by.clone(), format!("{} faults named", table.faults.len()));
    workspace.decide(Draft { by, note, subject, action: "import".into(), value, since: None }).await
}

impl Published {
    /// Reads a table; `None` when its header has no `id` and `average` with parties behind them.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let head: Vec<String> = reader.headers().ok()?.iter().map(|h| h.trim().to_lowercase()).collect();
        let column = |name: &str| head.iter().position(|h| h == name);
        let (id, average) = (column("id")?, column("average")?);
        let mut table = Self { parties: head.get(average + 1..)?.to_vec(), ..Self::default() };
        if table.parties.is_empty() {
            return None;
        }
        for record in reader.records() {
            match record {
                Ok(record) => table.take(&record, (id, average, column("text"))),
                Err(error) => table.fault(error.position().map_or(0, csv::Position::line), "", error.to_string(), true),
            }
        }
        table.repeated();
        table.faults.sort_by_key(|f| f.line);
        Some(table)
    }

    /// Whether it can be taken in.
    ///
    /// # Errors
    /// When it has grave faults; each is named.
    pub fn sound(&self, name: &str) -> Result<()> {
        let grave = self.faults.iter().filter(|f| f.grave);
        let grave: Vec<String> = grave.map(|f| format!("line {}: {}", f.line, f.what)).collect();
        if grave.is_empty() {
            return Ok(());
        }
        let found = format!("{name}: nothing was imported\n  {}", grave.join("\n  "));
        Err(Error::input(found, "a score in every cell: -1, 0, 1 or nothing", "mend these lines and import again"))
    }

    /// The figure of each party over all lines.
    #[must_use]
    pub fn by_party(&self) -> Vec<(String, Figure)> {
        let of = |party: &String| {
            let scores: Vec<i32> = self.lines.iter().filter_map(|l| l.scores.get(party).copied()).collect();
            (party.clone(), figure(&scores, self.lines.len()))
        };
        self.parties.iter().map(of).collect()
    }

    fn take(&mut self, record: &csv::StringRecord, (id, average, text): (usize, usize, Option<usize>)) {
        let cell = |at: usize| record.get(at).unwrap_or_default().trim().to_owned();
        let line = record.position().map_or(0, csv::Position::line);
        let (id, printed) = (cell(id), cell(average));
        let mut scores = BTreeMap::new();
        for (nth, party) in self.parties.clone().into_iter().enumerate() {
            let given = cell(average + 1 + nth);
            match score(&given) {
                Some(value) => {
                    scores.insert(party, value);
                }
                None if given.is_empty() || given.eq_ignore_ascii_case("n.a.") => {}
                None => self.fault(line, &id, format!("`{given}` for {party} is no score: -1, 0, 1 or nothing"), true),
            }
        }
        let figure = figure(&scores.values().copied().collect::<Vec<_>>(), self.parties.len());
        match figure.mean {
            None => self.fault(line, &id, "it has no scores".into(), false),
            Some(_) if printed.is_empty() => self.fault(line, &id, "no average is printed".into(), false),
            Some(mean) if !agrees(&printed, mean) => {
                let what =
                    format!("the average printed is {printed}, the mean of its {} scores is {mean:.4}", scores.len());
                self.fault(line, &id, what, false);
            }
            Some(_) => {}
        }
        if id.is_empty() {
            self.fault(line, "", "it has no id".into(), true);
        }
        let text = text.map(cell).unwrap_or_default();
        self.lines.push(Line { line, id, text, average: printed, scores, figure });
    }

    fn repeated(&mut self) {
        let mut first: BTreeMap<String, u64> = BTreeMap::new();
        let mut again = Vec::new();
        for line in &self.lines {
            match first.get(&line.id) {
                Some(before) => again.push((line.line, line.id.clone(), format!("line {before} has the same id"))),
                None => {
                    first.insert(line.id.clone(), line.line);
                }
            }
        }
        again.into_iter().for_each(|(line, id, what)| self.fault(line, &id, what, false));
    }

    fn fault(&mut self, line: u64, id: &str, what: String, grave: bool) {
        self.faults.push(Fault { line, id: id.to_owned(), what, grave });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_that_are_not_the_mean_are_named() {
        let table = "area,id,year,text,average,lanvia,saltmark\nPorts,2031-1,2031,\"Open, at last\",0.5,1,0\n\
                     Ports,2031-2,2031,Dredge,0.9,1,−1\nPorts,2031-2,2031,Light,1,1,\nPorts,2031-4,2031,Buoy,1,x,1\n";
        let read = Published::read(table.as_bytes()).unwrap();
        let faults: Vec<(u64, bool, &str)> = read.faults.iter().map(|f| (f.line, f.grave, f.what.as_str())).collect();
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert_eq!(faults[0], (3, false, "the average printed is 0.9, the mean of its 2 scores is 0.0000"));
        assert_eq!(faults[1], (4, false, "line 3 has the same id"));
        assert!(faults[2].1 && faults[2].2.contains('x'));
        assert_eq!(read.by_party()[1].1, figure(&[0, -1, 1], 4));
        assert_eq!(Published::read(b"undertaking,field,value\n"), None);
    }
}
