// Pair: two texts side by side, what they share joined, differences inside it marked.

import { h, s, replace, fragment, announce } from './dom.js';
import { t } from './state.js';
import { number, percent, pairHref, documentHref, excerpt } from './format.js';
import { documentChooser } from './chooser.js';
import { saveHtml } from './export.js';
import { setting, keep, replaceAddress, redrawView } from './view.js';
import { METRICS, DIRECTED, operations, passagesBetween } from './data.js';
import { paint, pieceAt } from './text.js';
import { chain, scrollTogether } from './align.js';
import { table } from './table.js';
import { findingsFrom, pairSummary, changesCard, movesCard, phrasesCard } from './changes.js';

/** A passage is common where this part of its wording on the left is. */
const COMMON = 0.6;

/** Whether most of a passage is wording that many documents have. */
function isCommon({ left }) {
  let common = 0;
  for (const run of left.document.runs) {
    if (run.attribution === 'boilerplate' && run.start < left.end && left.start < run.end) common += Math.min(run.end, left.end) - Math.max(run.start, left.start);
  }
  return common >= COMMON * (left.end - left.start);
}

export function pairView(report, leftDoc, rightDoc, wanted) {
  const all = passagesBetween(report, leftDoc, rightDoc).map((passage) => {
    const side = passage.a.document === leftDoc ? 'a' : 'b';
    const other = side === 'a' ? 'b' : 'a';
    return { passage, side, other, left: passage[side], right: passage[other], matched: passage.matched };
  }).sort((one, next) => one.left.start - next.left.start || one.right.start - next.right.start);
  const hidden = report.pair ? [] : all.filter(isCommon);
  const hiding = hidden.length > 0 && setting('pair.hide', false);
  const passages = hiding ? all.filter((one) => !hidden.includes(one)) : all;
  passages.forEach((one, i) => { one.place = i + 1; });
  const found = report.pair ? findingsFrom(report, leftDoc) : null;
  for (const one of passages) one.moved = Boolean(found?.moved.has(one.passage.index));
  const element = h('div', { class: 'view pair-view' }, pairHead(report, leftDoc, rightDoc, all, found));
  if (!leftDoc.text || !rightDoc.text) {
    element.append(h('p', { class: 'empty' }, t('text.absent.long')), passageTable(passages, leftDoc, rightDoc, () => {}, found));
    return { element };
  }
  const common = (side, doc, other) => (found ? found.phrases.map((phrase) => phrase[side]) : commonPlaces(doc, other));
  const left = pane(report, leftDoc, passages, common('left', leftDoc, rightDoc), found, 'left', t('pair.left'));
  const right = pane(report, rightDoc, passages, common('right', rightDoc, leftDoc), found, 'right', t('pair.right'));
  const gutter = s('svg', { class: 'gutter', 'aria-hidden': 'true' });
  let together = true;
  const anchors = () => inOrder.map((one) => [left.top(one), right.top(one)]);
  const inOrder = chain(passages);
  const scrolling = scrollTogether(left.scroller, right.scroller, anchors, () => together);
  const readout = h('p', { class: 'readout', role: 'status' });
  let current = null;

  function choose(one, { scroll = true, focus = false } = {}) {
    current = one;
    for (const side of [left, right]) side.mark(one);
    if (scroll) {
      scrolling.release();
      left.show(one);
      right.show(one);
    }
    replace(readout, passageWords(one, passages.length));
    announce(readout.textContent);
    replaceAddress(pairHref(leftDoc, rightDoc, one.passage));
    if (focus) left.focus(one);
    join();
  }
  function step(by) {
    if (!passages.length) return;
    const at = current ? passages.indexOf(current) + by : by > 0 ? 0 : passages.length - 1;
    choose(passages[(at + passages.length) % passages.length]);
  }
  function join() {
    const box = gutter.getBoundingClientRect();
    if (!box.width) return;
    gutter.setAttribute('viewBox', `0 0 ${box.width} ${box.height}`);
    gutter.replaceChildren(...passages.flatMap((one) => {
      const [y1, y2] = [left.top(one) - left.scroller.scrollTop + 12, right.top(one) - right.scroller.scrollTop + 12];
      const seen = (y) => y > 0 && y < box.height;
      if (!seen(y1) && !seen(y2)) return [];
      const middle = box.width / 2;
      return [s('path', { d: `M0,${y1} C${middle},${y1} ${middle},${y2} ${box.width},${y2}`, class: one === current ? 'join current' : 'join', fill: 'none' })];
    }));
  }
  const swap = () => { location.hash = pairHref(rightDoc, leftDoc, current?.passage); };
  const tools = h('div', { class: 'pair-tools', role: 'group', 'aria-label': t('pair.tools') },
    h('button', { type: 'button', onclick: () => step(-1), disabled: !passages.length }, '↑ ', t('pair.previous'), ' ', h('kbd', {}, 'p')),
    h('button', { type: 'button', onclick: () => step(1), disabled: !passages.length }, '↓ ', t('pair.next'), ' ', h('kbd', {}, 'n')),
    h('button', { type: 'button', onclick: swap }, '⇄ ', t('pair.swap'), ' ', h('kbd', {}, 's')),
    h('label', { class: 'choice' }, h('input', { type: 'checkbox', checked: true, onchange: (event) => { together = event.target.checked; } }), t('pair.together')),
    hidden.length ? h('label', { class: 'choice' }, h('input', { type: 'checkbox', checked: hiding, onchange: (event) => { keep('pair.hide', event.target.checked); redrawView(); } }), t('pair.hide', { n: number(hidden.length) })) : null,
    h('span', { class: 'downloads', role: 'group', 'aria-label': t('export.label') },
      h('button', { type: 'button', class: 'quiet', title: t('export.html'), onclick: () => saveHtml(`${leftDoc.short}-${rightDoc.short}`, `${leftDoc.label} ↔ ${rightDoc.label}`, [element.querySelector('.panes')]) }, 'HTML'),
      h('button', { type: 'button', class: 'quiet', title: t('export.print'), onclick: () => print() }, 'PDF')),
    h('span', { class: 'key' }, h('span', { class: 'swatch shared', 'aria-hidden': 'true' }), t('pair.same')),
    h('span', { class: 'key' }, h('span', { class: 'swatch common', 'aria-hidden': 'true' }), t('pair.common')),
    h('span', { class: 'key' }, h('span', { class: 'swatch differs', 'aria-hidden': 'true' }), t('pair.differs')),
    found?.moves.length ? h('span', { class: 'key' }, h('span', { class: 'swatch moved', 'aria-hidden': 'true' }), t('pair.moved.inside')) : null);
  const toPanes = () => element.querySelector('.panes').scrollIntoView({ block: 'nearest' });
  /** Shows a change, or a phrase, on both sides. */
  const showBoth = (one) => {
    scrolling.release();
    left.showAt(one.left);
    right.showAt(one.right);
    toPanes();
    join();
  };
  element.append(tools, readout, fragment(passages.length || found ? null : h('p', { class: 'empty' }, t(areCompared(report, leftDoc, rightDoc) ? 'pair.none' : 'pair.not.compared'))),
    h('div', { class: 'panes' }, left.element, gutter, right.element),
    fragment(found && movesCard(found, leftDoc, rightDoc, showBoth)),
    fragment(found && changesCard(found, leftDoc, rightDoc, showBoth)),
    h('details', { class: 'card passages-card', open: true }, h('summary', {}, h('h2', {}, t('pair.table', { n: number(passages.length) }))),
      passageTable(passages, leftDoc, rightDoc, (one) => {
        choose(one);
        toPanes();
      }, found)),
    fragment(found && phrasesCard(found, leftDoc, showBoth)));
  for (const side of [left, right]) {
    side.scroller.addEventListener('scroll', () => requestAnimationFrame(join), { passive: true });
    side.scroller.addEventListener('click', (event) => {
      const piece = event.target.closest?.('a.hit');
      if (!piece) return;
      event.preventDefault();
      const move = found?.moves[Number(piece.dataset.move ?? -1)];
      if (move) showBoth(move);
      else choose(passages[Number(piece.dataset.place) - 1]);
    });
  }
  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.('input, select, textarea')) return;
    if (event.key === 'n') step(1);
    else if (event.key === 'p') step(-1);
    else if (event.key === 's') swap();
  };
  const relay = () => join();
  const find = (line) => passages.find((one) => one.passage.number === line);
  return {
    element,
    shown: () => {
      addEventListener('keydown', keys);
      addEventListener('resize', relay);
      join();
      if (wanted !== null && find(wanted)) choose(find(wanted));
    },
    gone: () => {
      removeEventListener('keydown', keys);
      removeEventListener('resize', relay);
    },
    follow: (line) => {
      if (line !== null && find(line)) choose(find(line));
    },
  };
}

function passageWords(one, count) {
  const { passage } = one;
  return [h('strong', {}, t('pair.passage', { i: one.place, n: count })), ' ',
    t('pair.verdict', { identity: percent(passage.identity), matched: number(passage.matched) }), ' ',
    one.moved ? t('pair.moved.words') : null];
}

function pairHead(report, left, right, passages, found) {
  const matrices = report.similarity.documents.matrices;
  return h('header', { class: 'view-head' },
    h('h1', { tabindex: '-1' }, t('pair.title')),
    found
      ? h('p', { class: 'lead' }, pairSummary(report, found, passages, left, right))
      : h('div', { class: 'tools' },
        documentChooser(report, t('pair.left'), left, (document) => pairHref(document, right)),
        documentChooser(report, t('pair.right'), right, (document) => pairHref(left, document))),
    h('dl', { class: 'facts small' },
      METRICS.map((metric) => {
        const [there, back] = [matrices[metric].get(left.index, right.index), matrices[metric].get(right.index, left.index)];
        const nothing = areCompared(report, left, right) ? '–' : t('heatmap.not.compared');
        const figure = (value) => (value === null ? nothing : percent(value));
        return h('div', { title: t(`metric.${metric}.help`) }, h('dt', {}, t(`metric.${metric}`)),
          h('dd', {}, DIRECTED.has(metric) && there !== null ? t('pair.two.ways', { left: figure(there), right: figure(back) }) : figure(there)));
      }),
      h('div', {}, h('dt', {}, t('count.passages')), h('dd', {}, number(passages.length)))));
}

function areCompared(report, one, other) {
  return report.similarity.documents.matrices.cosine.isCompared(one.index, other.index);
}

/** Where one document says what stands in the other too, in wording too short to be aligned as a passage. */
function commonPlaces(doc, other) {
  return doc.families.filter(({ family, place }) => family.places.some((there) => there.document === other && there !== place))
    .map(({ place }) => ({ start: place.start, end: place.end }));
}

/** Where a passage differs, but for what only stands elsewhere; that is known of two texts alone. */
function differences(one, found, side) {
  if (found) return found.changes.filter((change) => change.passage === one.passage.index).map((change) => change[side]);
  return operations(one.passage).filter((step) => step.kind !== 'equal').map((step) => step[side === 'left' ? one.side : one.other]);
}

function movesInside(one, found) {
  return found ? found.moves.filter((move) => move.passage === one.passage.index) : [];
}

/** One text with its passages; knows where each begins. */
function pane(report, doc, passages, common, found, side, name) {
  const layers = passages.flatMap((one) => [
    { ...one[side], one, start: one[side].start, end: one[side].end },
    ...differences(one, found, side).map((span) => ({ start: span.start, end: span.end, differs: one })),
    ...movesInside(one, found).map((move) => ({ start: move[side].start, end: move[side].end, move })),
  ]);
  // Where only the other side has something: nothing to colour, so a sign stands there.
  const gaps = new Set(layers.filter((layer) => layer.differs && layer.start === layer.end).map((layer) => layer.start));
  const begun = new Set();
  const { blocks, painted } = paint(doc, 0, doc.characters, [...layers, ...common.map((place) => ({ ...place, common: true })), ...doc.noise.map((span) => ({ ...span, noise: true }))], (start, end, over) => {
    const hits = over.filter((layer) => layer.one).map((layer) => layer.one).sort((one, other) => one.passage.index - other.passage.index);
    const noise = over.some((layer) => layer.noise) ? 'noise' : null;
    if (!hits.length) return h('span', { class: over.some((layer) => layer.common) ? 'common' : noise });
    const [best] = hits;
    const begins = hits.filter((one) => !begun.has(one));
    begins.forEach((one) => begun.add(one));
    const differs = over.some((layer) => layer.differs === best);
    const move = over.find((layer) => layer.move)?.move;
    return h('a', {
      class: `hit${differs ? ' differs' : ''}${move ? ' moved' : ''}`, href: `#passage-${best.place}`, tabindex: '-1',
      'data-place': best.place, 'data-move': move?.index ?? null,
      title: move ? t('pair.moved.go') : t('pair.passage', { i: best.place, n: passages.length }),
    }, gaps.has(start) ? h('span', { class: 'gap', title: t('pair.gap') }, '‸') : null, begins.map((one) => h('span', { class: 'passage-number', 'aria-hidden': 'true' }, one.place)));
  });
  const scroller = h('div', { class: 'pane', tabindex: '0', role: 'region', 'aria-label': `${name}${t('colon')}${doc.label}`, lang: 'zh' },
    h('p', { class: 'pane-title' }, paneTitle(report, doc)),
    h('div', { class: 'text' }, blocks));
  const firstOf = (one) => pieceAt(painted, one[side].start)?.element;
  return {
    element: scroller,
    scroller,
    top: (one) => {
      const first = firstOf(one);
      return first ? first.getClientRects()[0].top - scroller.getBoundingClientRect().top + scroller.scrollTop : 0;
    },
    show(one) {
      const first = firstOf(one);
      if (first) scroller.scrollTop = this.top(one) - scroller.clientHeight / 3;
    },
    showAt({ start }) {
      const element = pieceAt(painted, start)?.element;
      if (!element) return;
      const top = element.getClientRects()[0].top - scroller.getBoundingClientRect().top + scroller.scrollTop;
      scroller.scrollTop = top - scroller.clientHeight / 3;
    },
    focus: (one) => firstOf(one)?.focus(),
    mark: (one) => {
      for (const piece of painted) {
        const inside = piece.start < one[side].end && one[side].start < piece.end;
        piece.element.classList.toggle('current', inside);
      }
    },
  };
}

/** The name of a text, with a link to it where it has a page of its own. */
function paneTitle(report, doc) {
  if (!report.pair) return h('a', { href: documentHref(doc) }, h('bdi', {}, doc.label));
  return [h('bdi', {}, doc.label), doc.label === doc.file ? null : [' ', h('span', { class: 'note' }, h('bdi', {}, doc.file))]];
}

function passageTable(passages, leftDoc, rightDoc, choose, found) {
  const text = (place) => place.document.text?.slice(place.start, place.end) ?? '';
  return table([
    { label: '#', numeric: true, value: (one) => one.place, cell: (one) => h('button', { type: 'button', class: 'quiet', 'aria-label': t('pair.jump', { i: one.place }), onclick: () => choose(one) }, one.place) },
    { label: t('column.identity'), numeric: true, value: (one) => one.passage.identity, cell: (one) => percent(one.passage.identity) },
    { label: t('column.matched'), numeric: true, help: t('column.matched.help'), value: (one) => one.passage.matched },
    { label: leftDoc.short, class: 'wide', value: (one) => text(one.left), cell: (one) => h('span', { lang: 'zh' }, excerpt(text(one.left), 70)) },
    { label: rightDoc.short, class: 'wide', value: (one) => text(one.right), cell: (one) => h('span', { lang: 'zh' }, excerpt(text(one.right), 70)) },
    found
      ? { label: t('pair.moved'), help: t('pair.moved.help'), value: (one) => (one.moved ? t('pair.moved.yes') : '') }
      : { label: t('column.line'), hidden: true, value: (one) => one.passage.number },
  ], { rows: passages, name: `passages-${leftDoc.number}-${rightDoc.number}`, caption: t('pair.table', { n: number(passages.length) }), page: 25, empty: t('pair.none') });
}
