//! Suspected characters: listed, decided about, applied, kept through every new reading.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "what other sessions need")]
mod session;

use serde_json::Value;
use session::Session;

const PAGE: &str = "甲国和乙国联合声明\n\n2031年5月6日，甲国总统访问乙国。\n双方将继续扩大港口合作，促进边境地区发展。\n双方谴责破坏文化遣产的行为，愿共同保护文化遗产。\n双方愿加强交流 and 互信。\n";

fn listed(s: &Session) -> Vec<Value> {
    serde_json::from_str(&s.ok(&["suspicions", "--json"])).unwrap()
}

fn of<'a>(all: &'a [Value], words: &str) -> &'a str {
    let found = all.iter().find(|v| v["words"].as_str().unwrap().contains(words));
    found.unwrap_or_else(|| panic!("{words} is not suspected: {all:#?}"))["suspicion"].as_str().unwrap()
}

fn text(s: &Session) -> String {
    let all: Vec<Value> = serde_json::from_str(&s.ok(&["list", "--json"])).unwrap();
    all[0]["text"].as_str().unwrap().to_owned()
}

fn read() -> Session {
    let s = Session::new();
    s.ok(&["init"]);
    s.write("page.txt", PAGE);
    s.ok(&["add", "page.txt"]);
    s
}

#[test]
fn nothing_changes_before_somebody_decides() {
    let s = read();
    let all = listed(&s);
    assert_eq!(all.iter().find(|v| v["words"] == "遣").unwrap()["proposed"], "遗");
    assert!(text(&s).contains("文化遣产"));
    s.ok(&["suspicions", "--accept", of(&all, "遣"), "--by", "Wen", "--why", "the same paragraph has it"]);
    assert!(text(&s).contains("破坏文化遗产"));
    s.ok(&["suspicions", "--correct", &format!("{}=与", of(&listed(&s), "and")), "--by", "Wen"]);
    assert!(text(&s).contains("交流与互信"));
    assert!(listed(&s).is_empty());
    let before = text(&s);
    s.ok(&["rebuild"]);
    assert_eq!(before, text(&s));
    s.ok(&["check"]);
}

#[test]
fn what_was_refused_stays_refused() {
    let s = read();
    s.ok(&["suspicions", "--refuse", of(&listed(&s), "遣"), "--by", "Wen"]);
    s.ok(&["rebuild"]);
    let refused: Vec<Value> = listed(&s).into_iter().filter(|v| v["refused"] == true).collect();
    assert!(listed(&s).iter().all(|v| v["words"] != "遣"), "{refused:?}");
    assert!(s.ok(&["suspicions", "--all"]).contains('遣'));
    assert!(text(&s).contains("文化遣产"));
}

/// Two prints of one statement; one of them has another word.
fn differing() -> Session {
    let s = Session::new();
    s.ok(&["init"]);
    let page = |word: &str| {
        format!(
            "甲国和乙国联合声明\n\n2031年5月6日，甲国总统访问乙国。两国元首在友好气氛中就双边关系深入交换意见。\n\
             双方将{word}扩大港口合作，促进边境地区发展，为两国企业创造良好条件。\n\
             双方商定每年举行一次港口官员会晤，轮流在两国沿海城市举办。\n双方谴责破坏航道的行为，愿共同保护海上航线安全。\n"
        )
    };
    s.write("one.txt", &page("继续"));
    s.write("other.txt", &page("逐步"));
    s.ok(&["add", "one.txt", "other.txt"]);
    s
}

#[test]
fn another_witness_may_be_chosen_and_the_choice_is_kept() {
    let s = differing();
    let all: Vec<Value> = serde_json::from_str(&s.ok(&["list", "--json"])).unwrap();
    assert_eq!(all.len(), 1);
    let id = all[0]["document"].as_str().unwrap();
    let variants: Vec<Value> = serde_json::from_str(&s.ok(&["variants", id, "--json"])).unwrap();
    assert_eq!(variants.len(), 1, "{variants:#?}");
    let (had, other) = (variants[0]["reading"].as_str().unwrap(), variants[0]["witness_reading"].as_str().unwrap());
    assert!(text(&s).contains(&format!("双方将{had}扩大")));
    assert!(s.ok(&["variants", id]).contains(other));
    s.ok(&["variants", id, "--choose", "1", "--by", "Wen", "--why", "the treaty has it"]);
    assert!(text(&s).contains(&format!("双方将{other}扩大")));
    s.ok(&["rebuild"]);
    assert!(text(&s).contains(&format!("双方将{other}扩大")));
    let now: Vec<Value> = serde_json::from_str(&s.ok(&["variants", id, "--json"])).unwrap();
    assert_eq!(now[0]["witness_reading"], had, "the apparatus has the other one now");
    let checked = s.ok(&["check"]);
    assert!(checked.contains("Wen") && checked.contains(other), "{checked}");
    let part: Vec<Value> = serde_json::from_str(&s.ok(&["show", id, "--format", "json"]))
        .map(|v: Value| v["provisions"].as_array().cloned().unwrap_or_default())
        .unwrap();
    let eid = part.iter().find(|p| p["text"].as_str().unwrap().contains("扩大港口")).unwrap()["eid"].as_str().unwrap();
    let told = s.ok(&["explain", &format!("{id}#{eid}")]);
    assert!(told.contains("decision 1"), "{told}");
}

/// The same numbers everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// `text` with one character in a hundred taken for one that looks like it; and how many.
fn misread(text: &str, dice: &mut Dice) -> (String, usize) {
    let table = include_str!("../../languages/zh/words/confusable.tsv");
    let alike = |c: char| {
        let line = table.lines().find(|l| l.starts_with(c))?;
        line.split('\t').nth(1)?.chars().nth(dice_of(c) % 2)
    };
    let mut count = 0;
    let mut read = |c: char| match alike(c) {
        Some(other) if dice.roll(100) == 0 => {
            count += 1;
            other
        }
        _ => c,
    };
    let out = text.chars().map(&mut read).collect();
    (out, count)
}

/// Which of the likest characters is taken: always the same for one character, as one machine reads it.
fn dice_of(c: char) -> usize {
    c as usize / 7
}

#[test]
fn misreadings_put_into_our_samples_are_suspected() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/originals");
    let mut dice = Dice(2033);
    let (mut put, mut right, mut wrong) = (0, 0, 0);
    let years = [
        "2031-06-18-xlv-xsr-joint-statement",
        "2032-06-16-xlv-xsr-joint-statement",
        "2033-06-22-xlv-xsr-joint-statement",
    ];
    for damaged in years {
        let s = Session::new();
        s.ok(&["init"]);
        let mut known = String::new();
        for year in years {
            let original = std::fs::read_to_string(folder.join(format!("{year}.zh.txt"))).unwrap();
            let (text, count) = if year == damaged { misread(&original, &mut dice) } else { (original.clone(), 0) };
            if year == damaged {
                known = original;
                put += count;
            }
            s.write(&format!("{year}.txt"), &text);
            s.ok(&["add", &format!("{year}.txt")]);
        }
        for found in listed(&s) {
            let said = |key: &str| found[key].as_str().unwrap_or_default();
            let printed = format!("{}{}{}", said("before"), said("words"), said("after"));
            if known.contains(&printed) || !said("document").starts_with(&damaged[..10]) {
                wrong += 1;
                println!("false: {printed} {}", said("reason"));
            } else {
                right += 1;
            }
        }
    }
    println!("{right} of {put} misreadings suspected, {wrong} false suspicions");
    assert!(right * 2 >= put, "{right} of {put}");
    assert!(wrong <= right, "{wrong} false for {right} right");
}
