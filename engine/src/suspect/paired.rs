//! Words that come in pairs: the end of a phrase without its beginning.

use super::marks::cut;
use super::page::Page;
use crate::model::{Because, Reason, Span, Suspicion, SuspicionKind};
use crate::rules::simplified;

/// Everything of the kind in `page`.
pub(super) fn suspicions(page: &Page<'_>) -> Vec<Suspicion> {
    let Some(language) = page.language.filter(|l| l.unspaced) else { return Vec::new() };
    let text = simplified(&page.held.document.text);
    let mut out = Vec::new();
    for entry in language.words.class("paired") {
        for (at, word) in text.match_indices(entry.word.as_str()) {
            let line = text[..at].rsplit('\n').next().unwrap_or_default();
            let sentence = line.rsplit(['。', '；', '！', '？']).next().unwrap_or_default();
            let opened = entry.get("opens").split(' ').any(|w| sentence.contains(w));
            if !opened && !cut(page, page.index(at - line.len()), page.index(at)) {
                let values = [word.to_owned(), entry.get("opens").to_owned()];
                let reason = Reason::told(Because::WantsBefore, values, None);
                let span = Span::new(at, at + word.len());
                out.push(Suspicion { span, proposed: None, kind: SuspicionKind::Unpaired, reason });
            }
        }
    }
    out
}
