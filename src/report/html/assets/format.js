// Figures and names as people read them.

import { state, t } from './state.js';
import { h } from './dom.js';

export function number(value) {
  return new Intl.NumberFormat(state.language === 'zh' ? 'zh-CN' : 'en').format(value);
}

/** 0.1234 as 12.3%. */
export function percent(share, digits = 1) {
  return `${(share * 100).toFixed(digits)}%`;
}

export function decimal(value, digits = 3) {
  return value.toFixed(digits);
}

export function bits(value) {
  return t('bits', { n: number(Math.round(value)) });
}

/** A document's number and name, where there is little room. */
export function shortLabel(document, room = 18) {
  const characters = Array.from(document.label);
  const name = characters.length > room ? `${characters.slice(0, room - 1).join('')}…` : document.label;
  return `${document.number} ${name}`;
}

/** An excerpt of a text on one line, at most `room` code points. */
export function excerpt(text, room = 60) {
  const characters = Array.from(text.replace(/\s+/g, ' ').trim());
  return characters.length > room ? `${characters.slice(0, room - 1).join('')}…` : characters.join('');
}

/** A date's place on a line of years: 2025-03-26 is about 2025.23. Null where it is not a date. */
export function years(date) {
  const match = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?/.exec(date ?? '');
  if (!match) return null;
  const [, year, month, day] = match;
  return Number(year) + ((month ? Number(month) - 1 : 6) + (day ? (Number(day) - 1) / 31 : 0)) / 12;
}

/** The number of a document, as a small badge before its name. */
export function badge(document) {
  return h('span', { class: 'badge' }, document.number);
}

/** A document's number, name, and a link to it. */
export function documentLink(document, href) {
  return h('a', { href: href ?? documentHref(document), class: 'document-link' }, badge(document), h('bdi', {}, document.label));
}

export function documentHref(document, position) {
  const at = position === undefined ? '' : `/at/${position}`;
  return `#/document/${encodeURIComponent(document.file)}${at}`;
}

export function pairHref(one, other, passage) {
  const at = passage === undefined ? '' : `/passage/${passage.number}`;
  return `#/pair/${encodeURIComponent(one.file)}/${encodeURIComponent(other.file)}${at}`;
}

export function templateHref(template) {
  return `#/templates/${encodeURIComponent(template.id)}`;
}

export function sectionHref(section) {
  return `#/sections/of/${encodeURIComponent(section.document.file)}/${section.number}`;
}

/** A section's name: its heading, or where it stands. */
export function sectionName(section, room = 40) {
  return excerpt(section.heading || t('section.untitled', { path: section.path || section.number + 1 }), room);
}
