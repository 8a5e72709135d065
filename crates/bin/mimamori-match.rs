//! See `mimamori_match`.

fn main() -> std::process::ExitCode {
    mimamori_shell::main(&mimamori_match::PROGRAM)
}
