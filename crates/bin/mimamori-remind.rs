//! See `mimamori_remind`.

fn main() -> std::process::ExitCode {
    mimamori_shell::main(&mimamori_remind::PROGRAM)
}
