// The page: head, navigation, routes. Every view has an address behind #.

import { state, startState, setLanguage, setTheme, isDark, t } from './state.js';
import { h, replace, announce } from './dom.js';
import { unpack } from './data.js';
import { pairHref, documentHref } from './format.js';
import { openView, carryView } from './view.js';
import { prepareFolding } from './fold.js';
import { weightsOf } from './clauses.js';
import { overview } from './overview.js';
import { documentView } from './document.js';
import { pairView } from './pair.js';
import { themesView } from './themes.js';
import { themeName } from './theme.js';
import { wordingView } from './wording.js';
import { compareView } from './compare.js';

const packed = JSON.parse(document.getElementById('data').textContent);
const report = unpack(packed);
startState(packed.language);

const main = document.getElementById('main');
/** What is on screen: its key, and what it does when shown, left, or sent to another place in it. */
let screen = null;
/** Where the navigation leads back to. */
const last = { document: null, pair: null };

/** The pair that the findings tell of, else the one with the strongest passage. */
function defaultPair() {
  const told = report.findings.map(({ target }) => target.pair).find((pair) => pair);
  if (told) return told.map((number) => report.documents[number]);
  const first = report.passages.find((passage) => passage.a.document !== passage.b.document);
  if (first) return [first.a.document, first.b.document];
  return report.documents.length > 1 ? [report.documents[0], report.documents[1]] : null;
}

/** The route of an address: a key (another key is another screen), a way to make it, and a place inside. */
function route(hash) {
  const [view, ...rest] = hash.replace(/^#\/?/, '').split('/').map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  const document = (file) => report.byFile.get(file) ?? null;
  // Of two texts alone there is one view.
  if (report.pair && !(view === 'pair' && document(rest[0]) && document(rest[1]))) return pairRoute(...report.documents, null);
  switch (view) {
    case '':
    case 'overview':
      return { key: 'overview', tab: 'overview', title: t('nav.overview'), make: () => overview(report) };
    case 'document': {
      const doc = document(rest[0]);
      if (!doc) return null;
      last.document = doc;
      const place = rest[1] === 'at' ? Number(rest[2]) : null;
      return { key: `document ${doc.index}`, tab: 'document', title: doc.label, place, make: () => documentView(report, doc, place) };
    }
    case 'pair': {
      const [one, other] = [document(rest[0]), document(rest[1])];
      if (!one || !other) return null;
      last.pair = [one, other];
      return pairRoute(one, other, rest[2] === 'passage' ? Number(rest[3]) : null);
    }
    case 'compare': {
      const picked = rest.map(document).filter(Boolean);
      if (picked.length < 2) return null;
      return { key: `compare ${picked.map(({ index }) => index).join(' ')}`, tab: null, title: t('compare.title', { n: picked.length }), make: () => compareView(report, picked) };
    }
    // `sections` is what themes were called before.
    case 'sections':
    case 'themes':
      return themeRoute(rest, document);
    case 'templates':
      return wordingRoute('template', rest[0] ?? '');
    case 'phrases':
      return wordingRoute('phrase', '');
    case 'wording':
      return wordingRoute(rest[0] ?? '', rest[1] ?? '');
    default:
      return null;
  }
}

function themeRoute([what, ...rest], document) {
  const route = (key, wanted, title = t('nav.themes')) => ({ key: `themes ${key}`, tab: 'themes', title, make: () => themesView(report, wanted) });
  if (!what) return route('', {});
  if (what === 'of') {
    const doc = document(rest[0]);
    // A heading over sections 7-11 is asked for by its first.
    const section = doc?.sections[parseInt(rest[1] ?? '0', 10)];
    if (!section) return null;
    return route(`of ${doc.index} ${section.number}`, { section, theme: section.theme });
  }
  const theme = report.themes[Number(what) - 1];
  if (!theme) return null;
  const base = rest[0] === 'base' ? document(rest[1]) : null;
  return route(`${what} ${base?.index ?? ''}`, { theme, base }, themeName(theme));
}

function wordingRoute(what, which) {
  const route = (wanted) => ({ key: `wording ${wanted.id ?? ''} ${wanted.kind ?? ''}`, tab: 'wording', title: t('nav.wording'), make: () => wordingView(report, wanted) });
  if (what === 'search') return { ...route({ words: which }), key: `wording search ${which}` };
  if (what === 'template' && which) {
    const found = report.byTemplate.get(which);
    const row = found && (report.templates.includes(found) ? found : report.templates.find((template) => template.variants.includes(found)));
    return row ? route({ id: row.id }) : null;
  }
  return what && !['template', 'phrase', 'passage'].includes(what) ? null : route({ kind: what });
}

function pairRoute(one, other, place) {
  return { key: `pair ${one.index} ${other.index}`, tab: 'pair', title: `${one.label} ↔ ${other.label}`, place, make: () => pairView(report, one, other, place) };
}

function notFound() {
  return {
    key: `nothing ${location.hash}`, tab: null, title: t('missing.title'),
    make: () => ({ element: h('div', { class: 'view' }, h('h1', { tabindex: '-1' }, t('missing.title')), h('p', { class: 'empty' }, t('missing.text')), h('p', {}, h('a', { href: '#/' }, t('nav.overview')))) }),
  };
}

/** Shows what the address says; `again` draws it anew even where it is the same (another language). */
function show({ again = false, focus = true } = {}) {
  const next = route(location.hash) ?? notFound();
  document.title = `${next.title} · ${t('brand')}`;
  if (screen && screen.key === next.key && !again) {
    carryView();
    screen.follow?.(next.place ?? null);
    return;
  }
  screen?.gone?.();
  const y = again ? scrollY : openView();
  const made = next.make();
  screen = { ...made, key: next.key };
  document.getElementById('tooltip')?.remove();
  replace(main, made.element);
  drawHead(next.tab);
  // What was scrolled to may lie in what is made behind the first screen.
  if (y) made.fill?.();
  scrollTo(0, y ?? 0);
  if (focus) main.querySelector('h1')?.focus({ preventScroll: true });
  made.shown?.(y !== null);
  announce(next.title);
}

function drawHead(tab) {
  const pair = last.pair ?? defaultPair();
  const doc = last.document ?? report.documents[0];
  const tabs = [
    ['overview', '#/'],
    ['document', doc ? documentHref(doc) : null],
    ['pair', pair ? pairHref(...pair) : null],
    ['wording', '#/wording'],
    ['themes', report.sections.length ? '#/themes' : null],
  ].filter(([, href]) => href);
  replace(document.getElementById('top'),
    h('a', { class: 'brand', href: '#/' }, h('span', { lang: 'zh' }, '雷同'), ' ', h('span', { class: 'brand-latin', lang: 'en' }, 'leitong')),
    report.pair ? null : h('nav', { class: 'tabs', 'aria-label': t('nav.label') }, tabs.map(([key, href]) => (
      h('a', { href, 'aria-current': key === tab ? 'page' : null }, t(`nav.${key}`))))),
    h('div', { class: 'settings' },
      h('button', { type: 'button', id: 'language', lang: state.language === 'zh' ? 'en' : 'zh', onclick: () => switchTo('language', () => setLanguage(state.language === 'zh' ? 'en' : 'zh')) }, state.language === 'zh' ? 'English' : '中文'),
      h('button', { type: 'button', id: 'theme', 'aria-pressed': isDark(), onclick: () => switchTo('theme', () => setTheme(isDark() ? 'light' : 'dark')) }, t(isDark() ? 'theme.light' : 'theme.dark')),
      h('button', { type: 'button', onclick: () => print() }, t('print'))));
  replace(document.getElementById('skip'), t('skip'));
  replace(document.getElementById('foot'), t(report.pair ? 'foot.pair' : 'foot', { version: report.version }));
}

function switchTo(id, change) {
  change();
  show({ again: true, focus: false });
  document.getElementById(id).focus();
}

document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', () => show());
addEventListener('redraw', () => show({ again: true, focus: false }));
addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.('input, select, textarea') || report.pair) return;
  event.preventDefault();
  if (document.getElementById('search')) document.getElementById('search').focus();
  else location.hash = '#/wording';
});
show({ focus: false });
// What searches and colours need is made while the reader reads.
if (!report.pair) [() => prepareFolding(report), () => weightsOf(report)].forEach((make, i) => setTimeout(make, 400 + 300 * i));
