// Figures and names as people read them.

import { state, t } from './state.js';
import { h } from './dom.js';

const NUMBERS = { zh: new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en') };

export function number(value) {
  return NUMBERS[state.language].format(value);
}

/** 0.1234 as 12.3 %, in Chinese 12.3%: made of the four decimals that files have, as terminal and charts do (number.rs). */
export function percent(share, digits = 1) {
  return `${percentNumber(share, digits)}${state.language === 'zh' ? '' : '\u00a0'}%`;
}

/** The same without its sign, where that stands beside many of them. */
export function percentNumber(share, digits = 1) {
  const hundredths = Math.round(share * 10000);
  if (digits === 0) return String(Math.floor((hundredths + 50) / 100));
  const tenths = Math.floor((hundredths + 5) / 10);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** How many there are; where not all of them are in this file, how many of how many. */
export function countOf(report, what) {
  const [kept, of] = [report[what].length, report.counts[what]];
  return kept < of ? t('count.of', { kept: number(kept), of: number(of) }) : number(of);
}

/** Says that a list has only a part of what was found, and which output has the rest; null where it has all. */
export function partNote(report, what) {
  const one = report.omissions.find((omission) => omission.what === what);
  return one ? t('about.omission', { what: t(`omission.${what}`), kept: number(one.kept), of: number(one.of), instead: one.instead }) : null;
}

/** A document's name, where there is little room. */
export function shortLabel(document, room = 18) {
  const characters = Array.from(document.short);
  return characters.length > room ? `${characters.slice(0, room - 1).join('')}…` : document.short;
}

/** The year of a document; empty where it is not known. */
export function yearOf(document) {
  return /^\d{4}/.exec(document.date ?? '')?.[0] ?? '';
}

export function kindName(kind) {
  return ['speech', 'report', 'news', 'regulation', 'policy'].includes(kind) ? t(`kind.${kind}`) : kind;
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

/** A document's name, and a link to it. */
export function documentLink(document, href) {
  return h('a', { href: href ?? documentHref(document), class: 'document-link', title: document.label === document.short ? null : document.label }, h('bdi', {}, document.short));
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
  return `#/wording/template/${encodeURIComponent(template.id)}`;
}

/** All places of a wording. */
export function wordingHref(words) {
  return `#/wording/search/${encodeURIComponent(words)}`;
}

export function compareHref(documents) {
  if (documents.length === 2) return pairHref(...documents);
  return `#/compare/${documents.map((document) => encodeURIComponent(document.file)).join('/')}`;
}

export function sectionHref(section) {
  return `#/themes/of/${encodeURIComponent(section.document.file)}/${section.number}`;
}

/** A section's name: its heading, or where it stands. */
export function sectionName(section, room = 40) {
  return excerpt(section.heading || t('section.untitled', { path: section.path || section.number + 1 }), room);
}
