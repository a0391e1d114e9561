//! Where something stands: byte spans inside, code points at the edge.

/// A stretch of a text in bytes, half-open. Always on character boundaries of the text it speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`; the text must be shorter than 4 GiB, which admission guarantees.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span {start}..{end}");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words that stand there.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The same stretch, `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + narrow(by), end: self.end + narrow(by) }
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Translates byte offsets of one text to code points, and back, in logarithmic time.
#[derive(Clone, Debug)]
pub struct CodePoints {
    /// For every 64th character, its byte offset.
    marks: Vec<u32>,
    length: u32,
}

const STRIDE: usize = 64;

impl CodePoints {
    /// Indexes `text` in one pass.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut length = 0;
        for (n, (at, _)) in text.char_indices().enumerate() {
            if n % STRIDE == 0 {
                marks.push(narrow(at));
            }
            length = n + 1;
        }
        Self { marks, length: narrow(length) }
    }

    /// How many code points stand before byte `at` of `text` (the text this was made of).
    #[must_use]
    pub fn before(&self, text: &str, at: u32) -> usize {
        let mark = self.marks.partition_point(|&m| m <= at).saturating_sub(1);
        let from = self.marks.get(mark).copied().unwrap_or(0) as usize;
        mark * STRIDE + text.get(from..at as usize).map_or(0, |s| s.chars().count())
    }

    /// The byte at which code point number `n` begins; the end of the text when there are fewer.
    #[must_use]
    pub fn byte(&self, text: &str, n: usize) -> usize {
        if n >= self.length as usize {
            return text.len();
        }
        let from = self.marks[n / STRIDE] as usize;
        text[from..].char_indices().nth(n % STRIDE).map_or(text.len(), |(at, _)| from + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_and_bytes_answer_each_other() {
        let text = "双方a—".repeat(100);
        let points = CodePoints::of(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.before(&text, narrow(at)), n);
            assert_eq!(points.byte(&text, n), at);
        }
        assert_eq!(points.byte(&text, 400), text.len());
        assert_eq!(points.before(&text, narrow(text.len())), 400);
    }
}
