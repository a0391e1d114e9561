//! Every shape proves itself by its own sentences.

use super::{Scene, find, ground::Ground, shapes};
use crate::divide;
use crate::model::{Document, KnownBlock, Party, ProvisionKind};
use crate::rules::Knowledge;

fn document(text: &str) -> Document {
    let block = KnownBlock { kind: ProvisionKind::Paragraph, number: String::new(), text: text.to_owned() };
    let party = |code: &str| Party { code: code.to_owned(), names: Vec::new() };
    Document::from_blocks(&[block], vec![party("CHN"), party("TJK")], Some("2021-05-06"), divide::sentences)
}

#[test]
fn every_shape_finds_what_its_examples_mark_and_nothing_else() {
    let language = Knowledge::builtin().language("zh").expect("zh");
    let mut wrong = Vec::new();
    for shape in &language.naming.table.shape {
        for (example, expected) in shape.yes.iter().map(|e| (e, true)).chain(shape.no.iter().map(|e| (e, false))) {
            let plain: String = example.chars().filter(|c| !"[]".contains(*c)).collect();
            let document = document(&plain);
            let scene = Scene::of(&document, language);
            let ending = format!("#shape.{}", shape.name);
            let found: Vec<String> = super::choose(shapes::find(&Ground::of(&plain, &scene), &scene))
                .into_iter()
                .filter(|c| c.rule.ends_with(&ending))
                .map(|c| plain[c.range].to_owned())
                .collect();
            let wanted: Vec<String> = example.split('[').skip(1).filter_map(|p| p.split(']').next()).map(str::to_owned).collect();
            if expected
                && wanted.iter().any(|w| !find(&document, language).iter().any(|r| r.span.of(&plain) == w && r.kind.name() == shape.kind))
                || !expected && !found.is_empty()
            {
                let all: Vec<_> = find(&document, language).iter().map(|r| format!("{} {}", r.kind, r.span.of(&plain))).collect();
                wrong.push(format!("{}: {example}: {found:?} of {all:?}", shape.name));
            }
        }
        assert!(!shape.yes.is_empty() && !shape.no.is_empty(), "{} needs examples", shape.name);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn mentions_of_one_thing_share_a_key() {
    let language = Knowledge::builtin().language("zh").expect("zh");
    let text = "双方愿在联合国安全理事会、亚洲相互协作与信任措施会议（以下称亚信）内合作，支持亚信进程和安理会改革。应甲·乙·丹尼洛夫总统邀请，丹尼洛夫总统遵守《某某问题公约》和《公约》。";
    let references = find(&document(text), language);
    let keys: Vec<(&str, &str)> = references.iter().map(|r| (r.span.of(text), r.key.as_str())).collect();
    for pair in [("亚信", "亚洲相互协作与信任措施会议"), ("安理会", "联合国安全理事会"), ("《公约》", "某某问题公约")]
    {
        assert!(keys.contains(&pair), "{pair:?} in {keys:?}");
    }
}

#[test]
fn parties_are_not_listed_by_their_short_forms_and_third_states_are() {
    let language = Knowledge::builtin().language("zh").expect("zh");
    let text = "中方和塔方支持朝美对话，向叙利亚提供援助，愿向叙提供设备。在塔企业，中塔关系。";
    let references = find(&document(text), language);
    let found: Vec<(&str, &str)> = references.iter().map(|r| (r.span.of(text), r.key.as_str())).collect();
    assert_eq!(found, [("朝", "PRK"), ("美", "USA"), ("叙利亚", "SYR"), ("叙", "SYR")]);
}

#[test]
fn other_languages_find_states_dates_and_listed_names() {
    let language = Knowledge::builtin().language("en").expect("en");
    let text = "On March 21, 2023 the United States and Japan met at the UN Security Council; ASEAN and BRICS by 2030, WHOLE.";
    let references = find(&document(text), language);
    let found: Vec<&str> = references.iter().map(|r| r.span.of(text)).collect();
    assert_eq!(found, ["March 21, 2023", "United States", "Japan", "UN Security Council", "ASEAN", "BRICS", "by 2030"]);
}
