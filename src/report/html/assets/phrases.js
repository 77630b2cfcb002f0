// Set phrases: what everybody says, by rank, with when it was said.

import { h, s } from './dom.js';
import { t } from './state.js';
import { number, years, documentLink } from './format.js';
import { dated } from './timeline.js';
import { table } from './table.js';
import { chartButtons } from './download.js';
import { drawing } from './chart.js';
import { subNavigation } from './templates.js';

const ASIDE = /[\p{P}\p{Z}\s]/gu;

/** Documents in which a phrase stands, punctuation and white space aside. */
function documentsSaying(report, phrase) {
  if (!phrase.saying) {
    const wording = phrase.wording.replace(ASIDE, '');
    phrase.saying = report.documents.filter((document) => {
      document.bare ??= document.text ? document.text.text.replace(ASIDE, '') : '';
      return document.bare.includes(wording);
    });
  }
  return phrase.saying;
}

export function phrasesView(report) {
  const part = partNote(report, 'phrases');
  const points = dated(report.documents);
  const filter = { words: '', documents: 1 };
  const kept = () => ranked.filter(({ phrase }) => phrase.documents >= filter.documents && (!filter.words || phrase.wording.includes(filter.words)));
  const ranked = report.phrases.map((phrase, i) => ({ phrase, rank: i + 1 }));
  const anyPlaces = report.phrases.some((phrase) => phrase.places !== null);
  const columns = [
    { label: t('column.rank'), numeric: true, value: ({ rank }) => rank },
    { label: t('column.phrase'), class: 'wide', value: ({ phrase }) => phrase.wording, cell: ({ phrase }) => phraseCell(report, phrase) },
    { label: t('column.documents'), numeric: true, value: ({ phrase }) => phrase.documents },
    { label: t('column.occurrences'), numeric: true, value: ({ phrase }) => phrase.occurrences },
    ...(anyPlaces ? [{ label: t('column.places'), numeric: true, value: ({ phrase }) => phrase.places ?? '' }] : []),
    ...(points.length ? [
      { label: t('column.first'), value: ({ phrase }) => phrase.first ?? '', class: 'date' },
      { label: t('column.last'), value: ({ phrase }) => phrase.last ?? '', class: 'date' },
    ] : []),
    ...(points.length > 1 ? [{ label: t('column.time'), cell: ({ phrase }) => smallTimeline(report, phrase, points) }] : []),
    { label: t('column.score'), numeric: true, help: t('column.score.help'), value: ({ phrase }) => phrase.score, cell: ({ phrase }) => number(Math.round(phrase.score)) },
    { label: t('column.longest'), class: 'wide', value: ({ phrase }) => phrase.longest_form ?? '', cell: ({ phrase }) => (phrase.longest_form ? h('span', { lang: 'zh' }, phrase.longest_form) : '') },
  ];
  const list = table(columns, { rows: ranked, name: 'phrases', caption: t('phrases.caption'), page: 50, empty: report.phrases.length ? t('phrases.filtered') : t('phrases.none') });
  const change = (key, read) => (event) => {
    filter[key] = read(event.target.value);
    list.update(kept());
  };
  return {
    element: h('div', { class: 'view phrases-view' },
      h('header', { class: 'view-head' }, h('h1', { tabindex: '-1' }, t('phrases.title')), subNavigation('phrases'), h('p', { class: 'lead' }, t('phrases.lead')), part && h('p', { class: 'note' }, part)),
      points.length > 1 ? null : h('p', { class: 'note' }, t('phrases.undated')),
      h('div', { class: 'filters', role: 'search' },
        h('label', { class: 'choice' }, t('filter.search'), h('input', { type: 'search', oninput: change('words', (value) => value.trim()) })),
        h('label', { class: 'choice' }, t('filter.documents'), h('input', { type: 'number', min: 1, value: 1, oninput: change('documents', Number) }))),
      list),
  };
}

function phraseCell(report, phrase) {
  const body = h('ul', { class: 'plain' });
  const details = h('details', { class: 'phrase' }, h('summary', { lang: 'zh' }, phrase.wording), body);
  details.addEventListener('toggle', () => {
    if (!details.open || body.firstChild) return;
    const saying = documentsSaying(report, phrase);
    body.append(...saying.slice(0, 30).map((document) => h('li', {}, documentLink(document), document.date ? ` ${document.date}` : '')));
    if (!saying.length) body.append(h('li', { class: 'empty' }, t('phrases.nowhere')));
    if (saying.length > 30) body.append(h('li', {}, t('table.more', { n: saying.length - 30 })));
  });
  return details;
}

/** A tick for every dated document that says it, on the time line of all. */
function smallTimeline(report, phrase, points) {
  const [first, last] = [points[0].at, points.at(-1).at];
  const [width, height] = [130, 22];
  const x = (at) => 6 + ((at - first) / Math.max(1e-6, last - first)) * (width - 12);
  const saying = documentsSaying(report, phrase).map((document) => years(document.date)).filter((at) => at !== null);
  const svg = drawing(width, height, t('phrases.timeline', { n: saying.length }),
    s('line', { x1: 6, x2: width - 6, y1: 11, y2: 11, class: 'axis' }),
    saying.map((at) => s('circle', { cx: x(at), cy: 11, r: 3.2, class: 'point' })));
  return h('span', { class: 'small-chart' }, svg, chartButtons(`phrase-${phrase.wording.slice(0, 8)}`, () => svg));
}
