// Themes: sections of all documents that speak of the same things; theme by document, and each theme in all documents side by side.

import { h, s, replace, announce } from './dom.js';
import { t } from './state.js';
import { number, percent, documentHref, sectionHref, sectionName, documentLink, yearOf, excerpt } from './format.js';
import { drawing, figure, ramp, tooltip } from './chart.js';
import { table } from './table.js';
import { sharesBar } from './shares.js';
import { byDate } from './sources.js';
import { synopsis } from './synopsis.js';
import { themeName, themeHref, sharesOfSections, byDocument } from './theme.js';

/** Cells up to which each is an element of its own; more are one image. */
const THEME_CELLS = 3_000;

/** All themes; with `wanted` the one that is asked for, or a section beside those most like it. */
export function themesView(report, wanted = {}) {
  const main = h('div', {});
  const head = h('header', { class: 'view-head' });
  const element = h('div', { class: 'view themes-view' }, head, main);
  if (wanted.section && !wanted.theme) {
    replace(head, crumbs(), h('h1', { tabindex: '-1' }, sectionName(wanted.section, 60)));
    replace(main, ...synopsis(report, { section: wanted.section }));
  } else if (wanted.theme) {
    const { theme } = wanted;
    replace(head, crumbs(), h('h1', { tabindex: '-1' }, themeName(theme, 60)),
      h('p', { class: 'lead' }, t('theme.lead', { documents: number(byDocument(theme).size), of: number(report.documents.length), n: number(theme.sections.length) }), ' ', h('span', { class: 'note' }, theme.terms.join(t('list.pause')))),
      themeSteps(report, theme));
    replace(main, ...synopsis(report, { theme, section: wanted.section, base: wanted.base }));
  } else {
    replace(head, h('h1', { tabindex: '-1' }, t('themes.title')), h('p', { class: 'lead' }, t(report.themes.length ? 'themes.lead' : 'themes.none')));
    replace(main, report.themes.length ? [themeCard(report), themeTable(report)] : null, sectionTable(report));
  }
  return { element };
}

function crumbs() {
  return h('p', { class: 'crumbs' }, h('a', { href: '#/themes' }, '← ', t('themes.all')));
}

function themeSteps(report, theme) {
  const neighbour = (step) => report.themes[theme.index + step];
  const link = (other, arrow, rel) => other && h('a', { href: themeHref(other), rel }, arrow === '←' ? '← ' : null, themeName(other, 14), arrow === '→' ? ' →' : null);
  return h('nav', { class: 'steps', 'aria-label': t('themes.all') }, link(neighbour(-1), '←', 'prev'), link(neighbour(1), '→', 'next'));
}

/** Documents as columns: by date where most have one, else so that alike ones stand together. */
function columnsOf(report) {
  const documents = report.documents.filter((document) => document.sections.some((section) => section.theme));
  const withYear = documents.filter((document) => yearOf(document)).length;
  if (withYear > documents.length / 2) return [...documents].sort((one, other) => byDate({ document: one }, { document: other }));
  const tree = report.similarity.documents.trees.coverage;
  if (!tree) return documents;
  const place = new Map(tree.order.map((index, at) => [index, at]));
  return [...documents].sort((one, other) => place.get(one.index) - place.get(other.index));
}

function themeCard(report) {
  const readout = h('p', { class: 'readout' }, t('themes.hint'));
  const chart = figure({ title: t('themes.matrix'), name: 'themes', draw: () => themeMatrix(report, readout) });
  chart.append(readout);
  return h('section', { class: 'card', 'aria-labelledby': 'part-themes' }, h('h2', { id: 'part-themes' }, t('themes.matrix.title')), chart);
}

const THEME_LEFT = 230;
const THEME_ROW = 22;

function themeMatrix(report, readout) {
  const columns = columnsOf(report);
  const { themes } = report;
  const cell = Math.max(2, Math.min(34, Math.floor(840 / Math.max(1, columns.length))));
  const named = cell >= 12;
  const top = named ? 112 : 24;
  const width = THEME_LEFT + cell * columns.length + 60;
  const bottom = top + THEME_ROW * themes.length;
  const svg = drawing(width, bottom + 46, t('themes.matrix'));
  const tint = ramp();
  const own = themes.map((theme) => columns.map((document) => {
    const sections = byDocument(theme).get(document);
    return sections ? sharesOfSections(sections).local : null;
  }));
  const colour = (share) => tint(0.12 + 0.88 * (1 - share));
  themes.forEach((theme, row) => svg.append(s('text', { x: THEME_LEFT - 8, y: top + row * THEME_ROW + 15, 'text-anchor': 'end', class: 'label', 'data-place': row }, themeName(theme, 16), s('title', {}, `${themeName(theme)}: ${theme.terms.join(' ')}`))));
  // Slanted names need room, else they run into each other.
  const every = Math.ceil(15 / cell);
  if (named) columns.forEach((document, column) => {
    if (column % every) return;
    const x = THEME_LEFT + column * cell + cell / 2;
    svg.append(s('text', { x, y: top - 6, transform: `rotate(-50 ${x} ${top - 6})`, class: 'tick column-number', 'data-place': column }, excerpt(document.short, 10)));
  });
  if (themes.length * columns.length <= THEME_CELLS) {
    own.forEach((shares, row) => shares.forEach((share, column) => svg.append(s('rect', {
      x: THEME_LEFT + column * cell, y: top + row * THEME_ROW, width: cell - (cell > 6 ? 1 : 0), height: THEME_ROW - 1,
      ...(share === null ? { class: 'theme-none' } : { fill: `rgb(${colour(share).join(',')})` }),
    }))));
  } else {
    const canvas = h('canvas', { width: columns.length, height: themes.length });
    const paper = canvas.getContext('2d');
    const image = paper.createImageData(columns.length, themes.length);
    own.forEach((shares, row) => shares.forEach((share, column) => {
      if (share !== null) image.data.set([...colour(share), 255], (row * columns.length + column) * 4);
    }));
    paper.putImageData(image, 0, 0);
    svg.append(s('image', { x: THEME_LEFT, y: top, width: cell * columns.length, height: THEME_ROW * themes.length, href: canvas.toDataURL(), class: 'cells', preserveAspectRatio: 'none' }));
  }
  for (let i = 0; i < 40; i += 1) svg.append(s('rect', { x: THEME_LEFT + i * 5, y: bottom + 12, width: 5.5, height: 9, fill: `rgb(${colour(1 - i / 39).join(',')})` }));
  svg.append(s('text', { x: THEME_LEFT, y: bottom + 35, class: 'tick' }, t('themes.scale.own')), s('text', { x: THEME_LEFT + 200, y: bottom + 35, 'text-anchor': 'end', class: 'tick' }, t('themes.scale.shared')));
  interact(svg, { columns, themes, own, cell, top, width, readout });
  return svg;
}

/** Pointer and keys over the cells. */
function interact(svg, { columns, themes, own, cell, top, width, readout }) {
  const cursor = s('rect', { width: cell, height: THEME_ROW - 1, class: 'cursor', visibility: 'hidden', 'data-screen-only': '' });
  svg.append(cursor);
  const tip = tooltip();
  let at = [0, 0];
  const show = ([row, column], event) => {
    at = [row, column];
    cursor.setAttribute('x', THEME_LEFT + column * cell);
    cursor.setAttribute('y', top + row * THEME_ROW);
    cursor.setAttribute('visibility', 'visible');
    const share = own[row][column];
    const words = t(share === null ? 'themes.cell.none' : 'themes.cell', { theme: themeName(themes[row]), document: columns[column].short, share: percent(share ?? 0) });
    readout.textContent = words;
    for (const label of svg.querySelectorAll('.label, .column-number')) label.classList.toggle('named', Number(label.dataset.place) === (label.matches('.label') ? row : column));
    if (event) tip.show(words, event);
    else announce(words);
  };
  const open = ([row, column]) => {
    tip.hide();
    location.hash = themeHref(themes[row], own[row][column] === null ? null : columns[column]);
  };
  const hit = (event) => {
    const box = svg.getBoundingClientRect();
    const factor = width / box.width;
    const column = Math.floor(((event.clientX - box.left) * factor - THEME_LEFT) / cell);
    const row = Math.floor(((event.clientY - box.top) * factor - top) / THEME_ROW);
    if (row < 0 || row >= themes.length || column >= columns.length) return null;
    return [row, column];
  };
  svg.setAttribute('role', 'application');
  svg.setAttribute('aria-label', `${t('themes.matrix')}${t('colon')}${t('heatmap.keys')}`);
  svg.setAttribute('tabindex', '0');
  svg.addEventListener('pointermove', (event) => {
    const place = hit(event);
    svg.classList.toggle('over-cell', Boolean(place));
    if (place && place[1] >= 0) show(place, event);
    else tip.hide();
  });
  svg.addEventListener('pointerleave', () => tip.hide());
  svg.addEventListener('click', (event) => {
    const place = hit(event);
    if (!place) return;
    // On its name: the theme without a base.
    if (place[1] < 0) location.hash = themeHref(themes[place[0]]);
    else open(place);
  });
  svg.addEventListener('focus', () => show(at));
  svg.addEventListener('keydown', (event) => {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    if (event.key in steps) {
      event.preventDefault();
      const [down, right] = steps[event.key];
      show([Math.max(0, Math.min(themes.length - 1, at[0] + down)), Math.max(0, Math.min(columns.length - 1, at[1] + right))]);
    } else if (event.key === 'Enter') {
      open(at);
    }
  });
}

function themeTable(report) {
  return h('section', { class: 'card', 'aria-labelledby': 'theme-table' }, h('h2', { id: 'theme-table' }, t('themes.list')),
    table([
      { label: t('column.theme'), value: (theme) => themeName(theme), unlabelled: true, class: 'name', cell: (theme) => [h('a', { href: themeHref(theme) }, themeName(theme, 40)), h('div', { class: 'cell-hint' }, theme.terms.join(t('list.pause')))], extra: [[t('column.terms'), (theme) => theme.terms.join(' ')]] },
      { label: t('column.documents'), numeric: true, value: (theme) => byDocument(theme).size },
      { label: t('count.sections'), numeric: true, value: (theme) => theme.sections.length },
      { label: t('attribution.local'), class: 'bar-cell', descending: true, value: (theme) => sharesOfSections(theme.sections).local, cell: (theme) => sharesBar(sharesOfSections(theme.sections)) },
    ], { rows: report.themes, name: 'themes', caption: t('themes.list'), page: 40 }));
}

function sectionTable(report) {
  return h('details', { class: 'card' }, h('summary', {}, h('h2', {}, t('sections.all'))), sectionsOnce(report));
}

/** Thousands of rows are made when somebody opens them. */
function sectionsOnce(report) {
  return table([
    { label: t('column.document'), value: (section) => section.document.label, cell: (section) => documentLink(section.document, documentHref(section.document, section.start)), extra: [[t('column.file'), (section) => section.document.file]] },
    { label: t('column.path'), value: (section) => section.path },
    { label: t('column.section'), value: (section) => section.heading, cell: (section) => h('a', { href: sectionHref(section) }, sectionName(section, 40)), class: 'wide' },
    { label: t('column.theme'), value: (section) => (section.theme ? themeName(section.theme) : ''), cell: (section) => (section.theme ? h('a', { href: themeHref(section.theme) }, themeName(section.theme, 16)) : '') },
    { label: t('column.units'), numeric: true, value: (section) => section.units, cell: (section) => number(section.units) },
    { label: t('attribution.local'), numeric: true, value: (section) => section.shares.local, cell: (section) => percent(section.shares.local) },
    { label: t('column.terms'), value: (section) => section.terms.slice(0, 5).map(([term]) => term).join(' '), class: 'wide' },
  ], { rows: report.sections, name: 'sections', caption: t('sections.all'), page: 30 });
}
