//! What the machine says today of one sample, reviewed as a diff: the tree and the clauses. Not gold.

use chancery_engine::rules::Knowledge;

#[test]
fn the_statement_of_2031_reads_as_before() {
    let bytes = include_bytes!("../../samples/sources/web-2031.txt");
    let knowledge = Knowledge::builtin();
    let (_, witnesses) = chancery_engine::witnesses("web-2031.txt", bytes, 0, knowledge);
    let readings = chancery_engine::read(&witnesses, knowledge);
    let mut said = String::new();
    for reading in &readings {
        let document = &reading.document;
        said.extend(document.provisions.iter().map(|p| format!("{} {}\n", p.eid, p.kind)));
        let words = |c: &chancery_engine::model::Clause| c.operator.map_or("", |o| o.of(&document.text));
        said.extend(
            reading.findings.clauses.iter().map(|c| format!("{} {} {}\n", c.kind, words(c), c.actors.join("+"))),
        );
    }
    insta::assert_snapshot!(said);
}
