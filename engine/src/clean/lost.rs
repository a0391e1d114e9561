//! Paragraphs that a copy lost by printing one sentence a line: where the text is numbered, its numbers give them back.

use super::lines::Line;
use crate::rules::numerals::leading;
use crate::rules::{Language, LineKind, Opener};

/// Fewer sentences than this may be paragraphs of one sentence by chance.
const SENTENCES: usize = 12;
/// Fewer numbers than this are no numbering.
const NUMBERS: usize = 3;

/// `starts` without the sentences that go on with a numbered paragraph, if every paragraph is but a sentence.
pub(super) fn numbered(lines: &[Line], starts: Vec<usize>, language: &Language) -> Vec<usize> {
    // Nearly every text has two sentences in one of its first paragraphs: the others need not be looked at.
    let known = |n| Some(Kind::of(lines, &starts, n, language)).filter(|kind| *kind != Kind::More);
    let kinds: Option<Vec<Kind>> = if language.unspaced { (0..starts.len()).map(known).collect() } else { None };
    let Some(kinds) = kinds else { return starts };
    let count = |wanted: fn(&Kind) -> bool| kinds.iter().filter(|kind| wanted(kind)).count();
    let sentences = count(Kind::sentence);
    if sentences < SENTENCES || count(|kind| *kind == Kind::Goes) * 2 < sentences {
        return starts;
    }
    let Some(system) = numbering(&kinds) else { return starts };
    let mut under = false;
    let joined = starts.into_iter().zip(&kinds).filter(|(_, kind)| match kind {
        Kind::Goes => !under,
        Kind::Numbered { system: of, closed, .. } => {
            under = *of == system && *closed;
            true
        }
        _ => {
            under = false;
            true
        }
    });
    joined.map(|(start, _)| start).collect()
}

/// What a paragraph is, for the question whether sentences lost their paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A sentence with a number before it.
    Numbered { system: System, value: u32, closed: bool },
    /// A sentence that may go on with the paragraph before.
    Goes,
    /// One that begins a paragraph by its words, or whose paragraph is told by something else.
    Begins,
    /// Several sentences: here no paragraph was lost.
    More,
    /// A title, a signing line, and whatever else is no sentence.
    Other,
}

impl Kind {
    fn of(lines: &[Line], starts: &[usize], n: usize, language: &Language) -> Self {
        let first = &lines[starts[n]];
        let end = starts.get(n + 1).copied().unwrap_or(lines.len());
        let words = || lines[starts[n]..end].iter().map(|line| line.plain.as_str());
        let stops: usize = words().map(|line| line.matches(['。', '！', '？']).count()).sum();
        let closed = words().next_back().is_some_and(|line| line.ends_with(['。', '！', '？', '；']));
        match (language.shape.classify(&first.plain), stops) {
            ((LineKind::Item | LineKind::Other, _), 2..) => Self::More,
            ((LineKind::Item, number), _) => {
                let value = leading(number).map_or(0, |numeral| numeral.value);
                Self::Numbered { system: System::of(&first.plain, number), value, closed }
            }
            ((LineKind::Other, _), 1) if closed && first.opener() != Opener::Always => Self::Goes,
            ((LineKind::Other, _), 0) if words().next_back().is_some_and(|line| line.ends_with('：')) => Self::Goes,
            ((LineKind::Other, _), _) if closed => Self::Begins,
            _ => Self::Other,
        }
    }

    fn system(&self) -> Option<System> {
        if let Self::Numbered { system, .. } = self { Some(*system) } else { None }
    }

    fn value(&self) -> u32 {
        if let Self::Numbered { value, .. } = self { *value } else { 0 }
    }

    fn sentence(&self) -> bool {
        matches!(self, Self::Goes | Self::Begins | Self::Numbered { closed: true, .. })
    }
}

/// How a number is printed: with a bracket or 第 before it or not, spelt or in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct System {
    before: Option<char>,
    arabic: bool,
}

impl System {
    fn of(line: &str, number: &str) -> Self {
        let before = line.chars().next().filter(|_| !line.starts_with(number));
        Self { before, arabic: leading(number).is_some_and(|numeral| numeral.arabic) }
    }
}

/// The system of the first number, where it counts from one without a gap, and most of what it numbers goes on:
/// a list of measures is numbered too.
fn numbering(kinds: &[Kind]) -> Option<System> {
    let system = kinds.iter().find_map(Kind::system)?;
    let at: Vec<usize> = (0..kinds.len()).filter(|&n| kinds[n].system() == Some(system)).collect();
    let goes_on = at.iter().filter(|&&n| kinds.get(n + 1) == Some(&Kind::Goes)).count();
    let counts = at.iter().zip(1..).all(|(&n, wanted)| kinds[n].value() == wanted);
    (at.len() >= NUMBERS && counts && goes_on * 3 >= at.len() * 2).then_some(system)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Knowledge;

    fn joined(text: &str) -> Vec<&str> {
        let language = Knowledge::builtin().language("zh").unwrap();
        let lines: Vec<Line> = text.lines().map(|line| Line { plain: line.to_owned(), ..Line::default() }).collect();
        let starts = numbered(&lines, (0..lines.len()).collect(), language);
        let all: Vec<&str> = text.lines().collect();
        starts.into_iter().map(|start| all[start]).collect()
    }

    const SENTENCES: &str = "一、双方回顾了渡轮航线的历史。
双方对航线的恢复感到满意。
双方签署了：
1．《渡轮检疫协定》；
2．《灯塔养护协定》。
双方相信协定有助于往来。
二、双方认为港口是合作的重点。
双方将扩建港口。
双方愿开放码头。
三、双方重视渔业。
双方将共同养护渔场。
澜方欢迎汐方的渔船。
双方将交换渔汛资料。
双方愿培训船员。
塔林·奥萨 埃兰·科文";

    #[test]
    fn sentences_go_on_with_their_number() {
        let starts = joined(SENTENCES);
        assert_eq!(
            starts,
            [
                "一、双方回顾了渡轮航线的历史。",
                "1．《渡轮检疫协定》；",
                "2．《灯塔养护协定》。",
                "双方相信协定有助于往来。",
                "二、双方认为港口是合作的重点。",
                "三、双方重视渔业。",
                "塔林·奥萨 埃兰·科文"
            ]
        );
    }

    #[test]
    fn where_paragraphs_are_known_nothing_is_joined() {
        let known = SENTENCES.replace("双方将扩建港口。", "双方将扩建港口。码头在岛的北面。");
        assert_eq!(joined(&known).len(), known.lines().count());
        let unnumbered = SENTENCES.replace("三、", "");
        assert_eq!(joined(&unnumbered).len(), unnumbered.lines().count());
    }
}
