#!/bin/bash
# Makes the pictures of docs/charts.md anew: all charts of the seeds, one pixel to the unit.
# Usage: scripts/make_gallery.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/release/leitong}
run=$(mktemp -d)
trap 'rm -rf "$run"' EXIT
"$program" compare seeds --formats png --charts all --scale 1 --quiet --out "$run/gallery"
mkdir -p docs/gallery
rm -f docs/gallery/*.png
cp "$run"/gallery/charts/*.png docs/gallery/
du -sh docs/gallery
