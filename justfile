# What is typed every day. `just` alone lists it; https://just.systems installs it. Each line can be typed without just.

# Lists the recipes.
default:
    @just --list

# The inner loop: format, lints, unit tests of the library.
check:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    cargo test --lib

# All tests, as the README has them.
test:
    cargo test

# Everything that CI runs.
ci:
    bash .ci/run

# Writes again what tests compare with, after an intended change of outputs. Look at it before committing.
bless:
    cargo run --release -- compare seeds --out reports/seeds
    TRYCMD=overwrite cargo test --test integration command_line

# What each stage costs on the seeds; `cargo bench --bench scale` makes and times large corpora.
bench:
    cargo bench --bench stages

# Fuzzes TARGET for SECONDS; wants cargo-fuzz. RUSTC_BOOTSTRAP stands in for a nightly toolchain.
fuzz TARGET SECONDS='60':
    cd fuzz && RUSTC_BOOTSTRAP=1 cargo fuzz run {{TARGET}} corpus/{{TARGET}} -- -max_total_time={{SECONDS}}

# The released program, and the package as crates.io would have it.
release:
    cargo build --release --locked
    cargo package --locked --allow-dirty --list

# Measures quality with the evaluation programs of SHARED on the corpora unpacked in DATA, and prints all figures.
quality SHARED='../shared' DATA='../data':
    bash scripts/quality.sh {{SHARED}} {{DATA}}
