// Overview: what was found, the documents, which are alike, time, and how it was made.

import { h } from './dom.js';
import { t } from './state.js';
import { number, countOf } from './format.js';
import { findingCards } from './findings.js';
import { documentsCard } from './documents.js';
import { groupsCard, groupedBy } from './groups.js';
import { likenessCard } from './likeness.js';
import { figure } from './chart.js';
import { timeline, timelineNote, dated } from './timeline.js';
import { aboutCard } from './about.js';

export function overview(report) {
  const rest = h('div', { class: 'overview-rest' });
  /** What is below the first screen is made behind it. */
  const parts = [
    () => groupedBy(report),
    () => (report.documents.length > 1 ? likenessCard(report) : null),
    () => groupsCard(report),
    () => (dated(report.documents).length > 1 ? timeCard(report) : null),
    () => aboutCard(report),
  ];
  const next = () => rest.append(...[parts.shift()()].filter(Boolean));
  const fill = () => { while (parts.length) next(); };
  /** One part after the other, so that the page answers in between. */
  const fillSlowly = () => {
    if (!parts.length || !rest.isConnected) return;
    next();
    setTimeout(fillSlowly, 20);
  };
  const showPart = (id) => {
    fill();
    const heading = element.querySelector(`#${id}`);
    if (!heading) return;
    heading.scrollIntoView({ block: 'start' });
    heading.focus({ preventScroll: true });
  };
  const element = h('div', { class: 'view overview' },
    h('header', { class: 'view-head' },
      h('h1', { tabindex: '-1' }, t('overview.title', { n: number(report.counts.documents) })),
      report.sides ? h('p', { class: 'lead' }, sidesWords(report)) : null),
    findingCards(report, showPart),
    counts(report),
    documentsCard(report),
    rest);
  return { element, fill, shown: () => setTimeout(fillSlowly, 40) };
}

/** What was compared with what. */
function sidesWords(report) {
  const { by, first } = report.sides;
  if (by !== 'against') return t('overview.across.groups');
  return t('overview.against', { n: number(first), others: number(report.counts.documents - first) });
}

function counts(report) {
  const facts = [
    ['documents', countOf(report, 'documents'), null],
    ['characters', number(report.counts.characters), null],
    ['sections', number(report.counts.sections), '#/themes'],
    ['passages', countOf(report, 'passages'), '#/wording/passage'],
    ['templates', countOf(report, 'templates'), '#/wording/template'],
    ['phrases', countOf(report, 'phrases'), '#/wording/phrase'],
  ];
  return h('dl', { class: 'facts small' }, facts.map(([key, value, href]) => h('div', {},
    h('dt', {}, t(`count.${key}`)),
    h('dd', {}, href ? h('a', { href }, value) : value))));
}

function timeCard(report) {
  return h('section', { class: 'card', 'aria-labelledby': 'part-time' },
    h('h2', { id: 'part-time', tabindex: '-1' }, t('overview.time')),
    h('p', { class: 'note' }, t('timeline.note'), ' ', timelineNote(report.documents)),
    figure({ title: t('timeline.title'), name: 'over-time', draw: () => timeline(report.documents) }));
}
