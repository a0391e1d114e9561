//! The page of rules is what the rules say.

use chancery::render::rules;
use chancery_engine::rules::Knowledge;

#[test]
fn the_page_of_rules_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rules.md");
    let written = std::fs::read_to_string(path).unwrap_or_default();
    let wanted = rules::markdown(Knowledge::builtin());
    assert!(written == wanted, "docs/rules.md is old: cargo run -- rules docs > docs/rules.md");
}
