//! A folder of its own, and the built binary in it.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

pub struct Session {
    dir: TempDir,
}

pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Session {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_in(".", arguments)
    }

    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Ran {
        let output = self.command(folder, arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Runs to success; what it said on stdout.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        ran.out
    }

    /// Starts a command and kills it, as a power cut would.
    pub fn killed_after(&self, pause: Duration, arguments: &[&str]) {
        let quiet = || Stdio::null();
        let mut child = self.command(".", arguments).stdout(quiet()).stderr(quiet()).spawn().unwrap();
        std::thread::sleep(pause);
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Exports to `name`; the tables, but for the time of retrieval.
    pub fn export(&self, name: &str) -> BTreeMap<String, Vec<serde_json::Value>> {
        self.ok(&["export", "--out", name]);
        self.tables(name)
    }

    /// The tables in the folder `name`, but for the time of retrieval.
    pub fn tables(&self, name: &str) -> BTreeMap<String, Vec<serde_json::Value>> {
        let files = std::fs::read_dir(self.path(name)).unwrap().map(|entry| entry.unwrap().path());
        let rows = |file: &PathBuf| {
            let text = std::fs::read_to_string(file).unwrap();
            let row = |line: &str| {
                let mut row: serde_json::Value = serde_json::from_str(line).unwrap();
                row.as_object_mut().unwrap().remove("retrieved_at");
                row
            };
            text.lines().map(row).collect()
        };
        files.map(|file| (file.file_name().unwrap().to_string_lossy().into_owned(), rows(&file))).collect()
    }

    fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command.args(arguments).current_dir(self.path(folder));
        command.env_remove("CHANCERY_WORKSPACE").env("CHANCERY_BY", "tester");
        command
    }
}
