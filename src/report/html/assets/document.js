// Document: the text as it was; how much of it others say too, clause by clause or letter by letter, and who says it.

import { h, replace, announce, freshId } from './dom.js';
import { t } from './state.js';
import { number, percent, documentLink, documentHref, pairHref, excerpt, sectionHref, sectionName, kindName } from './format.js';
import { ATTRIBUTIONS } from './data.js';
import { paint, pieceAt, pointOut, scrollToElement, headingId } from './text.js';
import { strip, stripChart } from './strip.js';
import { borrowedClauses, lettersIn, strength } from './clauses.js';
import { otherSources, countWords, sourceList } from './sources.js';
import { templateUses } from './places.js';
import { wording, fillers, templateFacts, templateLink } from './mould.js';
import { sharesBar } from './shares.js';
import { chartButtons } from './download.js';
import { exportButtons } from './export.js';
import { documentChooser } from './chooser.js';
import { table } from './table.js';
import { setting, keep, replaceAddress, redrawView } from './view.js';

/** Sentences that are listed as the document's own. */
const OWN_SENTENCES = 6;
/** Runs of fewer letters are words that anybody uses: three are often a name cut in two. */
const SHORTEST_RUN = 4;
const LONGEST_SLIDER = 30;

/** What is coloured, by the reader's choice: borrowed clauses, or the exact runs. */
export function colouredStretches(report, doc, exact, least) {
  if (!exact) return borrowedClauses(report, doc, least);
  return doc.runs.filter((run) => run.attribution !== 'local' && lettersIn(doc, run) >= Math.max(1, least)).map((run) => ({ start: run.start, end: run.end, attribution: run.attribution, others: run.others, run }));
}

export function documentView(report, doc, position) {
  const own = doc.mostLocal.slice(0, OWN_SENTENCES);
  const panel = h('aside', { class: 'panel', 'aria-label': t('document.panel') });
  const element = h('div', { class: 'view document-view' }, documentHead(report, doc));
  if (!doc.text) {
    element.append(h('p', { class: 'empty' }, t('text.absent.long')), summary(report, doc, own, () => {}));
    return { element };
  }
  const exact = setting('document.exact', false);
  const least = setting('document.least', SHORTEST_RUN);
  const stretches = colouredStretches(report, doc, exact, least);
  const { body, painted, blocks, box } = textColumn(report, doc, stretches, exact, least);
  const map = strip({
    blocks, box, length: doc.characters,
    stretches: [...doc.noise.map((span) => ({ ...span, kind: 'noise' })), ...stretches.map((one) => ({ ...one, kind: `s${strength(one.others, report.documents.length)}` }))],
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
    const stretch = stretches.find((one) => one.start <= at && at < one.end) ?? doc.runs.filter((run) => run.start <= at && at < run.end).map((run) => ({ ...run, run }))[0];
    if (!stretch) {
      home();
      return;
    }
    pointOut(painted, stretch.start, stretch.end);
    replace(panel, explanation(report, doc, stretch, home));
    panel.scrollTop = 0;
    panel.classList.add('open');
    announce(t('document.selected', { kind: t(`attribution.${stretch.attribution}`) }));
  };
  element.addEventListener('click', (event) => {
    const piece = event.target.closest?.('a.run');
    if (!piece) return;
    event.preventDefault();
    const at = Number(piece.dataset.start);
    replaceAddress(documentHref(doc, at));
    select(at);
    // On a narrow window the panel covers the lower half: the wording moves above it.
    if (matchMedia('(max-width: 820px)').matches) scrollToElement(piece, 'start');
  });
  element.addEventListener('keydown', (event) => moveAmongRuns(event, painted));
  home();
  const lay = () => map.lay();
  const follow = () => map.follow();
  let alive = true;
  return {
    element,
    shown: (restored) => {
      lay();
      addEventListener('scroll', follow, { passive: true });
      addEventListener('resize', lay);
      if (position !== null && restored) select(position);
      else if (position !== null) go(position, position + 1);
      marginNotes(report, doc, blocks, stretches, () => alive);
    },
    gone: () => {
      alive = false;
      removeEventListener('scroll', follow);
      removeEventListener('resize', lay);
    },
    follow: (at) => {
      if (at !== null) go(at, at + 1);
    },
  };
}

/** Beside each paragraph who else says the most common clause of it. They are looked up while the reader already reads. */
function marginNotes(report, doc, blocks, stretches, alive) {
  const queue = blocks.map((block, i) => {
    const end = blocks[i + 1]?.position ?? doc.characters;
    const inside = stretches.filter((one) => one.start >= block.position && one.start < end);
    const best = inside.reduce((top, one) => (!top || one.others * (one.end - one.start) > top.others * (top.end - top.start) ? one : top), null);
    return best && { block, best };
  }).filter(Boolean);
  const step = () => {
    const until = performance.now() + 12;
    while (alive() && queue.length && performance.now() < until) {
      const { block, best } = queue.shift();
      const words = countWords(otherSources(report, doc, best), best.others);
      block.append(h('span', { class: 'margin-note', 'aria-hidden': 'true' }, words));
    }
    if (alive() && queue.length) setTimeout(step, 4);
  };
  setTimeout(step, 30);
}

function documentHead(report, doc) {
  const neighbour = (step) => report.documents[doc.index + step];
  const plain = (text) => text && h('span', {}, h('bdi', {}, text));
  const facts = [
    plain(doc.hint),
    fact(doc, 'kind', doc.kind && kindName(doc.kind)), fact(doc, 'date'), fact(doc, 'place'), fact(doc, 'meeting'),
    fact(doc, 'speaker'), doc.author === doc.speaker ? null : fact(doc, 'author'),
    plain(t('characters', { n: number(doc.characters) })), plain(t('document.sections', { n: doc.sections.length })),
  ].filter(Boolean);
  return h('header', { class: 'view-head' },
    h('nav', { class: 'steps', 'aria-label': t('document.steps') },
      documentChooser(report, t('document.choose'), doc, (other) => documentHref(other)),
      neighbour(-1) ? h('a', { href: documentHref(neighbour(-1)), rel: 'prev' }, '← ', t('document.previous')) : null,
      neighbour(1) ? h('a', { href: documentHref(neighbour(1)), rel: 'next' }, t('document.next'), ' →') : null),
    h('h1', { tabindex: '-1' }, h('bdi', {}, doc.label)),
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

function textColumn(report, doc, stretches, exact, least) {
  const layers = [
    ...stretches.map((stretch) => ({ start: stretch.start, end: stretch.end, stretch })),
    ...doc.noise.map((span) => ({ ...span, noise: true })),
    ...doc.outline.filter((heading) => heading.runIn).map((heading) => ({ start: heading.start, end: heading.end, heading })),
  ];
  const { blocks, painted } = paint(doc, 0, doc.characters, layers, (start, end, over) => {
    const stretch = over.find((layer) => layer.stretch)?.stretch;
    const classes = [];
    if (over.some((layer) => layer.noise)) classes.push('noise');
    const heading = over.find((layer) => layer.heading)?.heading;
    if (heading) classes.push('run-in');
    const id = heading && heading.start === start ? headingId(heading) : null;
    if (!stretch) return h('span', { class: classes.join(' ') || null, id });
    classes.push('run', stretch.attribution, `s${strength(stretch.others, report.documents.length)}`);
    return h('a', { class: classes.join(' '), id, href: documentHref(doc, stretch.start), 'data-start': stretch.start, tabindex: '-1', title: t('document.run', { n: number(stretch.others) }) });
  });
  const first = painted.find((piece) => piece.element.matches('a.run'));
  if (first) first.element.tabIndex = 0;
  const id = freshId('text');
  const box = h('div', { class: 'text with-notes', id, lang: 'zh' }, blocks);
  const level = (value, key) => h('button', {
    type: 'button', class: 'toggle', 'aria-pressed': exact === value,
    onclick: () => { keep('document.exact', value); redrawView(); },
  }, t(key));
  const output = h('output', {}, String(least));
  const tools = h('div', { class: 'text-tools', role: 'group', 'aria-label': t('document.colours') },
    h('span', { class: 'segmented' }, level(false, 'document.by.clause'), level(true, 'document.by.letter')),
    h('label', { class: 'choice' }, t('document.least'), h('input', {
      type: 'range', min: 1, max: LONGEST_SLIDER, value: least, class: 'shortest',
      oninput: (event) => { output.textContent = event.target.value; },
      onchange: (event) => { keep('document.least', Number(event.target.value)); redrawView(); },
    }), output),
    h('span', { class: 'key' }, t('document.key.own')),
    h('span', { class: 'key' }, [1, 2, 3, 4].map((step) => h('span', { class: `swatch s${step}`, 'aria-hidden': 'true' })), t('document.key.others')),
    doc.noise.length ? h('span', { class: 'key' }, h('span', { class: 'swatch noise', 'aria-hidden': 'true' }), t('document.noise')) : null,
    exportButtons(report, doc, stretches, () => box));
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
    figure ? h('span', { class: 'aside' }, figure(sentence)) : null)));
}

function summary(report, doc, own, go) {
  const set = doc.mostTemplated.filter((sentence) => sentence.templated >= 0.5).slice(0, OWN_SENTENCES);
  const matrix = report.similarity.documents.matrices.coverage;
  const near = matrix.row(doc.index).filter(([column, share]) => column !== doc.index && share > 0)
    .sort(([i, one], [j, other]) => other - one || i - j).slice(0, 8);
  return [
    h('h2', {}, t('document.summary')),
    sharesBar(doc.shares, { named: true }),
    h('h3', {}, t('document.near')),
    near.length ? h('ul', { class: 'plain' }, near.map(([column, share]) => h('li', { class: 'place-head' },
      h('a', { href: pairHref(doc, report.documents[column]), title: report.documents[column].label }, h('bdi', {}, report.documents[column].short)),
      h('span', { class: 'to-pair' }, percent(share)))))
      : h('p', { class: 'empty' }, t('document.near.none')),
    h('h3', {}, t('document.own')),
    own.length ? sentenceList(doc, own, go, null) : h('p', { class: 'empty' }, t('document.own.none')),
    set.length ? [h('h3', {}, t('document.set')), sentenceList(doc, set, go, (sentence) => t('document.set.by', { share: percent(sentence.templated) }))] : null,
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

/** The places first, then the template, then why it is judged so. */
function explanation(report, doc, stretch, home) {
  const { run } = stretch;
  const back = h('button', { type: 'button', class: 'quiet back', onclick: home }, '← ', t('document.summary'));
  const quoted = h('blockquote', { lang: 'zh' }, excerpt(doc.text.slice(stretch.start, stretch.end), 90));
  if (stretch.attribution === 'local') return [back, h('h2', {}, t('attribution.local')), quoted, h('p', { class: 'why-spread' }, t('why.local'))];
  const sources = otherSources(report, doc, stretch);
  const names = [...new Set(doc.reference.filter((one) => one.start < stretch.end && stretch.start < one.end).map((one) => report.reference[one.source]))];
  const uses = templateUses(doc, stretch.start, stretch.end).slice(0, 3);
  const identities = doc.passages.filter(({ passage, side }) => passage[side].start < stretch.end && stretch.start < passage[side].end).map(({ passage }) => passage.identity);
  const threshold = report.boilerplate_docs - 1;
  return [
    back, h('h2', {}, sources.length || stretch.others ? countWords(sources, stretch.others) : t('sources.reference')), quoted,
    names.length ? h('p', { class: 'note' }, t('why.reference', { names: names.join(t('why.reference.and')) })) : null,
    sourceList(report, doc, sources, { base: stretch, others: stretch.others }),
    uses.map(({ template, instance }) => h('section', { class: 'use' },
      h('p', {}, t('document.template'), ' ', templateLink(template), ' ', h('span', { class: 'note' }, templateFacts(template))),
      h('p', { class: 'mould-line', lang: 'zh' }, wording(template)),
      h('details', {}, h('summary', {}, t('document.template.fillers')), fillers(template, instance)))),
    h('details', {}, h('summary', {}, t('why.title')), h('p', { class: 'why-spread' }, t(`why.${stretch.attribution}`, { n: number(run.others), others: threshold })),
      identities.length ? h('dl', { class: 'why' }, h('dt', {}, t('why.identity')), h('dd', {}, identities.length === 1
        ? percent(identities[0]) : t('why.range', { from: percent(Math.min(...identities)), to: percent(Math.max(...identities)), n: identities.length }))) : null),
  ];
}
