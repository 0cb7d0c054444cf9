//! The `blimp` binary.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let Ok(runtime) = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    else {
        return ExitCode::FAILURE;
    };
    let args = std::env::args().collect();
    let code = runtime.block_on(async { blimp::cli::run(args, &mut std::io::stdout()).await });
    ExitCode::from(code)
}
