//! Makes tables that can be published.

fn main() -> std::process::ExitCode {
    mimamori_shell::main(&mimamori_stats::PROGRAM)
}
