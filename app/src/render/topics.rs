//! The scheme of topics as SKOS, in Turtle, and as rows.

use crate::shape;
use chancery_engine::rules::{Scheme, Topic};

const HEAD: &str = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
    @prefix eurovoc: <http://eurovoc.europa.eu/> .\n\
    @prefix unbis: <http://metadata.un.org/thesaurus/> .\n\
    @prefix topic: <urn:chancery:topic:> .\n\n\
    <urn:chancery:topics> a skos:ConceptScheme ;\n    skos:prefLabel \"Matters of official statements\"@en .\n";

/// The scheme as rows.
#[must_use]
pub fn rows(scheme: &Scheme) -> Vec<shape::Topic> {
    let row = |t: &Topic| shape::Topic {
        topic: t.key.clone(),
        broader: t.field().map(str::to_owned),
        labels: t.labels.clone(),
        mappings: mappings(t).into_iter().map(|(how, uri)| (uri, how.to_owned())).collect(),
    };
    scheme.topics.iter().map(row).collect()
}

/// The scheme as Turtle.
#[must_use]
pub fn skos(scheme: &Scheme) -> String {
    let mut out = HEAD.to_owned();
    for topic in &scheme.topics {
        let mut says = vec!["a skos:Concept".to_owned(), "skos:inScheme <urn:chancery:topics>".to_owned()];
        says.push(format!("skos:notation \"{}\"", topic.key));
        says.extend(topic.labels.iter().map(|(language, label)| format!("skos:prefLabel \"{label}\"@{language}")));
        says.push(match topic.field() {
            Some(field) => format!("skos:broader {}", name(field)),
            None => "skos:topConceptOf <urn:chancery:topics>".to_owned(),
        });
        says.extend(mappings(topic).into_iter().map(|(how, uri)| format!("skos:{how}Match <{uri}>")));
        out.push_str(&format!("\n{}\n    {} .\n", name(&topic.key), says.join(" ;\n    ")));
    }
    out
}

/// How the topic stands to concepts of other schemes: `close` or `broad`, and their addresses.
fn mappings(topic: &Topic) -> Vec<(&str, String)> {
    let eurovoc = topic.eurovoc.iter().map(|(how, id)| (how.as_str(), format!("http://eurovoc.europa.eu/{id}")));
    let unbis = topic.unbis.iter().map(|(how, id)| (how.as_str(), format!("http://metadata.un.org/thesaurus/{id}")));
    eurovoc.chain(unbis).collect()
}

/// A slash is escaped in a local name.
fn name(key: &str) -> String {
    format!("topic:{}", key.replace('/', "\\/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_engine::rules::Knowledge;

    #[test]
    fn a_topic_names_its_field_and_its_like_elsewhere() {
        let text = skos(&Knowledge::builtin().scheme);
        assert!(text.contains("topic:finance\\/local-currency\n    a skos:Concept"), "{text}");
        assert!(text.contains("skos:broader topic:finance"));
        assert!(text.contains("skos:closeMatch <http://eurovoc.europa.eu/100148>"));
    }
}
