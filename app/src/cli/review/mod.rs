//! `chancery review open|list|agenda|packet|decide|close|report`

mod report;

use super::{Globals, out};
use crate::locale::Locale;
use crate::render::paper::Format;
use crate::review::meeting::{self, Sitting};
use crate::review::packet;
use crate::review::paper::Paper;
use crate::shape::entry::Resolution;
use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// What to do with the meetings.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Open a meeting of a body.
    Open {
        /// The body, or the series of meetings, by name.
        #[arg(long)]
        body: String,
        /// Which of its meetings.
        #[arg(long)]
        number: u32,
        /// When it meets.
        #[arg(long)]
        date: String,
        /// The reason.
        #[arg(long, value_name = "TEXT", default_value = "")]
        why: String,
    },
    /// List the meetings.
    List,
    /// Show what is due, overdue, disputed or unassessed.
    Agenda(Which),
    /// Write the agenda as DOCX and printable HTML, in every language of the interface; the minutes once it is closed.
    Packet {
        #[command(flatten)]
        which: Which,
        /// The folder.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Write down what the meeting decided about an entry.
    Decide(Decide),
    /// Issue a report on a document, a body, a party or a cycle, after a preflight; DOCX, XLSX, HTML or JSON by its name.
    Report(report::Args),
    /// Close the meeting; its agenda stays as it is.
    Close {
        #[command(flatten)]
        which: Which,
        /// The reason.
        #[arg(long, value_name = "TEXT", default_value = "")]
        why: String,
    },
}

/// Which meeting.
#[derive(Debug, clap::Args)]
pub struct Which {
    /// `BODY/N`; the one opened last unless said.
    #[arg(long, value_name = "MEETING")]
    meeting: Option<String>,
}

/// What was decided.
#[derive(Debug, clap::Args)]
pub struct Decide {
    /// Number of the entry, or id of its clause.
    id: String,
    #[command(flatten)]
    which: Which,
    /// The decision, in words.
    #[arg(long)]
    text: String,
    /// Who is to act on it.
    #[arg(long)]
    body: Option<String>,
    /// By when.
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// What the entry's status is from now on.
    #[arg(long)]
    status: Option<String>,
    /// The reason.
    #[arg(long, value_name = "TEXT", default_value = "")]
    why: String,
}

pub(super) async fn run(command: Command, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let hand = |why: String| common.hand(why);
    match command {
        Command::Open { body, number, date, why } => {
            let meeting = meeting::open(&workspace, &body, number, &date, &hand(why)?).await?;
            if common.json {
                return out::say_json(&meeting);
            }
            eprintln!("opened {} on {}", meeting.meeting, meeting.date);
            Ok(())
        }
        Command::List => {
            let meetings = workspace.meetings().await?;
            if common.json {
                return out::say_json(&meetings);
            }
            let state = |closed: bool| if closed { "closed" } else { "open" }.to_owned();
            let row =
                |m: &crate::shape::entry::Meeting| vec![m.meeting.clone(), m.date.clone(), state(m.closed.is_some())];
            out::say(&out::columns(&meetings.iter().map(row).collect::<Vec<_>>()))
        }
        Command::Agenda(which) => agenda(&meeting::sitting(&workspace, which.meeting.as_deref()).await?, common),
        Command::Packet { which, out } => write(&meeting::sitting(&workspace, which.meeting.as_deref()).await?, &out),
        Command::Report(args) => report::run(&workspace, args, common).await,
        Command::Close { which, why } => {
            let sitting = meeting::close(&workspace, which.meeting.as_deref(), &hand(why)?).await?;
            eprintln!("closed {}: {} decisions", sitting.meeting.meeting, sitting.resolutions().len());
            Ok(())
        }
        Command::Decide(args) => {
            let meeting = meeting::find(&workspace, args.which.meeting.as_deref()).await?.meeting;
            let hand = hand(args.why)?;
            let resolution =
                Resolution { meeting, text: args.text, body: args.body, due: args.due, ..Resolution::default() };
            let decision = match &args.status {
                Some(status) => meeting::decide_with_status(&workspace, &args.id, resolution, status, &hand).await?,
                None => meeting::decide(&workspace, &args.id, resolution, &hand).await?,
            };
            out::decided(&decision, common.json)
        }
    }
}

fn agenda(sitting: &Sitting, common: &Globals) -> Result<()> {
    if common.json {
        return out::say_json(&serde_json::json!({ "meeting": sitting.meeting, "agenda": sitting.agenda,
            "charges": sitting.charges, "entries": sitting.entries }));
    }
    let row = |item: &crate::shape::entry::Item| {
        let words = sitting.entries.get(&item.undertaking).map_or("", |e| &e.words);
        vec![item.group.clone(), item.ground.clone(), item.undertaking.clone(), out::shortened(words, 50)]
    };
    out::say(&out::columns(&sitting.agenda.iter().map(row).collect::<Vec<_>>()))?;
    let assessed = sitting.entries.values().filter(|e| e.undertaking.status != crate::register::STATUSES[0]).count();
    eprintln!("{}: {} items, {assessed} of them assessed", sitting.meeting.meeting, sitting.agenda.len());
    Ok(())
}

/// One paper a language and format.
fn write(sitting: &Sitting, dir: &Path) -> Result<()> {
    let failed = |path: &Path, e: std::io::Error| {
        Error::operator(format!("{}: it cannot be written: {e}", path.display()), "look at permissions and free space")
    };
    std::fs::create_dir_all(dir).map_err(|e| failed(dir, e))?;
    for l in Locale::all() {
        let mut papers: Vec<(&str, Paper)> = vec![("agenda", packet::agenda(l, sitting))];
        if sitting.meeting.closed.is_some() {
            papers.push(("minutes", packet::minutes(l, sitting)));
        }
        for (name, paper) in papers {
            for format in [Format::Docx, Format::Html] {
                let path = dir.join(format!("{name}.{}.{}", l.code, format.file().0));
                std::fs::write(&path, format.render(&paper)?).map_err(|e| failed(&path, e))?;
                out::say(&path.display().to_string())?;
            }
        }
    }
    Ok(())
}
