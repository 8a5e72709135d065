//! See `mimamori_flag`.

fn main() -> std::process::ExitCode {
    mimamori_shell::main(&mimamori_flag::PROGRAM)
}
