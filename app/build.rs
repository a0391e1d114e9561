//! Says that new migrations and samples mean building again: they are built into the program.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=../samples");
}
