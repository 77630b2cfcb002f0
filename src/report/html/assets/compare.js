// Some documents that the reader picked: how much each has of each other, what they all say, and their themes.

import { h } from './dom.js';
import { t } from './state.js';
import { number, percent, pairHref, documentLink, documentHref, excerpt } from './format.js';
import { themeHref, themeName, byDocument, sharesOfSections } from './theme.js';

/** Wordings listed of those that all have. */
const WORDINGS = 40;

export function compareView(report, documents) {
  const matrix = report.similarity.documents.matrices.coverage;
  const strongest = Math.max(0.001, ...documents.flatMap((row) => documents.filter((column) => column !== row).map((column) => matrix.get(row.index, column.index) ?? 0)));
  const cell = (row, column) => {
    if (row === column) return h('td', { class: 'itself' }, '');
    const share = matrix.get(row.index, column.index);
    if (share === null) return h('td', {}, '–');
    return h('td', { class: 'numeric' }, h('a', { href: pairHref(row, column), class: 'heat', style: { '--strength': `${Math.round((share / strongest) * 55)}%` } }, percent(share)));
  };
  const has = (places) => {
    const set = new Set(places.map(({ document }) => document));
    return documents.every((document) => set.has(document));
  };
  const common = report.families.filter((family) => has(family.places)).map((family) => family.places.find(({ document }) => document === documents[0]))
    .filter((place) => place.document.text).sort((one, other) => (other.end - other.start) - (one.end - one.start));
  const themes = report.themes.filter((theme) => documents.filter((document) => byDocument(theme).has(document)).length > 1);
  const element = h('div', { class: 'view compare-view' },
    h('header', { class: 'view-head' }, h('h1', { tabindex: '-1' }, t('compare.title', { n: documents.length }))),
    h('section', { class: 'card' }, h('h2', {}, t('compare.matrix')), h('p', { class: 'note' }, t('metric.coverage.help')),
      h('div', { class: 'scroll-x', tabindex: '0', role: 'region', 'aria-label': t('compare.matrix') }, h('table', { class: 'small-matrix' },
        h('thead', {}, h('tr', {}, h('td', {}), documents.map((document) => h('th', { scope: 'col' }, document.short)))),
        h('tbody', {}, documents.map((row) => h('tr', {}, h('th', { scope: 'row' }, documentLink(row)), documents.map((column) => cell(row, column)))))))),
    h('section', { class: 'card' }, h('h2', {}, t('compare.common', { n: number(common.length) })),
      common.length ? h('ul', { class: 'plain' }, common.slice(0, WORDINGS).map((place) => h('li', { lang: 'zh', class: 'filled' }, h('a', { href: documentHref(place.document, place.start) }, excerpt(place.document.text.slice(place.start, place.end), 120)))))
        : h('p', { class: 'empty' }, t('compare.common.none'))),
    h('section', { class: 'card' }, h('h2', {}, t('compare.themes')),
      themes.length ? h('div', { class: 'scroll-x', tabindex: '0', role: 'region', 'aria-label': t('compare.themes') }, h('table', {},
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('column.theme')), documents.map((document) => h('th', { scope: 'col' }, document.short)))),
        h('tbody', {}, themes.map((theme) => h('tr', {}, h('th', { scope: 'row' }, h('a', { href: themeHref(theme) }, themeName(theme))), documents.map((document) => {
          const sections = byDocument(theme).get(document);
          return h('td', { class: 'numeric' }, sections ? h('a', { href: themeHref(theme, document) }, t('compare.own', { share: percent(sharesOfSections(sections).local) })) : '–');
        })))))) : h('p', { class: 'empty' }, t('themes.none'))));
  return { element };
}
