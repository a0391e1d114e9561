//! `chancery marks …`: coding the clauses of a text by hand, and how far coders agree.

use super::{Globals, document_called, out};
use crate::marks::{self, SETTLED, Text, Wish};
use crate::register::Workspace;
use crate::render::{annotations, gold};
use crate::shape::mark::{Mark, MarkAgreement, MarkSheet};
use crate::{Error, Result};
use std::path::PathBuf;

/// What to do.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// List the coding rounds.
    List,
    /// Open a coding round: name its coders.
    Open {
        /// The document.
        document: String,
        /// Who codes it; twice for two coders blind to each other.
        #[arg(long, value_name = "NAME", required = true)]
        coder: Vec<String>,
        /// Coders begin with the bare text and do not see what the program found.
        #[arg(long)]
        bare: bool,
    },
    /// Show one's marks on a document, and what is still open.
    Show {
        /// The document.
        document: String,
        /// Whose marks; those of others only when every coder is complete.
        #[arg(long, value_name = "NAME")]
        of: Option<String>,
    },
    /// Accept a clause as it stands; of a document, all that is still open.
    Accept(Clause),
    /// Correct a clause.
    Correct {
        #[command(flatten)]
        clause: Clause,
        #[command(flatten)]
        coded: Coded,
    },
    /// Add a clause to a provision: `DOCUMENT#EID`.
    Add {
        #[command(flatten)]
        clause: Clause,
        #[command(flatten)]
        coded: Coded,
    },
    /// Say that it is no clause.
    Remove(Clause),
    /// Take a mark of one's own back.
    Undo {
        /// The document.
        document: String,
        /// Number of its decision.
        seq: String,
    },
    /// Declare one's coding complete.
    Complete {
        /// The document.
        document: String,
        /// Accept what is still open first.
        #[arg(long, value_parser = ["accept"])]
        rest: Option<String>,
    },
    /// How far the coders agree, what they differ about, and how the program does.
    Agreement {
        /// The document.
        document: String,
    },
    /// Settle a difference.
    Settle {
        /// The document.
        document: String,
        /// The two marks, as `agreement` lists them: `12/57`.
        pair: String,
        /// The coder whose version holds.
        #[arg(long, value_name = "NAME")]
        take: String,
        /// Why.
        #[arg(long)]
        why: String,
    },
    /// Write marks as files.
    Export {
        /// The document.
        document: String,
        /// How.
        #[arg(long, value_enum, default_value_t = Format::Gold)]
        format: Format,
        /// Into this folder.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Whose marks, or `settled`; one's own, unless said.
        #[arg(long, value_name = "NAME")]
        of: Option<String>,
    },
}

/// How marks are written.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Format {
    /// A folder with meta.json, text.jsonl, clauses.jsonl, as `chancery score` reads it.
    Gold,
    /// W3C Web Annotations, JSON-LD.
    WebAnnotation,
}

/// Which clause.
#[derive(Debug, clap::Args)]
pub struct Clause {
    /// Its id, as `show` lists it.
    clause: String,
    /// Why.
    #[arg(long, default_value = "")]
    why: String,
}

/// What it is; empty takes a field away.
#[derive(Debug, clap::Args)]
pub struct Coded {
    /// The clause, word for word.
    #[arg(long)]
    words: Option<String>,
    /// commitment, mandate, call, position, record, procedure.
    #[arg(long)]
    kind: Option<String>,
    /// Of a position.
    #[arg(long)]
    stance: Option<String>,
    /// Of a commitment, mandate or call.
    #[arg(long)]
    force: Option<String>,
    /// `CHN,RUS`.
    #[arg(long)]
    actors: Option<String>,
    /// Who is asked.
    #[arg(long)]
    addressees: Option<String>,
    /// The words that do it.
    #[arg(long)]
    operator: Option<String>,
    /// ISO 8601.
    #[arg(long)]
    deadline: Option<String>,
}

pub(super) async fn run(command: Command, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    match command {
        Command::List => rounds(&workspace, common).await,
        Command::Show { document, of } => show(&workspace, &document, of.as_deref(), common).await,
        Command::Agreement { document } => agreement(&workspace, &document, common).await,
        Command::Export { document, format, out, of } => {
            let id = document_called(&workspace, &document).await?;
            export(&workspace, &id, format, &out, of, common).await
        }
        command => {
            let (document, wish) = wish(command);
            let id = document_called(&workspace, &document).await?;
            let wish = Wish { clause: wish.clause.replacen(&document, &id, 1), ..wish };
            let made = marks::act(&workspace, &id, &wish, &common.hand(wish.why.clone())?).await?;
            if common.json { out::say_json(&made) } else { said(&wish.action, &made) }
        }
    }
}

/// The document, and what is asked for.
fn wish(command: Command) -> (String, Wish) {
    let plain = |action: &str, document: String| (document, Wish { action: action.to_owned(), ..Wish::default() });
    match command {
        Command::Open { document, coder, bare } => {
            let (document, wish) = plain("open", document);
            let start = if bare { "bare".into() } else { String::new() };
            (document, Wish { coders: coder.join(","), start, ..wish })
        }
        Command::Accept(clause) => about("accept", clause, None),
        Command::Remove(clause) => about("remove", clause, None),
        Command::Correct { clause, coded } => about("correct", clause, Some(coded)),
        Command::Add { clause, coded } => about("add", clause, Some(coded)),
        Command::Undo { document, seq } => {
            let (document, wish) = plain("undo", document);
            (document, Wish { seq, ..wish })
        }
        Command::Complete { document, rest } => {
            let (document, wish) = plain("complete", document);
            (document, Wish { rest: rest.unwrap_or_default(), ..wish })
        }
        Command::Settle { document, pair, take, why } => {
            let (document, wish) = plain("settle", document);
            (document, Wish { pair, take, why, ..wish })
        }
        Command::List | Command::Show { .. } | Command::Agreement { .. } | Command::Export { .. } => {
            plain("", String::new())
        }
    }
}

fn about(action: &str, Clause { clause, why }: Clause, coded: Option<Coded>) -> (String, Wish) {
    let document = clause.split('#').next().unwrap_or_default().to_owned();
    let clause = if clause == document { String::new() } else { clause };
    let wish = Wish { action: action.to_owned(), clause, why, ..Wish::default() };
    let Some(c) = coded else { return (document, wish) };
    let Coded { words, kind, stance, force, actors, addressees, operator, deadline } = c;
    (document, Wish { words, kind, stance, force, actors, addressees, operator, deadline, ..wish })
}

fn said(action: &str, made: &[crate::shape::Decision]) -> Result<()> {
    let last = made.last().map_or(0, |d| d.seq);
    eprintln!("{action}: {} decisions written, the last is {last}", made.len());
    Ok(())
}

async fn rounds(workspace: &Workspace, common: &Globals) -> Result<()> {
    let rounds = workspace.coding_rounds().await?;
    if common.json {
        return out::say_json(&rounds);
    }
    let row = |r: &crate::shape::mark::CodingRound| {
        let coder = |c: &String| if r.complete.contains(c) { format!("{c} (complete)") } else { c.clone() };
        let state = if r.unsealed { "open to all" } else { "sealed" };
        vec![r.document.clone(), r.coders.iter().map(coder).collect::<Vec<_>>().join(", "), state.to_owned()]
    };
    out::say(&out::columns(&rounds.iter().map(row).collect::<Vec<_>>()))
}

async fn show(workspace: &Workspace, document: &str, of: Option<&str>, common: &Globals) -> Result<()> {
    let text = Text::load(workspace, &document_called(workspace, document).await?).await?;
    let Some(sheet) = marks::sheet(workspace, &text, &common.by()?, of).await? else {
        let mend = "open one with `chancery marks open DOCUMENT --coder NAME`";
        return Err(Error::missing(format!("{} has no coding round", text.document.document), mend));
    };
    if common.json {
        return out::say_json(&sheet);
    }
    let MarkSheet { marks, attention, .. } = &sheet;
    out::say(&out::columns(&marks.iter().map(|m| line(m, &m.verdict)).collect::<Vec<_>>()))?;
    if !attention.is_empty() {
        eprintln!("{} marks want attention: their words stand there no longer", attention.len());
        out::say(&out::columns(&attention.iter().map(|m| line(m, "gone")).collect::<Vec<_>>()))?;
    }
    let open = marks.iter().filter(|m| m.verdict == "open").count();
    eprintln!("{} marks of {}, {open} clauses open", marks.len() - open, sheet.of);
    Ok(())
}

fn line(mark: &Mark, verdict: &str) -> Vec<String> {
    vec![mark.mark.clone(), verdict.to_owned(), coded(mark), out::shortened(&mark.coded.text, 40)]
}

fn coded(mark: &Mark) -> String {
    let c = &mark.coded;
    let words = [Some(&c.kind), c.stance.as_ref(), c.force.as_ref(), c.operator.as_ref(), c.deadline.as_ref()];
    let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
    format!("{} [{}]", words.join(" "), c.actors.join(" "))
}

async fn agreement(workspace: &Workspace, document: &str, common: &Globals) -> Result<()> {
    let text = Text::load(workspace, &document_called(workspace, document).await?).await?;
    let found = marks::agreement(workspace, &text).await?;
    if common.json { out::say_json(&found) } else { out::say(&told(&found)) }
}

fn told(found: &MarkAgreement) -> String {
    let figure = |f: Option<f64>| f.map_or_else(|| "–".to_owned(), |f| format!("{f:.3}"));
    let mut out = String::new();
    for m in &found.measures {
        let same = format!("{} of {}", m.same, m.units);
        out.push_str(&format!(
            "{:10} κ {:>6}  α {:>6}  the same in {same}\n",
            m.measure,
            figure(m.kappa),
            figure(m.alpha)
        ));
    }
    for s in &found.scores {
        out.push_str(&format!("\nthe program against {} ({} clauses)\n", s.gold, s.clauses));
        for (name, value) in s.figures.as_object().into_iter().flatten() {
            out.push_str(&format!("  {name:28} {value}\n"));
        }
    }
    if !found.disagreements.is_empty() {
        let (all, open) = (found.disagreements.len(), found.unsettled);
        out.push_str(&format!("\n{all} differences, {open} unsettled\n"));
    }
    for d in &found.disagreements {
        let side = |mark: &Option<Mark>| mark.as_ref().map_or_else(|| "no clause".to_owned(), coded);
        let words = d.first.as_ref().or(d.second.as_ref()).map_or("", |m| m.coded.text.as_str());
        let settled = d.settled.as_ref().map(|by| format!("  settled: {by}")).unwrap_or_default();
        out.push_str(&format!("{} {}: {}\n", d.pair, d.about.join(", "), out::shortened(words, 60)));
        out.push_str(&format!("  {} | {}{settled}\n", side(&d.first), side(&d.second)));
    }
    out
}

async fn export(
    workspace: &Workspace,
    id: &str,
    format: Format,
    dir: &std::path::Path,
    of: Option<String>,
    common: &Globals,
) -> Result<()> {
    let (text, by) = (Text::load(workspace, id).await?, common.by()?);
    let of = of.unwrap_or_else(|| by.clone());
    let (marks, _) = marks::holding(workspace, &text, &by, &of).await?;
    let files = match format {
        Format::Gold => gold::folder(&text.document, &text.provisions, &text.witnesses, &marks).write(dir)?,
        Format::WebAnnotation => {
            std::fs::create_dir_all(dir)?;
            let name = format!("{id}.{}", annotations::FILE);
            let whole = annotations::collection(&text.document, &marks);
            std::fs::write(dir.join(&name), format!("{whole:#}\n"))?;
            vec![name]
        }
    };
    eprintln!("{} clauses by the marks of {of}{}", marks.len(), if of == SETTLED { " (both coders)" } else { "" });
    files.iter().try_for_each(|file| out::say(file))
}
