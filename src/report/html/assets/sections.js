// Sections: like with like, beside each other, and the matrix of all sections.

import { h, replace } from './dom.js';
import { t, state } from './state.js';
import { number, percent, documentHref, sectionHref, sectionName, shortLabel, badge, excerpt } from './format.js';
import { paint } from './text.js';
import { figure } from './chart.js';
import { heatmap } from './heatmap.js';
import { metricChoice } from './overview.js';
import { sharesBar } from './shares.js';
import { table } from './table.js';

/** A title alone is like everything that names its words: nothing shorter stands beside a longer section. */
const SHORTEST_SECTION = 30;
/** Columns beside the chosen one. */
const NEAREST = 12;

/** A stretch of the outline: one leaf, or a heading with all leaves under it. */
function nodes(doc) {
  const found = new Map();
  for (const section of doc.sections) {
    const parts = section.path.split('/');
    parts.forEach((_, depth) => {
      const path = parts.slice(0, depth + 1).join('/');
      const known = found.get(path);
      if (known && known.leaves.at(-1).number === section.number - 1) known.leaves.push(section);
      else if (!known) found.set(path, { document: doc, path, depth, leaves: [section] });
    });
  }
  // A heading over a single leaf is that leaf.
  const byLeaves = new Map();
  for (const node of found.values()) {
    const key = `${node.leaves[0].number}-${node.leaves.at(-1).number}`;
    byLeaves.set(key, { ...node, key, depth: byLeaves.get(key)?.depth ?? node.depth });
  }
  return [...byLeaves.values()].sort((one, other) => one.leaves[0].number - other.leaves[0].number || other.leaves.length - one.leaves.length);
}

function nodesOf(doc) {
  doc.nodes ??= nodes(doc);
  return doc.nodes;
}

/** The node of an address: `7` is a leaf, `7-11` a heading over leaves. */
export function nodeOf(doc, address) {
  const [first, last = first] = address.split('-').map(Number);
  return nodesOf(doc).find((node) => node.leaves[0].number === first && node.leaves.at(-1).number === last)
    ?? nodesOf(doc).find((node) => node.leaves.length === 1 && node.leaves[0].number === first) ?? null;
}

function nodeHref(node) {
  const { leaves } = node;
  const last = leaves.length > 1 ? `-${leaves.at(-1).number}` : '';
  return `#/sections/of/${encodeURIComponent(node.document.file)}/${leaves[0].number}${last}`;
}

function nodeName(node, room) {
  const [first] = node.leaves;
  if (node.leaves.length === 1) return sectionName(first, room);
  const inside = node.document.outline.filter((heading) => heading.start >= first.start && heading.start < first.end);
  const top = inside.reduce((least, heading) => (!least || heading.level < least.level ? heading : least), null);
  return top ? excerpt(top.text, room) : sectionName(first, room);
}

function unitsOf(node) {
  return node.leaves.reduce((sum, leaf) => sum + leaf.units, 0);
}

/** Mean over the leaves of one, by their length, of the best leaf of the other; both directions. */
function likeness(matrix, one, other) {
  const towards = (from, to) => {
    let [sum, weight] = [0, 0];
    for (const leaf of from.leaves) {
      sum += leaf.units * Math.max(...to.leaves.map((there) => matrix.get(leaf.index, there.index) ?? 0));
      weight += leaf.units;
    }
    return weight ? sum / weight : 0;
  };
  return (towards(one, other) + towards(other, one)) / 2;
}

/** The view of a node; without one, of the longest section of the first document. */
export function sectionsView(report, wanted) {
  const start = wanted ?? startingNode(report);
  const main = h('div', { class: 'side-main' });
  const draw = () => replace(main, start ? nearestOf(report, start) : h('p', { class: 'empty' }, t('sections.none')));
  draw();
  const element = h('div', { class: 'view sections-view' },
    h('header', { class: 'view-head' }, h('h1', { tabindex: '-1' }, t('sections.title')), h('p', { class: 'lead' }, t('sections.lead')), metricChoice(draw, 'sectionMetric')),
    h('div', { class: 'with-side' }, start ? sideList(report, start) : null, main),
    report.sections.length > 1 ? sectionMatrix(report) : null,
    sectionTable(report));
  return {
    element,
    shown: () => {
      const here = element.querySelector('.side-list [aria-current]')?.parentElement;
      if (here) here.parentElement.scrollTop = here.offsetTop - here.parentElement.offsetTop - 60;
    },
  };
}

/** Where the view opens: a section of some length, not an opening, that is most like sections of other documents. */
function startingNode(report) {
  const matrix = report.similarity.sections.matrices.cosine;
  let best = null;
  for (const section of report.sections.slice(0, 400)) {
    if (section.number === 0 && section.document.sections.length > 1) continue;
    let sum = 0;
    for (const doc of report.documents.slice(0, 40)) {
      if (doc !== section.document) sum += Math.max(0, ...doc.sections.map((other) => matrix.get(section.index, other.index) ?? 0));
    }
    const weight = sum * Math.min(1, section.units / 250);
    if (!best || weight > best.weight) best = { section, weight };
  }
  return best ? nodeOf(best.section.document, String(best.section.number)) : null;
}

function sideList(report, current) {
  const doc = current.document;
  const list = nodesOf(doc).map((node) => h('li', { class: `level-${Math.min(node.depth + 1, 4)}` },
    h('a', { href: nodeHref(node), 'aria-current': node === current ? 'true' : null, lang: 'zh' }, nodeName(node, 30))));
  return h('nav', { class: 'side-list', 'aria-label': t('sections.list') },
    h('label', { class: 'choice stacked' }, t('sections.of'), h('select', {
      onchange: (event) => {
        const [first] = nodesOf(report.documents[Number(event.target.value)]);
        if (first) location.hash = nodeHref(first);
      },
    }, report.documents.map((one) => h('option', { value: one.index, selected: one === doc, disabled: !one.sections.length }, shortLabel(one, 26))))),
    h('ol', {}, list));
}

function nearestOf(report, node) {
  const matrix = report.similarity.sections.matrices[state.sectionMetric];
  const least = Math.min(SHORTEST_SECTION, unitsOf(node));
  const near = report.documents.filter((doc) => doc !== node.document).map((doc) => {
    const ranked = nodesOf(doc).filter((other) => unitsOf(other) >= least).map((other) => ({ node: other, value: likeness(matrix, node, other) }))
      .filter(({ value }) => value > 0)
      .sort((one, other) => other.value - one.value || one.node.leaves[0].number - other.node.leaves[0].number);
    return ranked.length ? { ...ranked[0], others: ranked.slice(1, 3) } : null;
  }).filter(Boolean).sort((one, other) => other.value - one.value || one.node.document.index - other.node.document.index);
  return [
    h('h2', {}, t('sections.like', { section: nodeName(node, 40) })),
    h('p', { class: 'note' }, near.length ? t('sections.like.note', { metric: t(`metric.${state.sectionMetric}`) }) : t('sections.like.none')),
    h('div', { class: 'section-columns scroll-x', tabindex: '0', role: 'region', 'aria-label': t('sections.columns') },
      [{ node, others: [] }, ...near.slice(0, NEAREST)].map(column)),
  ];
}

function column({ node, value, others }) {
  const { document: doc, leaves } = node;
  const [start, end] = [leaves[0].start, leaves.at(-1).end];
  const runs = leaves.flatMap((leaf) => leaf.runs);
  const text = doc.text ? paint(doc, start, end, runs.map((run) => ({ ...run, run })), (from, to, over) => {
    const run = over.find((layer) => layer.run)?.run;
    return !run || run.attribution === 'local'
      ? h('span', { class: 'run local' })
      : h('a', { class: `run ${run.attribution}`, href: documentHref(doc, from), title: t('document.run', { kind: t(`attribution.${run.attribution}`) }) });
  }).blocks : h('p', { class: 'empty' }, t('text.absent'));
  return h('article', { class: `section-column${value === undefined ? ' chosen' : ''}` },
    h('header', {},
      h('a', { href: documentHref(doc, start), class: 'document-link' }, badge(doc), h('bdi', {}, doc.label)),
      h('h3', { lang: 'zh' }, h('a', { href: nodeHref(node) }, nodeName(node, 44))),
      value === undefined ? null : h('p', { class: 'note' }, `${t(`metric.${state.sectionMetric}`)} ${percent(value)}`),
      sharesBar(sharesOf(leaves))),
    h('div', { class: 'text show-boilerplate show-shared', lang: 'zh', tabindex: '0', role: 'region', 'aria-label': nodeName(node, 30) }, text),
    others.length ? h('p', { class: 'note' }, t('sections.next'), others.map((other, i) => [i ? t('semicolon') : '', h('a', { href: nodeHref(other.node), lang: 'zh' }, nodeName(other.node, 18)), ` ${percent(other.value)}`])) : null);
}

/** Shares of several leaves together, by their length. */
function sharesOf(leaves) {
  const units = unitsOf({ leaves });
  const of = (kind) => (units ? leaves.reduce((sum, leaf) => sum + leaf.shares[kind] * leaf.units, 0) / units : 0);
  return { boilerplate: of('boilerplate'), shared: of('shared'), local: of('local') };
}

function sectionMatrix(report) {
  const readout = h('p', { class: 'readout' }, t('heatmap.hint.sections'));
  let clustered = false;
  const draw = () => {
    const matrix = report.similarity.sections.matrices[state.sectionMetric];
    const tree = report.similarity.sections.trees[state.sectionMetric];
    if (!matrix.isWhole) return h('p', { class: 'empty' }, t('heatmap.too.large', { n: number(matrix.size) }));
    const order = clustered && tree ? tree.order : report.sections.map((section) => section.index);
    const breaks = clustered ? [] : report.sections.filter((section) => section.number === 0 && section.index > 0).map((section) => section.index);
    return heatmap({
      rows: report.sections.map((section) => ({ number: `${section.document.number}.${section.number + 1}`, label: `${section.document.number}.${section.number + 1} ${sectionName(section, 12)}` })),
      matrix,
      tree: clustered ? tree : null,
      order,
      breaks,
      open: (row) => { location.hash = sectionHref(report.sections[row]); },
      name: (index) => `${report.sections[index].document.number}.${report.sections[index].number + 1} ${sectionName(report.sections[index], 24)}`,
      readout,
      room: 1080,
      title: t('heatmap.sections.title', { metric: t(`metric.${state.sectionMetric}`) }),
    });
  };
  const chart = figure({
    title: t('heatmap.sections.caption'),
    name: 'section-matrix',
    draw,
    tools: h('span', { class: 'tools' }, metricChoice(() => chart.redraw(), 'sectionMetric'), h('label', { class: 'choice' },
      h('input', { type: 'checkbox', onchange: (event) => { clustered = event.target.checked; chart.redraw(); } }), t('heatmap.cluster'))),
  });
  chart.append(readout);
  return h('section', { class: 'card', 'aria-labelledby': 'section-matrix' }, h('h2', { id: 'section-matrix' }, t('sections.matrix')), chart);
}

function sectionTable(report) {
  const share = (kind) => ({ label: t(`attribution.${kind}`), numeric: true, value: (section) => section.shares[kind], cell: (section) => percent(section.shares[kind]) });
  return h('section', { class: 'card', 'aria-labelledby': 'section-table' },
    h('h2', { id: 'section-table' }, t('sections.all')),
    table([
      { label: t('column.document'), value: (section) => section.document.number, cell: (section) => h('a', { href: documentHref(section.document, section.start), class: 'document-link' }, badge(section.document), h('bdi', {}, excerpt(section.document.label, 14))), extra: [[t('column.file'), (section) => section.document.file]] },
      { label: t('column.path'), value: (section) => section.path },
      { label: t('column.section'), value: (section) => section.heading, cell: (section) => h('a', { href: sectionHref(section) }, sectionName(section, 40)), class: 'wide' },
      { label: t('column.units'), numeric: true, value: (section) => section.units, cell: (section) => number(section.units) },
      share('boilerplate'), share('shared'), share('local'),
      { label: t('column.terms'), value: (section) => section.terms.slice(0, 5).map(([term]) => term).join(' '), class: 'wide' },
    ], { rows: report.sections, name: 'sections', caption: t('sections.all'), page: 30 }));
}
