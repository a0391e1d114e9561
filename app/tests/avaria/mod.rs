//! A small workspace of two imaginary states for the tests of the web: rows as the store would hold them.

pub mod app;

use chancery::register::{Derived, Firing, Found, Linked, NewSource, Origin, Reason, Remark, Workspace};
use chancery::shape::*;
use sha2::Digest;

/// The older statement.
pub const OLDER: &str = "2021-05-10-avl-mor-joint-statement";
/// The newer one.
pub const NEWER: &str = "2023-09-02-avl-mor-joint-statement";
/// An English one.
pub const ENGLISH: &str = "2022-03-14-avl-ske-joint-communique";

/// A provision: eid, parent, kind, number, and its clauses.
type Block = (&'static str, Option<&'static str>, &'static str, &'static str, &'static [Piece]);

/// A clause: words, operator, kind, stance, force. An empty kind is no clause.
type Piece = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FIRST: &[Block] = &[
    ("docTitle_1", None, "title", "", &[("阿瓦尔共和国和莫里亚王国关于深化全面伙伴关系的联合声明", "", "", "", "")]),
    (
        "para_1",
        None,
        "paragraph",
        "",
        &[
            ("应莫里亚王国国王邀请，阿瓦尔共和国总统于2021年5月8日至10日对莫里亚进行国事访问。", "", "record", "", ""),
            ("双方声明如下：", "声明如下", "procedure", "", ""),
        ],
    ),
    ("part_1", None, "part", "一", &[("一", "", "", "", "")]),
    ("part_1__sec_1", Some("part_1"), "heading", "", &[("政治互信", "", "", "", "")]),
    (
        "part_1__para_1",
        Some("part_1"),
        "paragraph",
        "",
        &[
            ("双方重申，互相尊重主权和领土完整是两国关系的基础。", "重申", "position", "affirm", ""),
            ("双方反对任何外部势力干涉两国内政，", "反对", "position", "oppose", ""),
            ("支持对方走符合本国国情的发展道路。", "支持", "position", "support", ""),
        ],
    ),
    ("part_2", None, "part", "二", &[("二", "", "", "", "")]),
    ("part_2__sec_1", Some("part_2"), "heading", "", &[("务实合作", "", "", "", "")]),
    ("part_2__para_1", Some("part_2"), "paragraph", "", &[("双方将采取以下措施：", "将", "procedure", "", "")]),
    (
        "part_2__item_1",
        Some("part_2"),
        "item",
        "（一）",
        &[
            ("（一）探讨在白河两岸建设跨境铁路，", "探讨", "commitment", "", "exploration"),
            ("愿扩大农产品贸易。", "愿扩大", "commitment", "", "intention"),
        ],
    ),
    (
        "part_2__item_2",
        Some("part_2"),
        "item",
        "（二）",
        &[(
            "（二）责成两国政府间合作委员会于2022年年底前提出《白河水资源协定》草案。",
            "责成",
            "mandate",
            "",
            "decision",
        )],
    ),
    (
        "part_2__point_1",
        Some("part_2"),
        "bullet",
        "",
        &[("——继续办好阿瓦尔文化年。", "继续办好", "commitment", "", "decision")],
    ),
    (
        "para_2",
        None,
        "paragraph",
        "",
        &[
            ("双方呼吁有关各方通过对话解决争端，", "呼吁", "call", "", "decision"),
            ("对地区局势表示关切，", "关切", "position", "concern", ""),
            ("欢迎联合国发挥建设性作用。", "欢迎", "position", "welcome", ""),
        ],
    ),
    ("signature_1", None, "signature", "", &[("2021年5月10日于晨港", "", "procedure", "", "")]),
];

const SECOND: &[Block] = &[
    ("docTitle_1", None, "title", "", &[("阿瓦尔共和国和莫里亚王国联合声明", "", "", "", "")]),
    (
        "para_1",
        None,
        "paragraph",
        "",
        &[
            ("双方重申，互相尊重主权和领土完整是两国关系的基础。", "重申", "position", "affirm", ""),
            ("双方坚决反对任何外部势力干涉两国内政。", "坚决反对", "position", "oppose", ""),
        ],
    ),
    (
        "item_1",
        None,
        "item",
        "一、",
        &[("一、双方将于2025年年底前开工建设白河两岸跨境铁路。", "将", "commitment", "", "decision")],
    ),
    (
        "item_2",
        None,
        "item",
        "二、",
        &[("二、双方必须落实《白河水资源协定》。", "必须", "commitment", "", "obligation")],
    ),
    ("item_3", None, "item", "三、", &[("三、双方愿探讨扩大农产品贸易。", "愿探讨", "commitment", "", "exploration")]),
];

const THIRD: &[Block] = &[
    (
        "docTitle_1",
        None,
        "title",
        "",
        &[("Joint Communiqué of the Republic of Avaria and the Skerry Islands", "", "", "", "")],
    ),
    (
        "item_1",
        None,
        "item",
        "1.",
        &[
            (
                "1. The two sides reaffirmed their respect for the sovereignty of all states, ",
                "reaffirmed",
                "position",
                "affirm",
                "",
            ),
            (
                "and agreed to begin talks on a <fisheries> convention & its annexes by 2024.",
                "agreed",
                "commitment",
                "",
                "decision",
            ),
        ],
    ),
    (
        "item_2",
        None,
        "item",
        "2.",
        &[("2. They called on all parties to refrain from the use of force.", "called on", "call", "", "decision")],
    ),
];

/// A workspace in `dir` with three documents, two sources of the first, and one comparison.
pub async fn workspace(dir: &std::path::Path) -> Workspace {
    let workspace = Workspace::init(dir).await.unwrap();
    let mut sources = Vec::new();
    for name in ["晨港声明.txt", "avaria-statement.html", "communique.txt", "second.txt"] {
        let body = format!("source {name}").into_bytes();
        let new = NewSource {
            name: name.into(),
            media_type: "text/plain".into(),
            encoding: "UTF-8".into(),
            body,
            ..NewSource::default()
        };
        sources.push(workspace.keep(new).await.unwrap().0);
    }
    let mut first = found(OLDER, FIRST, "zh-Hans", "2021-05-10", &["AVL", "MOR"]);
    witness(&mut first, &sources[0], "晨港声明.txt", 1.0);
    witness(&mut first, &sources[1], "avaria-statement.html", 0.982);
    damage(&mut first, &sources[1]);
    let mut second = found(NEWER, SECOND, "zh-Hans", "2023-09-02", &["AVL", "MOR"]);
    witness(&mut second, &sources[3], "second.txt", 1.0);
    let mut third = found(ENGLISH, THIRD, "en", "2022-03-14", &["AVL", "SKE"]);
    witness(&mut third, &sources[2], "communique.txt", 1.0);
    let links = vec![linked()];
    let remarks =
        vec![Remark { subject: sources[1].clone(), code: "furniture".into(), text: "2 page numbers dropped".into() }];
    let derived =
        Derived { documents: vec![first, second, third], links, remarks, basis: "test".into(), ..Derived::default() };
    workspace.replace(&derived).await.unwrap();
    workspace
}

fn count(text: &str) -> i64 {
    text.chars().count() as i64
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn found(id: &str, blocks: &[Block], language: &str, date: &str, parties: &[&str]) -> Found {
    let mut out = Found::default();
    let mut lines = Vec::new();
    let mut at = 0;
    for (eid, parent, kind, number, pieces) in blocks {
        let text: String = pieces.iter().map(|p| p.0).collect();
        out.provisions.push(Provision {
            document: id.into(),
            eid: (*eid).into(),
            parent: parent.map(str::to_owned),
            kind: (*kind).into(),
            number: (*number).into(),
            start: at,
            end: at + count(&text),
            text: text.clone(),
        });
        findings(&mut out, id, eid, at, pieces, parties);
        at += count(&text) + 1;
        lines.push(text);
    }
    let text = lines.join("\n");
    references(&mut out, id, &text);
    out.document = Document {
        document: id.into(),
        work: id.into(),
        kind: if id.ends_with("communique") { "joint-communique" } else { "joint-statement" }.into(),
        title: lines[0].clone(),
        date: some(date),
        place: some(if language == "en" { "Skerryhaven" } else { "晨港" }),
        parties: parties.iter().map(|p| (*p).to_owned()).collect(),
        language: language.into(),
        complete: true,
        text,
        ..Document::default()
    };
    out.origins.push(Origin {
        start: 0,
        end: at,
        source: "0".into(),
        source_name: "晨港声明.txt".into(),
        byte_start: 0,
        byte_end: 30,
        ..Origin::default()
    });
    out
}

fn findings(out: &mut Found, id: &str, eid: &str, mut at: i64, pieces: &[Piece], parties: &[&str]) {
    for (nth, (words, operator, kind, stance, force)) in pieces.iter().enumerate() {
        let end = at + count(words);
        let sentence = format!("{id}#{eid}/s{}", nth + 1);
        out.sentences.push(Sentence {
            document: id.into(),
            sentence: sentence.clone(),
            eid: eid.into(),
            start: at,
            end,
            text: (*words).into(),
        });
        if !kind.is_empty() {
            let inside = (!operator.is_empty()).then(|| at + count(&words[..words.find(operator).unwrap()]));
            let clause = Clause {
                document: id.into(),
                clause: format!("{sentence}c1"),
                sentence,
                eid: eid.into(),
                start: at,
                end,
                text: (*words).into(),
                kind: (*kind).into(),
                stance: some(stance),
                force: some(force),
                actors: parties.iter().map(|p| (*p).to_owned()).collect(),
                operator: some(operator),
                operator_start: inside,
                operator_end: inside.map(|i| i + count(operator)),
                deadline: words.contains("2025").then(|| "2025-12-31".to_owned()),
                confidence: 0.9,
                ..Clause::default()
            };
            let reason = Reason {
                text: format!("the words {operator} decide"),
                start: inside,
                end: inside.map(|i| i + count(operator)),
                ..Reason::default()
            };
            if *kind == "commitment" || *kind == "mandate" {
                out.undertakings.push(undertaking(&clause));
            }
            out.clauses.push((clause, Firing { rule: format!("zh/rules/{kind}.toml#first"), reasons: vec![reason] }));
        }
        at = end;
    }
}

fn undertaking(clause: &Clause) -> Undertaking {
    Undertaking {
        undertaking: clause.clause.clone(),
        document: clause.document.clone(),
        clause: clause.clause.clone(),
        parties: clause.actors.clone(),
        deadline: clause.deadline.clone(),
        status: "not assessed".into(),
        ..Undertaking::default()
    }
}

fn references(out: &mut Found, id: &str, text: &str) {
    for (words, kind) in
        [("《白河水资源协定》", "instrument"), ("联合国", "body"), ("2021年5月8日", "date"), ("阿瓦尔文化年", "event")]
    {
        for (at, _) in text.match_indices(words) {
            let start = count(&text[..at]);
            let key = words.trim_matches(['《', '》']).to_owned();
            let label = key.clone();
            let row = Reference {
                document: id.into(),
                start,
                end: start + count(words),
                surface: words.into(),
                kind: kind.into(),
                key,
                label,
            };
            out.references.push((row, Firing::default()));
        }
    }
}

fn witness(found: &mut Found, source: &str, name: &str, agreement: f64) {
    found.witnesses.push(Witness {
        document: found.document.document.clone(),
        source: source.into(),
        source_name: name.into(),
        source_start: 0,
        source_end: 420,
        complete: agreement == 1.0,
        agreement,
    });
}

fn damage(found: &mut Found, source: &str) {
    let start = count(&found.document.text[..found.document.text.find("白河").unwrap()]);
    found.variants.push(Variant {
        document: found.document.document.clone(),
        start,
        end: start + 2,
        reading: "白河".into(),
        source: source.into(),
        witness_reading: "自河".into(),
        kind: "damage".into(),
    });
}

fn linked() -> Linked {
    let rows = [
        (Some("para_1/s1"), vec!["part_1__para_1/s1"], "verbatim"),
        (Some("para_1/s2"), vec!["part_1__para_1/s2"], "strengthened"),
        (Some("item_1/s1"), vec!["part_2__item_1/s1"], "strengthened"),
        (Some("item_2/s1"), vec![], "new"),
        (Some("item_3/s1"), vec!["part_2__item_1/s2"], "softened"),
        (None, vec!["part_2__point_1/s1"], "dropped"),
    ];
    let change = |(newer, older, relation): (Option<&str>, Vec<&str>, &str)| {
        let change = Change {
            older: OLDER.into(),
            newer: NEWER.into(),
            newer_sentence: newer.map(|n| format!("{NEWER}#{n}")),
            older_sentences: older.iter().map(|o| format!("{OLDER}#{o}")).collect(),
            relation: relation.into(),
            moved: relation == "softened",
            similarity: 0.8,
        };
        let grounds = match relation {
            "strengthened" => vec![Reason { text: "the newer verb is firmer".into(), ..Reason::default() }],
            _ => Vec::new(),
        };
        (change, grounds)
    };
    Linked { older: OLDER.into(), newer: NEWER.into(), changes: rows.map(change).into() }
}

/// Every page of the application, at least once.
#[allow(dead_code, reason = "not every test visits the pages")]
pub fn pages() -> Vec<String> {
    let sha = sha2::Sha256::digest("source 晨港声明.txt").iter().map(|b| format!("{b:02x}")).collect::<String>();
    vec![
        "/".into(),
        "/?party=SKE".into(),
        "/?text=nothing".into(),
        format!("/documents/{OLDER}"),
        format!("/documents/{ENGLISH}"),
        format!("/documents/{OLDER}?clause=part_1__para_1%2Fs2c1"),
        format!("/documents/{OLDER}/clauses/part_1__para_1%2Fs2c1"),
        format!("/documents/{OLDER}/provisions/part_2__item_2"),
        format!("/documents/{OLDER}/witnesses"),
        format!("/documents/{OLDER}/marks"),
        "/search".into(),
        "/search?q=%E9%93%81%E8%B7%AF".into(),
        "/register".into(),
        "/register?force=exploration&party=MOR".into(),
        format!("/register/{OLDER}%23part_2__item_2%2Fs1c1"),
        "/register/open".into(),
        format!("/register/open?document={OLDER}"),
        "/tasks".into(),
        "/reviews".into(),
        "/assessments".into(),
        "/dashboard".into(),
        "/compare".into(),
        format!("/compare?older={OLDER}&newer={NEWER}"),
        format!("/compare?older={ENGLISH}&newer={NEWER}"),
        "/trace".into(),
        "/trace?phrase=%E4%B8%BB%E6%9D%83".into(),
        format!("/compare?older={OLDER}&newer={NEWER}&relation=new&kind=position"),
        "/formulas".into(),
        "/matrix".into(),
        "/matrix?phrase=%E4%B8%BB%E6%9D%83".into(),
        "/matrix?topic=none".into(),
        "/sources".into(),
        format!("/sources/{sha}"),
        "/about".into(),
    ]
}
