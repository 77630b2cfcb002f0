// Which documents are alike: matrix and histogram beside each other by one measure, and the pairs below them.

import { h, replace } from './dom.js';
import { t, state } from './state.js';
import { number, percent, pairHref, documentHref } from './format.js';
import { METRICS, DIRECTED, passagesBetween } from './data.js';
import { table } from './table.js';
import { figure } from './chart.js';
import { heatmap } from './heatmap.js';
import { histogram } from './histogram.js';
import { setting, keep } from './view.js';

/** Pairs in the table: the strongest. The histogram counts all of them. */
const LISTED_PAIRS = 3_000;

/** Chooses a measure. */
export function metricChoice(changed, chosen) {
  return h('label', { class: 'choice' }, t('metric'), h('select', { onchange: (event) => changed(event.target.value) },
    METRICS.map((metric) => h('option', { value: metric, selected: metric === chosen }, t(`metric.${metric}`)))));
}

export function likenessCard(report) {
  let metric = setting('likeness.metric', state.metric);
  let clustered = setting('likeness.clustered', true);
  let picked = setting('likeness.bin', null);
  let words = setting('likeness.words', '');
  let pairs = pairsBy(report, metric);
  const readout = h('p', { class: 'readout' });
  const note = h('p', { class: 'note' });
  const matrixChart = figure({
    title: t('heatmap.caption'), name: 'matrix', draw: () => matrixOf(report, metric, clustered, readout),
    tools: h('label', { class: 'choice' }, h('input', {
      type: 'checkbox', checked: clustered,
      onchange: (event) => { clustered = event.target.checked; keep('likeness.clustered', clustered); matrixChart.redraw(); },
    }), t('heatmap.cluster')),
  });
  const histogramChart = figure({
    title: t('histogram.title'), name: 'pair-similarities',
    draw: () => histogram(pairs.values, picked?.bin ?? null, (bin, range) => {
      picked = bin === null ? null : { bin, from: range.from, to: range.to, last: bin === 19 };
      keep('likeness.bin', picked);
      show();
    }),
  });
  const kept = () => pairs.list.filter(({ a, b, value }) => {
    if (picked && (value < picked.from || (value >= picked.to && !(picked.last && value === picked.to)))) return false;
    return !words || a.search.includes(words) || b.search.includes(words);
  });
  const listBox = h('div', { class: 'pair-table' });
  let list;
  const drawList = () => {
    list = table(pairColumns(report, metric), { rows: kept(), name: 'pairs', caption: t('pairs.caption'), page: 12, empty: t('pairs.none') });
    replace(listBox, list, pairs.more ? h('p', { class: 'note' }, t('pairs.more', { n: number(LISTED_PAIRS), of: number(pairs.nonzero) })) : null);
  };
  const reset = h('button', { type: 'button', hidden: true, onclick: () => { picked = null; keep('likeness.bin', null); show(); } });
  function show() {
    reset.hidden = picked === null;
    if (picked) reset.textContent = t('histogram.reset', { from: percent(picked.from), to: percent(picked.to) });
    list.update(kept());
    histogramChart.redraw();
  }
  const describe = () => { note.textContent = [t(`metric.${metric}.help`), report.sides ? t('heatmap.grey') : '', t('heatmap.hint')].join(' '); };
  const choose = (chosen) => {
    metric = chosen;
    state.metric = chosen;
    picked = null;
    keep('likeness.metric', metric);
    keep('likeness.bin', null);
    pairs = pairsBy(report, metric);
    matrixChart.redraw();
    histogramChart.redraw();
    drawList();
    show();
    describe();
  };
  drawList();
  reset.hidden = picked === null;
  if (picked) reset.textContent = t('histogram.reset', { from: percent(picked.from), to: percent(picked.to) });
  describe();
  const filter = h('label', { class: 'choice' }, t('filter'), h('input', {
    type: 'search', placeholder: t('pairs.filter'), value: words,
    oninput: (event) => {
      words = event.target.value.trim().toLowerCase();
      keep('likeness.words', words);
      list.update(kept());
    },
  }));
  return h('section', { class: 'card likeness', 'aria-labelledby': 'part-likeness' },
    h('div', { class: 'card-head' }, h('h2', { id: 'part-likeness', tabindex: '-1' }, t('overview.matrix')), metricChoice(choose, metric)), note,
    h('div', { class: 'matrix-beside' }, h('div', {}, matrixChart, readout), h('div', {}, histogramChart, h('div', { class: 'tools' }, filter, reset))),
    listBox);
}

function matrixOf(report, metric, clustered, readout) {
  const matrix = report.similarity.documents.matrices[metric];
  const tree = report.similarity.documents.trees[metric];
  if (!matrix.isWhole) return h('p', { class: 'empty' }, t('heatmap.too.large', { n: number(matrix.size) }));
  return heatmap({
    rows: report.documents.map((document) => ({ number: document.number, label: document.short })),
    matrix,
    tree: clustered ? tree : null,
    order: clustered && tree ? tree.order : report.documents.map((document) => document.index),
    open: (row, column) => {
      const [one, other] = [report.documents[row], report.documents[column]];
      location.hash = row === column ? documentHref(one) : pairHref(one, other);
    },
    name: (index) => report.documents[index].short,
    readout,
    directed: DIRECTED.has(metric),
    title: t('heatmap.title', { metric: t(`metric.${metric}`) }),
  });
}

/** All pairs by a measure: their values, and the strongest of those that have one. */
function pairsBy(report, metric) {
  report.pairsBy ??= {};
  if (report.pairsBy[metric]) return report.pairsBy[metric];
  const matrix = report.similarity.documents.matrices[metric];
  const count = report.documents.length;
  const values = [];
  let list = [];
  const add = (one, other) => {
    if (!matrix.isCompared(one, other)) return;
    const value = matrix.either(one, other) ?? 0;
    values.push(value);
    if (value > 0) list.push({ a: report.documents[one], b: report.documents[other], value });
  };
  if (matrix.isWhole) {
    for (let one = 0; one < count; one += 1) for (let other = one + 1; other < count; other += 1) add(one, other);
  } else {
    const seen = new Set();
    matrix.rows.forEach((cells, row) => [...cells.keys()].forEach((column) => {
      const [low, high] = [Math.min(row, column), Math.max(row, column)];
      if (low === high || seen.has(low * count + high)) return;
      seen.add(low * count + high);
      add(low, high);
    }));
  }
  list.sort((one, other) => other.value - one.value || one.a.index - other.a.index || one.b.index - other.b.index);
  const nonzero = list.length;
  const more = nonzero > LISTED_PAIRS;
  if (more) list = list.slice(0, LISTED_PAIRS);
  report.pairsBy[metric] = { values, list, nonzero, more };
  return report.pairsBy[metric];
}

function pairColumns(report, chosen) {
  const matrices = report.similarity.documents.matrices;
  const order = [chosen, ...METRICS.filter((metric) => metric !== chosen)];
  const value = (metric) => ({ a, b }) => matrices[metric].either(a.index, b.index);
  const cell = (metric) => ({ a, b }) => {
    const there = matrices[metric].get(a.index, b.index);
    if (!DIRECTED.has(metric)) return there === null ? '–' : percent(there);
    const back = matrices[metric].get(b.index, a.index);
    const words = (share, of, inside) => (share === null ? null : h('span', { title: t('pairs.way', { share: percent(share), of: of.label, inside: inside.label }) }, percent(share)));
    return h('span', { class: 'two-way' }, words(there, a, b), words(back, b, a));
  };
  return [
    {
      label: t('column.pair'), value: ({ a }) => a.label, unlabelled: true, extra: [[t('column.pair.b'), ({ b }) => b.label]],
      cell: ({ a, b }) => h('a', { href: pairHref(a, b), class: 'pair-link' }, h('span', {}, h('bdi', {}, a.label)), h('span', {}, h('bdi', {}, b.label))),
    },
    ...order.map((metric) => ({
      label: t(`metric.${metric}`), help: t(`metric.${metric}.help`), numeric: true, value: (pair) => value(metric)(pair) ?? '', cell: cell(metric),
      extra: DIRECTED.has(metric) ? [['→', 0], ['←', 1]].map(([arrow, way]) => [`${t(`metric.${metric}`)} ${arrow}`, ({ a, b }) => matrices[metric].get(...(way ? [b.index, a.index] : [a.index, b.index])) ?? '']) : [],
    })),
    { label: t('column.passages'), numeric: true, value: ({ a, b }) => passagesBetween(report, a, b).length, cell: ({ a, b }) => number(passagesBetween(report, a, b).length) },
  ];
}
