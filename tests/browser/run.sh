#!/bin/sh
# Opens the report in Chromium, network off. Usage: tests/browser/run.sh [report.html of the seeds]
# Without Chromium, node or the packages of package-lock.json it says SKIPPED and succeeds.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
chromium=${CHROMIUM:-/usr/bin/chromium}

skip() {
    echo "SKIPPED: browser test of report.html ($1)"
    exit 0
}
[ -x "$chromium" ] || skip "no Chromium at $chromium"
command -v node >/dev/null 2>&1 || skip "no node"
if [ ! -d "$here/node_modules/playwright-core" ] || [ ! -d "$here/node_modules/axe-core" ]; then
    command -v npm >/dev/null 2>&1 || skip "no npm"
    (cd "$here" && npm ci --no-audit --no-fund --silent) || skip "npm ci failed: no network?"
fi

# The test of the report as a file leaves the reports that are opened here.
(cd "$root" && cargo test --quiet --test html)
reports=$root/target/tmp/html
SEEDS=${1:-$reports/seeds/report.html}
HOSTILE=$reports/hostile/report.html
EMPTY=$reports/empty/report.html
SHOTS=${SHOTS:-$(mktemp -d)}
export SEEDS HOSTILE EMPTY SHOTS CHROMIUM="$chromium"
echo "screenshots: $SHOTS"
cd "$here"
exec node --test --test-concurrency=1 report.test.js
