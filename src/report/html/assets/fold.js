// All texts as one folded string, to look wording up in: letters and digits only, wide forms narrow, small letters.
//
// A million characters are searched in two or three milliseconds, so every look-up reads all texts.

import { h } from './dom.js';

const FOLDED_ASIDE = /[^\p{L}\p{N}]/gu;

export function folded(text) {
  return text.normalize('NFKC').toLowerCase().replace(FOLDED_ASIDE, '');
}

/** A letter stays one letter where it can, so that places can be counted back. */
function foldedLetter(letter) {
  const code = letter.codePointAt(0);
  if (code >= 0x4e00 && code <= 0x9fff) return letter;
  if (code < 0x80) {
    if ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) return letter;
    return code >= 0x41 && code <= 0x5a ? letter.toLowerCase() : '';
  }
  // Punctuation of East Asia, and full-width marks up to the digits.
  if ((code >= 0x3000 && code <= 0x3004) || (code >= 0x3008 && code <= 0x3020) || (code >= 0xff01 && code <= 0xff0f)) return '';
  if (!others.has(letter)) others.set(letter, folded(letter));
  return others.get(letter);
}

/** Letters that are neither Chinese nor ASCII, as they were folded. */
const others = new Map();

/** Made when it is first asked for: the string, where each document begins in it, and the position of each unit in its text. */
function folding(report) {
  if (report.folding) return report.folding;
  const parts = [];
  const starts = [];
  const positions = [];
  let length = 0;
  for (const document of report.documents) {
    starts.push(length);
    const letters = [];
    const places = [];
    let at = 0;
    for (const letter of document.text?.text ?? '') {
      const one = foldedLetter(letter);
      for (let i = 0; i < one.length; i += 1) places.push(at);
      letters.push(one);
      at += 1;
    }
    places.push(at);
    const part = letters.join('');
    parts.push(part, '\n');
    positions.push(Uint32Array.from(places));
    length += part.length + 1;
  }
  report.folding = { text: parts.join(''), starts, positions };
  return report.folding;
}

function documentAt(starts, offset) {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Makes what look-ups need before somebody asks. */
export function prepareFolding(report) {
  folding(report);
}

/** Places shown of one wording: more are counted, and not listed. */
const LISTED = 20_000;

/** Every place of a wording in all texts, in the order of documents: { document, start, end }. */
export function findAll(report, words, most = LISTED) {
  const wanted = folded(words);
  if (!wanted) return [];
  const { text, starts, positions } = folding(report);
  const found = [];
  for (let at = text.indexOf(wanted); at >= 0 && found.length < most; at = text.indexOf(wanted, at + wanted.length)) {
    const number = documentAt(starts, at);
    const inside = at - starts[number];
    found.push({ document: report.documents[number], start: positions[number][inside], end: positions[number][inside + wanted.length - 1] + 1 });
  }
  return found;
}

/** The documents that have a wording, by number. */
export function documentsWith(report, words) {
  const wanted = folded(words);
  if (!wanted) return [];
  const { text, starts } = folding(report);
  const found = [];
  let at = text.indexOf(wanted);
  while (at >= 0) {
    const number = documentAt(starts, at);
    found.push(number);
    at = number + 1 < starts.length ? text.indexOf(wanted, starts[number + 1]) : -1;
  }
  return found;
}

/** For each of many wordings the documents that have it, in one reading of all texts. */
export function documentsWithEach(report, wordings) {
  const all = wordings.map(folded);
  const sets = wordings.map(() => new Set());
  const head = Math.min(4, ...all.filter((one) => one).map((one) => one.length));
  if (!Number.isFinite(head)) return sets;
  const byHead = new Map();
  all.forEach((wording, i) => {
    if (!wording) return;
    const key = wording.slice(0, head);
    if (!byHead.has(key)) byHead.set(key, []);
    byHead.get(key).push(i);
  });
  const { text, starts } = folding(report);
  let number = 0;
  for (let at = 0; at + head <= text.length; at += 1) {
    while (number + 1 < starts.length && starts[number + 1] <= at) number += 1;
    const candidates = byHead.get(text.slice(at, at + head));
    if (candidates) for (const i of candidates) if (text.startsWith(all[i], at)) sets[i].add(number);
  }
  return sets;
}

/** Where the wordings of two texts agree for `least` letters or more: stretches of the first, in its own positions. */
export function agreeing(one, other, least) {
  const letters = (text) => {
    const units = [];
    const places = [];
    let at = 0;
    for (const letter of text) {
      for (const unit of foldedLetter(letter)) {
        units.push(unit);
        places.push(at);
      }
      at += 1;
    }
    return { text: units.join(''), places };
  };
  const [here, there] = [letters(one), letters(other).text];
  const shingles = new Set();
  for (let i = 0; i + least <= there.length; i += 1) shingles.add(there.slice(i, i + least));
  const spans = [];
  for (let i = 0; i + least <= here.text.length; i += 1) {
    if (!shingles.has(here.text.slice(i, i + least))) continue;
    const [start, end] = [here.places[i], here.places[i + least - 1] + 1];
    if (spans.length && start <= spans.at(-1).end) spans.at(-1).end = end;
    else spans.push({ start, end });
  }
  return spans;
}

/** A wording with what differs from another marked: by the longest common subsequence of letters. */
export function markedAgainst(text, base) {
  const [one, other] = [Array.from(text), Array.from(base)];
  if (one.length * other.length > 250_000) return [text];
  const width = other.length + 1;
  const lengths = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = one[i] === other[j] ? lengths[(i + 1) * width + j + 1] + 1 : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  const pieces = [];
  const push = (kind, letter) => {
    if (pieces.length && pieces.at(-1).kind === kind) pieces.at(-1).text += letter;
    else pieces.push({ kind, text: letter });
  };
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      push('same', one[i]);
      i += 1;
      j += 1;
    } else if (i < one.length && (j === other.length || lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])) {
      push('added', one[i]);
      i += 1;
    } else {
      push('gone', other[j]);
      j += 1;
    }
  }
  return pieces.map(({ kind, text: words }) => {
    if (kind === 'same') return words;
    return kind === 'added' ? h('ins', {}, words) : h('del', {}, words);
  });
}
