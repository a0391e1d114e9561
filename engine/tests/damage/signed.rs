//! What happens to signing lines set in columns: rows of offices and of names, read across, down, or run together.

use crate::{Block, Sample};

/// How the lines were set when they were published, and how they were scrambled.
pub struct Signing {
    pub name: &'static str,
    pub published: fn(&Sample) -> Sample,
    pub scrambled: fn(&Sample) -> Sample,
}

/// Every damage of the kind.
pub const ALL: &[Signing] = &[
    Signing { name: "signed in rows", published: rows, scrambled: Sample::clone },
    Signing {
        name: "signed in rows, a cell a line",
        published: rows,
        scrambled: |s| set(s, |o, n, d| [o, n, d].concat()),
    },
    Signing {
        name: "signed in rows, one line",
        published: rows,
        scrambled: |s| set(s, |o, n, d| vec![[o, n, d].concat().join(" ")]),
    },
    Signing {
        name: "signed in rows, one line without blanks",
        published: rows,
        scrambled: |s| set(s, |o, n, d| vec![[o, n, d].concat().concat()]),
    },
    Signing {
        name: "signed in rows, the date between",
        published: rows,
        scrambled: |s| set(s, |o, n, d| [vec![o.join(" ")], d, vec![n.join(" ")]].concat()),
    },
    Signing {
        name: "signed in rows, offices changed, names a line each",
        published: rows,
        scrambled: |s| told(s, |o, n, d| [vec![turned(o).join(" ")], n, d].concat()),
    },
    Signing {
        name: "signed in rows, names changed",
        published: rows,
        scrambled: |s| told(s, |o, n, d| [vec![o.join(" "), turned(n).join(" ")], d].concat()),
    },
    Signing {
        name: "signed in rows, names above offices",
        published: rows,
        scrambled: |s| set(s, |o, n, d| [vec![n.join(" "), o.join(" ")], d].concat()),
    },
    Signing {
        name: "signed in rows, names run together",
        published: rows,
        scrambled: |s| set(s, |o, n, d| [vec![o.join(" "), n.concat()], d].concat()),
    },
    Signing {
        name: "signed in three columns, a cell a line",
        published: three,
        scrambled: |s| set(s, |o, n, d| [o, n, d].concat()),
    },
    Signing {
        name: "signed in three columns, the date between",
        published: three,
        scrambled: |s| set(s, |o, n, d| [vec![o.join(" ")], d, n].concat()),
    },
    Signing {
        name: "signed in three columns, one line",
        published: three,
        scrambled: |s| set(s, |o, n, d| vec![[o, n, d].concat().join(" ")]),
    },
    Signing {
        name: "signed in three columns, names changed",
        published: three,
        scrambled: |s| told(s, |o, n, d| [vec![o.join(" "), turned(n).join(" ")], d].concat()),
    },
    Signing {
        name: "signed one under the other, run together",
        published: Sample::clone,
        scrambled: |s| set(s, |o, n, d| vec![[pairs(o, n).concat(), d.concat()].concat()]),
    },
    Signing {
        name: "signed one under the other, names changed",
        published: Sample::clone,
        scrambled: |s| told(s, |o, n, d| [pairs(o, turned(n)), d].concat()),
    },
    Signing {
        name: "signed one under the other, name before office",
        published: Sample::clone,
        scrambled: |s| set(s, |o, n, d| [pairs(n, o), d].concat()),
    },
    Signing {
        name: "signed one under the other, the date between",
        published: Sample::clone,
        scrambled: |s| {
            set(s, |o, n, d| {
                let mut lines = pairs(o, n);
                lines.splice(1..1, d);
                lines
            })
        },
    },
];

type Cells = Vec<String>;

/// Offices, names and what else stands in the signing lines.
fn cells(sample: &Sample) -> (Cells, Cells, Cells) {
    let (mut offices, mut names, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let lines: Vec<&str> = sample.blocks.iter().filter(|b| b.kind == "signature").map(|b| b.text.as_str()).collect();
    let row = |n: usize| lines.get(n).map_or(0, |l| l.split(' ').count());
    let in_rows = lines.len() == 3 && row(0) > 1 && row(0) == row(1) && lines[0].split(' ').all(is_office);
    for (n, line) in lines.iter().enumerate() {
        match line.split_once(' ') {
            Some(_) if in_rows && n == 0 => offices.extend(line.split(' ').map(str::to_owned)),
            Some(_) if in_rows && n == 1 => names.extend(line.split(' ').map(str::to_owned)),
            Some((office, name)) => {
                offices.push(office.to_owned());
                names.push(name.to_owned());
            }
            None => others.push((*line).to_owned()),
        }
    }
    (offices, names, others)
}

fn is_office(cell: &str) -> bool {
    cell.ends_with("总统") || cell.ends_with("主席")
}

/// `sample` with other signing lines.
fn set(sample: &Sample, lines: impl Fn(Cells, Cells, Cells) -> Cells) -> Sample {
    let (offices, names, others) = cells(sample);
    if offices.is_empty() {
        return sample.clone();
    }
    let mut out = sample.clone();
    out.blocks.retain(|b| b.kind != "signature");
    let block = |text: String| Block { kind: "signature".to_owned(), text };
    out.blocks.extend(lines(offices, names, others).into_iter().map(block));
    out
}

/// The same, where the text tells whose the names are: nobody could put them right otherwise.
fn told(sample: &Sample, lines: impl Fn(Cells, Cells, Cells) -> Cells) -> Sample {
    let body: String = sample.blocks.iter().filter(|b| b.kind != "signature").map(|b| b.text.as_str()).collect();
    let (offices, names, _) = cells(sample);
    let both = offices.iter().zip(&names).filter(|(office, name)| body.contains(&format!("{office}{name}"))).count();
    if both >= 2 { set(sample, lines) } else { sample.clone() }
}

/// A row of offices and a row of names.
fn rows(sample: &Sample) -> Sample {
    set(sample, |offices, names, others| [vec![offices.join(" "), names.join(" ")], others].concat())
}

/// Rows of three, another state signing as well.
fn three(sample: &Sample) -> Sample {
    set(sample, |mut offices, mut names, others| {
        let signed = offices.iter().any(|o| o.starts_with("棠尼亚"));
        let (office, name) = if signed {
            ("汐罗恩联邦主席", "埃兰·科文")
        } else {
            ("棠尼亚共和国总统", "米罗·扎汉")
        };
        offices.push(office.to_owned());
        names.push(name.to_owned());
        [vec![offices.join(" "), names.join(" ")], others].concat()
    })
}

fn pairs(first: Cells, second: Cells) -> Cells {
    first.into_iter().zip(second).map(|(a, b)| format!("{a} {b}")).collect()
}

fn turned(mut cells: Cells) -> Cells {
    cells.rotate_left(1);
    cells
}
