// Sections: like with like, beside each other, and the matrix of all sections.

import { h } from './dom.js';
import { t, state } from './state.js';
import { number, percent, decimal, documentHref, sectionHref, sectionName, shortLabel, badge } from './format.js';
import { paint } from './text.js';
import { figure } from './chart.js';
import { heatmap } from './heatmap.js';
import { metricChoice } from './overview.js';
import { sharesBar } from './shares.js';
import { table } from './table.js';

/** Shown when a group or a search has more. */
const COLUMNS = 12;

/** Words by which a group can be named: the heaviest over its sections, in as many of them as possible. */
export function groupTerms(group, count = 4) {
  const weights = new Map();
  for (const section of group) for (const [term, weight] of section.terms) {
    const known = weights.get(term) ?? { sum: 0, sections: 0 };
    weights.set(term, { sum: known.sum + weight, sections: known.sections + 1 });
  }
  return [...weights].map(([term, { sum, sections }]) => [term, sum * sections])
    .sort(([one, x], [other, y]) => y - x || (one < other ? -1 : 1))
    .slice(0, count).map(([term]) => term);
}

/** `chosen` is { group } or { section }. */
export function sectionsView(report, chosen) {
  const main = chosen.section ? nearestOf(report, chosen.section) : groupOf(report, chosen.group ?? 0);
  return {
    element: h('div', { class: 'view sections-view' },
      h('header', { class: 'view-head' }, h('h1', { tabindex: '-1' }, t('sections.title')), h('p', { class: 'lead' }, t('sections.lead'))),
      h('div', { class: 'with-side' }, sideList(report, chosen), h('div', { class: 'side-main' }, main)),
      report.sections.length > 1 ? sectionMatrix(report) : null,
      sectionTable(report)),
  };
}

function sideList(report, chosen) {
  const groups = report.groups.map((group, i) => {
    const current = !chosen.section && (chosen.group ?? 0) === i;
    const documents = new Set(group.map((section) => section.document)).size;
    return h('li', {}, h('a', { href: `#/sections/group/${i + 1}`, 'aria-current': current ? 'true' : null },
      h('span', { class: 'group-terms', lang: 'zh' }, groupTerms(group).join(' · ')),
      h('span', { class: 'aside' }, t('sections.group.size', { n: group.length, documents }))));
  });
  return h('nav', { class: 'side-list', 'aria-label': t('sections.groups') },
    h('h2', {}, t('sections.groups')),
    groups.length ? h('ol', {}, groups) : h('p', { class: 'empty' }, t('sections.groups.none')),
    h('label', { class: 'choice stacked' }, t('sections.pick'), h('select', {
      onchange: (event) => {
        const section = report.sections[Number(event.target.value)];
        if (section) location.hash = sectionHref(section);
      },
    }, h('option', { value: '' }, '…'), report.documents.map((document) => h('optgroup', { label: shortLabel(document, 26) },
      document.sections.map((section) => h('option', { value: section.index, selected: chosen.section === section }, sectionName(section, 28))))))));
}

function groupOf(report, index) {
  const group = report.groups[index];
  if (!group) return h('p', { class: 'empty' }, t('sections.groups.none'));
  return [
    h('h2', { lang: 'zh' }, groupTerms(group, 6).join(' · ')),
    h('p', { class: 'note' }, t('sections.group.note')),
    columns(group.map((section) => ({ section }))),
  ];
}

function nearestOf(report, section) {
  const matrix = report.similarity.sections.matrices[state.metric];
  const near = report.documents.filter((document) => document !== section.document).map((document) => {
    const best = document.sections.reduce((top, one) => {
      const value = matrix.get(section.index, one.index) ?? 0;
      return value > (top?.value ?? 0) ? { section: one, value } : top;
    }, null);
    return best;
  }).filter(Boolean).sort((one, other) => other.value - one.value || one.section.index - other.section.index);
  return [
    h('h2', {}, t('sections.like', { section: sectionName(section, 40) })),
    h('p', { class: 'note' }, t('sections.like.note', { metric: t(`metric.${state.metric}`) })),
    near.length ? null : h('p', { class: 'empty' }, t('sections.like.none')),
    columns([{ section }, ...near]),
  ];
}

function columns(list) {
  return [
    h('div', { class: 'section-columns scroll-x', tabindex: '0', role: 'region', 'aria-label': t('sections.columns') }, list.slice(0, COLUMNS).map(column)),
    list.length > COLUMNS ? h('p', { class: 'note' }, t('sections.more', { n: list.length - COLUMNS })) : null,
  ];
}

function column({ section, value }) {
  const { document: doc } = section;
  const text = doc.text ? paint(doc, section.start, section.end, section.runs.map((run) => ({ ...run, run })), (start, end, over) => {
    const run = over.find((layer) => layer.run)?.run;
    return !run || run.attribution === 'local'
      ? h('span', { class: 'run local' })
      : h('a', { class: `run ${run.attribution}`, href: documentHref(doc, start), title: t('document.run', { kind: t(`attribution.${run.attribution}`) }) });
  }).blocks : h('p', { class: 'empty' }, t('text.absent'));
  return h('article', { class: 'section-column' },
    h('header', {},
      h('a', { href: documentHref(doc, section.start), class: 'document-link' }, badge(doc), h('bdi', {}, doc.label)),
      h('h3', {}, h('a', { href: sectionHref(section) }, sectionName(section, 44))),
      value === undefined ? null : h('p', { class: 'note' }, `${t(`metric.${state.metric}`)} ${decimal(value)}`),
      sharesBar(section.shares)),
    h('div', { class: 'text show-boilerplate show-shared', lang: 'zh' }, text));
}

function sectionMatrix(report) {
  const readout = h('p', { class: 'readout' }, t('heatmap.hint.sections'));
  let clustered = false;
  const draw = () => {
    const matrix = report.similarity.sections.matrices[state.metric];
    const tree = report.similarity.sections.trees[state.metric];
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
      title: t('heatmap.sections.title', { metric: t(`metric.${state.metric}`) }),
    });
  };
  const chart = figure({
    title: t('heatmap.sections.caption'),
    name: 'section-matrix',
    draw,
    tools: h('span', { class: 'tools' }, metricChoice(() => chart.redraw()), h('label', { class: 'choice' },
      h('input', { type: 'checkbox', onchange: (event) => { clustered = event.target.checked; chart.redraw(); } }), t('heatmap.cluster'))),
  });
  chart.append(readout);
  return h('section', { class: 'card', 'aria-labelledby': 'section-matrix' }, h('h2', { id: 'section-matrix' }, t('sections.matrix')), chart);
}

function sectionTable(report) {
  const share = (kind) => ({ label: t(`attribution.${kind}`), numeric: true, value: (section) => section.shares[kind], cell: (section) => percent(section.shares[kind], 0) });
  return h('section', { class: 'card', 'aria-labelledby': 'section-table' },
    h('h2', { id: 'section-table' }, t('sections.all')),
    table([
      { label: t('column.document'), value: (section) => section.document.number, cell: (section) => h('a', { href: documentHref(section.document, section.start), class: 'document-link' }, badge(section.document), h('bdi', {}, shortLabel(section.document, 14).replace(/^\d+ /, ''))), extra: [[t('column.file'), (section) => section.document.file]] },
      { label: t('column.path'), value: (section) => section.path },
      { label: t('column.section'), value: (section) => section.heading, cell: (section) => h('a', { href: sectionHref(section) }, sectionName(section, 40)), class: 'wide' },
      { label: t('column.units'), numeric: true, value: (section) => section.units, cell: (section) => number(section.units) },
      share('boilerplate'), share('shared'), share('local'),
      { label: t('column.terms'), value: (section) => section.terms.slice(0, 5).map(([term]) => term).join(' '), class: 'wide' },
    ], { rows: report.sections, name: 'sections', caption: t('sections.all'), page: 30 }));
}
