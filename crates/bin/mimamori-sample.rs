//! See `mimamori_sample`.

fn main() -> std::process::ExitCode {
    mimamori_shell::main(&mimamori_sample::PROGRAM)
}
