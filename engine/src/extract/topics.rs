//! What each clause is about.
//!
//! In: the [`Clause`]s of a [`Document`]. Out: their topics, and the reason for each. Never: a topic without words of
//! the text for it: the clause's own, those of the clause before it in the block, of the heading above, of the title.
//! See: `languages/_all/topics.tsv`, `languages/<code>/topics.toml`.

use super::clauses::Failure;
use super::examples;
use crate::model::{Because, Clause, Document, ProvisionKind, Reason, Span};
use crate::rules::{Language, Sightings, TopicHit};

/// A topic with the words it rests on.
#[derive(Clone, Copy, Debug)]
struct Ground {
    topic: u16,
    /// In the reading text, where they first stand.
    words: Span,
    /// How often it is spoken of.
    count: usize,
}

/// Runs the examples of the topics: each names its topic, by the words marked in it.
#[must_use]
pub fn check_examples(language: &Language) -> Vec<Failure> {
    let topics = &language.topics;
    let (mut sightings, mut hits) = (Sightings::default(), Vec::new());
    let mut failures = Vec::new();
    for (n, (key, rule)) in (0_u16..).zip(topics.keys.iter().zip(&topics.rules)) {
        let name = format!("{}/topics.toml#{key}", language.code);
        for (example, expected) in rule.yes.iter().map(|e| (e, true)).chain(rule.no.iter().map(|e| (e, false))) {
            let (text, marked) = examples::unmarked(example);
            language.dictionary.look(&text, &mut sightings);
            topics.find(&text, &sightings, 0..text.len(), &mut hits);
            let words: Vec<&str> =
                hits.iter().filter(|h| h.topic == n).filter_map(|h| text.get(h.start..h.end)).collect();
            if expected && !marked.iter().all(|m| words.contains(&m.as_str())) || words.is_empty() == expected {
                let text = format!("found {words:?}, wanted {marked:?}");
                failures.push(Failure { rule: name.clone(), example: example.clone(), text });
            }
        }
    }
    failures
}

/// Gives every clause its topics.
pub fn fill(document: &Document, clauses: &mut [Clause], language: &Language) {
    let mut blocks = Blocks::of(document, language);
    let mut sightings = Sightings::default();
    let block = |clause: &Clause| document.sentences[clause.sentence].provision;
    for clauses in clauses.chunk_by_mut(|a, b| block(a) == block(b)) {
        let n = block(&clauses[0]);
        language.dictionary.look(document.words(&document.provisions[n]), &mut sightings);
        blocks.read(n, &sightings, clauses);
    }
}

/// Reads the blocks of a document in their order; what headings lend is looked up once.
pub struct Blocks<'a> {
    document: &'a Document,
    language: &'a Language,
    hits: Vec<TopicHit>,
    /// The words of a line that lends.
    line: Sightings,
    lent: Vec<Option<Vec<Ground>>>,
}

impl<'a> Blocks<'a> {
    /// Of a document.
    #[must_use]
    pub fn of(document: &'a Document, language: &'a Language) -> Self {
        let lent = vec![None; document.provisions.len()];
        Self { document, language, hits: Vec::new(), line: Sightings::default(), lent }
    }

    /// Gives the clauses of block number `n`, whose words are found, their topics.
    pub fn read(&mut self, n: usize, sightings: &Sightings, clauses: &mut [Clause]) {
        let mut before: Vec<Ground> = Vec::new();
        for clause in clauses {
            self.find(n, clause.span, sightings);
            let base = self.document.provisions[n].span.start as usize;
            let strong = self.grounds(base, false);
            let (grounds, because) = if !strong.is_empty() {
                (strong, Because::Topic)
            } else if !before.is_empty() {
                (before, Because::TopicBefore)
            } else {
                let weak = self.grounds(base, true);
                self.lend(n, weak)
            };
            clause.topics.reserve_exact(grounds.len());
            for Ground { topic, words, .. } in &grounds {
                let key = &self.language.topics.keys[*topic as usize];
                clause.topics.push(key.clone());
                clause.firing.reasons.push(Reason::told(because, [key.clone()], Some(*words)));
            }
            before = grounds;
        }
    }

    /// What the line above block `n` lends, else the weak topics of a clause, else what the title lends.
    fn lend(&mut self, n: usize, weak: Vec<Ground>) -> (Vec<Ground>, Because) {
        match self.above(n) {
            Some(above) => (above, Because::TopicAbove),
            None if weak.is_empty() => (self.titled(), Because::TopicTitle),
            None => (weak, Because::Topic),
        }
    }

    /// Finds the topics of a stretch of block `n`.
    fn find(&mut self, n: usize, span: Span, sightings: &Sightings) {
        let block = &self.document.provisions[n];
        let base = block.span.start as usize;
        let range = span.start as usize - base..span.end as usize - base;
        self.language.topics.find(self.document.words(block), sightings, range, &mut self.hits);
    }

    /// The topics found, most spoken of first: by words that decide, or by weak ones.
    fn grounds(&self, base: usize, weak: bool) -> Vec<Ground> {
        let mut grounds: Vec<Ground> = Vec::new();
        for hit in self.hits.iter().filter(|h| h.weak == weak) {
            match grounds.iter_mut().find(|g| g.topic == hit.topic) {
                Some(ground) => ground.count += 1,
                None => {
                    let words = Span::new(hit.start, hit.end).shifted(base);
                    grounds.push(Ground { topic: hit.topic, words, count: 1 });
                }
            }
        }
        grounds.sort_by_key(|ground| std::cmp::Reverse(ground.count));
        grounds.retain(|ground| !self.is_field_of_another(ground.topic, weak));
        grounds
    }

    /// A field says nothing more where one of its own topics is named.
    fn is_field_of_another(&self, topic: u16, weak: bool) -> bool {
        let key = |n: u16| self.language.topics.keys[n as usize].as_str();
        let mut named = self.hits.iter().filter(|hit| hit.weak == weak);
        named.any(|hit| key(hit.topic).strip_prefix(key(topic)).is_some_and(|rest| rest.starts_with('/')))
    }

    /// What the nearest line above a block lends.
    fn above(&mut self, block: usize) -> Option<Vec<Ground>> {
        let mut at = Some(block);
        while let Some(provision) = at.map(|at| &self.document.provisions[at]) {
            at = provision.parent;
            let lent = at.map(|above| self.line(above)).unwrap_or_default();
            if !lent.is_empty() {
                return Some(lent);
            }
        }
        None
    }

    fn line(&mut self, at: usize) -> Vec<Ground> {
        if self.lent[at].is_none() {
            let block = &self.document.provisions[at];
            let mut line = std::mem::take(&mut self.line);
            self.language.dictionary.look(self.document.words(block), &mut line);
            self.find(at, block.span, &line);
            self.line = line;
            let base = block.span.start as usize;
            let strong = self.grounds(base, false);
            self.lent[at] = Some(if strong.is_empty() { self.grounds(base, true) } else { strong });
        }
        self.lent[at].clone().unwrap_or_default()
    }

    fn titled(&mut self) -> Vec<Ground> {
        let title = self.document.provisions.iter().position(|p| p.kind == ProvisionKind::Title);
        title.map(|title| self.line(title)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Knowledge;

    fn read(text: &str) -> Vec<Vec<String>> {
        let language = Knowledge::builtin().language("zh").expect("zh");
        let document = examples::document(text.lines().map(|line| (kind(line), line)));
        let mut clauses = crate::extract::clauses::find(&document, language);
        fill(&document, &mut clauses, language);
        clauses.into_iter().map(|c| c.topics).collect()
    }

    fn kind(line: &str) -> ProvisionKind {
        if line.ends_with('。') { ProvisionKind::Paragraph } else { ProvisionKind::Heading }
    }

    #[test]
    fn words_decide_then_what_stands_before_and_above() {
        let found = read("海关合作\n双方将简化手续。\n双方将扩大油气贸易。双方将定期通报进展。");
        assert_eq!(found[0], ["trade/customs"]);
        assert_eq!(found[1], ["energy/gas", "energy/oil", "trade"]);
        assert_eq!(found[2], found[1]);
    }

    #[test]
    fn a_field_gives_way_to_its_own_topics() {
        assert_eq!(read("双方将在能源领域建设核电站。"), [["energy/nuclear"]]);
    }
}
