//! Sentences that want a word: a verb without its object, a pronoun without its noun, a verb said twice, a phrase
//! whose beginning stands behind a stop.

use super::marks::cut;
use super::page::Page;
use crate::model::{Because, Reason, Span, Suspicion, SuspicionKind};
use crate::rules::{Entry, Language, simplified};

/// What ends a segment of a sentence.
const SEGMENT: [char; 10] = ['，', '。', '；', '：', '、', '！', '？', '“', '”', '\n'];
/// A verb said again stands so near, in characters.
const NEAR: usize = 9;
/// A pronoun stands so near the beginning of its paragraph, in characters.
const FIRST: usize = 8;

/// Everything of the kind in `page`.
pub(super) fn suspicions(page: &Page<'_>) -> Vec<Suspicion> {
    let Some(language) = page.language.filter(|l| l.unspaced) else { return Vec::new() };
    let text = simplified(&page.held.document.text);
    let mut out = Vec::new();
    let mut from = 0;
    let mut above = "";
    for line in text.split('\n') {
        if !cut(page, page.index(from), page.index(from + line.len())) {
            for found in [objectless(line, language), twice(line, language), parted(line, language)] {
                out.extend(found.into_iter().map(|f| f.at(from)));
            }
            out.extend(pronoun(line, above, language).map(|f| f.at(from)));
        }
        above = line;
        from += line.len() + 1;
    }
    out
}

/// What was found in a line.
struct Found {
    from: usize,
    to: usize,
    proposed: Option<String>,
    reason: Reason,
}

impl Found {
    fn at(self, start: usize) -> Suspicion {
        let span = Span::new(start + self.from, start + self.to);
        Suspicion { span, proposed: self.proposed, kind: SuspicionKind::Unpaired, reason: self.reason }
    }
}

/// The words of a class and what the class says of them.
fn words<'l>(language: &'l Language, class: &str) -> impl Iterator<Item = &'l Entry> {
    language.words.class(class).iter()
}

/// 加强在……的基础上，: the place is told, and not what shall be strengthened there.
fn objectless(line: &str, language: &Language) -> Vec<Found> {
    let mut out = Vec::new();
    for entry in words(language, "objectless") {
        for (at, verb) in line.match_indices(entry.word.as_str()) {
            let rest = &line[at + verb.len()..];
            let end = rest.find(['，', '。', '；', '：']).unwrap_or(rest.len());
            let Some(last) = entry.get("ends").split(' ').find(|last| rest[..end].ends_with(last)) else { continue };
            let to = at + verb.len() + end;
            let reason = Reason::told(Because::WantsObject, [verb, last].map(str::to_owned), None);
            out.push(Found { from: to - last.len(), to, proposed: None, reason });
        }
    }
    out
}

/// 支持……支持: a verb again in the same breath, with nothing that joins the two.
fn twice(line: &str, language: &Language) -> Vec<Found> {
    let mut out = Vec::new();
    for entry in words(language, "once") {
        let verb = entry.word.as_str();
        let places: Vec<usize> = line.match_indices(verb).map(|(at, _)| at).collect();
        for pair in places.windows(2) {
            let between = &line[pair[0] + verb.len()..pair[1]];
            let length = between.chars().count();
            let joined =
                between.contains(SEGMENT) || between.contains(['和', '与', '及', '的', '并', '或', '《', '》']);
            if (1..=NEAR).contains(&length) && !joined {
                let reason = Reason::told(Because::StandsAgain, [verb.to_owned(), length.to_string()], None);
                out.push(Found { from: pair[0], to: pair[0] + verb.len(), proposed: None, reason });
            }
        }
    }
    out
}

/// A sentence that is only the end of a phrase whose verb stands in the sentence before: the stop was something else.
fn parted(line: &str, language: &Language) -> Vec<Found> {
    let mut out = Vec::new();
    let stops: Vec<usize> = line.match_indices('。').map(|(at, _)| at).collect();
    for (n, &stop) in stops.iter().enumerate() {
        let start = n.checked_sub(1).map_or(0, |before| stops[before] + '。'.len_utf8());
        let begin = stop + '。'.len_utf8();
        let (before, sentence) = (&line[start..stop], &line[begin..stops.get(n + 1).copied().unwrap_or(line.len())]);
        for entry in words(language, "carried") {
            let Some(at) = sentence.find(entry.word.as_str()) else { continue };
            let opens = |text: &str| entry.get("opens").split(' ').any(|w| text.contains(w));
            let ends = entry.get("ends").split(' ').any(|last| sentence.ends_with(last));
            if ends && !sentence[at..].contains('，') && !opens(sentence) && opens(before) {
                let reason = Reason::told(Because::WantsVerb, [entry.word.clone()], None);
                out.push(Found { from: stop, to: begin, proposed: Some("、".to_owned()), reason });
            }
        }
    }
    out
}

/// 该 and a noun at the beginning of a paragraph, where neither it nor the one above names such a thing.
fn pronoun(line: &str, above: &str, language: &Language) -> Option<Found> {
    let entry = words(language, "pointing").find(|e| line.contains(e.word.as_str()))?;
    let at = line.find(entry.word.as_str())?;
    let noun: String = line[at + entry.word.len()..].chars().take(2).collect();
    let before = &line[..at];
    let near = before.chars().count() <= FIRST && !before.contains(SEGMENT);
    let known = before.contains(&noun) || above.contains(&noun);
    let han = noun.chars().count() == 2 && noun.chars().all(crate::rules::is_han);
    let may = entry.get("nouns").split(' ').any(|n| n == noun);
    (near && han && may && !known).then(|| Found {
        from: at,
        to: at + entry.word.len() + noun.len(),
        proposed: None,
        reason: Reason::told(Because::PointsNowhere, [format!("{}{noun}", entry.word), noun], None),
    })
}
