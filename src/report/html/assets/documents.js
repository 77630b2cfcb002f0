// The table of documents: names that people use, what is their own, filters, and boxes to pick some for comparison.

import { h, replace } from './dom.js';
import { t } from './state.js';
import { number, percent, documentHref, compareHref, yearOf, kindName } from './format.js';
import { ATTRIBUTIONS } from './data.js';
import { table } from './table.js';
import { figure, legend } from './chart.js';
import { sharesBar, sharesChart } from './shares.js';
import { setting, keep } from './view.js';

/** Documents up to which all share bars are one chart; more are in the table alone. */
const BARS = 60;
/** Documents that are compared at once at most: more columns are not read side by side. */
const COMPARED = 6;

/** On which side a document is, where some were compared against others. */
export function isNamedFirst(report) {
  return (document) => report.sides.of[document.index] === 0;
}

/** How much is own, in steps to filter by. */
const OWN_STEPS = [[0, 0.25], [0.25, 0.5], [0.5, 0.75], [0.75, 1.01]];

export function documentsCard(report) {
  const filter = setting('documents.filter', { words: '', place: '', year: '', kind: '', group: '', own: '' });
  const picked = new Set(setting('documents.picked', []));
  const kept = () => report.documents.filter((d) => (!filter.words || d.search.includes(filter.words.toLowerCase()))
    && (!filter.place || d.place === filter.place) && (!filter.year || yearOf(d) === filter.year) && (!filter.kind || d.kind === filter.kind)
    && (filter.group === '' || d.cluster === Number(filter.group))
    && (filter.own === '' || (d.shares.local >= OWN_STEPS[filter.own][0] && d.shares.local < OWN_STEPS[filter.own][1])));
  const compare = h('a', { class: 'button', role: 'button' });
  const drawPicked = () => {
    const files = [...picked].map((index) => report.documents[index]);
    compare.toggleAttribute('href', files.length >= 2);
    if (files.length >= 2) compare.setAttribute('href', compareHref(files));
    compare.setAttribute('aria-disabled', files.length < 2);
    compare.textContent = files.length < 2 ? t('compare.pick') : t('compare.these', { n: files.length });
  };
  const list = table(columns(report, picked, drawPicked), {
    rows: kept(), name: 'documents', caption: t('overview.documents.caption'), page: 20, empty: t('documents.filtered'),
  });
  const count = h('span', { class: 'note', role: 'status' });
  const show = () => { count.textContent = t('documents.count', { n: number(kept().length), of: number(report.documents.length) }); };
  const change = (key) => (event) => {
    filter[key] = event.target.value;
    keep('documents.filter', filter);
    list.update(kept());
    show();
  };
  drawPicked();
  show();
  return h('section', { class: 'card', 'aria-labelledby': 'part-documents' },
    h('h2', { id: 'part-documents', tabindex: '-1' }, t('overview.documents')),
    report.documents.length > 1 ? h('div', { class: 'filters', role: 'search' },
      h('label', { class: 'choice' }, t('filter.search'), h('input', { type: 'search', value: filter.words, placeholder: t('documents.search'), oninput: change('words') })),
      selects(report, filter, change), compare, count) : null,
    legend(report), list,
    h('p', { class: 'note' }, t(report.groups?.spread_over === 'groups' ? 'shares.note.groups' : 'shares.note', { n: report.boilerplate_docs })),
    report.documents.length <= BARS ? h('details', {}, h('summary', {}, t('shares.as.chart')),
      figure({ title: t('shares.chart'), name: 'shares', draw: () => sharesChart(report.documents) })) : null);
}

/** Choices for facts that documents differ in. */
function selects(report, filter, change) {
  const of = (key, label, values, name = (value) => value) => (values.length < 2 ? null : h('label', { class: 'choice' }, label,
    h('select', { onchange: change(key) }, h('option', { value: '' }, t('filter.any')),
      values.map((value) => h('option', { value, selected: String(filter[key]) === String(value) }, name(value))))));
  const different = (value) => [...new Set(report.documents.map(value).filter(Boolean))].sort((one, other) => one.localeCompare(other, 'zh'));
  const groups = report.clusters.map((cluster, i) => i);
  return [
    of('place', t('column.place'), different((d) => d.place)),
    of('year', t('column.year'), different(yearOf)),
    of('kind', t('column.kind'), different((d) => d.kind), kindName),
    groups.length ? h('label', { class: 'choice' }, t('column.group'), h('select', { onchange: change('group') }, h('option', { value: '' }, t('filter.any')),
      groups.map((group) => h('option', { value: group, selected: String(filter.group) === String(group) }, t('groups.option', { i: group + 1, n: report.clusters[group].length }))))) : null,
    of('own', t('attribution.local'), OWN_STEPS.map((step, i) => String(i)), (i) => t('filter.range', { from: percent(OWN_STEPS[i][0], 0), to: percent(Math.min(1, OWN_STEPS[i][1]), 0) })),
  ];
}

function columns(report, picked, drawPicked) {
  const any = (fact) => report.documents.some((d) => d[fact]);
  const box = (d) => h('input', {
    type: 'checkbox', 'aria-label': t('compare.choose', { document: d.label }), checked: picked.has(d.index),
    onchange: (event) => {
      if (event.target.checked) picked.add(d.index);
      else picked.delete(d.index);
      while (picked.size > COMPARED) picked.delete([...picked][0]);
      for (const other of event.target.closest('table').querySelectorAll('input[type=checkbox]')) other.checked = picked.has(Number(other.value));
      keep('documents.picked', [...picked]);
      drawPicked();
    },
    value: d.index,
  });
  return [
    ...(report.documents.length > 1 ? [{ label: t('compare.column'), fixed: true, unwritten: true, class: 'pick', value: () => '', cell: box, unlabelled: true }] : []),
    { label: '#', numeric: true, value: (d) => d.number, unlabelled: true, class: 'number', cell: (d) => h('span', { class: 'row-number' }, d.number) },
    {
      label: t('column.document'), value: (d) => d.label, class: 'name', unlabelled: true, extra: [[t('column.file'), (d) => d.file]],
      cell: (d) => [h('a', { href: documentHref(d), class: 'document-link' }, h('bdi', {}, d.label)), d.hint ? h('div', { class: 'cell-hint' }, h('bdi', {}, d.hint)) : null],
    },
    ...(any('date') ? [{ label: t('column.date'), value: (d) => d.date ?? '', class: 'date' }] : []),
    ...(any('place') ? [{ label: t('column.place'), value: (d) => d.place ?? '' }] : []),
    ...(any('kind') ? [{ label: t('column.kind'), value: (d) => (d.kind ? kindName(d.kind) : '') }] : []),
    ...(report.sides?.by === 'against' ? [sideColumn(report)] : []),
    { label: t('column.characters'), numeric: true, value: (d) => d.characters, cell: (d) => number(d.characters) },
    sharesColumn(),
    { label: t('column.closest'), help: t('column.closest.help'), value: (d) => closest(report, d)?.share ?? 0, descending: true,
      cell: (d) => closestCell(closest(report, d)), extra: [[t('column.closest.name'), (d) => closest(report, d)?.document.label ?? '']] },
  ];
}

/** The document that has most of one, and how much. */
function closest(report, document) {
  if (document.closest === undefined) {
    const matrix = report.similarity.documents.matrices.coverage;
    let best = null;
    for (const [column, share] of matrix.row(document.index)) {
      if (column !== document.index && share > (best?.share ?? 0)) best = { document: report.documents[column], share, from: document };
    }
    document.closest = best;
  }
  return document.closest;
}

function closestCell(best) {
  if (!best) return '';
  return h('a', { href: `#/pair/${encodeURIComponent(best.from.file)}/${encodeURIComponent(best.document.file)}`, title: best.document.label, class: 'closest' },
    h('bdi', {}, best.document.short), ' ', h('span', { class: 'figure' }, percent(best.share)));
}

/** On which side a document is: those named first are in front, as they are in all that the run wrote. */
function sideColumn(report) {
  const named = isNamedFirst(report);
  return {
    label: t('column.side'), help: t('column.side.help'), value: (d) => t(named(d) ? 'side.new' : 'side.old'),
    cell: (d) => (named(d) ? h('strong', {}, t('side.new')) : t('side.old')),
  };
}

/** Shares by characters; the CSV has those by information too. */
export function sharesColumn() {
  const written = [['shares', 'shares.characters'], ['information', 'shares.information']]
    .flatMap(([key, label]) => ATTRIBUTIONS.map((kind) => [`${t(label)}${t('colon')}${t(`attribution.${kind}`)}`, (row) => row[key][kind]]));
  const own = written.splice(2, 1)[0];
  return {
    label: t('attribution.local'), csvLabel: own[0], value: (row) => row.shares.local, extra: written, help: t('shares.sort'), class: 'bar-cell', descending: true,
    cell: (row) => sharesBar(row.shares),
  };
}
