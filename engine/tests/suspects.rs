//! What is suspected on a clean page, and on one whose recognition slipped.

#![allow(clippy::unwrap_used, reason = "in a test a broken promise should stop it")]

use chancery_engine::rules::Knowledge;
use chancery_engine::{read, suspicions, witnesses};

/// Words that are words; everything else is none.
fn common(word: &str) -> usize {
    const WORDS: [&str; 33] = [
        "双方", "国际", "建设", "各国", "安全", "关切", "尊重", "必须", "解决", "危机", "防止", "对抗", "反对", "对外",
        "势力", "干涉", "主权", "独立", "领土", "完整", "支持", "贸易", "投资", "文化", "教育", "合作", "和", "对",
        "将", "人", "河运", "运河", "海运",
    ];
    if WORDS.contains(&word) { 5000 } else { 0 }
}

/// What is suspected, as `before[words→proposed]`, in all `texts`.
fn suspected(texts: &[String]) -> Vec<String> {
    let knowledge = Knowledge::builtin();
    let read_one = |(n, text): (usize, &String)| witnesses("a.txt", text.as_bytes(), n, knowledge).1;
    let all: Vec<_> = texts.iter().enumerate().flat_map(read_one).collect();
    let readings = read(&all, knowledge);
    let found = suspicions(&readings, knowledge, &common);
    let told = |text: &str, s: &chancery_engine::model::Suspicion| {
        let before: Vec<char> = text[..s.span.start as usize].chars().rev().take(2).collect();
        let before: String = before.into_iter().rev().collect();
        format!("{before}[{}→{}]", s.span.of(text), s.proposed.as_deref().unwrap_or("?"))
    };
    let each = readings.iter().zip(&found);
    each.flat_map(|(r, found)| found.iter().map(|s| told(&r.document.text, s)).collect::<Vec<_>>()).collect()
}

fn page(slips: &str) -> String {
    format!(
        "甲国和乙国联合声明\n\n2031年5月6日，甲国总统访问乙国。{slips}\n\
         解决这场危机必须尊重各国建设安全关切并防止形成对抗。\n\
         双方支持邻国主权、旧人和领土完整。\n双方将打击跨国组织犯罪活动。\n双方重申尊重主权、独立和领土完整。\n"
    )
}

const SLIPS: &str = "双方将深化交流 and 合作，促进贸易 and 投资，加强文化 and 教育往来。";

#[test]
fn a_set_phrase_without_sense_is_suspected_anywhere() {
    let found = suspected(&[page("")]);
    assert!(found.contains(&"跨国[→有]".to_owned()), "{found:?}");
    assert!(found.contains(&"权、[旧人→独立]".to_owned()), "{found:?}");
    assert!(!found.iter().any(|s| s.contains("建设")), "words for words, on a page nobody doubts: {found:?}");
}

#[test]
fn words_for_words_are_suspected_where_recognition_slipped() {
    let found = suspected(&[page(SLIPS)]);
    assert!(found.contains(&"各国[建设→合理]".to_owned()), "{found:?}");
    assert_eq!(found.iter().filter(|s| s.contains("and")).count(), 3);
}

#[test]
fn passages_of_another_text_are_remembered_on_a_page_that_slipped() {
    let passage = |word: &str| format!("双方决定在港口城市轮流举办海洋{word}论坛，邀请两岸航运企业和渔民代表参加。\n");
    let other = format!("甲国和丙国联合声明\n\n2032年7月8日，甲国总统访问丙国。\n{}", passage("经济"));
    let slipped = format!("{}{}", page(SLIPS), passage("济经"));
    let found = suspected(&[slipped, other]);
    assert!(found.contains(&"海洋[济经→经济]".to_owned()), "{found:?}");
}

#[test]
fn what_two_texts_say_alike_is_not_suspected() {
    let found = suspected(&[page(SLIPS), page(SLIPS).replace("2031", "2035").replace("乙国", "丁国")]);
    assert!(!found.iter().any(|s| s.contains("建设")), "{found:?}");
}

#[test]
fn the_end_of_a_pair_wants_its_beginning() {
    let text = |words: &str| {
        format!(
            "甲国和乙国联合声明\n\n2031年5月6日，甲国总统访问乙国。\n双方支持{words}渔业和航运在内的海洋合作。\n双方愿加强港口合作。\n"
        )
    };
    assert!(suspected(&[text("")]).iter().any(|s| s.contains("在内的")));
    assert!(suspected(&[text("包括")]).is_empty());
}

/// A statement of two paragraphs, the second of these words.
fn statement(words: &str) -> String {
    format!("甲国和乙国联合声明\n\n2031年5月6日，甲国总统访问乙国。双方讨论了渔业。\n{words}\n双方愿加强港口合作。\n")
}

#[test]
fn sentences_that_want_a_word_are_suspected() {
    let found = |words: &str| suspected(&[statement(words)]);
    let cases = [
        ("双方将加快来自富国支持渔民资金支持的落实。", "支持→?"),
        ("双方将加强在湿地会议等平台的基础上，两国将商定渔期。", "基础上→?"),
        ("双方重视并支持渔业磋商。航运组织等平台在解决渔权问题上所发挥的积极作用。", "。→、"),
        ("双方主张该区域成为渔场。", "该区域→?"),
    ];
    for (words, wanted) in cases {
        let found = found(words);
        assert!(found.iter().any(|s| s.contains(wanted)), "{words}: {found:?}");
    }
    for words in [
        "双方将支持渔民，支持港口。双方支持渔业和支持航运。",
        "双方将加强在湿地会议等平台的合作，两国将商定渔期。",
        "双方重视渔业磋商。双方支持航运组织在解决渔权问题上所发挥的积极作用。",
        "双方讨论了内海区域，主张该区域成为渔场。",
    ] {
        assert_eq!(found(words), Vec::<String>::new(), "{words}");
    }
}

#[test]
fn characters_that_changed_places_in_a_list_are_suspected() {
    let found = suspected(&[page(&format!("{SLIPS}双方将便利铁路、公路、运河和海运等运输。"))]);
    assert!(found.contains(&"路、[运河→河运]".to_owned()), "{found:?}");
}

#[test]
fn words_that_grew_together_are_suspected() {
    let common = "The sides support those used by ports. They list those used by ships. Both keep those used by guards. \
                  Harbours count those used by all. Guards know who has used by habit the pier.";
    let text = |words: &str| {
        format!(
            "Joint Statement of the Republic of Lanvia and the Federation of Siron\n\nOn 6 May 2031, the Presidents met.\n\n\
             {common}\n\n{words}\n"
        )
    };
    for (words, wanted) in [
        ("They will repair thoseused by fishers.", "[thoseused→those used]"),
        ("To that end,the sides will build a pier.", "nd[,→, ]"),
        ("They will build a pier. . They will build a light.", "[. →]"),
        ("The sides will dredge the outer harbour, the sides will dredge the outer harbour before the winter.", "→]"),
        (
            "They will dredge the outer harbour together before the winter. They will dredge the outer harbour together before the winter.",
            "→]",
        ),
    ] {
        let found = suspected(&[text(words)]);
        assert!(found.iter().any(|s| s.contains(wanted)), "{words}: {found:?}");
    }
    let clean = text(
        "India’s S.N. Bose wrote that the U.S. Navy had none. The lighthouse keepers agreed with the sides. The sides agreed.",
    );
    assert_eq!(suspected(&[clean]), Vec::<String>::new());
}
