//! Reads the departments' lists into a stream.

fn main() -> std::process::ExitCode {
    mimamori_shell::main(&mimamori_import::PROGRAM)
}
