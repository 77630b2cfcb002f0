// The views that every check goes through: an address each, and a selector that shows it is there.

import { hashOf } from './figures.js';

/** The two documents with the most passages between them. */
export function richestPair(data) {
  const counts = new Map();
  for (const [[a], [b]] of data.passages) if (a !== b) counts.set(`${a} ${b}`, (counts.get(`${a} ${b}`) ?? 0) + 1);
  const [best] = [...counts].sort(([, x], [, y]) => y - x);
  return best ? best[0].split(' ').map(Number) : [0, Math.min(1, data.documents.length - 1)];
}

export function views(data) {
  const files = data.documents.map((document) => document.file);
  const [one, other] = richestPair(data).map((index) => files[index]);
  return [
    { name: 'overview', hash: '#/', there: '.overview h1' },
    { name: 'document', hash: hashOf('document', one), there: '.document-view .text' },
    { name: 'pair', hash: hashOf('pair', one, other), there: '.pair-view .panes' },
    { name: 'wording', hash: '#/wording', there: '.wording-view #search' },
    { name: 'search', hash: hashOf('wording', 'search', '工作'), there: '.wording-view .found h2' },
    { name: 'themes', hash: '#/themes', there: '.themes-view h1' },
    ...(data.themes.length ? [{ name: 'synopsis', hash: '#/themes/1', there: '.themes-view .section-column, .themes-view .articles' }] : []),
    { name: 'section', hash: hashOf('themes', 'of', one, 0), there: '.themes-view h1' },
    ...(files.length > 2 ? [{ name: 'compare', hash: hashOf('compare', ...files.slice(0, 3)), there: '.compare-view table' }] : []),
    { name: 'missing', hash: '#/document/nothing', there: '.view .empty' },
  ];
}
