//! See `mimamori_import`.

#[global_allocator]
static MEMORY: mimamori_shell::Memory = mimamori_shell::Memory::new(std::alloc::System, usize::MAX);

fn main() -> std::process::ExitCode {
    mimamori_shell::main_with_workers(&mimamori_import::PROGRAM, &MEMORY, mimamori_import::serve)
}
