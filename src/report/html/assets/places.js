// Where else the wording of a stretch stands.

import { h } from './dom.js';
import { t } from './state.js';
import { operations } from './data.js';

/** What [start, end) of one side of a passage stands against on its other side. */
export function mapped(passage, side, start, end) {
  const other = side === 'a' ? 'b' : 'a';
  let from = null;
  let to = null;
  for (const step of operations(passage)) {
    const here = step[side];
    if (here.end <= start || here.start >= end) continue;
    const there = step[other];
    // Equal steps run alongside each other, up to punctuation; others are taken whole.
    const equal = step.kind === 'equal';
    const first = equal ? Math.min(there.end, there.start + Math.max(0, start - here.start)) : there.start;
    const last = equal ? Math.max(there.start, there.end - Math.max(0, here.end - end)) : there.end;
    if (from === null) from = first;
    to = Math.max(first, last);
  }
  return from === null ? null : { start: from, end: to };
}

/** Every other place, one a row: document, what stands there, and the passage or family that says so. */
export function otherPlaces(document, start, end) {
  const found = [];
  const add = (place) => {
    const twin = found.find((known) => known.document === place.document && known.start < place.end && place.start < known.end);
    if (!twin) found.push(place);
  };
  for (const { passage, side, other } of document.passages) {
    const here = passage[side];
    if (here.end <= start || here.start >= end) continue;
    const spot = mapped(passage, side, Math.max(start, here.start), Math.min(end, here.end));
    if (spot && spot.end > spot.start) add({ document: passage[other].document, ...spot, passage, overlap: overlap(here, start, end) });
  }
  for (const { family, place } of document.families) {
    if (place.end <= start || place.start >= end) continue;
    for (const there of family.places) {
      if (there.document === document && there.start < end && start < there.end) continue;
      add({ ...there, family, overlap: overlap(place, start, end) });
    }
  }
  return found.sort((one, other) => one.document.index - other.document.index || one.start - other.start);
}

function overlap(place, start, end) {
  return Math.min(place.end, end) - Math.max(place.start, start);
}

/**
 * In how many other documents each character of a stretch stands as equal wording: [fewest, most] over the
 * characters that stand anywhere else, or null. Punctuation stands nowhere.
 */
export function spread(document, start, end) {
  const others = Array.from({ length: end - start }, () => new Set());
  const add = (span, index) => {
    for (let at = Math.max(start, span.start); at < Math.min(end, span.end); at += 1) others[at - start].add(index);
  };
  for (const { passage, side, other } of document.passages) {
    const here = passage[side];
    if (here.end <= start || here.start >= end || passage[other].document === document) continue;
    for (const step of operations(passage)) if (step.kind === 'equal') add(step[side], passage[other].document.index);
  }
  for (const { family, place } of document.families) {
    if (place.end <= start || place.start >= end) continue;
    for (const there of family.places) if (there.document !== document) add(place, there.document.index);
  }
  const counts = others.map((set) => set.size).filter((count) => count > 0);
  return counts.length ? [Math.min(...counts), Math.max(...counts)] : null;
}

/** Template uses that touch a stretch. */
export function templateUses(document, start, end) {
  return document.templates.filter(({ instance }) => instance.start < end && start < instance.end);
}

/** A stretch in its surroundings, on one line. */
export function inContext(document, start, end, around = 22) {
  if (!document.text) return h('span', { class: 'absent' }, t('text.absent'));
  const flat = (text) => text.replace(/\s+/g, ' ');
  const before = flat(document.text.slice(start - around, start));
  const after = flat(document.text.slice(end, end + around));
  return h('span', { class: 'in-context' },
    start > around ? '…' : '', before,
    h('mark', {}, flat(document.text.slice(start, end))),
    after, end + around < document.text.length ? '…' : '');
}
