//! Whole documents: keys, parties, third states.

use super::find;
use crate::extract::examples;
use crate::model::{Document, ProvisionKind};
use crate::rules::Knowledge;

fn document(text: &str) -> Document {
    examples::document([(ProvisionKind::Paragraph, text)].into_iter())
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
    let text =
        "On March 21, 2023 the United States and Japan met at the UN Security Council; ASEAN and BRICS by 2030, WHOLE.";
    let references = find(&document(text), language);
    let found: Vec<&str> = references.iter().map(|r| r.span.of(text)).collect();
    assert_eq!(found, ["March 21, 2023", "United States", "Japan", "UN Security Council", "ASEAN", "BRICS", "by 2030"]);
}
