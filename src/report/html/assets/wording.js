// Wording: passages, templates and set phrases as one list, with a search over all texts; a row opens all its places by date.

import { h, replace } from './dom.js';
import { t } from './state.js';
import { number, partNote, excerpt, documentLink, documentHref, yearOf, wordingHref } from './format.js';
import { findAll, folded, documentsWithEach, markedAgainst } from './fold.js';
import { byDate, context } from './sources.js';
import { wording, fillers, slotName, templateHrefOf } from './mould.js';
import { csvButton } from './download.js';
import { nearInTime } from './timeline.js';
import { ticksChart } from './ticks.js';
import { scrollToElement } from './text.js';
import { setting, keep, replaceAddress } from './view.js';

const ROWS = 40;
const KINDS = ['passage', 'template', 'phrase'];
/** Documents of a search that are shown at once. */
const FOUND_SHOWN = 20;
/** Places of a row that are shown at once. */
const PLACES_SHOWN = 40;

/** All rows: { kind, id, text, documents: how many, places or null, template, first }. */
function rowsOf(report) {
  if (report.wordingRows) return report.wordingRows;
  const first = (places) => places.map(({ document }) => document.date ?? '').filter((date) => /^\d{4}/.test(date)).sort()[0] ?? '';
  const spread = (places) => new Set(places.map(({ document }) => document)).size;
  const rows = [];
  for (const template of report.templates) {
    // Without a blank it says one thing: that is a set phrase.
    rows.push({ kind: template.slots.length ? 'template' : 'phrase', id: template.id, text: template.wording, documents: template.spread, places: template.instances, template, first: first(template.instances) });
  }
  const known = new Set(rows.map((row) => folded(row.text)));
  const add = (row) => {
    const letters = folded(row.text);
    if (!letters || known.has(letters)) return;
    known.add(letters);
    rows.push({ ...row, folded: letters });
  };
  const ofPlaces = (places, id) => {
    const text = places[0].document.text?.slice(places[0].start, places[0].end).replace(/\s+/g, ' ').trim();
    if (text) add({ kind: 'passage', id, text, documents: spread(places), places, first: first(places) });
  };
  for (const family of report.families) if (family.places.length > 1) ofPlaces(family.places, `F${family.index}`);
  for (const passage of report.passages) if (passage.family === null) ofPlaces([passage.a, passage.b], `A${passage.number}`);
  const phrases = new Map(report.phrases.map((phrase) => [phrase.wording, phrase]));
  for (const phrase of report.phrases) {
    const longer = phrases.get(phrase.longest_form);
    // A part of a longer one that nearly as many have says nothing more.
    if (longer && longer.documents >= phrase.documents * 0.8) continue;
    add({ kind: 'phrase', id: `P${phrase.wording}`, text: phrase.wording, documents: phrase.documents, places: null, phrase, first: phrase.first ?? '' });
  }
  rows.forEach((row, index) => {
    row.index = index;
    row.length = row.text.length;
  });
  report.wordingRows = rows;
  return rows;
}

/** All places of a row; those of a set phrase are looked up. */
function placesOfRow(report, row) {
  row.places ??= findAll(report, row.text);
  return row.places;
}

/** The documents of a row, by number. */
function documentsOfRow(report, row) {
  if (!row.numbers) {
    if (!row.places) {
      const open = rowsOf(report).filter((one) => !one.places && !one.numbers);
      documentsWithEach(report, open.map((one) => one.text)).forEach((numbers, i) => { open[i].numbers = numbers; });
    } else {
      row.numbers = new Set(row.places.map(({ document }) => document.index));
    }
  }
  return row.numbers;
}

export function wordingView(report, wanted) {
  const rows = rowsOf(report);
  const filter = setting('wording.filter', { words: wanted.words ?? '', kind: wanted.kind ?? '', least: 2, place: '', year: '', slot: '', sort: 'documents' });
  let shown = setting('wording.shown', ROWS);
  const opened = new Set(setting('wording.open', wanted.id ? [wanted.id] : []));
  const found = h('section', { class: 'card found', 'aria-live': 'polite', hidden: true });
  const list = h('div', { class: 'wording-rows' });
  const count = h('p', { class: 'note', role: 'status' });
  let hits = [];
  let waiting = null;
  const points = nearInTime(report.documents).points;

  const kept = () => {
    const words = folded(filter.words);
    const byDocument = new Map();
    for (const hit of hits) {
      if (!byDocument.has(hit.document)) byDocument.set(hit.document, []);
      byDocument.get(hit.document).push(hit);
    }
    const touches = (row) => row.places?.some(({ document, start, end }) => byDocument.get(document)?.some((hit) => start < hit.end && hit.start < end));
    const says = (row) => {
      row.folded ??= folded(row.text);
      // Of a single letter the places are everywhere.
      return row.folded.includes(words) || (words.length > 1 && touches(row));
    };
    const inDocuments = (test) => (row) => [...documentsOfRow(report, row)].some((index) => test(report.documents[index]));
    const ofPlace = filter.place && inDocuments((document) => document.place === filter.place);
    const ofYear = filter.year && inDocuments((document) => yearOf(document) === filter.year);
    const all = rows.filter((row) => (row.documents >= filter.least || row.id === wanted.id) && (!filter.kind || row.kind === filter.kind)
      && (!filter.slot || row.template?.slots.some((slot) => slot.slot === filter.slot))
      && (!words || says(row)) && (!ofPlace || ofPlace(row)) && (!ofYear || ofYear(row)));
    const order = {
      documents: (one, other) => other.documents - one.documents || other.length - one.length,
      date: (one, other) => (one.first || '9') < (other.first || '9') ? -1 : (one.first || '9') > (other.first || '9') ? 1 : other.documents - one.documents,
      length: (one, other) => other.length - one.length,
    }[filter.sort];
    return all.sort((one, other) => order(one, other) || one.index - other.index);
  };

  function draw() {
    const all = kept();
    const at = wanted.id ? all.findIndex((row) => row.id === wanted.id || row.template?.variants.some((variant) => variant.id === wanted.id)) : -1;
    const until = Math.max(shown, at + 1);
    count.textContent = t('wording.count', { n: number(all.length), of: number(rows.length) });
    replace(list, all.slice(0, until).map((row) => card(report, row, opened, filter.words, points)),
      all.length ? null : h('p', { class: 'empty' }, t(rows.length ? 'wording.filtered' : 'wording.none')),
      all.length > until ? h('button', { type: 'button', onclick: () => { shown = until + ROWS; keep('wording.shown', shown); draw(); } }, t('table.more', { n: number(all.length - until) })) : null);
  }
  function search() {
    hits = filter.words ? findAll(report, filter.words) : [];
    found.hidden = !filter.words;
    if (filter.words) replace(found, foundPart(report, filter.words, hits, points));
    // What was found is shown first, the entries behind it; the next letter may come before.
    clearTimeout(waiting);
    if (list.firstChild) waiting = setTimeout(draw, 60);
    else draw();
  }
  const change = (key, read = String) => (event) => {
    filter[key] = read(event.target.value);
    shown = ROWS;
    keep('wording.filter', filter);
    keep('wording.shown', shown);
    draw();
  };
  const choice = (key, label, values, name = (value) => value) => (values.length < 2 ? null : h('label', { class: 'choice' }, label,
    h('select', { onchange: change(key) }, h('option', { value: '' }, t('filter.any')), values.map((value) => h('option', { value, selected: value === filter[key] }, name(value))))));
  const different = (value) => [...new Set(report.documents.map(value).filter(Boolean))].sort((one, other) => one.localeCompare(other, 'zh'));
  const kinds = KINDS.filter((kind) => rows.some((row) => row.kind === kind));
  const slots = [...new Set(report.templates.flatMap((template) => template.slots.map((slot) => slot.slot)))];
  const element = h('div', { class: 'view wording-view' },
    h('header', { class: 'view-head' }, h('h1', { tabindex: '-1' }, t('wording.title')), h('p', { class: 'lead' }, t('wording.lead'))),
    h('div', { class: 'search-line', role: 'search' },
      h('label', { class: 'search-box' }, h('span', { class: 'hidden-text' }, t('wording.search')), h('input', {
        type: 'search', id: 'search', value: filter.words, placeholder: t('wording.search'),
        oninput: (event) => {
          filter.words = event.target.value.trim();
          shown = ROWS;
          keep('wording.filter', filter);
          replaceAddress(filter.words ? wordingHref(filter.words) : '#/wording');
          search();
        },
      }))),
    h('div', { class: 'filters' },
      choice('kind', t('wording.kind'), kinds, (kind) => t(`wording.kind.${kind}`)),
      h('label', { class: 'choice' }, t('filter.documents'), h('input', { type: 'number', min: 1, value: filter.least, oninput: change('least', Number) })),
      choice('place', t('column.place'), different((document) => document.place)),
      choice('year', t('column.year'), different(yearOf)),
      choice('slot', t('filter.kind'), slots, slotName),
      h('label', { class: 'choice' }, t('wording.sort'), h('select', { onchange: change('sort') }, ['documents', ...(points.length ? ['date'] : []), 'length']
        .map((key) => h('option', { value: key, selected: key === filter.sort }, t(`wording.sort.${key}`))))),
      csvButton('wording', () => csvRows(report, kept()))),
    found, count, list,
    h('p', { class: 'note' }, ['families', 'passages', 'templates', 'phrases'].map((what) => partNote(report, what)).filter(Boolean).map((note) => [note, ' '])));
  search();
  return {
    element,
    shown: (restored) => {
      if (restored) return;
      if (wanted.id) {
        const card = list.querySelector(`[data-row="${CSS.escape(wanted.id)}"]`);
        if (card) scrollToElement(card, 'start');
      } else if (!matchMedia('(pointer: coarse)').matches) {
        element.querySelector('#search').focus({ preventScroll: true });
      }
    },
  };
}

/** What a search found: in how many documents, since when, who does not say it, and each document's first place in context. */
function foundPart(report, words, hits, points) {
  const byDocument = new Map();
  for (const hit of hits) {
    if (!byDocument.has(hit.document)) byDocument.set(hit.document, []);
    byDocument.get(hit.document).push(hit);
  }
  const documents = [...byDocument].map(([document, places]) => ({ document, places })).sort(byDate);
  if (!documents.length) return h('p', { class: 'empty' }, t('search.nothing', { words }));
  const first = documents.find(({ document }) => yearOf(document));
  const without = report.documents.filter((document) => !byDocument.has(document));
  const line = ({ document, places }) => h('li', {},
    h('div', { class: 'place-head' }, documentLink(document, documentHref(document, places[0].start)), h('span', { class: 'aside' }, document.date ?? '', places.length > 1 ? ` ×${places.length}` : '')),
    places.slice(0, 2).map((place) => h('div', { lang: 'zh', class: 'in-context kwic' }, h('a', { href: documentHref(document, place.start) }, context(place, document.text.slice(place.start, place.end), 26)))));
  const list = h('ol', { class: 'places columns' }, documents.slice(0, FOUND_SHOWN).map(line));
  const rest = documents.slice(FOUND_SHOWN);
  const more = rest.length ? h('button', { type: 'button', onclick: () => { list.append(...rest.map(line)); more.remove(); } }, t('table.more', { n: number(rest.length) })) : null;
  return [
    h('h2', {}, t('search.found', { words, documents: number(documents.length), of: number(report.documents.length), n: number(hits.length) }),
      first ? t('search.since', { year: yearOf(first.document) }) : null),
    points.length > 1 ? ticksChart(documents.map(({ document }) => document), points, words) : null,
    without.length && without.length <= 12 ? h('p', { class: 'note' }, t('search.without'), without.map((document, i) => [i ? t('list.pause') : '', documentLink(document)])) : null,
    list, more,
    h('p', { class: 'note' }, csvButton(`search-${words}`, () => [
      [t('column.document'), t('column.file'), t('column.date'), t('column.place'), 'start', 'end', t('column.before'), t('column.text'), t('column.after')],
      ...documents.flatMap(({ document, places }) => places.map(({ start, end }) => [document.label, document.file, document.date ?? '', document.place ?? '', start, end,
        document.text.slice(Math.max(0, start - 30), start), document.text.slice(start, end), document.text.slice(end, end + 30)])),
    ])),
  ];
}

/** A piece of plain wording with what was searched for marked. */
function withHit(text, words) {
  const at = words ? text.indexOf(words) : -1;
  if (at < 0) return text;
  return [text.slice(0, at), h('mark', {}, words), text.slice(at + words.length)];
}

function card(report, row, opened, words, points) {
  const body = h('div', { class: 'wording-places' });
  const fill = () => { if (!body.firstChild) body.append(...openedRow(report, row)); };
  const isOpen = opened.has(row.id) || row.template?.variants.some((variant) => opened.has(variant.id));
  const details = h('details', { open: isOpen }, h('summary', {},
    h('span', { class: `kind-mark ${row.kind}` }, t(`wording.kind.${row.kind}`)), ' ',
    h('span', { class: 'row-wording', lang: 'zh' }, row.kind === 'template' ? wording(row.template, words) : withHit(excerpt(row.text, 140), words)),
    h('span', { class: 'row-facts' }, t('wording.documents', { n: number(row.documents) }), row.first ? ` · ${row.first.slice(0, 4)}` : null)), body);
  if (isOpen) fill();
  details.addEventListener('toggle', () => {
    if (details.open) {
      fill();
      opened.add(row.id);
    } else {
      opened.delete(row.id);
    }
    keep('wording.open', [...opened]);
  });
  return h('article', { class: 'wording', 'data-row': row.id, 'data-template': row.template?.id ?? null }, details);
}

/** All places by date, what differs marked against the first or the most usual; of a template also who filled in what. */
function openedRow(report, row) {
  const places = placesOfRow(report, row).filter(({ document }) => document.text).map((place) => ({ ...place, text: place.document.text.slice(place.start, place.end) })).sort(byDate);
  if (!places.length) return [h('p', { class: 'empty' }, t('text.absent'))];
  const points = nearInTime(report.documents).points;
  const counts = new Map();
  for (const { text } of places) counts.set(folded(text), (counts.get(folded(text)) ?? 0) + 1);
  const [usual] = [...counts].sort(([, one], [, other]) => other - one)[0];
  const bases = { first: places[0], usual: places.find(({ text }) => folded(text) === usual) };
  const list = h('ol', { class: 'places' });
  const draw = (against) => {
    const base = bases[against];
    const item = (place) => h('li', { class: place === base ? 'base' : null },
      h('div', { class: 'place-head' }, documentLink(place.document, documentHref(place.document, place.start)), h('span', { class: 'aside' }, place.document.date ?? '', place === base ? ` · ${t('wording.base')}` : '')),
      h('div', { lang: 'zh', class: 'filled' }, place === base ? place.text : markedAgainst(place.text, base.text)));
    replace(list, places.slice(0, PLACES_SHOWN).map(item));
    const rest = places.slice(PLACES_SHOWN);
    if (rest.length) {
      const more = h('li', {}, h('button', { type: 'button', onclick: () => { more.remove(); list.append(...rest.map(item)); } }, t('table.more', { n: number(rest.length) })));
      list.append(more);
    }
  };
  draw('first');
  const choice = h('label', { class: 'choice' }, t('wording.against'), h('select', { onchange: (event) => draw(event.target.value) },
    ['first', 'usual'].map((key) => h('option', { value: key }, t(`wording.against.${key}`)))));
  const { template } = row;
  const uses = template && template.instances.length < template.uses ? h('p', { class: 'note' }, t('about.omission', { what: t('omission.instances'), kept: template.instances.length, of: template.uses, instead: 'templates.json' })) : null;
  return [
    points.length > 1 ? ticksChart(places.map(({ document }) => document), points, row.text) : null,
    template ? h('p', { class: 'note' }, h('a', { href: templateHrefOf(template), class: 'id' }, template.id)) : null, uses,
    template?.slots.length ? h('div', {}, h('h3', {}, t('wording.fillings')), fillers(template)) : null,
    template?.variants.length ? h('details', { class: 'variants' }, h('summary', {}, t('template.variants', { n: number(template.variants.length) })),
      template.variants.map((variant) => h('div', { class: 'variant', 'data-template': variant.id }, h('p', { class: 'mould-line', lang: 'zh' }, wording(variant), ' ', h('span', { class: 'note' }, t('wording.documents', { n: variant.spread }))), fillers(variant)))) : null,
    h('div', { class: 'tools' }, h('h3', {}, t('wording.places', { n: number(places.length) })), counts.size > 1 ? choice : null), list,
  ].filter(Boolean);
}

function csvRows(report, rows) {
  const head = [t('wording.kind'), 'id', t('column.text'), t('column.documents'), t('column.first')];
  return [head, ...rows.map((row) => [t(`wording.kind.${row.kind}`), row.template?.id ?? '', row.text, row.documents, row.first])];
}

