// What belongs together: copies and versions, clusters of like wording, and the groups that the run was asked for.

import { h } from './dom.js';
import { t, state } from './state.js';
import { number, percent, documentHref, pairHref, compareHref } from './format.js';
import { table } from './table.js';
import { figure, legend } from './chart.js';
import { heatmap } from './heatmap.js';
import { sharesColumn } from './documents.js';
import { metricChoice } from './likeness.js';

/** Groups shown at once; the others open below them. */
const GROUPS_SHOWN = 8;
/** Members named at once. */
const MEMBERS = 6;

export function groupsCard(report) {
  if (!report.copies.length && !report.clusters.length) return null;
  const link = (document) => h('a', { href: documentHref(document), title: document.label }, h('bdi', {}, document.short));
  const copies = report.copies.map((group) => h('li', {}, group.versions.slice(0, MEMBERS * 2).map(({ document, equalTo }, at) => [
    at ? (equalTo ? ' = ' : ' → ') : null, link(document),
    at && !equalTo ? h('a', { class: 'to-pair', href: pairHref(group.versions[at - 1].document, document) }, t('copies.compare')) : null,
  ]), group.versions.length > MEMBERS * 2 ? t('groups.and.more', { n: group.versions.length - MEMBERS * 2 }) : null,
  h('span', { class: 'aside' }, t(`copies.order.${group.order}`))));
  const clusters = report.clusters.map((members, i) => h('li', {},
    h('strong', {}, t('groups.cluster', { i: i + 1, n: number(members.length) })), ' ',
    h('span', { class: 'aside' }, t('groups.mean', { share: percent(mean(report, members)) })), ' ',
    members.slice(0, MEMBERS).map((document, at) => [at ? t('list.pause') : null, link(document)]),
    members.length > MEMBERS ? h('details', { class: 'inline' }, h('summary', {}, t('groups.and.more', { n: members.length - MEMBERS })),
      members.slice(MEMBERS).map((document, at) => [at ? t('list.pause') : null, link(document)])) : null,
    ' ', h('a', { class: 'to-pair', href: compareHref(members.slice(0, 6)) }, t('copies.compare'))));
  return h('section', { class: 'card', 'aria-labelledby': 'part-groups' },
    h('h2', { id: 'part-groups', tabindex: '-1' }, t('overview.groups')),
    copies.length ? [h('h3', {}, t('overview.copies', { n: number(copies.length), documents: number(report.copies.reduce((sum, group) => sum + group.versions.length, 0)) })),
      h('p', { class: 'note' }, t('copies.note')), foldedList(copies, 'copies')] : null,
    clusters.length ? [h('h3', {}, t('overview.clusters', { n: number(clusters.length) })), h('p', { class: 'note' }, t('clusters.note')), foldedList(clusters, 'clusters')] : null);
}

function foldedList(items, name) {
  const [shown, more] = [items.slice(0, GROUPS_SHOWN), items.slice(GROUPS_SHOWN)];
  return [h('ol', { class: `copies ${name}` }, shown),
    more.length ? h('details', {}, h('summary', {}, t('table.more', { n: more.length })), h('ol', { class: `copies ${name}`, start: GROUPS_SHOWN + 1 }, more)) : null];
}

/** How much two members share on average: of large groups the first ones stand for all. */
function mean(report, members) {
  const matrix = report.similarity.documents.matrices.coverage;
  const some = members.slice(0, 40);
  let [sum, pairs] = [0, 0];
  for (const one of some) for (const other of some) {
    if (one === other) continue;
    sum += matrix.get(one.index, other.index) ?? 0;
    pairs += 1;
  }
  return pairs ? sum / pairs : 0;
}

/** The groups that documents were put together in, and how alike these are. */
export function groupedBy(report) {
  if (!report.groups) return null;
  const { by, groups } = report.groups;
  const columns = [
    { label: '#', numeric: true, value: (group) => group.number, unlabelled: true },
    {
      label: t('column.group'), value: (group) => group.label, unlabelled: true,
      cell: (group) => [group.known ? h('bdi', {}, group.label) : h('a', { href: documentHref(group.documents[0]) }, h('bdi', {}, group.documents[0].label)),
        h('div', { class: 'cell-hint' }, group.known ? group.terms.map(([term]) => term).join(' ') : t('groups.unknown'))],
    },
    { label: t('column.documents'), numeric: true, value: (group) => group.documents.length, cell: (group) => number(group.documents.length) },
    { label: t('column.characters'), numeric: true, value: (group) => group.characters, cell: (group) => number(group.characters) },
    sharesColumn(),
  ];
  const named = ['place', 'author', 'speaker', 'year', 'kind', 'meeting'].includes(by);
  const name = named ? t(`column.${by}`) : by;
  const known = groups.filter((group) => group.known).sort((one, other) => other.documents.length - one.documents.length || one.index - other.index);
  const unknown = groups.filter((group) => !group.known);
  const list = (rows, key) => table(columns, { rows, name: key, caption: t('groups.caption'), page: 20 });
  return h('section', { class: 'card', 'aria-labelledby': 'part-grouped' },
    h('h2', { id: 'part-grouped', tabindex: '-1' }, t('groups.title', { by: name })), h('p', { class: 'note' }, t(`groups.spread.${report.groups.spread_over}`)), legend(report),
    list(known, 'groups'),
    unknown.length ? h('details', {}, h('summary', {}, t('groups.without', { n: number(unknown.length) })), list(unknown, 'groups-without')) : null,
    groups.length > 1 ? groupMatrix(report) : null);
}

/** The address of the two documents, one of each group, that are most alike; of a group with itself, its first document. */
function closestPair(report, one, other) {
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
  const name = (index) => (groups[index].known ? groups[index].label : groups[index].documents[0].short);
  const draw = () => {
    const matrix = report.similarity.groups.matrices[state.metric];
    const tree = report.similarity.groups.trees[state.metric];
    if (!matrix.isWhole) return h('p', { class: 'empty' }, t('heatmap.too.large', { n: number(matrix.size) }));
    return heatmap({
      rows: groups.map((group) => ({ number: group.number, label: name(group.index) })),
      matrix, tree, readout, name,
      order: tree ? tree.order : groups.map((group) => group.index),
      open: (row, column) => { location.hash = closestPair(report, groups[row], groups[column]); },
      title: t('heatmap.groups.title', { metric: t(`metric.${state.metric}`) }),
    });
  };
  const chart = figure({
    title: t('heatmap.groups.caption'), name: 'group-matrix', draw,
    tools: metricChoice((metric) => { state.metric = metric; chart.redraw(); }, state.metric),
  });
  chart.append(readout);
  return chart;
}
