// A synopsis: one theme, or one section, in all documents side by side; differences against a document of choice, or article by
// article.

import { h, replace } from './dom.js';
import { t } from './state.js';
import { number, percent, documentHref, documentLink, sectionHref, sectionName } from './format.js';
import { paint } from './text.js';
import { agreeing } from './fold.js';
import { borrowedClauses, strength } from './clauses.js';
import { sharesBar } from './shares.js';
import { byDate } from './sources.js';
import { byDocument, sharesOfSections } from './theme.js';
import { setting, keep, redrawView } from './view.js';

/** Columns shown at once; more open beside them. */
const COLUMNS = 12;
/** Letters in a row that agree with the base: fewer agree by chance. */
const AGREEING = 6;
/** Documents whose articles are held against each other: more do not fit beside each other. */
const ARTICLE_COLUMNS = 6;
/** Pairs of letters two articles have in common, of all their pairs, from which on they are the same article. */
const SAME_ARTICLE = 0.18;

/** The parts of the view, for a theme, or for a section that belongs to none. */
export function synopsis(report, { theme, section, base }) {
  const columns = theme ? columnsOfTheme(theme) : columnsOfSection(report, section);
  const chosenFile = setting('synopsis.base', base?.file ?? section?.document.file ?? '');
  const chosen = columns.find(({ document }) => document.file === chosenFile) ?? null;
  const articles = theme && columns.length > 1 ? setting('synopsis.articles', areArticles(columns)) : false;
  const baseColumn = chosen ?? (articles ? [...columns].sort((one, other) => other.sections.length - one.sections.length)[0] : null);
  const without = theme ? report.documents.filter((document) => !byDocument(theme).has(document)) : [];
  const tools = h('div', { class: 'filters' },
    h('label', { class: 'choice' }, t('synopsis.base'), h('select', { onchange: (event) => { keep('synopsis.base', event.target.value); redrawView(); } },
      h('option', { value: '' }, t('synopsis.base.none')),
      columns.map(({ document }) => h('option', { value: document.file, selected: document === chosen?.document }, document.short)))),
    theme ? h('label', { class: 'choice' }, h('input', { type: 'checkbox', checked: articles, onchange: (event) => { keep('synopsis.articles', event.target.checked); redrawView(); } }), t('synopsis.articles')) : null,
    h('span', { class: 'key' }, baseColumn
      ? [h('span', { class: 'swatch differs', 'aria-hidden': 'true' }), t('synopsis.differs', { document: baseColumn.document.short })]
      : [[1, 2, 3, 4].map((step) => h('span', { class: `swatch s${step}`, 'aria-hidden': 'true' })), t('document.key.others')]));
  const rest = without.length ? h('p', { class: 'note' }, t('synopsis.without', { n: number(without.length) }), without.slice(0, 12).map((document, i) => [i ? t('list.pause') : '', documentLink(document)]), without.length > 12 ? ' …' : '') : null;
  if (!columns.length) return [h('p', { class: 'empty' }, t('sections.like.none'))];
  return [tools, articles ? articleTable(report, columns, baseColumn) : besideEachOther(report, columns, baseColumn, section), rest];
}

function columnsOfTheme(theme) {
  return [...byDocument(theme)].map(([document, sections]) => ({ document, sections })).sort(byDate);
}

/** The section itself, and the nearest one of each other document. */
function columnsOfSection(report, section) {
  const columns = [{ document: section.document, sections: [section] }];
  for (let i = 0; i < section.nearest.length; i += 3) {
    const [number_, place, cosine] = section.nearest.slice(i, i + 3);
    const document = report.documents[number_];
    if (document.sections[place]) columns.push({ document, sections: [document.sections[place]], likeness: cosine / 10_000 });
  }
  return columns;
}

/** Whether sections are articles of a regulation, to be held against each other one by one. */
function areArticles(columns) {
  const all = columns.flatMap(({ sections }) => sections);
  return all.filter((section) => /第[一二三四五六七八九十百零〇\d]+条$/.test(section.path)).length > all.length * 0.6;
}

function besideEachOther(report, columns, base, wanted) {
  const ordered = base ? [base, ...columns.filter((column) => column !== base)] : columns;
  const box = h('div', { class: 'section-columns scroll-x', tabindex: '0', role: 'region', 'aria-label': t('sections.columns') });
  let shown = COLUMNS;
  const draw = () => replace(box, ordered.slice(0, shown).map((column) => columnOf(report, column, base, wanted)),
    ordered.length > shown ? h('button', { type: 'button', class: 'more-columns', onclick: () => { shown += COLUMNS; draw(); } }, t('table.more', { n: number(ordered.length - shown) })) : null);
  draw();
  return box;
}

function textOf(sections) {
  return sections.map((section) => section.document.text?.slice(section.start, section.end) ?? '').join('\n');
}

function columnOf(report, { document, sections, likeness }, base, wanted) {
  const isBase = document === base?.document;
  const baseText = base && !isBase ? textOf(base.sections) : null;
  return h('article', { class: `section-column${isBase ? ' chosen' : ''}` },
    h('header', {}, documentLink(document, documentHref(document, sections[0].start)), document.date ? h('span', { class: 'aside' }, document.date) : null,
      likeness === undefined ? null : h('p', { class: 'note' }, `${t('metric.cosine')} ${percent(likeness)}`),
      sharesBar(sharesOfSections(sections))),
    h('div', { class: 'text', lang: 'zh', tabindex: '0', role: 'region', 'aria-label': document.short },
      sections.map((section) => [
        beginsWithHeading(section) ? null : h('p', { class: 'section-name' }, h('a', { href: sectionHref(section), class: section === wanted ? 'wanted' : null }, sectionName(section, 40))),
        document.text ? paintedSection(report, section, baseText) : h('p', { class: 'empty' }, t('text.absent'))])));
}

/** Whether the heading is to be read in the text itself. */
function beginsWithHeading({ document, start, heading }) {
  const head = heading.replace(/[^\p{L}\p{N}]/gu, '').slice(0, 8);
  return Boolean(head && document.text?.slice(start, start + 24).replace(/[^\p{L}\p{N}]/gu, '').startsWith(head));
}

/** A section with what differs from the base marked; without one, with what others say too. */
function paintedSection(report, section, baseText) {
  const { document, start, end } = section;
  if (baseText !== null) {
    const same = agreeing(document.text.slice(start, end), baseText, AGREEING).map((span) => ({ start: span.start + start, end: span.end + start }));
    const layers = same.map((span) => ({ ...span, same: true }));
    return paint(document, start, end, layers, (from, to, over) => {
      const marks = !/[\p{L}\p{N}]/u.test(document.text.slice(from, to));
      return h('span', { class: over.length ? 'agrees' : marks ? null : 'differs' });
    }).blocks;
  }
  document.borrowed ??= borrowedClauses(report, document, 4);
  const layers = document.borrowed.filter((one) => one.start < end && start < one.end);
  return paint(document, start, end, layers.map((one) => ({ start: one.start, end: one.end, one })), (from, to, over) => {
    const one = over.find((layer) => layer.one)?.one;
    return one ? h('a', { class: `run ${one.attribution} s${strength(one.others, report.documents.length)}`, href: documentHref(document, from), title: t('document.run', { n: number(one.others) }) }) : h('span', {});
  }).blocks;
}

/** Pairs of neighbouring letters. */
function letterPairsOf(section) {
  if (!section.letterPairs) {
    const letters = Array.from((section.document.text?.slice(section.start, section.end) ?? '').replace(/^第.{1,6}条/, '').replace(/[^\p{L}\p{N}]/gu, ''));
    section.letterPairs = new Set(letters.slice(1).map((letter, i) => letters[i] + letter));
  }
  return section.letterPairs;
}

function dice(one, other) {
  const [a, b] = [letterPairsOf(one), letterPairsOf(other)];
  if (!a.size || !b.size) return 0;
  let both = 0;
  for (const pair of a) if (b.has(pair)) both += 1;
  return (2 * both) / (a.size + b.size);
}

/** A row for each section of the base, and in each other document the section most like it. */
function articleTable(report, columns, base) {
  const others = columns.filter((column) => column !== base);
  const likest = others.map((column) => ({ column, value: base.sections.reduce((sum, section) => sum + Math.max(...column.sections.map((other) => dice(section, other))), 0) }))
    .sort((one, other) => other.value - one.value).slice(0, ARTICLE_COLUMNS).map(({ column }) => column);
  const cell = (section, baseSection) => (section ? h('td', {}, h('div', { class: 'text', lang: 'zh' }, section.document.text
    ? paintedSection(report, section, baseSection ? textOf([baseSection]) : null) : t('text.absent')), h('a', { class: 'aside', href: documentHref(section.document, section.start) }, '→')) : h('td', { class: 'absent' }, t('synopsis.no.article')));
  const rows = base.sections.map((section) => h('tr', {}, h('th', { scope: 'row', lang: 'zh' }, h('div', { class: 'text' }, paint(section.document, section.start, section.end, [], () => h('span', {})).blocks)),
    likest.map((column) => {
      const best = column.sections.map((other) => ({ other, value: dice(section, other) })).sort((one, other) => other.value - one.value)[0];
      return cell(best && best.value >= SAME_ARTICLE ? best.other : null, section);
    })));
  return h('div', { class: 'scroll-x articles', tabindex: '0', role: 'region', 'aria-label': t('sections.columns') },
    h('table', {}, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, documentLink(base.document)), likest.map(({ document }) => h('th', { scope: 'col' }, documentLink(document))))), h('tbody', {}, rows)),
    others.length > likest.length ? h('p', { class: 'note' }, t('synopsis.articles.more', { n: number(likest.length), of: number(others.length) })) : null);
}
