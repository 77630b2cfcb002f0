//! The command line as its users see it: a folder in `tests/cmd` for each case. `TRYCMD=overwrite` writes what the
//! program says now.

#[test]
fn the_command_line_does_and_says_what_is_written_down() {
    trycmd::TestCases::new().case("tests/cmd/*/cmd.toml");
}
