//! Rows as XLSX.

use crate::{Error, Result};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// What a cell of XLSX holds at most, in UTF-16 units; longer texts end with a sign that says so.
const CELL: usize = 32_767;
const CUT: &str = " … [cut here: a cell of XLSX holds no more; the CSV and JSONL exports have all of it]";
/// What the name of a sheet holds at most.
const NAME: usize = 31;

/// One sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; made fit where it is too long, has a sign that is not allowed, or stands there already.
    pub name: String,
    /// Lines above the table.
    pub lead: Vec<String>,
    /// Names of the columns; none where there is no table.
    pub head: Vec<String>,
    /// The cells; what is a number is written as one.
    pub rows: Vec<Vec<String>>,
}

/// The sheets as one workbook.
///
/// # Errors
/// When it cannot be packed, which would be a defect.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>> {
    let failed = |e: XlsxError| Error::ours(format!("the XLSX could not be packed: {e}"));
    let mut book = Workbook::new();
    let mut taken: Vec<String> = Vec::new();
    for sheet in sheets {
        let name = fit(&sheet.name, &taken);
        let page = book.add_worksheet();
        page.set_name(&name).map_err(failed)?;
        write(page, sheet).map_err(failed)?;
        taken.push(name);
    }
    book.save_to_buffer().map_err(failed)
}

fn write(page: &mut Worksheet, sheet: &Sheet) -> std::result::Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut at = 0;
    for line in &sheet.lead {
        page.write_string(at, 0, held(line))?;
        at += 1;
    }
    let top = at;
    for (column, name) in (0..).zip(&sheet.head) {
        page.write_string_with_format(at, column, name, &bold)?;
        page.set_column_width(column, width(sheet, usize::from(column)))?;
    }
    for row in &sheet.rows {
        at += 1;
        for (column, text) in (0..).zip(row) {
            match number(text) {
                Some(value) => page.write_number_with_format(at, column, value, &cell)?,
                None => page.write_string_with_format(at, column, held(text), &cell)?,
            };
        }
    }
    if let Some(last) = u16::try_from(sheet.head.len()).ok().and_then(|n| n.checked_sub(1)) {
        page.set_freeze_panes(top + 1, 0)?;
        page.autofilter(top, 0, at, last)?;
    }
    Ok(())
}

/// The width of a column by what stands in it, in characters.
fn width(sheet: &Sheet, column: usize) -> f64 {
    let cells = sheet.rows.iter().take(200).filter_map(|r| r.get(column)).chain(sheet.head.get(column));
    let wide = |text: &String| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u32>();
    f64::from(cells.map(wide).max().unwrap_or(8).clamp(8, 60) + 2)
}

/// A plain number, not a date, a code with leading zeros or anything else that only looks like one.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.len() <= 15;
    let code = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    if !plain || code || !digits.starts_with(|c: char| c.is_ascii_digit()) || text.starts_with('+') {
        return None;
    }
    text.parse().ok()
}

fn held(text: &str) -> String {
    let units: usize = text.chars().map(char::len_utf16).sum();
    if units <= CELL {
        return text.to_owned();
    }
    let mut room = CELL - CUT.chars().map(char::len_utf16).sum::<usize>();
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    kept.chain(CUT.chars()).collect()
}

fn fit(name: &str, taken: &[String]) -> String {
    let plain: String = name.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { '-' } else { c }).collect();
    let plain = if plain.trim().is_empty() { "–".to_owned() } else { plain };
    let short = |keep: usize| {
        let mut room = keep;
        let fits = |c: &char| {
            let fits = c.len_utf16() <= room;
            room = room.saturating_sub(c.len_utf16());
            fits
        };
        plain.chars().take_while(fits).collect::<String>()
    };
    let free = |n: &String| !taken.iter().any(|t| t.to_lowercase() == n.to_lowercase());
    let again = (2..).map(|n: u32| format!("{} {n}", short(NAME - 1 - n.to_string().len())));
    std::iter::once(short(NAME)).chain(again).find(free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_and_are_told_apart() {
        let one = fit("2033-06-22-xlv-xsr-joint-statement", &[]);
        assert_eq!(one.len(), NAME);
        let other = fit("2033-06-22-xlv-xsr-joint-statement", std::slice::from_ref(&one));
        assert!(other.ends_with(" 2") && other.len() == NAME);
        assert_eq!(fit("a/b:c", &[]), "a-b-c");
    }

    #[test]
    fn only_numbers_are_numbers() {
        assert_eq!((number("0.25"), number("-1"), number("42")), (Some(0.25), Some(-1.0), Some(42.0)));
        for text in ["2033-06-22", "007", "+1", "", "1e5", "12 of 13", "12345678901234567890", "1.2.3"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_a_cell_says_so() {
        let long = held(&"海".repeat(40_000));
        assert!(long.encode_utf16().count() <= CELL && long.ends_with(CUT));
        assert_eq!(held("海"), "海");
    }
}
