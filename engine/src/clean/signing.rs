//! Signing lines that ran together: offices and names are set apart again.

use super::mend::DEEDS;
use crate::model::{Block, Role, Span, Text};
use crate::rules::{Language, LineKind, is_han, simplified};

/// Who speaks is named among so many blocks.
const TOP: usize = 8;

/// Sets apart offices that stand together without a blank, and the names on the line under them.
pub(super) fn apart(blocks: &mut [Block], language: &Language) {
    if !language.unspaced {
        return;
    }
    for (n, block) in blocks.iter_mut().enumerate() {
        if block.role != Role::Signature && n >= TOP {
            continue;
        }
        let plain = simplified(&block.text.text);
        // Who speaks is named at the top, in the same form.
        if block.role == Role::Signature || (block.role == Role::Body && language.shape.is(LineKind::Speaker, &plain)) {
            cut(&mut block.text, name(&plain, language).as_slice());
        }
    }
    for n in 0..blocks.len() {
        if blocks[n].role != Role::Signature {
            continue;
        }
        let plain = simplified(&blocks[n].text.text);
        let set_apart = plain.contains(' ');
        let cuts = if set_apart { Vec::new() } else { offices(&plain, language) };
        let together = set_apart || !cuts.is_empty();
        let Some(names) = blocks.get(n + 1).filter(|b| together && b.text.text.chars().count() <= 40) else {
            cut(&mut blocks[n].text, &cuts);
            continue;
        };
        let all: Vec<&str> = if set_apart { plain.split(' ').collect() } else { parts(&plain, &cuts) };
        let office = |cell: &&str| language.shape.together.office_end.as_ref().is_some_and(|end| end.is_match(cell));
        let glued = all.len() == 2 && all.iter().all(office) && !names.text.text.contains(' ');
        let told = blocks[..if glued { n } else { 0 }].iter().map(|b| simplified(&b.text.text)).collect::<Vec<_>>();
        let between = between(&simplified(&names.text.text), &all, &told);
        cut(&mut blocks[n].text, &cuts);
        if let Some(at) = between {
            cut(&mut blocks[n + 1].text, &[at]);
        }
    }
}

/// Where a name begins that stands right behind an office.
fn name(line: &str, language: &Language) -> Option<usize> {
    let office = language.shape.together.office_end.as_ref()?;
    let state = language.states.find(line).next().filter(|m| m.span.start == 0)?;
    let named = |&at: &usize| {
        let rest = &line[at..];
        at > state.span.end as usize
            && office.is_match(&line[..at])
            && (2..=14).contains(&rest.chars().count())
            && rest.chars().all(|c| is_han(c) || c == '·')
            && !rest.chars().any(|c| "主席总统理部长".contains(c))
    };
    line.char_indices().map(|(at, _)| at).rfind(named)
}

/// The signing lines that ran together on one: each begins with a state and its office, and a name follows.
pub(super) fn lines(text: &Text, plain: &str, language: &Language) -> Vec<usize> {
    const LONGEST: usize = 120;
    let together = &language.shape.together;
    let (Some(office), Some(end)) = (&together.office, &together.office_end) else { return Vec::new() };
    if plain.chars().count() > LONGEST || plain.contains(['。', '，', '；', '：']) || text.text.len() < 24 {
        return Vec::new();
    }
    let states = language.states.find(plain).map(|m| m.span).filter(|s| office.is_match(&plain[s.end as usize..]));
    let starts: Vec<usize> = states.map(|s| s.start as usize).collect();
    let named = |&at: &usize| at > 0 && !end.is_match(plain[..at].trim_end());
    if starts.len() < 2 || starts[0] != 0 || !starts[1..].iter().all(named) {
        return Vec::new();
    }
    let date = together.signed.as_ref().and_then(|date| date.find(plain)).map(|m| m.start());
    starts.into_iter().skip(1).chain(date).collect()
}

/// Where offices begin, after the first: at the name of a state that follows an office.
fn offices(line: &str, language: &Language) -> Vec<usize> {
    let Some(office) = &language.shape.together.office_end else { return Vec::new() };
    let begins = language.states.find(line).map(|m| m.span.start as usize);
    begins.filter(|&at| at > 0 && office.is_match(&line[..at])).collect()
}

/// The offices in `line`, each from its state to its end, with the code of the state.
pub(super) fn offices_in(line: &str, language: &Language) -> Vec<(usize, usize, String)> {
    let Some(office) = &language.shape.together.office else { return Vec::new() };
    let mentions = language.states.find(line);
    let whole = mentions.filter_map(|m| {
        let end = m.span.end as usize;
        office.find(&line[end..]).map(|found| (m.span.start as usize, end + found.end(), m.code.to_owned()))
    });
    let mut out: Vec<(usize, usize, String)> = Vec::new();
    for found in whole {
        // 中华人民共和国驻澜维亚共和国代表: an office names one state, the first.
        if out.last().is_none_or(|last| last.1 <= found.0) {
            out.push(found);
        }
    }
    out
}

fn parts<'t>(line: &'t str, cuts: &[usize]) -> Vec<&'t str> {
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain(std::iter::once(line.len()));
    starts.zip(ends).map(|(from, to)| &line[from..to]).collect()
}

/// Where the second of two names begins on a line: the text names both after their offices.
fn between(names: &str, offices: &[&str], told: &[String]) -> Option<usize> {
    let [first, second] = offices else { return None };
    let names_so = |office: &str, name: &str| {
        let whole = format!("{office}{name}");
        told.iter().any(|text| text.contains(&whole))
    };
    let mut ends = names.char_indices().map(|(at, _)| at).skip(2);
    ends.find(|&at| !names.contains(' ') && names_so(first, &names[..at]) && names_so(second, &names[at..]))
}

/// Puts a blank before each of `at`.
fn cut(text: &mut Text, at: &[usize]) {
    if at.is_empty() {
        return;
    }
    let mut out = Text::default();
    let mut from = 0;
    for &to in at {
        out.append(&text.slice(Span::new(from, to)));
        let place = text.trace.origin(Span::new(from, to)).map_or(0, |s| s.end);
        out.put(" ", Span { start: place, end: place }, &DEEDS.blank);
        from = to;
    }
    out.append(&text.slice(Span::new(from, text.text.len())));
    *text = out;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Knowledge;

    fn zh() -> &'static Language {
        Knowledge::builtin().language("zh").unwrap()
    }

    #[test]
    fn offices_and_names_are_set_apart() {
        let block = |words: &str, role| {
            let mut text = Text::default();
            text.keep(words, Span::new(0, words.len()));
            Block { text, role, ..Block::default() }
        };
        let mut blocks = [
            block("应汐罗恩联邦主席埃兰·科文邀请，澜维亚共和国总统塔林·奥萨进行访问。", Role::Body),
            block("澜维亚共和国总统汐罗恩联邦主席", Role::Signature),
            block("塔林·奥萨埃兰·科文", Role::Signature),
        ];
        apart(&mut blocks, zh());
        assert_eq!(name("澜维亚共和国总统塔林·奥萨", zh()), Some("澜维亚共和国总统".len()));
        assert_eq!(name("澜维亚共和国总统 塔林·奥萨", zh()), None);
        assert_eq!(blocks[1].text.text, "澜维亚共和国总统 汐罗恩联邦主席");
        assert_eq!(blocks[2].text.text, "塔林·奥萨 埃兰·科文");
    }
}
