//! A point of the calendar, known to the year, month or day.

/// A year, a month of a year, or a day of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// The year; `None` where the text does not say it.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: Option<u32>,
    /// 1 to 31.
    pub day: Option<u32>,
}

impl Point {
    /// ISO 8601, as exact as the point is; nothing without a year or with an impossible month or day.
    #[must_use]
    pub fn iso(self) -> Option<String> {
        let year = self.year?;
        if self.month.is_some_and(|m| !(1..=12).contains(&m)) || self.day.is_some_and(|d| !(1..=31).contains(&d)) {
            return None;
        }
        Some(match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{year:04}-{m:02}-{d:02}"),
            (Some(m), None) => format!("{year:04}-{m:02}"),
            _ => format!("{year:04}"),
        })
    }

    /// What `self`, the later end of a range, leaves out is as in `first`.
    #[must_use]
    pub fn completed_by(self, first: Self) -> Self {
        let year = self.year.or(first.year);
        let month = self.month.or(if self.day.is_some() && self.year.is_none() { first.month } else { None });
        Self { year, month, day: self.day }
    }

    /// Whether both are known to the same unit.
    #[must_use]
    pub fn as_exact_as(self, other: Self) -> bool {
        self.day.is_some() == other.day.is_some() && self.month.is_some() == other.month.is_some()
    }
}

/// The interval between two points.
pub(super) fn interval(first: Point, last: Point) -> Option<String> {
    Some(format!("{}/{}", first.iso()?, last.iso()?))
}
