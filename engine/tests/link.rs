//! Comparing statements: the properties that hold for any two documents, and what is decided on pairs of our own.

use chancery_engine::link::link;
use chancery_engine::model::{Because, Change, Document, Findings, KnownBlock, Party, ProvisionKind, Relation};
use chancery_engine::rules::Knowledge;
use chancery_engine::{divide, extract};
use std::path::Path;

fn document(parties: &[&str], paragraphs: &[&str]) -> Document {
    let blocks: Vec<KnownBlock> = paragraphs
        .iter()
        .map(|text| KnownBlock { kind: ProvisionKind::Paragraph, number: String::new(), text: (*text).to_owned() })
        .collect();
    let parties = parties.iter().map(|code| Party { code: (*code).to_owned(), names: Vec::new() }).collect();
    Document::from_blocks(&blocks, parties, Some("2031-05-06"), divide::sentences)
}

fn compare(older: &Document, newer: &Document) -> Vec<Change> {
    let found = |document| extract::extract(document, Knowledge::builtin());
    link((older, &found(older)), (newer, &found(newer)), Knowledge::builtin())
}

fn relation(older: &str, newer: &str) -> Relation {
    compare(&document(&["CHN", "MNG"], &[older]), &document(&["CHN", "MNG"], &[newer]))[0].relation
}

const STATEMENT: [&str; 9] = [
    "双方将扩大玉米和小麦贸易，简化通关手续。",
    "双方愿在沙漠治理领域交流经验，并探讨建立联合研究站。",
    "中方支持蒙方举办草原文化节。双方商定于明年互派艺术团。",
    "双方强烈谴责一切形式的海盗行为，主张依法惩处。",
    "两国铁路部门将完成边境换装站改造，提高货运能力。",
    "双方重申，外空不应成为军备竞赛的场所。",
    "双方欢迎两国高校互设语言中心，鼓励青年学者往来。",
    "双方将就界河防洪及时通报水文信息。",
    "双方支持图书馆之间交换古籍目录。",
];

fn statement() -> Document {
    document(&["CHN", "MNG"], &STATEMENT)
}

#[test]
fn a_document_answers_itself_word_for_word_and_nothing_moved() {
    let one = statement();
    let changes = compare(&one, &one);
    assert_eq!(changes.len(), one.sentences.len());
    for (n, change) in changes.iter().enumerate() {
        assert_eq!(
            (change.newer, &change.older[..], change.relation, change.moved),
            (Some(n), &[n][..], Relation::Verbatim, false)
        );
    }
}

#[test]
fn a_shuffled_copy_is_word_for_word_and_only_what_moved_is_moved() {
    let mut shuffled = STATEMENT;
    let last = shuffled.len() - 1;
    shuffled[..=last].rotate_right(1);
    let changes = compare(&statement(), &document(&["CHN", "MNG"], &shuffled));
    assert!(changes.iter().all(|c| c.relation == Relation::Verbatim && c.older.len() == 1), "{changes:#?}");
    let moved: Vec<usize> = changes.iter().filter(|c| c.moved).filter_map(|c| c.newer).collect();
    assert_eq!(moved, [0]);
}

#[test]
fn repeated_sentences_answer_each_other_in_order() {
    let twice = document(&["CHN", "MNG"], &[STATEMENT[0], STATEMENT[3], STATEMENT[0]]);
    let changes = compare(&twice, &twice);
    assert!(changes.iter().enumerate().all(|(n, c)| c.older == [n] && !c.moved));
}

/// What a relation is from the other side.
fn assert_mirror(older: &Document, newer: &Document) {
    let there = compare(older, newer);
    let back = compare(newer, older);
    let pairs = |changes: &[Change]| -> Vec<(usize, usize)> {
        changes.iter().filter_map(|c| c.newer.map(|n| c.older.iter().map(move |&o| (n, o)))).flatten().collect()
    };
    let mut turned: Vec<(usize, usize)> = pairs(&back).into_iter().map(|(n, o)| (o, n)).collect();
    turned.sort_unstable();
    assert_eq!(pairs(&there), turned);
    for change in &there {
        let Some(n) = change.newer else { continue };
        let [o] = change.older[..] else { continue };
        let answer = back.iter().find(|b| b.newer == Some(o)).expect("every sentence has a change");
        if answer.older == [n] {
            assert_eq!(answer.relation, change.relation.mirrored(), "{n} and {o}");
            assert!((answer.similarity - change.similarity).abs() < 1e-9);
        }
    }
    for change in there.iter().filter(|c| c.relation == Relation::New) {
        assert!(back.iter().any(|b| b.relation == Relation::Dropped && Some(b.older[0]) == change.newer));
    }
}

#[test]
fn the_other_way_round_is_the_mirror_image() {
    let newer = document(
        &["CHN", "MNG"],
        &[
            "双方将在沙漠治理领域交流经验，建立联合研究站。",
            "双方强烈谴责海盗行为。",
            "双方愿扩大玉米、小麦和乳制品贸易，简化通关手续，设立绿色通道。",
            "双方决定合办高山滑雪赛事。",
            "中方支持蒙方举办草原文化节。",
        ],
    );
    assert_mirror(&statement(), &newer);
    assert_mirror(&newer, &statement());
}

#[test]
fn firmer_words_strengthen_and_their_loss_softens() {
    assert_eq!(relation("双方愿改造边境换装站。", "双方将改造边境换装站。"), Relation::Strengthened);
    assert_eq!(relation("双方承诺改造边境换装站。", "双方愿改造边境换装站。"), Relation::Softened);
    assert_eq!(relation("双方探讨建立联合研究站。", "双方将建立联合研究站。"), Relation::Strengthened);
    let (concern, reproach) =
        ("双方对一切形式的海盗行为及其资助者表示关切。", "双方强烈谴责一切形式的海盗行为及其资助者。");
    assert_eq!(relation(concern, reproach), Relation::Strengthened);
}

#[test]
fn more_content_expands_and_less_narrows() {
    let (short, long) =
        ("双方将扩大玉米贸易。", "双方将扩大玉米贸易，简化植物检疫手续，设立粮食绿色通道，举办种业展。");
    assert_eq!(relation(short, long), Relation::Expanded);
    assert_eq!(relation(long, short), Relation::Narrowed);
}

#[test]
fn parties_of_sister_statements_are_neutral() {
    let older = document(&["CHN", "KGZ"], &["吉方支持中方举办茶文化节，中吉友谊源远流长。", "吉尔吉斯斯坦重视马术。"]);
    let newer = document(&["CHN", "TJK"], &["塔方支持中方举办茶文化节，中塔友谊源远流长。", "塔吉克斯坦重视马术。"]);
    assert!(compare(&older, &newer).iter().all(|c| c.relation == Relation::Verbatim));
}

#[test]
fn a_sentence_may_split_and_two_may_merge() {
    let older = document(&["CHN", "MNG"], &["双方将完成边境换装站改造，并就界河防洪及时通报水文信息。", STATEMENT[3]]);
    let newer =
        document(&["CHN", "MNG"], &["双方将完成边境换装站改造。", STATEMENT[3], "双方将就界河防洪及时通报水文信息。"]);
    let changes = compare(&older, &newer);
    assert_eq!((&changes[0].older[..], &changes[2].older[..]), (&[0][..], &[0][..]));
    assert_eq!(compare(&newer, &older)[0].older, [0, 2]);
}

#[test]
fn what_several_share_out_is_said_at_greater_length() {
    let older = document(&["CHN", "MNG"], &["双方将完成边境换装站改造，并就界河防洪及时通报水文信息。", STATEMENT[3]]);
    let parts =
        ["双方将完成边境换装站改造，增设宽轨线路。", STATEMENT[3], "双方将就界河防洪及时通报水文信息，互派值班员。"];
    let alone = compare(&older, &document(&["CHN", "MNG"], &parts[..2]));
    assert_eq!((&alone[0].older[..], alone[0].relation), (&[0][..], Relation::Narrowed));
    let all = compare(&older, &document(&["CHN", "MNG"], &parts));
    for n in [0, 2] {
        assert_eq!((&all[n].older[..], all[n].relation), (&[0][..], Relation::Expanded), "{n}");
    }
}

#[test]
fn a_reproach_that_names_whom_it_means_is_stronger() {
    let relation = |older: &str, newer: &str| {
        let change = compare(&document(&["CHN", "MNG"], &[older]), &document(&["CHN", "MNG"], &[newer])).swap_remove(0);
        (change.relation, change.grounds.iter().any(|g| g.because == Because::Named))
    };
    let (open, named) = ("双方反对个别国家封锁海峡和扣押商船。", "双方反对澳大利亚封锁海峡和扣押商船。");
    assert_eq!(relation(open, named), (Relation::Strengthened, true));
    assert_eq!(relation(named, open), (Relation::Softened, true));
}

#[test]
fn where_no_operator_is_known_words_of_force_count_between_like_sentences_only() {
    let compare = |older: &str, newer: &str| {
        let mut sides = [document(&["USA"], &[older]), document(&["USA"], &[newer])];
        sides.iter_mut().for_each(|d| d.language = "en".into());
        let nothing = Findings::default();
        link((&sides[0], &nothing), (&sides[1], &nothing), Knowledge::builtin()).swap_remove(0)
    };
    let like = compare("The council intends to repair the old harbour.", "The council will repair the old harbour.");
    assert_eq!(like.relation, Relation::Strengthened);
    let unlike = compare(
        "In weighing repairs of the harbour the council considers tides, fog and the age of the quay.",
        "Repairs of the harbour continue, and the council will publish the age of the quay with its yearly survey.",
    );
    assert!(
        unlike.grounds.iter().all(|g| g.values.first().is_none_or(|ladder| ladder != "force")),
        "{:?}",
        unlike.grounds
    );
}

#[test]
fn grounds_show_the_words() {
    let changes = compare(
        &document(&["CHN", "MNG"], &["双方愿改造边境换装站。"]),
        &document(&["CHN", "MNG"], &["双方将改造边境换装站。"]),
    );
    assert_eq!(changes[0].grounds[0].because, Because::Ladder);
    assert_eq!(changes[0].grounds[0].values, ["force", "愿", "将"]);
}

#[test]
fn successive_statements_in_english_answer_each_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/en");
    let (Ok(older), Ok(newer)) = (
        std::fs::read_to_string(folder.join("2014-01-29-fomc-statement.txt")),
        std::fs::read_to_string(folder.join("2014-03-19-fomc-statement.txt")),
    ) else {
        eprintln!("not run: {} is absent", folder.display());
        return;
    };
    let naive = |text: &str| {
        let sentences: Vec<&str> =
            text.lines().flat_map(|l| l.split_inclusive(". ")).map(str::trim).filter(|s| !s.is_empty()).collect();
        let mut document = document(&["USA"], &sentences);
        document.language = "en".into();
        document
    };
    let (older, newer) = (naive(&older), naive(&newer));
    assert_mirror(&older, &newer);
    let changes = compare(&older, &newer);
    let answered = changes.iter().filter(|c| c.newer.is_some() && !c.older.is_empty()).count();
    assert!(answered * 2 > newer.sentences.len(), "{answered} of {}", newer.sentences.len());
    assert!(changes.iter().any(|c| c.relation == Relation::Verbatim));
}
