// Who else says it: all documents that have a wording, by date, each with its place.

import { h } from './dom.js';
import { t } from './state.js';
import { number, documentLink, documentHref, pairHref, percent, yearOf } from './format.js';
import { placesOf } from './data.js';
import { findAll, markedAgainst } from './fold.js';

/** By date, those without one behind, else in the order of the corpus. */
export function byDate(one, other) {
  const [a, b] = [one.document.date ?? '', other.document.date ?? ''];
  const known = (date) => /^\d{4}/.test(date);
  if (known(a) !== known(b)) return known(a) ? -1 : 1;
  return known(a) && a !== b ? (a < b ? -1 : 1) : one.document.index - other.document.index;
}

/**
 * The other places of a stretch, one a document: those that have it letter by letter, looked up in all texts, and those that the
 * analysis found to read nearly the same.
 */
export function otherSources(report, document, { start, end, run }) {
  const words = document.text.slice(start, end);
  const found = new Map();
  const add = (place, same) => {
    if (place.document !== document && !found.has(place.document)) found.set(place.document, { ...place, same });
  };
  findAll(report, words).forEach((place) => add(place, true));
  if (run) {
    placesOf(report, run).forEach((place) => add(place, false));
    if (run.others > found.size) findAll(report, document.text.slice(run.start, run.end)).forEach((place) => add(place, false));
  }
  return [...found.values()].sort(byDate);
}

/** How many others, since when: 另有 14 篇 · 最早 2018. */
export function countWords(sources, least = 0) {
  const count = Math.max(sources.length, least);
  const first = sources.map(({ document }) => yearOf(document)).find((year) => year);
  return first ? t('sources.since', { n: number(count), year: first }) : t('sources.count', { n: number(count) });
}

const SOURCES_SHOWN = 10;

/** The list: names with their wording, what differs from `base` marked. */
export function sourceList(report, document, sources, { base, others = 0 }) {
  const item = (place) => {
    const words = place.document.text?.slice(place.start, place.end);
    const passage = document.passages.find(({ passage: one, side, other }) => one[other].document === place.document
      && one[side].start < base.end && base.start < one[side].end && one[other].start < place.end && place.start < one[other].end)?.passage;
    return h('li', {},
      h('div', { class: 'place-head' }, documentLink(place.document, documentHref(place.document, place.start)),
        h('span', { class: 'aside' }, place.document.date ?? ''),
        h('a', { class: 'to-pair', href: pairHref(document, place.document, passage), title: t('place.passage.help') },
          passage ? t('place.passage', { identity: percent(passage.identity) }) : t('place.pair'))),
      words === undefined ? h('span', { class: 'absent' }, t('text.absent')) : h('div', { lang: 'zh', class: 'in-context' }, context(place, place.same ? words : markedAgainst(words, document.text.slice(base.start, base.end)))));
  };
  const list = h('ol', { class: 'places' }, sources.slice(0, SOURCES_SHOWN).map(item));
  const rest = sources.slice(SOURCES_SHOWN);
  const more = rest.length ? h('button', { type: 'button', onclick: () => { list.append(...rest.map(item)); more.remove(); } }, t('table.more', { n: number(rest.length) })) : null;
  return [list, more, others > sources.length ? h('p', { class: 'note' }, t('document.places.more', { n: number(others - sources.length) })) : null];
}

/** A stretch with what stands around it, on one line. */
export function context({ document, start, end }, inside, around = 18) {
  const flat = (text) => text.replace(/\s+/g, ' ');
  return [start > around ? '…' : '', flat(document.text.slice(Math.max(0, start - around), start)), h('mark', {}, inside),
    flat(document.text.slice(end, end + around)), end + around < document.text.length ? '…' : ''];
}
