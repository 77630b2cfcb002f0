// Of two texts alone: what moved, what was changed, which set phrases both have. Only a page of two texts has these findings.

import { h } from './dom.js';
import { t } from './state.js';
import { number, percent, excerpt } from './format.js';
import { table } from './table.js';

/** What was found, as it is seen with one of the two on the left. */
export function findingsFrom(report, leftDoc) {
  const [left, right] = leftDoc.index === 0 ? ['a', 'b'] : ['b', 'a'];
  const { moved, changes, moves, phrases } = report.pair;
  const sides = (one) => ({ ...one, left: one[left], right: one[right] });
  return { moved, changes: changes.map(sides), moves: moves.map(sides), phrases: phrases.map(sides) };
}

/** How much the two share, and what was changed: one sentence. */
export function pairSummary(report, found, passages, leftDoc, rightDoc) {
  if (!passages.length) return t('pair.none.alone');
  const { coverage } = report.similarity.documents.matrices;
  const of = (kind) => found.changes.filter((change) => change.kind === kind).length;
  const kinds = ['figure', 'name'].filter((kind) => of(kind)).map((kind) => t(`changes.of.${kind}`, { n: of(kind) }));
  const movedCount = found.moved.size + found.moves.length;
  const share = (one, other) => percent(coverage.get(one.index, other.index));
  return [
    t('changes.passages', { n: number(passages.length), left: share(leftDoc, rightDoc), right: share(rightDoc, leftDoc) }),
    movedCount ? [t('semicolon'), t('changes.moved', { n: movedCount })] : null,
    found.changes.length ? [t('semicolon'), t('changes.count', { n: number(found.changes.length) })] : null,
    kinds.length ? [t('list.comma'), t('changes.among', { kinds: kinds.join(t('changes.and')) })] : null,
    t('stop'),
  ];
}

/** All changes, those of figures and names first; `go` shows the place of one. */
export function changesCard(found, leftDoc, rightDoc, go) {
  if (!found.changes.length) return null;
  const order = ['figure', 'name', 'wording'];
  const rows = [...found.changes].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind) || one.left.start - other.left.start);
  const text = (doc, span) => excerpt(doc.text.slice(span.start, span.end), 60);
  const cell = (doc, side) => (change) => h('span', { lang: 'zh' }, text(doc, change[side]) || '∅');
  const name = t('changes.title', { n: number(rows.length) });
  return findingsCard('changes-card', name, table([
    { label: '#', numeric: true, value: (change) => change.left.start, cell: (change) => h('button', { type: 'button', class: 'quiet', 'aria-label': t('changes.jump'), onclick: () => go(change) }, rows.indexOf(change) + 1) },
    { label: t('changes.kind'), value: (change) => t(`changes.kind.${change.kind}`) },
    { label: leftDoc.label, class: 'wide', value: (change) => text(leftDoc, change.left), cell: cell(leftDoc, 'left') },
    { label: rightDoc.label, class: 'wide', value: (change) => text(rightDoc, change.right), cell: cell(rightDoc, 'right') },
  ], { rows, name: 'changes', caption: name, page: 25 }));
}

/** What changed its place inside a passage. */
export function movesCard(found, leftDoc, rightDoc, go) {
  if (!found.moves.length) return null;
  const rows = [...found.moves].sort((one, other) => one.left.start - other.left.start);
  const text = (doc, span) => excerpt(doc.text.slice(span.start, span.end), 60);
  const cell = (doc, side) => (move) => h('span', { lang: 'zh' }, text(doc, move[side]));
  const name = t('changes.moves', { n: number(rows.length) });
  return findingsCard('moves-card', name, table([
    { label: '#', numeric: true, value: (move) => move.left.start, cell: (move) => h('button', { type: 'button', class: 'quiet', 'aria-label': t('changes.jump'), onclick: () => go(move) }, rows.indexOf(move) + 1) },
    { label: leftDoc.label, class: 'wide', value: (move) => text(leftDoc, move.left), cell: cell(leftDoc, 'left') },
    { label: rightDoc.label, class: 'wide', value: (move) => text(rightDoc, move.right), cell: cell(rightDoc, 'right') },
  ], { rows, name: 'moves', caption: name, page: 25 }));
}

/** Set phrases that both have outside the passages. */
export function phrasesCard(found, leftDoc, go) {
  if (!found.phrases.length) return null;
  const name = t('changes.phrases', { n: number(found.phrases.length) });
  const wording = (phrase) => leftDoc.text.slice(phrase.left.start, phrase.left.end);
  return findingsCard('phrases-card', name, table([
    { label: '#', numeric: true, value: (phrase) => phrase.left.start, cell: (phrase) => h('button', { type: 'button', class: 'quiet', 'aria-label': t('changes.jump'), onclick: () => go(phrase) }, found.phrases.indexOf(phrase) + 1) },
    { label: t('column.phrase'), class: 'wide', value: wording, cell: (phrase) => h('span', { lang: 'zh' }, excerpt(wording(phrase), 80)) },
  ], { rows: found.phrases, name: 'shared-phrases', caption: name, page: 25 }));
}

function findingsCard(name, title, ...children) {
  return h('details', { class: `card ${name}`, open: true }, h('summary', {}, h('h2', {}, title)), children);
}
