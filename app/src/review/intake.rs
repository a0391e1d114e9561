//! A register that comes as a table: CSV or XLSX, one setting a row or one entry a row.

use crate::register::FIELDS;
use calamine::{Data, Reader};
use std::io::Cursor;

/// What a row wants set: entry, field, value, reason.
pub type Setting = [String; 4];

/// A table, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    /// What is wanted, each with the row it stands in; the header is row 1.
    pub settings: Vec<(u64, Setting)>,
    /// What cannot be read, each with its row.
    pub faults: Vec<(u64, String)>,
    /// A column that is no field of an entry, and so is left alone.
    pub ignored: Vec<String>,
}

/// The cells of a table with the rows they stand in; the first is the header.
type Rows = Vec<(u64, Vec<String>)>;

/// Reads CSV or the first sheet of XLSX that has a column `undertaking`.
///
/// With the columns `field` and `value` every row sets one field. Without them every column that is called like a
/// field of an entry sets it; an empty cell sets nothing.
#[must_use]
pub fn read(bytes: &[u8]) -> Intake {
    let mut intake = Intake::default();
    let rows = if bytes.starts_with(b"PK\x03\x04") { sheet(bytes, &mut intake) } else { csv(bytes, &mut intake) };
    let Some((head, body)) = rows.split_first() else {
        intake.faults.push((1, "the table is empty".into()));
        return intake;
    };
    let names: Vec<String> = head.1.iter().map(|n| n.trim().to_lowercase()).collect();
    let column = |name: &str| names.iter().position(|n| n == name);
    let Some(id) = column("undertaking") else {
        intake.faults.push((1, format!("no column is called undertaking; found {}", names.join(", "))));
        return intake;
    };
    let long = column("field").zip(column("value"));
    let known = |name: &String| ["undertaking", "why", "field", "value"].contains(&name.as_str()) || field(name);
    intake.ignored = names.iter().filter(|n| !n.is_empty() && !known(n)).cloned().collect();
    for (row, cells) in body.iter().filter(|(_, cells)| cells.iter().any(|c| !c.trim().is_empty())) {
        let cell = |at: usize| cells.get(at).map_or("", |c| c.trim()).to_owned();
        let why = column("why").map(cell).unwrap_or_default();
        if cell(id).is_empty() {
            intake.faults.push((*row, "it names no undertaking".into()));
            continue;
        }
        let wanted: Vec<(String, String)> = match long {
            Some((name, value)) => vec![(cell(name), cell(value))],
            None => wide(&names)
                .map(|(at, name)| (name.clone(), listed(name, cell(at))))
                .filter(|(_, v)| !v.is_empty())
                .collect(),
        };
        intake.settings.extend(wanted.into_iter().map(|(name, value)| (*row, [cell(id), name, value, why.clone()])));
    }
    intake
}

fn field(name: &str) -> bool {
    FIELDS.contains(&name)
}

/// Lists as they are typed: the exports join them by `|`.
fn listed(name: &str, value: String) -> String {
    if ["topics", "tags"].contains(&name) { value.replace('|', ", ") } else { value }
}

fn wide(names: &[String]) -> impl Iterator<Item = (usize, &String)> {
    names.iter().enumerate().filter(|(_, name)| field(name))
}

fn csv(bytes: &[u8], intake: &mut Intake) -> Rows {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut rows = Rows::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                rows.push((line, record.iter().map(str::to_owned).collect()));
            }
            Err(error) => intake.faults.push((error.position().map_or(0, csv::Position::line), error.to_string())),
        }
    }
    let width = rows.first().map_or(0, |(_, head)| head.len());
    for (line, cells) in rows.iter().filter(|(_, cells)| cells.len() > width) {
        intake.faults.push((*line, format!("{} cells under {width} columns", cells.len())));
    }
    rows
}

fn sheet(bytes: &[u8], intake: &mut Intake) -> Rows {
    let mut book = match calamine::Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => {
            intake.faults.push((1, format!("the workbook cannot be read: {error}")));
            return Rows::new();
        }
    };
    let mut first = Rows::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let top = range.start().map_or(0, |(row, _)| row);
        let cells = |row: &[Data]| row.iter().map(written).collect::<Vec<String>>();
        let rows: Rows = range.rows().zip(u64::from(top) + 1..).map(|(row, at)| (at, cells(row))).collect();
        let head =
            |rows: &Rows| rows.iter().position(|(_, c)| c.iter().any(|n| n.trim().eq_ignore_ascii_case("undertaking")));
        if let Some(at) = head(&rows) {
            return rows[at..].to_vec();
        }
        if first.is_empty() {
            first = rows;
        }
    }
    first
}

/// A cell as somebody would have typed it: dates as ISO 8601, whole numbers without a point.
fn written(cell: &Data) -> String {
    match cell {
        Data::DateTime(when) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) => text.get(..10).unwrap_or(text).to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sheet::{Sheet, workbook};

    fn row(at: u64, cells: [&str; 4]) -> (u64, Setting) {
        (at, cells.map(str::to_owned))
    }

    #[test]
    fn one_setting_a_row_or_one_entry_a_row() {
        let long = read("undertaking,field,value,why\nA 2031/001,body,港务会议,it is theirs\n".as_bytes());
        assert_eq!(long.settings, [row(2, ["A 2031/001", "body", "港务会议", "it is theirs"])]);
        let wide =
            read("undertaking,words,Body,status,why\nA 2031/001,x,港务会议,done,seen\nA 2031/002,y,,,\n".as_bytes());
        assert_eq!(wide.settings.len(), 2);
        assert_eq!(wide.settings[1], row(2, ["A 2031/001", "status", "done", "seen"]));
        assert_eq!(wide.ignored, ["words"]);
    }

    #[test]
    fn a_workbook_reads_as_the_table_does() {
        let words = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        let notes = Sheet { name: "notes".into(), lead: vec!["nothing here".into()], ..Sheet::default() };
        let table = Sheet {
            name: "register".into(),
            lead: vec!["as of today".into()],
            head: words(&["undertaking", "deadline", "why"]),
            rows: vec![words(&["A 2031/001", "2033", "said so"])],
        };
        let intake = read(&workbook(&[notes, table]).unwrap());
        assert_eq!(intake.settings, [row(3, ["A 2031/001", "deadline", "2033", "said so"])]);
        assert_eq!(intake.faults, []);
    }

    #[test]
    fn what_cannot_be_read_is_named_by_row() {
        let intake = read("undertaking,field,value\n,body,x\nA,body,x,y,z\n".as_bytes());
        assert_eq!(intake.faults.iter().map(|f| f.0).collect::<Vec<_>>(), [3, 2]);
        assert!(read(b"a,b\n").faults[0].1.contains("undertaking"));
        assert!(read(b"PK\x03\x04nothing").faults[0].1.contains("workbook"));
        assert!(read(b"").faults[0].1.contains("empty"));
    }
}
