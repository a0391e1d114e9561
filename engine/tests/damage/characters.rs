//! What happens to single characters.

use crate::Dice;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::sync::LazyLock;

/// Words of a block and its kind.
pub type Damage = fn(&str, &str, &mut Dice) -> String;

/// Every damage of the layer.
pub const ALL: &[(&str, Damage)] = &[
    ("blanks between all characters", |t, _, _| spaced(t, &[" "], &mut Dice(1))),
    ("blanks of every make between all characters", |t, _, d| spaced(t, &["\u{3000}", "\u{a0}", "\u{2009}", " "], d)),
    ("blanks around figures", around_figures),
    ("full-width figures and letters", full_width),
    ("compatibility forms of punctuation", compatibility),
    ("half-width and vertical forms of punctuation", vertical),
    ("radicals and compatibility ideographs", radicals),
    ("ASCII punctuation", ascii),
    ("ASCII punctuation with full stops", |t, k, d| ascii(t, k, d).replace('。', ".")),
    ("ASCII punctuation, a blank after it", typewritten),
    ("straight quotation marks", straight),
    ("doubled commas", |t, _, d| doubled(t, &["，，"], d)),
    ("doubled commas of both widths", |t, _, d| doubled(t, &[",,", ",，", "，,", "，，"], d)),
    ("bullets as — and -, in every ruin", |t, k, d| bullets(t, k, &["- —", "- 一", "---", "—", "- ——", "--"], d)),
    ("bullets as 一", |t, k, d| bullets(t, k, &["一"], d)),
    ("bullets as - —", |t, k, d| bullets(t, k, &["- —"], d)),
    ("bullets as —", |t, k, d| bullets(t, k, &["—"], d)),
    ("bullets as ---", |t, k, d| bullets(t, k, &["---"], d)),
    ("bullets as -", |t, k, d| bullets(t, k, &["-"], d)),
    ("bullets as dots", |t, k, d| bullets(t, k, &["·", "•", "● "], d)),
    ("bullets as bars of any make", |t, k, d| bullets(t, k, &["──", "－－", "―", "– "], d)),
    ("numbering in ASCII brackets", numbering),
    ("numbering in brackets of both kinds, with blanks", mixed_numbering),
    ("pinyin in brackets", |t, _, d| pinyin(t, 9, false, d)),
    ("pinyin in brackets of both kinds, without tones", |t, _, d| pinyin(t, 6, true, d)),
    ("traditional, one by one", |t, _, _| converted(t, &TRADITIONAL)),
    ("traditional, as in Taiwan", |t, _, _| converted(t, &TAIWAN)),
    ("traditional, as in Hong Kong", |t, _, _| converted(t, &HONG_KONG)),
    ("traditional, with pinyin in brackets", |t, _, d| pinyin(&converted(t, &TRADITIONAL), 9, false, d)),
];

pub fn none(text: &str, _: &str, _: &mut Dice) -> String {
    text.to_owned()
}

fn spaced(text: &str, blanks: &[&str], dice: &mut Dice) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| *c != ' ') {
        if !out.is_empty() {
            out.push_str(blanks[dice.roll(blanks.len())]);
        }
        out.push(c);
    }
    out
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
    replaced(text, &[('，', "﹐"), ('；', "﹔"), ('：', "﹕"), ('（', "﹙"), ('）', "﹚"), ('、', "﹑"), ('！', "﹗")])
}

fn vertical(text: &str, _: &str, _: &mut Dice) -> String {
    replaced(
        text,
        &[
            ('，', "︐"),
            ('。', "｡"),
            ('、', "､"),
            ('：', "︓"),
            ('（', "︵"),
            ('）', "︶"),
            ('·', "･"),
            ('《', "︽"),
            ('》', "︾"),
        ],
    )
}

fn radicals(text: &str, _: &str, _: &mut Dice) -> String {
    let twins = [
        ('一', "⼀"),
        ('二', "⼆"),
        ('人', "⼈"),
        ('力', "⼒"),
        ('口', "⼝"),
        ('大', "⼤"),
        ('工', "⼯"),
        ('文', "⽂"),
        ('方', "⽅"),
        ('日', "⽇"),
        ('月', "⽉"),
        ('水', "⽔"),
        ('用', "⽤"),
        ('立', "⽴"),
        ('行', "⾏"),
        ('面', "⾯"),
        ('高', "⾼"),
        ('年', "\u{f98e}"),
        ('利', "\u{f9dd}"),
        ('不', "\u{f967}"),
    ];
    replaced(text, &twins)
}

fn ascii(text: &str, _: &str, _: &mut Dice) -> String {
    replaced(
        text,
        &[
            ('，', ","),
            ('；', ";"),
            ('：', ":"),
            ('（', "("),
            ('）', ")"),
            ('“', "\""),
            ('”', "\""),
            ('！', "!"),
            ('？', "?"),
        ],
    )
}

fn typewritten(text: &str, _: &str, _: &mut Dice) -> String {
    replaced(text, &[('，', ", "), ('；', "; "), ('：', ": "), ('（', " ("), ('）', ") ")]).trim().to_owned()
}

fn straight(text: &str, _: &str, _: &mut Dice) -> String {
    replaced(text, &[('“', "\""), ('”', "\"")])
}

fn doubled(text: &str, forms: &[&str], dice: &mut Dice) -> String {
    let mut double = |c: char| {
        let twice = c == '，' && dice.roll(3) == 0;
        if twice { forms[dice.roll(forms.len())].to_owned() } else { c.to_string() }
    };
    text.chars().map(&mut double).collect()
}

fn bullets(text: &str, kind: &str, ruins: &[&str], dice: &mut Dice) -> String {
    match text.strip_prefix("——") {
        Some(rest) if kind == "bullet" => format!("{}{rest}", ruins[dice.roll(ruins.len())]),
        _ => text.to_owned(),
    }
}

fn numbering(text: &str, kind: &str, _: &mut Dice) -> String {
    if kind == "item" { replaced(text, &[('（', "("), ('）', ")")]) } else { text.to_owned() }
}

fn mixed_numbering(text: &str, kind: &str, dice: &mut Dice) -> String {
    if kind != "item" {
        return text.to_owned();
    }
    let (open, close) = [("（", ")"), ("(", "）"), ("( ", " )"), ("（ ", "） ")][dice.roll(4)];
    text.replacen('（', open, 1).replacen('）', close, 1)
}

/// Characters of both scripts with the sound that converters print behind them.
const SOUNDS: &[(&str, &str)] = &[
    ("双雙", "shuāng"),
    ("国國", "guó"),
    ("会會", "huì"),
    ("联聯", "lián"),
    ("关關", "guān"),
    ("发發", "fā"),
    ("务務", "wù"),
    ("经經", "jīng"),
    ("进進", "jìn"),
    ("长長", "cháng"),
    ("应應", "yīng"),
    ("总總", "zǒng"),
    ("统統", "tǒng"),
    ("运運", "yùn"),
    ("动動", "dòng"),
    ("强強", "qiáng"),
    ("绿綠", "lǜ"),
    ("边邊", "biān"),
    ("开開", "kāi"),
    ("贸貿", "mào"),
    ("协協", "xié"),
    ("两兩", "liǎng"),
    ("对對", "duì"),
    ("为為", "wéi"),
    ("二", "èr"),
    ("安", "ān"),
];

fn pinyin(text: &str, one_in: usize, toneless: bool, dice: &mut Dice) -> String {
    let plain = |c: char| match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        other => other,
    };
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        let Some((_, sound)) = SOUNDS.iter().find(|(letters, _)| letters.contains(c)).filter(|_| dice.roll(one_in) < 2)
        else {
            continue;
        };
        match (toneless, dice.roll(2)) {
            (false, 0) => out.push_str(&format!("({sound})")),
            (false, _) => out.push_str(&format!("({sound} )")),
            (true, 0) => out.push_str(&format!("({})", sound.chars().map(plain).collect::<String>())),
            (true, _) => out.push_str(&format!("（{}）", sound.chars().map(plain).collect::<String>())),
        }
    }
    out
}

static TRADITIONAL: LazyLock<OpenCC> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::S2t).unwrap());
static TAIWAN: LazyLock<OpenCC> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::S2tw).unwrap());
static HONG_KONG: LazyLock<OpenCC> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::S2hk).unwrap());

fn converted(text: &str, converter: &LazyLock<OpenCC>) -> String {
    converter.convert(text)
}
