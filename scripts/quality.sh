#!/usr/bin/env bash
# Prints all quality figures, so that none falls unseen: quality.sh SHARED DATA
#
# SHARED holds the evaluation programs and labels (eval/, gold/), DATA the unpacked corpora; neither belongs to the project.
# LEITONG names the program (default: a released build of this tree). Runs and detections go to OUT (default: a new
# temporary folder). LARGE=1 adds zh-reuse among 40,000 news items, a quarter of an hour.
set -euo pipefail
shared=$(realpath "$1") data=$(realpath "$2")
cd "$(dirname "$0")/.."
if [ -z "${LEITONG:-}" ]; then
  cargo build --release --quiet
  LEITONG=${CARGO_TARGET_DIR:-target}/release/leitong
fi
leitong=$(realpath "$LEITONG") out=${OUT:-$(mktemp -d)}
mkdir -p "$out"
export LANG=C.UTF-8

part() { printf '\n== %s\n' "$*"; }
# Runs the program quietly; a run in which some files cannot be read is a run.
run() { "$leitong" "$@" >"$out/log" 2>&1 || [ $? -eq 1 ] || { cat "$out/log"; exit 1; }; }
compare() { run compare "$1" --out "$2" --force "${@:3}"; }

for corpus in zh-reuse pan13-train; do
  [ -d "$data/$corpus" ] || continue
  part "$corpus: align --pairs"
  run align --pairs "$data/$corpus/pairs" --suspicious "$data/$corpus/susp" --source "$data/$corpus/src" --out "$out/$corpus"
  python3 "$shared/eval/plagdet.py" "$data/$corpus" "$out/$corpus"
done

part "zh-reuse: compare over one folder"
mkdir -p "$out/all"
cp "$data"/zh-reuse/susp/*.txt "$data"/zh-reuse/src/*.txt "$out/all/"
compare "$out/all" "$out/corpus" --formats json --max-passages 2000000
python3 "$shared/eval/corpus_mode.py" "$out/corpus" "$data/zh-reuse" "$out/detections"
python3 "$shared/eval/plagdet.py" "$data/zh-reuse" "$out/detections"
if [ "${LARGE:-0}" = 1 ]; then
  part "zh-reuse: compare among 40,000 news items"
  cp "$data/news/web.jsonl" "$out/all/"
  compare "$out/all" "$out/large" --formats json --max-passages 20000000
  rm "$out/all/web.jsonl"
  python3 "$shared/eval/corpus_mode.py" "$out/large" "$data/zh-reuse" "$out/detections-large"
  python3 "$shared/eval/plagdet.py" "$data/zh-reuse" "$out/detections-large"
fi

part "zh-templates"
compare "$data/zh-templates/docs" "$out/templates" --formats json
python3 "$shared/eval/templates.py" "$data/zh-templates/gold.json" "$out/templates/templates.json"
part "seeds: templates"
compare seeds "$out/seeds" --formats json
python3 "$shared/eval/templates.py" "$shared/gold/seeds.json" "$out/seeds/templates.json"

if [ -e "$data/check" ]; then
  part "check: 120 drafts against 2,000 texts"
  rm -rf "$out/check.lib"
  "$leitong" library add "$out/check.lib" "$data/check/library/library.jsonl" > /dev/null
  "$leitong" check "$data/check/drafts" --library "$out/check.lib" --metadata "$data/check/meta.csv" \
    --json "$out/check.json" > /dev/null
  python3 "$shared/eval/check_score.py" "$data/check/gold.json" "$out/check.json"
fi

for set in work-reports regulations meeting-news; do
  part "real-dev moulds: $set"
  folder=$data/real-dev/$set
  [ "$set" = work-reports ] && folder=$data/work-reports
  compare "$folder" "$out/moulds-$set" --formats json,csv
  python3 "$shared/eval/moulds.py" "$shared/gold/real-dev/moulds-$set.json" "$out/moulds-$set/templates.json"
done
part "attribution against a reader: work reports and regulations"
python3 scripts/attribution.py scripts/labels/clauses.json \
  work-reports "$out/moulds-work-reports" real-dev/regulations "$out/moulds-regulations"
part "real-dev outline, noise, facts"
compare "$data/real-dev/outline" "$out/outline" --formats json,csv
python3 "$shared/eval/outline.py" "$shared/gold/real-dev/outline.json" "$out/outline"
part "seeds: outline and noise (labels of the tests)"
cargo test --quiet --test integration outline -- --nocapture 2>/dev/null | grep -iE 'precision|recall|noise|heading' || true
