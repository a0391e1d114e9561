//! Text that knows where each of its characters came from.

use super::Span;
use std::sync::Arc;

/// One stretch of a text and the stretch of its parent that it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// In the text.
    pub out: Span,
    /// In the parent. Empty where something was put in.
    pub from: Span,
    /// What was done: the name of the repair; `None` where the characters were kept as they were.
    pub deed: Option<Arc<str>>,
}

/// The way back from a text to its parent: steps in the order of the text, without gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The steps.
    pub steps: Vec<Step>,
}

impl Trace {
    /// The steps that touch `span` of the text, cut to it where characters were kept.
    #[must_use]
    pub fn within(&self, span: Span) -> Vec<Step> {
        let first = self.steps.partition_point(|s| s.out.end <= span.start);
        self.steps[first..]
            .iter()
            .take_while(|s| s.out.start < span.end)
            .map(|s| match &s.deed {
                None => {
                    let start = s.out.start.max(span.start);
                    let end = s.out.end.min(span.end);
                    Step {
                        out: Span { start, end },
                        from: Span {
                            start: s.from.start + (start - s.out.start),
                            end: s.from.start + (end - s.out.start),
                        },
                        deed: None,
                    }
                }
                Some(_) => s.clone(),
            })
            .collect()
    }

    /// The smallest stretch of the parent that everything in `span` came from.
    #[must_use]
    pub fn origin(&self, span: Span) -> Option<Span> {
        self.within(span).iter().filter(|s| !s.from.is_empty()).map(|s| s.from).reduce(Span::cover)
    }

    /// The way back to the grandparent, `parent` being the parent's own trace.
    #[must_use]
    pub fn through(&self, parent: &Self) -> Self {
        let mut steps = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            if step.deed.is_some() || step.from.is_empty() {
                let from = parent.origin(step.from).unwrap_or(step.from);
                steps.push(Step { out: step.out, from, deed: step.deed.clone() });
                continue;
            }
            for inner in parent.within(step.from) {
                let start = inner.out.start.max(step.from.start);
                let end = inner.out.end.min(step.from.end);
                let out = Span {
                    start: step.out.start + (start - step.from.start),
                    end: step.out.start + (end - step.from.start),
                };
                steps.push(Step { out, from: inner.from, deed: inner.deed });
            }
        }
        Self { steps }
    }
}

/// A text with the way back to the text or bytes it was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The characters.
    pub text: String,
    /// Where they came from.
    pub trace: Trace,
}

impl Text {
    /// An empty text with room for so many bytes.
    #[must_use]
    pub fn with_room(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// Appends the characters of `parent` at `from` as they are.
    pub fn keep(&mut self, parent: &str, from: Span) {
        if from.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(from.of(parent));
        if let Some(last) = self.trace.steps.last_mut()
            && last.deed.is_none()
            && last.from.end == from.start
        {
            last.out.end = Span::new(start, self.text.len()).end;
            last.from.end = from.end;
            return;
        }
        self.trace.steps.push(Step { out: Span::new(start, self.text.len()), from, deed: None });
    }

    /// Appends `made`, which `deed` made of the parent's `from`.
    pub fn put(&mut self, made: &str, from: Span, deed: &Arc<str>) {
        let start = self.text.len();
        self.text.push_str(made);
        self.trace.steps.push(Step { out: Span::new(start, self.text.len()), from, deed: Some(Arc::clone(deed)) });
    }

    /// Appends another text made of the same parent.
    pub fn append(&mut self, other: &Self) {
        let by = self.text.len();
        self.text.push_str(&other.text);
        self.trace.steps.extend(other.trace.steps.iter().map(|s| Step {
            out: s.out.shifted(by),
            from: s.from,
            deed: s.deed.clone(),
        }));
    }

    /// The stretch `span` of this text as a text of its own, made of the same parent.
    #[must_use]
    pub fn slice(&self, span: Span) -> Self {
        let mut out = Self::default();
        let end = span.end;
        for step in self.trace.within(span) {
            let inside = Span { start: step.out.start.max(span.start), end: step.out.end.min(end) };
            let start = out.text.len();
            out.text.push_str(inside.of(&self.text));
            out.trace.steps.push(Step { out: Span::new(start, out.text.len()), from: step.from, deed: step.deed });
        }
        out
    }

    /// Where in the parent all of it came from.
    #[must_use]
    pub fn origin(&self) -> Option<Span> {
        self.trace.origin(Span::new(0, self.text.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traces_compose_to_the_first_parent() {
        let bytes = "ab  cd";
        let deed: Arc<str> = "blank".into();
        let mut first = Text::default();
        first.keep(bytes, Span::new(0, 2));
        first.put("", Span::new(2, 4), &deed);
        first.keep(bytes, Span::new(4, 6));
        assert_eq!(first.text, "abcd");
        let mut second = Text::default();
        second.keep(&first.text, Span::new(1, 3));
        let whole = second.trace.through(&first.trace);
        assert_eq!(whole.origin(Span::new(0, 1)), Some(Span::new(1, 2)));
        assert_eq!(whole.origin(Span::new(1, 2)), Some(Span::new(4, 5)));
    }
}
