// The page: head, navigation, routes. Every view has an address behind #.

import { state, startState, setLanguage, setTheme, isDark, t } from './state.js';
import { h, replace, announce } from './dom.js';
import { unpack } from './data.js';
import { pairHref, documentHref } from './format.js';
import { overview } from './overview.js';
import { documentView } from './document.js';
import { pairView } from './pair.js';
import { sectionsView, nodeOf } from './sections.js';
import { templatesView } from './templates.js';
import { phrasesView } from './phrases.js';

const packed = JSON.parse(document.getElementById('data').textContent);
const report = unpack(packed);
startState(packed.language);

const main = document.getElementById('main');
/** What is on screen: its key, and what it does when shown, left, or sent to another place in it. */
let screen = null;
/** Where the navigation leads back to. */
const last = { document: null, pair: null };

function defaultPair() {
  const first = report.passages.find((passage) => passage.a.document !== passage.b.document);
  if (first) {
    const best = [...report.pairs.values()].filter(([one]) => one.a.document !== one.b.document)
      .reduce((top, list) => {
        const matched = list.reduce((sum, one) => sum + one.matched, 0);
        return matched > top.matched ? { matched, list } : top;
      }, { matched: -1, list: null });
    return [best.list[0].a.document, best.list[0].b.document];
  }
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
      return { key: 'overview', tab: 'overview', title: t('nav.overview'), make: () => ({ element: overview(report) }) };
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
    case 'sections': {
      const title = t('nav.sections');
      if (rest[0] === 'of') {
        const doc = document(rest[1]);
        const node = doc ? nodeOf(doc, rest[2] ?? '0') : null;
        return node ? { key: `sections ${doc.index} ${node.key}`, tab: 'sections', title, make: () => sectionsView(report, node) } : null;
      }
      return { key: 'sections', tab: 'sections', title, make: () => sectionsView(report, null) };
    }
    case 'templates': {
      const template = rest[0] ? report.byTemplate.get(rest[0]) : null;
      if (rest[0] && !template) return null;
      return { key: `templates ${rest[0] ?? ''}`, tab: 'templates', title: t('nav.templates'), make: () => templatesView(report, template) };
    }
    case 'phrases':
      return { key: 'phrases', tab: 'templates', title: t('nav.phrases'), make: () => phrasesView(report) };
    default:
      return null;
  }
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
    screen.follow?.(next.place ?? null);
    return;
  }
  screen?.gone?.();
  const made = next.make();
  screen = { ...made, key: next.key };
  replace(main, made.element);
  drawHead(next.tab);
  scrollTo(0, 0);
  if (focus) main.querySelector('h1')?.focus({ preventScroll: true });
  made.shown?.();
  announce(next.title);
}

function drawHead(tab) {
  const pair = last.pair ?? defaultPair();
  const doc = last.document ?? report.documents[0];
  const tabs = [
    ['overview', '#/'],
    ['document', doc ? documentHref(doc) : null],
    ['pair', pair ? pairHref(...pair) : null],
    ['sections', '#/sections'],
    ['templates', '#/templates'],
  ].filter(([, href]) => href);
  replace(document.getElementById('top'),
    h('a', { class: 'brand', href: '#/' }, h('span', { lang: 'zh' }, '雷同'), ' ', h('span', { class: 'brand-latin', lang: 'en' }, 'leitong')),
    report.pair ? null : h('nav', { class: 'tabs', 'aria-label': t('nav.label') }, tabs.map(([key, href]) => (
      h('a', { href, 'aria-current': key === tab ? 'page' : null }, t(key === 'templates' ? 'nav.templates.and.phrases' : `nav.${key}`))))),
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
show({ focus: false });
