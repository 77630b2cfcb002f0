// The views that every check goes through: an address each, and a selector that shows it is there.

import { hashOf } from './figures.js';

export function views(data) {
  const files = data.documents.map((document) => document.file);
  const pair = data.passages.find(([a, b]) => a[0] !== b[0]) ?? [[0], [Math.min(1, files.length - 1)]];
  const [one, other] = [files[pair[0][0]], files[pair[1][0]]];
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
