//! Looking across many statements: formulas, tracing a phrase, which pairs to compare, lineage.

use chancery_engine::divide;
use chancery_engine::link::formulas::{Search, formulas};
use chancery_engine::link::lineage::{Event, Statement, lineage};
use chancery_engine::link::pairs::{Why, pairs};
use chancery_engine::link::{link, trace::trace};
use chancery_engine::model::{
    Change, Clause, ClauseKind, Document, Findings, Firing, KnownBlock, Party, ProvisionKind, Reference, ReferenceKind,
    Relation, Span,
};
use chancery_engine::rules::Knowledge;

fn document(parties: &[&str], date: &str, paragraphs: &[&str]) -> Document {
    let blocks: Vec<KnownBlock> = paragraphs
        .iter()
        .map(|text| KnownBlock { kind: ProvisionKind::Paragraph, number: String::new(), text: (*text).to_owned() })
        .collect();
    let parties = parties.iter().map(|code| Party { code: (*code).to_owned(), names: Vec::new() }).collect();
    Document::from_blocks(&blocks, parties, Some(date), divide::sentences)
}

#[test]
fn formulas_are_found_without_being_named() {
    let texts = [
        "双方愿扩大玉米贸易，此类合作不针对第四方海域。",
        "两国将修建灯塔，此类合作不针对第四方海域，也不排斥他国。",
        "有关演练属例行安排，此类合作不针对第四方海域。",
        "双方欢迎图书馆交换古籍目录。",
    ];
    let documents: Vec<Document> = texts.iter().map(|t| document(&["CHN", "MNG"], "2031-01-01", &[t])).collect();
    let found = formulas(&documents.iter().collect::<Vec<_>>(), Search::default());
    assert_eq!((found[0].text.as_str(), found[0].documents, found[0].places.len()), ("此类合作不针对第四方海域", 3, 3));
    assert!(found.iter().skip(1).all(|f| !found[0].text.contains(&f.text)), "{found:#?}");
    assert_eq!(found[0].places[1].span.of(&documents[1].text), found[0].text);
}

#[test]
fn a_phrase_is_traced_through_its_wordings() {
    let texts = [
        "此举不针对任何第三方。",
        "此类合作不针对第三方，也不受其影响。",
        "合作不针对第三国。",
        "双方将修建灯塔。",
        "此举不针对第三国，不针对第三方。",
    ];
    let documents: Vec<Document> = texts.iter().map(|t| document(&["CHN", "MNG"], "2031-01-01", &[t])).collect();
    let found = trace("不针对第三方", &documents.iter().collect::<Vec<_>>());
    let wordings: Vec<(&str, usize, usize)> =
        found.wordings.iter().map(|w| (w.text.as_str(), w.count, w.edits)).collect();
    assert_eq!(wordings[..2], [("不针对第三方", 2, 0), ("不针对第三国", 2, 1)]);
    let differing: Vec<&str> = found
        .occurrences
        .iter()
        .filter(|o| o.document == 2)
        .flat_map(|o| &o.differing)
        .map(|s| s.of(&documents[2].text))
        .collect();
    assert_eq!(differing, ["国"]);
    assert!(found.occurrences.iter().all(|o| o.document != 3));
}

#[test]
fn a_principle_that_became_a_policy_is_found() {
    let texts = [
        "蒙方坚持一个海湾原则。",
        "外长说明了一个海湾政策。",
        "双方修建码头。",
        "双方遵守原则，重申原则，尊重上述原则和各项原则。",
    ];
    let documents: Vec<Document> = texts.iter().map(|t| document(&["CHN", "MNG"], "2031-01-01", &[t])).collect();
    let found = trace("一个海湾原则", &documents.iter().collect::<Vec<_>>());
    let wordings: Vec<&str> = found.wordings.iter().map(|w| w.text.as_str()).collect();
    assert_eq!(wordings, ["一个海湾原则", "一个海湾政策"]);
}

#[test]
fn english_phrases_are_traced_by_words() {
    let mut one = document(
        &["USA"],
        "2031-01-01",
        &["The leaders reaffirmed the importance of peace and stability across the strait, and more."],
    );
    one.language = "en".into();
    let found = trace("the importance of maintaining peace and stability", &[&one]);
    assert_eq!(found.wordings[0].text, "the importance of peace and stability");
}

#[test]
fn small_corpora_compare_all_that_share_a_party() {
    let documents = [
        document(&["CHN", "MNG"], "2031-02-01", &["双方将修建灯塔。"]),
        document(&["CHN", "MNG"], "2029-02-01", &["双方将修建港口。"]),
        document(&["CHN", "NPL"], "2031-02-01", &["双方欢迎登山。"]),
        document(&["FJI", "TON"], "2031-03-01", &["双方重视海洋。"]),
    ];
    let found = pairs(&documents.iter().collect::<Vec<_>>());
    let short: Vec<(usize, usize, Why)> = found.iter().map(|p| (p.older, p.newer, p.why)).collect();
    assert_eq!(short, [(1, 0, Why::Successive), (0, 2, Why::Sister), (1, 2, Why::Sister)]);
}

#[test]
fn large_corpora_compare_what_follows_and_what_shares_text() {
    let mut documents: Vec<Document> = (0..60u32)
        .map(|n| {
            let own: String = (0..400)
                .filter_map(|k| char::from_u32(0x4E00 + (n * 7919 + k * 104_729 + k * k * n) % 20_000))
                .collect();
            document(&["CHN", ["MNG", "NPL", "LAO"][n as usize % 3]], &format!("20{:02}-01-01", n % 90 + 10), &[&own])
        })
        .collect();
    let borrowed = documents[5].text.clone();
    documents.push(document(&["FJI", "TON"], "2069-12-01", &[&borrowed]));
    let found = pairs(&documents.iter().collect::<Vec<_>>());
    assert!(found.iter().any(|p| (p.older, p.newer, p.why) == (5, 60, Why::SharedText)), "the borrowed text");
    assert!(found.iter().any(|p| (p.older, p.newer, p.why) == (3, 6, Why::Successive)));
    assert!((0..documents.len()).all(|n| found.iter().filter(|p| p.newer == n).count() <= 12));
}

/// Every sentence one commitment: enough to follow it.
fn findings(document: &Document) -> Findings {
    let clause = |(n, s): (usize, &chancery_engine::model::Sentence)| Clause {
        sentence: n,
        span: s.span,
        kind: ClauseKind::Commitment,
        stance: None,
        force: None,
        stage: None,
        actors: Vec::new(),
        addressees: Vec::new(),
        operator: None,
        deadline: None,
        topics: Vec::new(),
        confidence: 1.0,
        firing: Firing::default(),
    };
    Findings { clauses: document.sentences.iter().enumerate().map(clause).collect(), references: Vec::new() }
}

#[test]
fn an_undertaking_is_followed_through_the_years() {
    let years = [
        document(&["CHN", "MNG"], "2030-01-01", &["双方愿改造边境换装站。", "双方将交换古籍目录。"]),
        document(&["CHN", "MNG"], "2031-01-01", &["双方将改造边境换装站。"]),
        document(&["CHN", "MNG"], "2032-01-01", &["双方将改造边境换装站。", "双方将交换古籍目录。"]),
    ];
    let found: Vec<Findings> = years.iter().map(findings).collect();
    let compared = |o: usize, n: usize| link((&years[o], &found[o]), (&years[n], &found[n]), Knowledge::builtin());
    let (second, third, over) = (compared(0, 1), compared(1, 2), compared(0, 2));
    let statements = [
        Statement { document: &years[0], findings: &found[0], changes: Vec::new() },
        Statement { document: &years[1], findings: &found[1], changes: vec![(0, &second[..])] },
        Statement { document: &years[2], findings: &found[2], changes: vec![(0, &over[..]), (1, &third[..])] },
    ];
    let events: Vec<Vec<Event>> =
        lineage(&statements).iter().map(|chain| chain.iter().map(|l| l.event).collect()).collect();
    assert_eq!(
        events,
        [
            vec![Event::FirstSaid, Event::Strengthened, Event::Kept],
            vec![Event::FirstSaid, Event::Dropped, Event::SaidAgain]
        ]
    );
}

/// The events of every chain through statements, each compared with the one before.
fn events(years: &[Document], found: &[Findings]) -> Vec<Vec<Event>> {
    let pair = |n: usize| link((&years[n - 1], &found[n - 1]), (&years[n], &found[n]), Knowledge::builtin());
    let changes: Vec<_> = (1..years.len()).map(pair).collect();
    let statement = |n: usize| Statement {
        document: &years[n],
        findings: &found[n],
        changes: n.checked_sub(1).map(|before| (before, &changes[before][..])).into_iter().collect(),
    };
    let statements: Vec<Statement<'_>> = (0..years.len()).map(statement).collect();
    lineage(&statements).iter().map(|chain| chain.iter().map(|l| l.event).collect()).collect()
}

#[test]
fn the_next_meeting_is_another_promise() {
    let years = [
        document(&["CHN", "MNG"], "2030-01-01", &["双方支持蒙方办好第三届高原马球节。"]),
        document(&["CHN", "MNG"], "2031-01-01", &["双方支持蒙方办好第四届高原马球节。"]),
    ];
    let mut found: Vec<Findings> = years.iter().map(findings).collect();
    assert_eq!(events(&years, &found).len(), 1, "without names the two are one promise");
    for (document, findings) in years.iter().zip(&mut found) {
        let (start, end) = (document.text.find('第').unwrap_or(0), document.text.len() - "。".len());
        findings.references.push(Reference {
            span: Span::new(start, end),
            kind: ReferenceKind::Event,
            key: document.text[start..end].to_owned(),
            label: String::new(),
            firing: Firing::default(),
        });
    }
    assert_eq!(events(&years, &found), [vec![Event::FirstSaid], vec![Event::FirstSaid]]);
}

#[test]
fn what_is_still_said_in_other_words_is_not_dropped() {
    let years = [
        document(
            &["CHN", "MNG"],
            "2030-01-01",
            &["双方将交换古籍目录。", "双方将合办高原马球节。", "双方将修建灯塔。"],
        ),
        document(&["CHN", "MNG"], "2031-01-01", &["双方将交换古籍目录。", "双方愿按时合办高原马球节。"]),
    ];
    let found: Vec<Findings> = years.iter().map(findings).collect();
    let change = |newer: Option<usize>, older: &[usize], relation: Relation| Change {
        newer,
        older: older.to_vec(),
        relation,
        moved: false,
        similarity: 0.0,
        grounds: Vec::new(),
    };
    // As if nobody had seen that the second sentences answer each other.
    let changes = [
        change(Some(0), &[0], Relation::Verbatim),
        change(Some(1), &[], Relation::New),
        change(None, &[1], Relation::Dropped),
        change(None, &[2], Relation::Dropped),
    ];
    let statements = [
        Statement { document: &years[0], findings: &found[0], changes: Vec::new() },
        Statement { document: &years[1], findings: &found[1], changes: vec![(0, &changes[..])] },
    ];
    let last: Vec<Event> = lineage(&statements)[..3].iter().filter_map(|chain| Some(chain.last()?.event)).collect();
    assert_eq!(last, [Event::Kept, Event::FirstSaid, Event::Dropped]);
}
