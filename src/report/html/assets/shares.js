// How much is common, shared and own: a bar, and the chart of all documents.

import { h, s } from './dom.js';
import { t } from './state.js';
import { percent, shortLabel, documentHref } from './format.js';
import { ATTRIBUTIONS } from './data.js';
import { drawing, patterns, asLink } from './chart.js';

export function sharesInWords(shares) {
  return ATTRIBUTIONS.map((kind) => `${t(`attribution.${kind}`)} ${percent(shares[kind])}`).join(t('list.comma'));
}

/** One bar as wide as its column, with its figures below. */
export function sharesBar(shares, { figures = true, named = false } = {}) {
  return h('div', { class: 'shares' },
    h('div', { class: 'shares-bar', role: 'img', 'aria-label': sharesInWords(shares) },
      ATTRIBUTIONS.map((kind) => h('span', { class: `share ${kind}`, style: { 'flex-grow': shares[kind] } }))),
    figures ? h('div', { class: 'shares-figures', 'aria-hidden': 'true' },
      ATTRIBUTIONS.map((kind) => h('span', { class: `ink-${kind}` }, named ? `${t(`attribution.${kind}`)} ` : null, percent(shares[kind])))) : null);
}

const LABEL = 210;
const SHARES_WIDTH = 760;
const ROW = 40;
const HEAD = 26;

/** Two bars per document: by characters, and by information. */
export function sharesChart(documents) {
  const { defs, fill } = patterns();
  const height = HEAD + documents.length * ROW + 8;
  const room = SHARES_WIDTH - LABEL - 12;
  const svg = drawing(SHARES_WIDTH, height, t('shares.chart'), defs);
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const x = LABEL + share * room;
    svg.append(
      s('line', { x1: x, x2: x, y1: HEAD - 6, y2: height - 8, class: 'grid' }),
      s('text', { x, y: 14, 'text-anchor': 'middle', class: 'tick' }, percent(share, 0)));
  }
  documents.forEach((document, i) => {
    const y = HEAD + i * ROW;
    const row = s('g', {}, s('text', { x: LABEL - 10, y: y + 18, 'text-anchor': 'end', class: 'label' }, shortLabel(document, 14)));
    [[document.shares, y + 3, 15], [document.information, y + 20, 8]].forEach(([shares, top, high]) => {
      let x = LABEL;
      for (const kind of ATTRIBUTIONS) {
        const width = shares[kind] * room;
        if (width > 0) row.append(s('rect', { x, y: top, width, height: high, fill: fill(kind) }));
        if (width > 48 && high > 12) row.append(s('text', { x: x + width / 2, y: top + 11.5, 'text-anchor': 'middle', class: `on-${kind}` }, percent(shares[kind])));
        x += width;
      }
    });
    const label = `${document.label}${t('colon')}${t('shares.characters')} ${sharesInWords(document.shares)}${t('semicolon')}${t('shares.information')} ${sharesInWords(document.information)}`;
    row.prepend(s('title', {}, label));
    svg.append(asLink(row, label, () => { location.hash = documentHref(document); }));
  });
  svg.setAttribute('role', 'group');
  return svg;
}
