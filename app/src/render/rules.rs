//! Every rule with its examples, as Markdown: `docs/rules.md`.

use chancery_engine::rules::{Knowledge, Language, NameShape, Rule, TopicRule};

const HEAD: &str = "# Rules\n\n\
    Written by `chancery rules docs`; a test holds it current. Every rule stands in one place under `languages/`, its \
    name is that place, and its examples are its tests: ✓ sentences it finds, ✗ sentences it does not. In an example \
    `[…](operator)` marks the words that decide. Examples are invented.\n";

/// The whole page.
#[must_use]
pub fn markdown(knowledge: &Knowledge) -> String {
    let mut out = HEAD.to_owned();
    for language in &knowledge.languages {
        clauses(language, &mut out);
        names(language, &mut out);
        topics(language, knowledge, &mut out);
    }
    out
}

fn clauses(language: &Language, out: &mut String) {
    let mut rules: Vec<&Rule> = language.clauses.rules.iter().collect();
    rules.sort_by(|a, b| a.name.cmp(&b.name));
    let mut file = "";
    for rule in rules {
        let (place, key) = rule.name.split_once('#').unwrap_or((&rule.name, ""));
        if place != file {
            out.push_str(&format!("\n## Clauses: `{place}`\n"));
            file = place;
        }
        let marks = [Some(rule.kind.name()), rule.stance.map(|s| s.name()), rule.force.map(|f| f.name())];
        let marks: Vec<&str> = marks.into_iter().flatten().collect();
        out.push_str(&format!("\n### `{key}`\n\n{}: {}.\n\n", marks.join(" · "), rule.says));
        examples(&rule.yes, &rule.no, out);
    }
}

fn names(language: &Language, out: &mut String) {
    let shapes: &[NameShape] = &language.naming.table.shape;
    if !shapes.is_empty() {
        out.push_str(&format!("\n## Names: `{}/references.toml`\n", language.code));
    }
    for shape in shapes {
        out.push_str(&format!(
            "\n### `shape.{}`\n\n{}: names ending in {}.\n\n",
            shape.name,
            shape.kind,
            shape.ends.join(", ")
        ));
        examples(&shape.yes, &shape.no, out);
    }
}

fn topics(language: &Language, knowledge: &Knowledge, out: &mut String) {
    let rules: Vec<(&String, &TopicRule)> = language.topics.keys.iter().zip(&language.topics.rules).collect();
    if !rules.is_empty() {
        out.push_str(&format!("\n## Topics: `{}/topics.toml`\n", language.code));
    }
    for (key, rule) in rules {
        let label = knowledge.scheme.topic(key).map_or(key.as_str(), |topic| topic.label("en"));
        out.push_str(&format!("\n### `{key}`\n\n{label}: {}.\n\n", rule.words.join(", ")));
        examples(&rule.yes, &rule.no, out);
    }
}

fn examples(yes: &[String], no: &[String], out: &mut String) {
    let line = |mark: &str, example: &String| format!("- {mark} {}\n", example.replace('\n', " ⏎ "));
    yes.iter().for_each(|example| out.push_str(&line("✓", example)));
    no.iter().for_each(|example| out.push_str(&line("✗", example)));
}
