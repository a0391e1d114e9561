//! Explanations: every reason the engine gives on the samples has words in both languages of the interface.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod session;

use chancery::locale::Locale;
use chancery::register::{ClauseFilter, DocumentFilter, Workspace};
use chancery::render::explain;
use session::Session;
use std::path::Path;

#[tokio::test]
async fn every_reason_has_words_of_its_own() {
    let s = Session::new();
    s.ok(&["init"]);
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/sources");
    s.ok(&["add", samples.to_str().unwrap()]);
    let workspace = Workspace::open(&s.path("")).await.unwrap();
    let (mut steps, mut seen) = (0, String::new());
    for document in workspace.documents(&DocumentFilter::default()).await.unwrap() {
        let filter = ClauseFilter { document: Some(document.document.clone()), ..ClauseFilter::default() };
        for clause in workspace.clauses(&filter).await.unwrap() {
            let firing = workspace.explanation(&clause.clause).await.unwrap();
            for l in Locale::all() {
                for step in explain::steps(l, &clause, &firing, &document.text) {
                    let bare = ["{", "explain.", "reason."].iter().any(|key| step.contains(key));
                    assert!(!bare, "{} in {}: {step}", clause.clause, l.code);
                    let english = step.split_whitespace().any(|w| ["the", "it", "is", "about"].contains(&w));
                    assert!(l.code == "en" || document.language != "zh-Hans" || !english, "{step}");
                    (steps, seen) = (steps + 1, seen + &step + "\n");
                }
            }
        }
    }
    assert!(steps > 200, "{steps}");
    for kind in ["named in it", "stands below the line", "goes on with whoever", "沿用前文", "引导语"] {
        assert!(seen.contains(kind), "no step says {kind}");
    }
}

#[test]
fn the_command_line_explains_in_both_languages() {
    let s = Session::new();
    s.ok(&["init"]);
    s.write("in/a.txt", "中华人民共和国和法兰西共和国联合声明\n\n2031年5月6日，法国总统访问中国。\n双方将继续扩大港口合作，促进边境地区发展。\n双方反对封锁海峡。\n双方愿加强渔业合作，共同保护内海环境。\n");
    s.ok(&["add", "in"]);
    let clauses = s.export("t")["clauses.jsonl"].clone();
    let id = clauses.iter().find(|c| c["stance"] == "oppose").unwrap()["clause"].as_str().unwrap().to_owned();
    let english = s.ok(&["explain", &id]);
    assert!(english.contains("“反对” decides: Position (opposes)") && english.contains("“双方”"), "{english}");
    let chinese = s.ok(&["explain", &id, "--lang", "zh"]);
    assert!(
        chinese.contains("“反对”是关键词，因此归为立场（反对）") && chinese.contains("stance.toml#oppose"),
        "{chinese}"
    );
    assert_eq!(s.run(&["explain", &id, "--lang", "xx"]).code, 2);
}
