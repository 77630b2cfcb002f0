#!/bin/sh
# Opens the report in Chromium, network off. Usage: tests/browser/run.sh [report.html of the seeds]
# Without Chromium, node or the packages of package-lock.json it says SKIPPED and succeeds; with LEITONG_NO_SKIP=1, as in
# CI, it fails.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
chromium=${CHROMIUM:-/usr/bin/chromium}

skip() {
    case ${LEITONG_NO_SKIP:-0} in
    0) echo "SKIPPED: browser test of report.html ($1)" && exit 0 ;;
    *) echo "LEITONG_NO_SKIP is set, and report.html cannot be opened in a browser: $1" >&2 && exit 1 ;;
    esac
}
[ -x "$chromium" ] || skip "no Chromium at $chromium"
command -v node >/dev/null 2>&1 || skip "no node"
if [ ! -d "$here/node_modules/playwright-core" ] || [ ! -d "$here/node_modules/axe-core" ]; then
    command -v npm >/dev/null 2>&1 || skip "no npm"
    (cd "$here" && npm ci --no-audit --no-fund --silent) || skip "npm ci failed: no network?"
fi

# The test of the report as a file leaves the reports that are opened here.
(cd "$root" && cargo test --quiet --test integration html::)
reports=$(cd "$root" && cd "${CARGO_TARGET_DIR:-target}" && pwd)/tmp/html
SEEDS=${1:-$reports/seeds/report.html}
# Two documents of it share several passages, whatever the engine makes of the seeds: `tests/integration/html/synthetic`.
SEVERAL=$reports/seeds/report.html
# Made by rule, as many as a country has provinces, twice: `tests/integration/html/sixty`.
SIXTY=$reports/sixty/report.html
HOSTILE=$reports/hostile/report.html
EMPTY=$reports/empty/report.html
PAIR=$reports/pair/pair.html
SHOTS=${SHOTS:-$(mktemp -d)}
export SEEDS SEVERAL SIXTY HOSTILE EMPTY PAIR SHOTS CHROMIUM="$chromium"
echo "screenshots: $SHOTS"
cd "$here"
exec node --test --test-concurrency=1 report.test.js
