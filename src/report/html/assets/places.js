// Where else the wording of a stretch stands.

import { h } from './dom.js';
import { t } from './state.js';
import { placesOf } from './data.js';

/** Every other place of a run, one a document, each with the passage that lies over both, if one does. */
export function otherPlaces(report, document, run) {
  return placesOf(report, run).map((place) => {
    const over = document.passages.find(({ passage, side, other }) => (
      passage[other].document === place.document
      && passage[side].start <= run.start && run.start < passage[side].end
      && passage[other].start < place.end && place.start < passage[other].end));
    return { ...place, passage: over?.passage };
  });
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
