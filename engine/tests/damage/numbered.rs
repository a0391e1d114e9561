//! Items numbered otherwise than the originals are: another way of publishing, no damage of its own.

use crate::Sample;

const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Items as 一、.
pub fn listed(sample: &Sample) -> Sample {
    renumbered(sample, |n, _| format!("{}、", NUMERALS[n]))
}

/// Items as 1．.
pub fn figures(sample: &Sample) -> Sample {
    renumbered(sample, |n, _| format!("{}．", n + 1))
}

/// Items of one part as （一）, of the next as 1．.
pub fn two_systems(sample: &Sample) -> Sample {
    renumbered(sample, |n, part| if part % 2 == 0 { format!("（{}）", NUMERALS[n]) } else { format!("{}．", n + 1) })
}

fn renumbered(sample: &Sample, number: impl Fn(usize, usize) -> String) -> Sample {
    let mut out = sample.clone();
    let (mut part, mut last) = (0, usize::MAX);
    for block in out.blocks.iter_mut().filter(|b| b.kind == "item") {
        let Some((numeral, rest)) = block.text.strip_prefix('（').and_then(|t| t.split_once('）')) else { continue };
        let Some(n) = NUMERALS.iter().position(|known| *known == numeral) else { continue };
        part += usize::from(n <= last && last != usize::MAX);
        last = n;
        block.text = format!("{}{rest}", number(n, part));
    }
    out
}
