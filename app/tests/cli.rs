//! Command sessions: what a person types and what comes back.

mod session;

use session::Session;

const FIRST: &str =
    "甲国和乙国联合声明\n\n2031年5月6日，甲国总统访问乙国。\n双方将于2033年前扩大农业合作。\n双方反对单边制裁。\n";

#[test]
fn a_workspace_is_found_from_below_and_adding_twice_changes_nothing() {
    let s = Session::new();
    s.ok(&["init"]);
    s.write("in/first.txt", FIRST);
    s.ok(&["add", "in"]);
    let before = s.export("one");
    let out = s.ok(&["add", "in", "--json"]);
    assert!(out.contains("\"added\": 0"), "{out}");
    assert_eq!(before, s.export("two"));
    std::fs::create_dir_all(s.path("deep/down")).unwrap();
    let list = s.run_in("deep/down", &["list"]);
    assert_eq!(list.code, 0, "{}", list.err);
}

#[test]
fn rebuilding_gives_the_same_tables() {
    let s = Session::new();
    s.ok(&["init"]);
    s.write("in/first.txt", FIRST);
    s.ok(&["add", "in"]);
    let before = s.export("one");
    s.ok(&["rebuild"]);
    assert_eq!(before, s.export("two"));
    s.ok(&["check"]);
}

#[test]
fn the_order_of_adding_does_not_matter() {
    let texts = [FIRST, "甲国和乙国联合公报\n\n2032年5月6日，双方举行会谈。\n双方欢迎合作。\n", "a,b\n1,2\n"];
    let tables: Vec<_> = [[0, 1, 2], [2, 1, 0]]
        .map(|order| {
            let s = Session::new();
            s.ok(&["init"]);
            for n in order {
                s.write(&format!("{n}.txt"), texts[n]);
                s.ok(&["add", &format!("{n}.txt")]);
            }
            s.export("out")
        })
        .into_iter()
        .collect();
    assert_eq!(tables[0], tables[1]);
}

#[test]
fn bad_sources_are_named_and_the_rest_is_read() {
    let s = Session::new();
    s.ok(&["init"]);
    s.write("in/a-first.txt", FIRST);
    s.write("in/empty.txt", "");
    s.write("in/z-table.csv", "name,value\n1,2\n");
    std::fs::write(s.path("in/binary.dat"), (0..=255_u8).cycle().take(5000).collect::<Vec<u8>>()).unwrap();
    let large = std::fs::File::create(s.path("in/large.bin")).unwrap();
    large.set_len(1 << 30).unwrap();
    let run = s.run(&["add", "in", "nowhere.txt"]);
    assert_eq!(run.code, 1);
    for word in ["empty.txt: the source is empty", "large.bin", "64 MiB", "nowhere.txt", "z-table.csv: no statement"] {
        assert!(run.err.contains(word), "`{word}` in {}", run.err);
    }
    assert!(run.out.contains("3 sources added"), "{}", run.out);
    s.ok(&["check"]);
}

#[test]
fn wrong_usage_is_two_and_missing_things_are_one() {
    let s = Session::new();
    assert_eq!(s.run(&["list"]).code, 1);
    assert_eq!(s.run(&["no-such-command"]).code, 2);
    s.ok(&["init"]);
    assert_eq!(s.run(&["show", "nothing"]).code, 1);
    assert_eq!(s.run(&["search", "date:soon"]).code, 2);
    assert_eq!(s.run(&["register", "show", "nothing"]).code, 1);
    assert!(s.run(&["show", "nothing"]).err.contains("chancery list"));
}

#[test]
fn a_backup_comes_back_whole() {
    let s = Session::new();
    s.ok(&["init", "a"]);
    s.write("in/first.txt", FIRST);
    s.ok(&["add", "in", "--workspace", "a"]);
    s.ok(&["backup", "one.backup", "--workspace", "a"]);
    s.ok(&["restore", "one.backup", "--workspace", "b"]);
    s.ok(&["export", "--workspace", "a", "--out", "x"]);
    s.ok(&["export", "--workspace", "b", "--out", "y"]);
    assert_eq!(s.tables("x"), s.tables("y"));
    assert_eq!(s.run(&["restore", "one.backup", "--workspace", "b"]).code, 1);
    s.write("no.backup", "nothing");
    assert_eq!(s.run(&["restore", "no.backup", "--workspace", "c"]).code, 1);
}

#[test]
fn killing_add_halfway_loses_nothing() {
    let clean = Session::new();
    clean.ok(&["init"]);
    many(&clean);
    clean.ok(&["add", "in"]);
    let wanted = clean.export("out");
    let s = Session::new();
    s.ok(&["init"]);
    many(&s);
    for pause in [1, 5, 10, 20, 30, 45, 60, 90, 130, 180] {
        s.killed_after(std::time::Duration::from_millis(pause), &["add", "in"]);
    }
    s.ok(&["check"]);
    s.ok(&["add", "in"]);
    assert_eq!(wanted, s.export("out"));
    s.ok(&["check"]);
}

fn many(s: &Session) {
    for year in 2030..2070 {
        s.write(&format!("in/{year}.txt"), &FIRST.replace("2031", &year.to_string()));
    }
}
