// Document: the text as it was, whose every wording is, and for each wording where else it stands.

import { h, replace, announce, freshId } from './dom.js';
import { t } from './state.js';
import { number, percent, bits, documentLink, documentHref, pairHref, excerpt, sectionHref, sectionName, shortLabel } from './format.js';
import { ATTRIBUTIONS } from './data.js';
import { paint, pieceAt, pointOut, scrollToElement, headingId } from './text.js';
import { strip, stripChart } from './strip.js';
import { otherPlaces, templateUses, inContext } from './places.js';
import { wording, fillers, templateFacts, templateLink } from './mould.js';
import { sharesBar } from './shares.js';
import { chartButtons } from './download.js';
import { table } from './table.js';
import { kindName } from './overview.js';

/** Sentences that are marked as the document's own. */
const OWN_SENTENCES = 6;

export function documentView(report, doc, position) {
  const own = doc.mostLocal.slice(0, OWN_SENTENCES);
  const panel = h('aside', { class: 'panel', 'aria-label': t('document.panel') });
  const element = h('div', { class: 'view document-view' }, documentHead(report, doc));
  if (!doc.text) {
    element.append(h('p', { class: 'empty' }, t('text.absent.long')), summary(report, doc, own, () => {}));
    return { element };
  }
  const { body, painted, blocks, box } = textColumn(doc, own);
  const map = strip({
    blocks, box, length: doc.characters,
    stretches: [...doc.noise.map((span) => ({ ...span, kind: 'noise' })), ...doc.runs.map((run) => ({ ...run, kind: run.attribution }))],
    view: () => {
      const { top, height } = box.getBoundingClientRect();
      return [Math.max(0, -top / height), Math.min(1, (innerHeight - top) / height)];
    },
    scrollTo: (share) => {
      const { top, height } = box.getBoundingClientRect();
      scrollBy(0, top + share * height - innerHeight / 2);
    },
  });
  element.append(h('div', { class: 'document-columns' }, outlineColumn(doc, painted), body, h('div', { class: 'strip-box' }, map), panel));

  const home = () => {
    pointOut(painted, -1, -1);
    panel.classList.remove('open');
    replace(panel, summary(report, doc, own, go));
  };
  const go = (from, to) => {
    const piece = pieceAt(painted, from);
    if (!piece) return;
    pointOut(painted, from, to);
    scrollToElement(piece.element);
    select(from);
  };
  const select = (at) => {
    const run = doc.runs.find((one) => one.start <= at && at < one.end);
    if (!run) {
      home();
      return;
    }
    pointOut(painted, run.start, run.end);
    replace(panel, explanation(report, doc, run, home));
    panel.scrollTop = 0;
    panel.classList.add('open');
    announce(t('document.selected', { kind: t(`attribution.${run.attribution}`) }));
  };
  element.addEventListener('click', (event) => {
    const piece = event.target.closest?.('a.run');
    if (!piece) return;
    event.preventDefault();
    const at = Number(piece.dataset.start);
    history.replaceState(null, '', documentHref(doc, at));
    select(at);
    // On a narrow window the panel covers the lower half: the wording moves above it.
    if (matchMedia('(max-width: 820px)').matches) scrollToElement(piece, 'start');
  });
  element.addEventListener('keydown', (event) => moveAmongRuns(event, painted));
  home();
  const lay = () => map.lay();
  const follow = () => map.follow();
  return {
    element,
    shown: () => {
      lay();
      addEventListener('scroll', follow, { passive: true });
      addEventListener('resize', lay);
      if (position !== null) go(position, position + 1);
    },
    gone: () => {
      removeEventListener('scroll', follow);
      removeEventListener('resize', lay);
    },
    follow: (at) => {
      if (at !== null) go(at, at + 1);
    },
  };
}

function documentHead(report, doc) {
  const neighbour = (step) => report.documents[doc.index + step];
  const plain = (text) => text && h('span', {}, h('bdi', {}, text));
  const facts = [
    plain(doc.title ? doc.file : null),
    fact(doc, 'kind', doc.kind && kindName(doc.kind)), fact(doc, 'date'), fact(doc, 'place'), fact(doc, 'meeting'),
    fact(doc, 'speaker'), doc.author === doc.speaker ? null : fact(doc, 'author'),
    plain(t('characters', { n: number(doc.characters) })), plain(t('document.sections', { n: doc.sections.length })),
  ].filter(Boolean);
  return h('header', { class: 'view-head' },
    h('nav', { class: 'steps', 'aria-label': t('document.steps') },
      h('label', { class: 'choice' }, t('document.choose'), h('select', {
        onchange: (event) => { location.hash = documentHref(report.documents[Number(event.target.value)]); },
      }, report.documents.map((other) => h('option', { value: other.index, selected: other === doc }, shortLabel(other, 26))))),
      neighbour(-1) ? h('a', { href: documentHref(neighbour(-1)), rel: 'prev' }, '← ', t('document.previous')) : null,
      neighbour(1) ? h('a', { href: documentHref(neighbour(1)), rel: 'next' }, t('document.next'), ' →') : null),
    h('h1', { tabindex: '-1' }, h('span', { class: 'badge' }, doc.number), h('bdi', {}, doc.label)),
    h('p', { class: 'meta' }, facts));
}

/** A fact with where it was found; one found in the text leads there. */
function fact(doc, name, text = doc[name]) {
  if (!text) return null;
  const origin = doc.found[name];
  const title = origin
    ? `${t(`column.${name}`)}${t('colon')}${t(`found.${origin.from}`, { text: excerpt(origin.text ?? '', 30) })}`
    : t(`column.${name}`);
  const inside = origin?.span && doc.text
    ? h('a', { href: documentHref(doc, origin.span[0]), title }, h('bdi', {}, text))
    : h('bdi', { title }, text);
  return h('span', { class: 'fact' }, inside);
}

function textColumn(doc, own) {
  const layers = [
    ...doc.runs.map((run) => ({ start: run.start, end: run.end, run })),
    ...doc.noise.map((span) => ({ ...span, noise: true })),
    ...own.map((sentence) => ({ start: sentence.start, end: sentence.end, own: true })),
    ...doc.outline.filter((heading) => heading.runIn).map((heading) => ({ start: heading.start, end: heading.end, heading })),
  ];
  const { blocks, painted } = paint(doc, 0, doc.characters, layers, (start, end, over) => {
    const run = over.find((layer) => layer.run)?.run;
    const classes = [];
    if (over.some((layer) => layer.noise)) classes.push('noise');
    if (over.some((layer) => layer.own)) classes.push('own');
    const heading = over.find((layer) => layer.heading)?.heading;
    if (heading) classes.push('run-in');
    const id = heading && heading.start === start ? headingId(heading) : null;
    if (!run) return h('span', { class: classes.join(' '), id });
    classes.push('run', run.attribution);
    if (run.attribution === 'local') return h('span', { class: classes.join(' '), id });
    const label = t('document.run', { kind: t(`attribution.${run.attribution}`) });
    return h('a', { class: classes.join(' '), id, href: documentHref(doc, start), 'data-start': start, tabindex: '-1', title: label });
  });
  const first = painted.find((piece) => piece.element.matches('a.run'));
  if (first) first.element.tabIndex = 0;
  const id = freshId('text');
  const box = h('div', { class: 'text', id, lang: 'zh' }, blocks);
  const tools = h('div', { class: 'text-tools', role: 'group', 'aria-label': t('document.colours') },
    ATTRIBUTIONS.map((kind) => h('button', {
      type: 'button', class: `toggle ${kind}`, 'aria-pressed': kind !== 'local', title: t(`attribution.${kind}.help`),
      onclick: (event) => {
        const on = event.currentTarget.getAttribute('aria-pressed') !== 'true';
        event.currentTarget.setAttribute('aria-pressed', on);
        box.classList.toggle(`show-${kind}`, on);
      },
    }, h('span', { class: `swatch ${kind}`, 'aria-hidden': 'true' }), t(`attribution.${kind}`), ' ', percent(doc.shares[kind]))),
    h('span', { class: 'key' }, h('span', { class: 'swatch own', 'aria-hidden': 'true' }), t('document.own')),
    doc.noise.length ? h('span', { class: 'key' }, h('span', { class: 'swatch noise', 'aria-hidden': 'true' }), t('document.noise')) : null);
  box.classList.add('show-boilerplate', 'show-shared');
  return { body: h('div', { class: 'text-column' }, tools, h('p', { class: 'hint' }, t('document.hint')), box), painted, blocks, box };
}

/** n and p, or the arrows sideways, go from one coloured run to the next. */
function moveAmongRuns(event, painted) {
  const step = { ArrowRight: 1, ArrowLeft: -1, n: 1, p: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey || !event.target.matches?.('a.run')) return;
  event.preventDefault();
  const runs = painted.map((piece) => piece.element).filter((element) => element.matches('a.run'));
  const next = runs[runs.indexOf(event.target) + step];
  if (!next) return;
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function outlineColumn(doc, painted) {
  const entries = doc.outline.length
    ? doc.outline.map((heading) => ({ level: heading.level, named: true, at: heading.start, label: heading.text }))
    : doc.sections.map((section) => ({ level: 1, at: section.start, label: section.heading || excerpt(doc.text.slice(section.start, section.end), 24) }));
  const list = h('ol', { class: 'outline-list' }, entries.map((entry) => h('li', { class: `level-${Math.min(entry.level, 4)}${entry.named ? '' : ' unnamed'}` },
    h('button', {
      type: 'button', class: 'quiet', title: entry.label,
      onclick: () => {
        const piece = pieceAt(painted, entry.at);
        if (piece) scrollToElement(piece.element, 'start');
      },
    }, excerpt(entry.label, 34)))));
  return h('nav', { class: 'outline', 'aria-label': t('document.outline') },
    h('details', { open: innerWidth > 1100 }, h('summary', {}, t('document.outline')), entries.length ? list : h('p', { class: 'empty' }, t('document.outline.none'))));
}

function sentenceList(doc, list, go, figure) {
  return h('ol', { class: 'own-list' }, list.map((sentence) => h('li', {},
    h('button', { type: 'button', class: 'quiet', lang: 'zh', onclick: () => go(sentence.start, sentence.end) }, excerpt(doc.text?.slice(sentence.start, sentence.end) ?? t('text.absent'), 48)),
    h('span', { class: 'aside' }, figure(sentence)))));
}

function summary(report, doc, own, go) {
  const set = doc.mostTemplated.filter((sentence) => sentence.templated >= 0.5).slice(0, OWN_SENTENCES);
  const matrix = report.similarity.documents.matrices.coverage;
  const near = report.documents.filter((other) => other !== doc && (matrix.get(doc.index, other.index) ?? 0) > 0)
    .sort((one, other) => matrix.get(doc.index, other.index) - matrix.get(doc.index, one.index) || one.index - other.index);
  return [
    h('h2', {}, t('document.summary')),
    h('h3', {}, t('shares.characters')), sharesBar(doc.shares),
    h('h3', {}, t('shares.information'), h('span', { class: 'aside' }, bits(doc.information.bits))), sharesBar(doc.information),
    h('h3', {}, t('document.near')),
    near.length ? h('ul', { class: 'plain' }, near.slice(0, 8).map((other) => h('li', { class: 'place-head' },
      h('a', { href: pairHref(doc, other) }, h('span', { class: 'badge' }, other.number), h('bdi', {}, other.label)),
      h('span', { class: 'to-pair' }, t('document.near.by', { share: percent(matrix.get(doc.index, other.index)) })))))
      : h('p', { class: 'empty' }, t('document.near.none')),
    h('h3', {}, t('document.own')),
    own.length ? sentenceList(doc, own, go, (sentence) => bits(sentence.bits)) : h('p', { class: 'empty' }, t('document.own.none')),
    set.length ? [h('h3', {}, t('document.set')), sentenceList(doc, set, go, (sentence) => percent(sentence.templated))] : null,
    h('h3', {}, t('document.terms')),
    h('p', { class: 'terms' }, doc.terms.slice(0, 20).map(([term]) => h('span', {}, term))),
    h('details', {}, h('summary', {}, t('document.sections.table')), table([
      { label: t('column.section'), value: (section) => section.heading, cell: (section) => h('a', { href: sectionHref(section) }, sectionName(section, 22)), extra: [[t('column.path'), (section) => section.path]] },
      ...ATTRIBUTIONS.map((kind) => ({ label: t(`attribution.${kind}`), numeric: true, value: (section) => section.shares[kind], cell: (section) => percent(section.shares[kind]) })),
    ], { rows: doc.sections, name: `${doc.file}-sections`, caption: t('document.sections.table'), page: 30 })),
    h('p', { class: 'strip-download' }, t('strip.download'), ' ', chartButtons(`${doc.file}-strip`, () => rendered(stripChart(doc)))),
  ];
}

/** A chart that is drawn only to be downloaded still needs the page's styles for a moment. */
function rendered(svg) {
  const holder = h('div', { class: 'offstage', 'aria-hidden': 'true' }, svg);
  document.body.append(holder);
  setTimeout(() => holder.remove(), 2000);
  return svg;
}

function explanation(report, doc, run, home) {
  const places = otherPlaces(report, doc, run);
  const uses = templateUses(doc, run.start, run.end);
  const passages = doc.passages.filter(({ passage, side }) => passage[side].start < run.end && run.start < passage[side].end);
  const identities = passages.map(({ passage }) => passage.identity);
  const most = passages.reduce((top, one) => Math.max(top, one.passage.bits), 0);
  return [
    h('button', { type: 'button', class: 'quiet back', onclick: home }, '← ', t('document.summary')),
    h('h2', { class: `ink-${run.attribution}` }, t(`attribution.${run.attribution}`)),
    h('blockquote', { lang: 'zh' }, excerpt(doc.text.slice(run.start, run.end), 90)),
    h('p', { class: 'why-spread' }, spreadWords(doc, run, report)),
    places.length ? placesList(doc, run, places) : null,
    uses.map(({ template, instance }) => h('section', { class: 'use' },
      h('h3', {}, t('document.template'), ' ', templateLink(template)),
      h('p', { class: 'mould-line', lang: 'zh' }, wording(template)),
      h('p', { class: 'note' }, templateFacts(template)),
      h('details', {}, h('summary', {}, t('document.template.fillers')), fillers(template, instance)))),
    identities.length || most > 0 ? h('details', {}, h('summary', {}, t('why.title')), h('dl', { class: 'why' },
      identities.length ? [h('dt', {}, t('why.identity')), h('dd', {}, identities.length === 1
        ? percent(identities[0]) : t('why.range', { from: percent(Math.min(...identities)), to: percent(Math.max(...identities)), n: identities.length }))] : null,
      most > 0 ? [h('dt', {}, t('why.bits')), h('dd', {}, t('why.bits.words', { n: number(Math.round(most)) }))] : null)) : null,
  ];
}

function spreadWords(doc, run, report) {
  const sources = new Set(doc.reference.filter((one) => one.start < run.end && run.start < one.end).map((one) => report.reference[one.source]));
  if (sources.size) return t('why.reference', { n: run.others, names: [...sources].join(t('why.reference.and')) });
  return t(`why.${run.attribution}`, { n: run.others, others: report.boilerplate_docs - 1 });
}

function placesList(doc, run, places) {
  return h('ol', { class: 'places' }, places.map((place) => h('li', {},
    h('div', { class: 'place-head' }, documentLink(place.document, documentHref(place.document, place.start)),
      place.passage ? h('a', { class: 'to-pair', href: pairHref(doc, place.document, place.passage), title: t('place.passage.help') },
        t('place.passage', { n: place.passage.number, identity: percent(place.passage.identity) })) : null),
    h('div', { lang: 'zh' }, inContext(place.document, place.start, place.end)))),
  run.others > places.length ? h('li', { class: 'note' }, t('document.places.more', { n: run.others - places.length })) : null);
}
