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
    { name: 'sections', hash: '#/sections', there: '.sections-view .section-column' },
    { name: 'templates', hash: '#/templates', there: '.templates-view' },
    { name: 'phrases', hash: '#/phrases', there: '.phrases-view' },
    { name: 'missing', hash: '#/document/nothing', there: '.view .empty' },
  ];
}
