//! Texts whose words are set apart by blanks, from bytes to the tree: sentences whole, headings and lists nested,
//! paragraphs from the witness that has them.

use chancery_engine::model::Document;
use chancery_engine::rules::Knowledge;
use chancery_engine::{read, witnesses};

/// What is read from files of those names and contents, which carry one document.
fn document(files: &[(&str, &str)]) -> Document {
    let knowledge = Knowledge::builtin();
    let found: Vec<_> = files
        .iter()
        .enumerate()
        .flat_map(|(n, (name, text))| witnesses(name, text.as_bytes(), n, knowledge).1)
        .collect();
    let mut readings = read(&found, knowledge);
    assert_eq!(readings.len(), 1, "one document in {} witnesses", found.len());
    readings.remove(0).document
}

/// eId, number and first words of every provision.
fn rows(document: &Document) -> Vec<String> {
    let first = |text: &str| text.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    document.provisions.iter().map(|p| format!("{} [{}] {}", p.eid, p.number, first(document.words(p)))).collect()
}

const FERRIES: &str = "---
title: 'Joint Statement of the Republic of Lanvia and the Federation of Siron on Ferries'
date: 2033-06-22
---

From this harbour, the Presidents intend to work closely with each other
– in both ports and with all crews – so that ferries run at night. They
note the rules of the harbour masters (Sheet 12 of the harbour book, page
3) and those of the light-
keepers, as Tannia-
brokered rules (see [rules](http://a.b/r_(2)%20c)) say.

**I. Start**

The Sides met on the quay of Mora Harbour and looked at all of its lamps.

**II. Outcomes**

**A. Sea**

**Lamps and Oil (LAO)**

The Sides agreed that they will between them work on these three lamps:

1.  the lamp of the pier,
2.  the lamp of the southern quay and
3.  the lamp of the bar.

*Small Lamps*

The Sides will also look at small lamps of boats that come in the night.

**B. Land**

-   **Roads:** The Sides will build roads of stone, including:

<!-- -->

-   the road to the pass;
-   the road to the lake.

<!-- -->

-   **Bridges:** The Sides will build bridges of wood that herds can cross.

1.  The Sides will meet again. They will speak of:

-   ferries, and
-   roads.

**III. End**

The Sides thanked the harbour master of Mora Harbour for tea and for cake.
";

#[test]
fn a_statement_in_markdown_gets_its_sentences_and_its_tree() {
    let document = document(&[("ferries.md", FERRIES)]);
    let wanted = [
        "docTitle_1 [] Joint Statement of",
        "para_1 [] From this harbour,",
        "sec_1 [I] I. Start",
        "sec_1__para_1 [] The Sides met",
        "sec_2 [II] II. Outcomes",
        "sec_2__sec_1 [A] A. Sea",
        "sec_2__sec_1__sec_1 [] Lamps and Oil",
        "sec_2__sec_1__sec_1__para_1 [] The Sides agreed",
        "sec_2__sec_1__sec_1__item_1 [1] 1. the lamp",
        "sec_2__sec_1__sec_1__item_2 [2] 2. the lamp",
        "sec_2__sec_1__sec_1__item_3 [3] 3. the lamp",
        "sec_2__sec_1__sec_1__sec_1 [] Small Lamps",
        "sec_2__sec_1__sec_1__sec_1__para_1 [] The Sides will",
        "sec_2__sec_2 [B] B. Land",
        "sec_2__sec_2__point_1 [] Roads: The Sides",
        "sec_2__sec_2__point_1__point_1 [] the road to",
        "sec_2__sec_2__point_1__point_2 [] the road to",
        "sec_2__sec_2__point_2 [] Bridges: The Sides",
        "sec_2__sec_2__item_1 [1] 1. The Sides",
        "sec_2__sec_2__item_1__point_1 [] ferries, and",
        "sec_2__sec_2__item_1__point_2 [] roads.",
        "sec_3 [III] III. End",
        "sec_3__para_1 [] The Sides thanked",
    ];
    assert_eq!(rows(&document), wanted);
    let first = document.words(&document.provisions[1]);
    assert!(first.contains("each other – in both ports"), "{first}");
    assert!(
        first.ends_with("page 3) and those of the light-keepers, as Tannia-brokered rules (see rules) say."),
        "{first}"
    );
}

/// Sentences of a Russian statement, those of a paragraph together.
const PARAGRAPHS: [&str; 6] = [
    "По приглашению Президента Федерации Сирон Президент Республики Ланвия посетил порт Мора. Он осмотрел маяки.",
    "Стороны договорились построить новый маяк и осветить причал. Стороны благодарят смотрителей за чай и пироги.",
    "Ланвия и Сирон продолжат сотрудничество паромов. Стороны считают, что ночные паромы нужны жителям обоих берегов.",
    "Лидеры двух стран довольны мостом через озеро «Тихое». Стороны будут следить за его досками и перилами.",
    "Россыпь камней у причала убрана, и теперь лодки подходят к нему в любую погоду. Стороны рады этому в СЛМ.",
    "Президент Республики Ланвия поблагодарил за гостеприимство и пригласил Президента Федерации Сирон в гости.",
];

#[test]
fn paragraphs_come_from_the_witness_that_has_them() {
    let title = "Совместное заявление Республики Ланвия и Федерации Сирон о маяках";
    let line = format!("{title} 22 июня 2033 года {}", PARAGRAPHS.join(" "));
    let lines = format!("{title}\n\n22 июня 2033 года\n\n{}\n", PARAGRAPHS.join("\n\n"));
    for files in [[("a.txt", &line), ("b.txt", &lines)], [("a.txt", &lines), ("b.txt", &line)]] {
        let document = document(&files.map(|(name, text)| (name, text.as_str())));
        let body: Vec<&str> =
            document.provisions.iter().filter(|p| p.eid.starts_with("para")).map(|p| document.words(p)).collect();
        assert_eq!(body, PARAGRAPHS);
    }
}

#[test]
fn lost_line_ends_show_where_paragraphs_began() {
    let title = "Совместное заявление Республики Ланвия и Федерации Сирон о маяках";
    let glued = format!("{title} 22 июня 2033 года {}", PARAGRAPHS.concat());
    let document = document(&[("a.txt", &glued)]);
    let body = document.provisions.iter().filter(|p| p.eid.starts_with("para")).count();
    assert_eq!(body, 6, "{:#?}", rows(&document));
}

#[test]
fn tags_tell_headings_and_lists_too() {
    let page = "<html><head><title>Joint Statement of the Republic of Lanvia and the Federation of Siron on Ferries</title></head>\
        <body><p>At the invitation of the President, the Sides met on the quay of Mora Harbour at night.</p>\
        <h3>Sea</h3><p><b>Lamps</b></p><p>The Sides agreed that they will work on these three lamps at night.</p>\
        <p><em>Small Lamps</em></p><p>The Sides will also look at small lamps of boats that come by.</p>\
        <ul><li><strong>Roads:</strong> The Sides will build:<ul><li>the road to the pass;</li><li>the road to the lake.</li></ul></li>\
        <li>They will sail.</li></ul><h3>Land</h3><p>The Sides thanked the harbour master for tea and for cake.</p></body></html>";
    let wanted = [
        "docTitle_1 [] Joint Statement of",
        "para_1 [] At the invitation",
        "sec_1 [] Sea",
        "sec_1__sec_1 [] Lamps",
        "sec_1__sec_1__para_1 [] The Sides agreed",
        "sec_1__sec_1__sec_1 [] Small Lamps",
        "sec_1__sec_1__sec_1__para_1 [] The Sides will",
        "sec_1__sec_1__sec_1__point_1 [] Roads: The Sides",
        "sec_1__sec_1__sec_1__point_1__point_1 [] the road to",
        "sec_1__sec_1__sec_1__point_1__point_2 [] the road to",
        "sec_1__sec_1__sec_1__point_2 [] They will sail.",
        "sec_2 [] Land",
        "sec_2__para_1 [] The Sides thanked",
    ];
    assert_eq!(rows(&document(&[("ferries.html", page)])), wanted);
}
