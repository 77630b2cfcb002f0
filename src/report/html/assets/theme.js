// A theme: its name, its address, its sections by document.

import { t } from './state.js';
import { excerpt } from './format.js';

export function themeName(theme, room = 30) {
  return theme.heading ? excerpt(theme.heading, room) : theme.terms.slice(0, 3).join(t('list.pause'));
}

export function themeHref(theme, base) {
  return `#/themes/${theme.index + 1}${base ? `/base/${encodeURIComponent(base.file)}` : ''}`;
}

/** Shares of several sections together, by their length. */
export function sharesOfSections(sections) {
  const units = sections.reduce((sum, section) => sum + section.units, 0);
  const of = (kind) => (units ? sections.reduce((sum, section) => sum + section.shares[kind] * section.units, 0) / units : 0);
  return { boilerplate: of('boilerplate'), shared: of('shared'), local: of('local') };
}

/** The sections of a theme by document. */
export function byDocument(theme) {
  if (!theme.byDocument) {
    theme.byDocument = new Map();
    for (const section of theme.sections) {
      if (!theme.byDocument.has(section.document)) theme.byDocument.set(section.document, []);
      theme.byDocument.get(section.document).push(section);
    }
  }
  return theme.byDocument;
}
