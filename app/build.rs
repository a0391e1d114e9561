//! Says that new migrations mean building again: they are built into the program.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
