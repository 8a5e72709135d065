//! See `mimamori_agenda`.

fn main() -> std::process::ExitCode {
    mimamori_shell::main(&mimamori_agenda::PROGRAM)
}
