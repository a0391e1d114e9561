//! `docs/cli.md` is what the command line says of itself. With `CHANCERY_WRITE=1` it is written anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use chancery::cli::Line;
use clap_markdown::MarkdownOptions;
use std::path::Path;

#[test]
fn the_manual_is_what_the_command_line_says() {
    let options = MarkdownOptions::new().show_footer(false).title("The command line".into());
    let said = clap_markdown::help_markdown_custom::<Line>(&options);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/cli.md");
    if std::env::var_os("CHANCERY_WRITE").is_some() {
        std::fs::write(&path, &said).unwrap();
    }
    let printed = std::fs::read_to_string(&path).unwrap_or_default();
    let odd = said.lines().zip(printed.lines()).find(|(said, printed)| said != printed);
    assert!(
        said == printed,
        "docs/cli.md is behind: {odd:?}; write it with `CHANCERY_WRITE=1 cargo test -p chancery --test manual`"
    );
}
