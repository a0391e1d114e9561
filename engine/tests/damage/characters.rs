//! What happens to single characters.

use crate::Dice;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::sync::LazyLock;

/// Words of a block and its kind.
pub type Damage = fn(&str, &str, &mut Dice) -> String;

/// Every damage of the layer.
pub const ALL: &[(&str, Damage)] = &[
    ("blanks between all characters", spaced),
    ("blanks around figures", around_figures),
    ("full-width figures and letters", full_width),
    ("compatibility forms of punctuation", compatibility),
    ("ASCII punctuation", ascii),
    ("straight quotation marks", straight),
    ("doubled commas", doubled),
    ("bullets as — and -, in every ruin", bullets),
    ("numbering in ASCII brackets", numbering),
    ("pinyin in brackets", pinyin),
    ("traditional, one by one", traditional),
    ("traditional, as in Taiwan", taiwan),
    ("traditional, as in Hong Kong", hong_kong),
];

pub fn none(text: &str, _: &str, _: &mut Dice) -> String {
    text.to_owned()
}

fn spaced(text: &str, _: &str, _: &mut Dice) -> String {
    let letters: Vec<String> = text.chars().filter(|c| *c != ' ').map(String::from).collect();
    letters.join(" ")
}

fn around_figures(text: &str, _: &str, _: &mut Dice) -> String {
    let mut out = String::new();
    let mut last = ' ';
    for c in text.chars() {
        let border = c.is_ascii_digit() != last.is_ascii_digit();
        if border && (last > '\u{2e80}' || c > '\u{2e80}') && !"，。；：".contains(c) && !out.is_empty() {
            out.push(' ');
        }
        out.push(c);
        last = c;
    }
    out
}

fn full_width(text: &str, _: &str, _: &mut Dice) -> String {
    let wide = |c: char| if c.is_ascii_alphanumeric() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c) } else { c };
    text.chars().map(wide).collect()
}

fn replaced(text: &str, pairs: &[(char, &str)]) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match pairs.iter().find(|(from, _)| *from == c) {
            Some((_, to)) => out.push_str(to),
            None => out.push(c),
        }
    }
    out
}

fn compatibility(text: &str, _: &str, _: &mut Dice) -> String {
    replaced(text, &[('，', "﹐"), ('；', "﹔"), ('：', "﹕"), ('（', "﹙"), ('）', "﹚"), ('、', "﹑")])
}

fn ascii(text: &str, _: &str, _: &mut Dice) -> String {
    replaced(text, &[('，', ","), ('；', ";"), ('：', ":"), ('（', "("), ('）', ")"), ('“', "\""), ('”', "\"")])
}

fn straight(text: &str, _: &str, _: &mut Dice) -> String {
    replaced(text, &[('“', "\""), ('”', "\"")])
}

fn doubled(text: &str, _: &str, dice: &mut Dice) -> String {
    text.chars().map(|c| if c == '，' && dice.roll(3) == 0 { "，，".to_owned() } else { c.to_string() }).collect()
}

fn bullets(text: &str, kind: &str, dice: &mut Dice) -> String {
    let ruins = ["- —", "- 一", "---", "—", "- ——", "--"];
    match text.strip_prefix("——") {
        Some(rest) if kind == "bullet" => format!("{}{rest}", ruins[dice.roll(ruins.len())]),
        _ => text.to_owned(),
    }
}

fn numbering(text: &str, kind: &str, _: &mut Dice) -> String {
    if kind == "item" { replaced(text, &[('（', "("), ('）', ")")]) } else { text.to_owned() }
}

fn pinyin(text: &str, _: &str, _: &mut Dice) -> String {
    text.replacen("双方", "双(shuāng)方", 1)
}

fn converted(text: &str, converter: &LazyLock<OpenCC>) -> String {
    converter.convert(text)
}

fn traditional(text: &str, _: &str, _: &mut Dice) -> String {
    static CONVERTER: LazyLock<OpenCC> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::S2t).unwrap());
    converted(text, &CONVERTER)
}

fn taiwan(text: &str, _: &str, _: &mut Dice) -> String {
    static CONVERTER: LazyLock<OpenCC> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::S2tw).unwrap());
    converted(text, &CONVERTER)
}

fn hong_kong(text: &str, _: &str, _: &mut Dice) -> String {
    static CONVERTER: LazyLock<OpenCC> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::S2hk).unwrap());
    converted(text, &CONVERTER)
}
