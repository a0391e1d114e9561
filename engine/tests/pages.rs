//! Pages as sites carry statements, in words of our own: what is taken, what is left, and what the text is said to be.

#![allow(clippy::unwrap_used, reason = "in a test a broken promise should stop it")]

use chancery_engine::model::Document;
use chancery_engine::rules::Knowledge;
use chancery_engine::{read, witnesses};

fn documents(name: &str, text: &str) -> Vec<Document> {
    let knowledge = Knowledge::builtin();
    let (_, found) = witnesses(name, text.as_bytes(), 0, knowledge);
    read(&found, knowledge).into_iter().map(|r| r.document).collect()
}

fn only(name: &str, text: &str) -> Document {
    let mut all = documents(name, text);
    assert_eq!(all.len(), 1, "{text}");
    all.pop().unwrap()
}

fn blocks(document: &Document) -> Vec<(&str, &str)> {
    document.provisions.iter().map(|p| (p.kind.name(), document.words(p))).collect()
}

const BODY: &str = "应汐罗恩联邦主席埃兰·科文邀请，澜维亚共和国总统塔林·奥萨访问汐罗恩联邦。\n双方讨论了渔业合作，并商定渔期。\n双方同意修建灯塔。\n";

#[test]
fn a_report_of_a_statement_is_no_statement() {
    let report = "澜汐发表联合声明\n\n2033年6月22日，两国元首举行会谈。联合声明说，双方商定渔期。\n\n关于灯塔，联合声明指出，双方将在两年内建成。\n";
    assert!(documents("a.txt", report).is_empty());
    assert_eq!(documents("a.txt", &format!("澜汐联合声明\n\n{BODY}")).len(), 1);
}

#[test]
fn what_ran_into_the_first_line_stands_apart() {
    let dated = only("a.txt", &format!("澜汐联合声明\n\n云脊社卡隆6月22日电 {BODY}"));
    assert_eq!(blocks(&dated)[1], ("dateline", "云脊社卡隆6月22日电"));
    assert!(blocks(&dated)[2].1.starts_with("应汐罗恩联邦主席"));
    let announced = only("a.txt", &format!("两国在卡隆发表联合声明。联合声明全文如下：{BODY}"));
    assert!(announced.text.starts_with("应汐罗恩联邦主席"), "{}", announced.text);
}

#[test]
fn a_title_keeps_its_date_on_its_line() {
    let page = format!("澜维亚共和国政府和汐罗恩联邦政府关于渔期的联合公报 2033年6月22日于卡隆 |\n{BODY}");
    let document = only("a.txt", &page);
    assert_eq!(document.title, "澜维亚共和国政府和汐罗恩联邦政府关于渔期的联合公报");
    assert_eq!((document.date.as_deref(), document.place.as_deref()), (Some("2033-06-22"), Some("卡隆")));
}

#[test]
fn a_title_may_speak_of_heads_of_state() {
    let document = only("a.txt", &format!("内海组织成员国元首理事会卡隆宣言\n\n{BODY}"));
    assert_eq!(document.title, "内海组织成员国元首理事会卡隆宣言");
}

#[test]
fn licences_under_a_text_are_no_part_of_it() {
    let page = format!(
        "澜汐联合公报\n\n维基文库，自由的图书馆\n{BODY}\n本作品在澜维亚属于公有领域。\n（1）著作权法规定，时事新闻不受保护。\n"
    );
    let document = only("a.txt", &page);
    assert!(document.text.ends_with("修建灯塔。") && !document.text.contains("维基"), "{}", document.text);
}

#[test]
fn offices_broken_over_lines_stay_signatures() {
    let page = format!(
        "澜汐联合公报\n\n{BODY}澜维亚共和国特命全权大使\n常驻内海组织代表\n列娜·索尔\n（签字）\n二〇三三年六月二十二日于卡隆\n"
    );
    let document = only("a.txt", &page);
    let signed = blocks(&document).into_iter().filter(|(kind, _)| *kind == "signature").count();
    assert_eq!(signed, 5, "{:?}", blocks(&document));
}

const ENGLISH: &str = "The sides discussed fisheries.\n\nThe Republic of Lanvia and the Federation of Siron will build a lighthouse. The Republic of Lanvia and the Federation of Siron will list the harbours.\n\nThe Lanvia-Siron working group will meet.\n";

#[test]
fn persons_in_a_title_are_the_parties_that_the_text_couples() {
    let text =
        format!("Joint Statement by President Osa and President Koven\n\nThe leaders spoke of Tannia.\n\n{ENGLISH}");
    assert_eq!(only("a.txt", &text).party_codes(), ["XLV", "XSR"]);
}

#[test]
fn organisations_are_parties_in_a_list_and_by_their_organs() {
    let listed = "Joint Statement from the European Commission, the Republic of Lanvia, and the Federation of Siron";
    assert_eq!(only("a.txt", &format!("{listed}\n\n{ENGLISH}")).party_codes(), ["EU", "XLV", "XSR"]);
}

#[test]
fn states_with_their_heads_are_a_list() {
    let text = "值此会晤之际，澜维亚共和国总统塔林·奥萨、汐罗恩联邦主席埃兰·科文、棠尼亚共和国总统米罗·扎汉在卡隆举行会晤，声明如下：\n各方商定渔期。\n各方同意修建灯塔，成员国将提供材料。\n";
    assert_eq!(only("a.txt", text).party_codes(), ["XLV", "XSR", "XTN"]);
}

#[test]
fn who_speaks_in_the_first_person_needs_no_title() {
    let text = "我们，澜维亚共和国、汐罗恩联邦、棠尼亚共和国的国家元首，于2033年6月22日在卡隆举行会议。\n我们认为渔业十分重要。\n我们商定渔期。\n";
    assert_eq!(only("a.txt", text).party_codes(), ["XLV", "XSR", "XTN"]);
    assert!(documents("a.txt", "我们认为渔业十分重要。\n我们商定渔期。\n我们回家。\n").is_empty());
}

#[test]
fn an_announced_text_may_have_a_title_that_was_misread() {
    let text = "澜维亚和汐罗恩21日发表联合声明。声明全文如下：\n澜维亚共和国与汐罗恩联邦联合联明\n\n一、应汐罗恩联邦主席埃兰·科文邀请，澜维亚共和国总统塔林·奥萨访问汐罗恩联邦。\n\n二、双方讨论了渔业合作，并商定渔期。\n\n三、双方同意修建灯塔。\n";
    let document = only("a.txt", text);
    assert_eq!(
        (document.title.as_str(), document.kind.name()),
        ("澜维亚共和国与汐罗恩联邦联合联明", "joint-statement")
    );
}

#[test]
fn zeros_of_a_typewriter_are_zeros() {
    let text = format!("澜汐联合声明\n二0三三年六月二十二日，卡隆\n{BODY}");
    let document = only("a.txt", &text);
    assert_eq!((document.date.as_deref(), document.place.as_deref()), (Some("2033-06-22"), Some("卡隆")));
}

#[test]
fn place_and_date_above_a_title_are_its_own() {
    let text = format!(
        "---\ntitle: OSA AND KOVEN\n---\nKaron, 22 June 2033\n\nJoint Statement by Lanvia and Siron\n\n{ENGLISH}"
    );
    let document = only("a.md", &text);
    assert_eq!(document.place.as_deref(), Some("Karon"));
    assert_eq!(blocks(&document)[0], ("place-date", "Karon, 22 June 2033"));
}

#[test]
fn where_people_met_is_the_place_but_no_month_is() {
    let text = |words: &str| format!("Joint Statement of Lanvia and Siron\n\n{words}\n\n{ENGLISH}");
    let place = |words: &str| only("a.txt", &text(words)).place;
    assert_eq!(
        place("On 22 June 2033 the Presidents met in Port Mora on the margins of a fair.").as_deref(),
        Some("Port Mora")
    );
    assert_eq!(place("The working group met in October, and again later."), None);
}

#[test]
fn names_between_the_text_and_its_date_sign_it() {
    let text = format!(
        "Joint Statement of Lanvia and Siron\n\n{ENGLISH}\nPresident Taren Osa\n\nPresident Eran Koven\n\nJune 22, 2033\n"
    );
    let document = only("a.txt", &text);
    let names: Vec<&str> = document.signatories.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["Taren Osa", "Eran Koven"]);
}
