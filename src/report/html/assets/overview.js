// Overview: what was compared and how, each document's shares, the matrix, the pairs, time.

import { h } from './dom.js';
import { t, state } from './state.js';
import { number, percent, countOf, partNote, pairHref, documentHref, shortLabel, badge, excerpt } from './format.js';
import { METRICS, DIRECTED, ATTRIBUTIONS, passagesBetween } from './data.js';
import { table } from './table.js';
import { figure, legend } from './chart.js';
import { sharesBar, sharesChart } from './shares.js';
import { heatmap } from './heatmap.js';
import { histogram } from './histogram.js';
import { timeline, dated } from './timeline.js';

/** Documents up to which all share bars are one chart; more are in the table alone. */
const BARS = 60;

export function overview(report) {
  const pairs = pairList(report);
  return h('div', { class: 'view overview' },
    h('header', { class: 'view-head' },
      h('h1', { tabindex: '-1' }, t('overview.title', { n: number(report.counts.documents) })),
      h('p', { class: 'lead' }, lead(report, pairs))),
    counts(report),
    report.groups ? groupsPart(report) : null,
    report.groups && report.groups.groups.length > 1 ? groupMatrix(report) : null,
    report.copies.length ? copiesPart(report) : null,
    documentsPart(report),
    report.documents.length > 1 ? documentMatrix(report) : null,
    report.documents.length > 1 ? pairsPart(pairs) : null,
    dated(report.documents).length > 1 ? timePart(report) : null,
    aboutPart(report));
}

function lead(report, pairs) {
  const best = pairs.reduce((top, pair) => (pair.coverage > (top?.coverage ?? 0) ? pair : top), null);
  // Of drafts against an archive it is the drafts of which one asks how much is their own.
  const against = report.sides?.by === 'against';
  const asked = against ? report.documents.filter(isNamedFirst(report)) : report.documents;
  const units = asked.reduce((sum, document) => sum + document.units, 0);
  const share = (kind) => (units ? asked.reduce((sum, document) => sum + document.shares[kind] * document.units, 0) / units : 0);
  return [
    report.sides ? [sidesWords(report), ' '] : null,
    t(against ? 'overview.shares.against' : 'overview.shares', { boilerplate: percent(share('boilerplate')), shared: percent(share('shared')), local: percent(share('local')) }),
    best && best.coverage > 0 ? [' ', t('overview.closest'), h('a', { href: pairHref(best.a, best.b) }, h('bdi', {}, best.a.label), ' ↔ ', h('bdi', {}, best.b.label)),
      t('overview.closest.by', { share: percent(best.coverage), n: number(best.passages) })] : null,
  ];
}

/** Whether a document is one of those that were compared against the others. */
function isNamedFirst(report) {
  return (document) => report.sides.of[document.index] === 0;
}

/** What was compared with what. */
function sidesWords(report) {
  const { by, first } = report.sides;
  if (by !== 'against') return t('overview.across.groups');
  return t('overview.against', { n: number(first), others: number(report.counts.documents - first) });
}

function counts(report) {
  const facts = [
    ['documents', countOf(report, 'documents'), null],
    ['characters', number(report.counts.characters), null],
    ['sections', countOf(report, 'sections'), '#/sections'],
    ['passages', countOf(report, 'passages'), null],
    ['templates', countOf(report, 'templates'), '#/templates'],
    ['phrases', countOf(report, 'phrases'), '#/phrases'],
  ];
  return h('dl', { class: 'facts' }, facts.map(([key, value, href]) => h('div', {},
    h('dt', {}, t(`count.${key}`)),
    h('dd', {}, href ? h('a', { href }, value) : value))));
}

function part(id, title, note, ...children) {
  return h('section', { class: 'card', 'aria-labelledby': `part-${id}` },
    h('h2', { id: `part-${id}` }, title), note ? h('p', { class: 'note' }, note) : null, children);
}

/** Groups shown at once; the others open below them. */
const COPY_GROUPS = 12;

function copiesPart(report) {
  const documents = report.copies.reduce((sum, group) => sum + group.versions.length, 0);
  const link = (document) => h('a', { href: documentHref(document) }, h('bdi', {}, shortLabel(document, 24)));
  const item = (group) => h('li', {}, group.versions.map(({ document, equalTo }, at) => [
    at ? (equalTo ? ' = ' : [' → ']) : null, link(document),
    at && !equalTo ? h('a', { class: 'to-pair', href: pairHref(group.versions[at - 1].document, document) }, t('copies.compare')) : null,
  ]), h('span', { class: 'aside' }, ' ', t(`copies.order.${group.order}`)));
  const [shown, more] = [report.copies.slice(0, COPY_GROUPS), report.copies.slice(COPY_GROUPS)];
  return part('copies', t('overview.copies', { n: number(report.copies.length), documents: number(documents) }), t('copies.note'),
    h('ul', { class: 'copies' }, shown.map(item)),
    more.length ? h('details', {}, h('summary', {}, t('table.more', { n: more.length })), h('ul', { class: 'copies' }, more.map(item))) : null);
}

function documentsPart(report) {
  const columns = [
    { label: '#', numeric: true, value: (d) => d.number },
    { label: t('column.document'), value: (d) => d.label, cell: (d) => [h('a', { href: documentHref(d), class: 'document-link' }, h('bdi', {}, d.label)), d.hint ? h('div', { class: 'cell-hint' }, h('bdi', {}, excerpt(d.hint, 30))) : null], extra: [[t('column.file'), (d) => d.file]] },
    ...(report.documents.some((d) => d.date) ? [{ label: t('column.date'), value: (d) => d.date ?? '', class: 'date' }] : []),
    ...(report.documents.some((d) => d.place) ? [{ label: t('column.place'), value: (d) => d.place ?? '' }] : []),
    ...(report.documents.some((d) => d.kind) ? [{ label: t('column.kind'), value: (d) => (d.kind ? kindName(d.kind) : '') }] : []),
    ...(report.sides?.by === 'against' ? [sideColumn(report)] : []),
    { label: t('column.characters'), numeric: true, value: (d) => d.characters, cell: (d) => number(d.characters) },
    shareColumn('shares', t('shares.characters')),
    shareColumn('information', t('shares.information')),
  ];
  return part('documents', t('overview.documents'), null, legend(),
    table(columns, { rows: report.documents, name: 'documents', caption: t('overview.documents.caption'), page: 20 }),
    h('p', { class: 'note' }, t(report.groups?.spread_over === 'groups' ? 'shares.note.groups' : 'shares.note', { n: report.boilerplate_docs })),
    report.documents.length <= BARS ? h('details', {}, h('summary', {}, t('shares.as.chart')),
      figure({ title: t('shares.chart'), name: 'shares', draw: () => sharesChart(report.documents) })) : null);
}

/** On which side a document is: those named first are in front, as they are in all that the run wrote. */
function sideColumn(report) {
  const named = isNamedFirst(report);
  return { label: t('column.side'), help: t('column.side.help'), value: (d) => t(named(d) ? 'side.new' : 'side.old'),
    cell: (d) => (named(d) ? h('strong', {}, t('side.new')) : t('side.old')) };
}

function shareColumn(key, label) {
  return {
    label,
    csvLabel: `${label}${t('colon')}${t('attribution.boilerplate')}`,
    value: (d) => d[key].boilerplate,
    extra: ['shared', 'local'].map((kind) => [`${label}${t('colon')}${t(`attribution.${kind}`)}`, (d) => d[key][kind]]),
    help: t('shares.sort'),
    class: 'bar-cell',
    cell: (d) => sharesBar(d[key]),
  };
}

export function kindName(kind) {
  return ['speech', 'report', 'news', 'regulation', 'policy'].includes(kind) ? t(`kind.${kind}`) : kind;
}

function groupsPart(report) {
  const { by, groups } = report.groups;
  const columns = [
    { label: '#', numeric: true, value: (group) => group.number },
    { label: t('column.group'), value: (group) => group.label,
      cell: (group) => [group.known ? h('bdi', {}, group.label) : h('a', { href: documentHref(group.documents[0]) }, h('bdi', {}, group.label)),
        h('div', { class: 'cell-hint' }, group.known ? group.terms.map(([term]) => term).join(' ') : t('groups.unknown'))] },
    { label: t('column.documents'), numeric: true, value: (group) => group.documents.length, cell: (group) => number(group.documents.length) },
    { label: t('column.characters'), numeric: true, value: (group) => group.characters, cell: (group) => number(group.characters) },
    shareColumn('shares', t('shares.characters')),
    shareColumn('information', t('shares.information')),
  ];
  const named = ['place', 'author', 'speaker', 'year', 'kind', 'meeting'].includes(by);
  const name = named ? t(`column.${by}`) : by;
  return part('groups', t('groups.title', { by: name }), t(`groups.spread.${report.groups.spread_over}`), legend(),
    table(columns, { rows: groups, name: 'groups', caption: t('groups.caption'), page: 20 }));
}

/** The address of the two documents, one of each group, that are most alike; of a group with itself, its first document. */
function closest(report, one, other) {
  if (one === other) return documentHref(one.documents[0]);
  const matrix = report.similarity.documents.matrices[state.metric];
  let best = null;
  for (const a of one.documents) {
    for (const b of other.documents) {
      const value = matrix.either(a.index, b.index) ?? 0;
      if (!best || value > best.value) best = { a, b, value };
    }
  }
  return pairHref(best.a, best.b);
}

function groupMatrix(report) {
  const { groups } = report.groups;
  const readout = h('p', { class: 'readout' }, t('heatmap.hint'));
  const note = h('p', { class: 'note' });
  const draw = () => {
    const matrix = report.similarity.groups.matrices[state.metric];
    const tree = report.similarity.groups.trees[state.metric];
    note.textContent = t(`metric.${state.metric}.help`);
    if (!matrix.isWhole) return h('p', { class: 'empty' }, t('heatmap.too.large', { n: number(matrix.size) }));
    return heatmap({
      rows: groups.map((group) => ({ number: group.number, label: shortLabel(group, 14) })),
      matrix,
      tree,
      order: tree ? tree.order : groups.map((group) => group.index),
      open: (row, column) => { location.hash = closest(report, groups[row], groups[column]); },
      name: (index) => shortLabel(groups[index], 30),
      readout,
      title: t('heatmap.groups.title', { metric: t(`metric.${state.metric}`) }),
    });
  };
  const chart = figure({
    title: t('heatmap.groups.caption'), name: 'group-matrix', draw,
    tools: h('span', { class: 'tools' }, metricChoice(() => chart.redraw())),
  });
  chart.append(readout, note);
  return part('group-matrix', t('groups.matrix'), null, chart);
}

/** Chooses a measure: of documents, or with `key` 'sectionMetric' of sections. */
export function metricChoice(changed, key = 'metric') {
  return h('label', { class: 'choice' }, t('metric'), h('select', {
    onchange: (event) => {
      state[key] = event.target.value;
      changed();
    },
  }, METRICS.map((metric) => h('option', { value: metric, selected: metric === state[key] }, t(`metric.${metric}`)))));
}

function documentMatrix(report) {
  const readout = h('p', { class: 'readout' }, t('heatmap.hint'));
  const note = h('p', { class: 'note' });
  let clustered = true;
  const draw = () => {
    const matrix = report.similarity.documents.matrices[state.metric];
    const tree = report.similarity.documents.trees[state.metric];
    note.textContent = [t(`metric.${state.metric}.help`), report.sides ? t('heatmap.grey') : ''].join(' ');
    if (!matrix.isWhole) return h('p', { class: 'empty' }, t('heatmap.too.large', { n: number(matrix.size) }));
    return heatmap({
      rows: report.documents.map((document) => ({ number: document.number, label: shortLabel(document, 14) })),
      matrix,
      tree: clustered ? tree : null,
      order: clustered && tree ? tree.order : report.documents.map((document) => document.index),
      open: (row, column) => {
        const [one, other] = [report.documents[row], report.documents[column]];
        location.hash = row === column ? documentHref(one) : pairHref(one, other);
      },
      name: (index) => shortLabel(report.documents[index], 30),
      readout,
      title: t('heatmap.title', { metric: t(`metric.${state.metric}`) }),
    });
  };
  const redraw = () => chart.redraw();
  const chart = figure({
    title: t('heatmap.caption'),
    name: 'matrix',
    draw,
    tools: h('span', { class: 'tools' }, metricChoice(redraw), h('label', { class: 'choice' },
      h('input', { type: 'checkbox', checked: true, onchange: (event) => { clustered = event.target.checked; redraw(); } }), t('heatmap.cluster'))),
  });
  chart.append(readout, note);
  return part('matrix', t('overview.matrix'), null, chart);
}

/** Every pair that has a value, with its figures by all measures. */
function pairList(report) {
  const pairs = [];
  const matrices = report.similarity.documents.matrices;
  const seen = new Set();
  const add = (one, other) => {
    const key = one * report.documents.length + other;
    if (seen.has(key)) return;
    seen.add(key);
    if (!matrices.cosine.isCompared(one, other)) return;
    const [a, b] = [report.documents[one], report.documents[other]];
    const pair = { a, b, passages: passagesBetween(report, a, b).length };
    for (const metric of METRICS) {
      pair[metric] = matrices[metric].either(one, other);
      if (DIRECTED.has(metric)) pair[`${metric}Directed`] = [matrices[metric].get(one, other), matrices[metric].get(other, one)];
    }
    pairs.push(pair);
  };
  const { cosine } = matrices;
  if (cosine.isWhole) {
    for (let one = 0; one < cosine.size; one += 1) for (let other = one + 1; other < cosine.size; other += 1) add(one, other);
  } else {
    for (const metric of METRICS) {
      matrices[metric].rows?.forEach((cells, row) => [...cells.keys()].forEach((column) => add(Math.min(row, column), Math.max(row, column))));
    }
  }
  return pairs;
}

function pairsPart(pairs) {
  let bin = null;
  let range = null;
  let words = '';
  const kept = () => pairs.filter((pair) => {
    const value = pair[state.metric] ?? 0;
    if (range && (value < range.from || (value >= range.to && !(range.last && value === range.to)))) return false;
    return !words || `${pair.a.label} ${pair.a.file} ${pair.b.label} ${pair.b.file}`.toLowerCase().includes(words);
  });
  const cell = (metric) => (pair) => {
    if (pair[metric] === null) return '–';
    if (!DIRECTED.has(metric)) return percent(pair[metric]);
    const [there, back] = pair[`${metric}Directed`].map((value) => (value === null ? '–' : percent(value)));
    return h('span', { class: 'two-way' }, h('span', {}, `→ ${there}`), h('span', {}, `← ${back}`));
  };
  const columns = [
    { label: t('column.pair'), value: (pair) => pair.a.label, extra: [[t('column.pair.b'), (pair) => pair.b.label]],
      cell: (pair) => h('a', { href: pairHref(pair.a, pair.b), class: 'pair-link' },
        h('span', {}, badge(pair.a), h('bdi', {}, pair.a.label)), h('span', {}, badge(pair.b), h('bdi', {}, pair.b.label))) },
    ...METRICS.map((metric) => ({
      label: t(`metric.${metric}`), help: t(`metric.${metric}.help`), numeric: true, value: (pair) => pair[metric] ?? '', cell: cell(metric),
      extra: DIRECTED.has(metric) ? [['→', 0], ['←', 1]].map(([arrow, way]) => [`${t(`metric.${metric}`)} ${arrow}`, (pair) => pair[`${metric}Directed`][way] ?? '']) : [],
    })),
    { label: t('column.passages'), numeric: true, value: (pair) => pair.passages, cell: (pair) => number(pair.passages) },
  ];
  const list = table(columns, {
    rows: kept(), name: 'pairs', caption: t('pairs.caption'), page: 12, sort: [1 + METRICS.indexOf(state.metric), true], empty: t('pairs.none'),
  });
  const chart = figure({
    title: t('histogram.title'),
    name: 'pair-similarities',
    tools: metricChoice(() => {
      bin = null;
      range = null;
      show();
    }),
    draw: () => histogram(pairs.map((pair) => pair[state.metric] ?? 0), bin, (picked, chosen) => {
      bin = picked;
      range = picked === null ? null : { ...chosen, last: picked === 19 };
      show();
    }),
  });
  const filter = h('label', { class: 'choice' }, t('filter'), h('input', {
    type: 'search', placeholder: t('pairs.filter'),
    oninput: (event) => {
      words = event.target.value.trim().toLowerCase();
      list.update(kept());
    },
  }));
  const reset = h('button', { type: 'button', hidden: true, onclick: () => { bin = null; range = null; show(); } });
  function show() {
    reset.hidden = range === null;
    if (range) reset.textContent = t('histogram.reset', { from: percent(range.from), to: percent(range.to) });
    list.update(kept());
    chart.redraw();
  }
  return part('pairs', t('overview.pairs'), t('pairs.note'),
    h('div', { class: 'beside' }, chart, h('div', { class: 'pair-table' }, h('div', { class: 'tools' }, filter, reset), list)));
}

function timePart(report) {
  return part('time', t('overview.time'), t('timeline.note'), figure({ title: t('timeline.title'), name: 'over-time', draw: () => timeline(report.documents) }));
}

/** What the words of the report mean, in short. */
function glossaryPart() {
  const words = [
    ...METRICS.map((metric) => [t(`metric.${metric}`), t(`metric.${metric}.help`)]),
    ...ATTRIBUTIONS.map((kind) => [t(`attribution.${kind}`), t(`glossary.${kind}`)]),
    ...['passages', 'identity', 'templates', 'phrases', 'copies', 'new', 'characters'].map((word) => [t(`glossary.${word}.name`), t(`glossary.${word}`)]),
  ];
  return [h('h3', {}, t('glossary.title')), h('p', { class: 'note' }, t('glossary.evidence')),
    h('dl', { class: 'glossary' }, words.map(([name, meaning]) => [h('dt', {}, name), h('dd', {}, meaning)]))];
}

function aboutPart(report) {
  const { config } = report;
  const options = [
    ['--ngram', config.ngram, 'option.ngram'],
    ['--words', config.words ?? '–', 'option.words'],
    ['--min-length', config['min-length'], 'option.min-length'],
    ['--boilerplate-docs', report.boilerplate_docs, 'option.boilerplate-docs'],
    ['--group-by', config['group-by'] ?? undefined, 'option.group-by'],
    ['--spread-over', report.groups?.spread_over, 'option.spread-over'],
    ['--idf', config.idf, 'option.idf'],
    ['--max-passages', config['max-passages'], 'option.max-passages'],
  ].filter(([, value]) => value !== undefined);
  return part('about', t('overview.about'), null,
    h('h3', {}, t('about.options')),
    table([
      { label: t('about.option'), value: ([name]) => name, cell: ([name]) => h('code', {}, name), fixed: true },
      { label: t('about.value'), value: ([, value]) => value, cell: ([, value]) => String(value), fixed: true },
      { label: t('about.meaning'), value: ([, , key]) => t(key), fixed: true },
    ], { rows: options, name: 'options', caption: t('about.options') }),
    report.reference.length ? [h('h3', {}, t('about.reference')), h('ul', {}, report.reference.slice(0, 100).map((name) => h('li', {}, h('bdi', {}, name))))] : null,
    glossaryPart(),
    h('h3', {}, t('about.skipped')),
    report.skipped.length
      ? table([
        { label: t('column.file'), value: (one) => one.path, cell: (one) => h('bdi', {}, one.path) },
        { label: t('about.reason'), value: (one) => one.reason },
      ], { rows: report.skipped, name: 'skipped', caption: t('about.skipped') })
      : h('p', { class: 'empty' }, t('about.skipped.none')),
    h('h3', {}, t('about.left.out')),
    report.omissions.length || report.limits.length
      ? h('ul', {}, report.omissions.map((one) => h('li', {}, partNote(report, one.what))),
        report.limits.map((one) => h('li', {}, t('about.limit', { what: one.what[state.language === 'zh' ? 0 : 1], kept: number(one.kept), of: number(one.of) }))))
      : h('p', { class: 'empty' }, t('about.left.out.none')),
    h('p', { class: 'note' }, t('about.version', { version: report.version })));
}
