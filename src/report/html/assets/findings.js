// Findings: what was found, a card each, with its figure, a small picture, and a link to more.

import { h, s } from './dom.js';
import { t, state } from './state.js';
import { number, percent, documentHref, pairHref, wordingHref } from './format.js';
import { ATTRIBUTIONS } from './data.js';
import { sharesBar } from './shares.js';
import { drawing } from './chart.js';

/** Where a finding leads, and what the link says. */
function leading(report, [kind, ...rest]) {
  const documents = report.documents;
  switch (kind) {
    case 'pair': return [pairHref(documents[rest[0][0]], documents[rest[0][1]]), 'finding.more.pair'];
    case 'document': return [documentHref(documents[rest[0]]), 'finding.more.document'];
    case 'template': return [`#/wording/template/${encodeURIComponent(rest[0])}`, 'finding.more.template'];
    case 'wording': return [wordingHref(rest[0]), 'finding.more.wording'];
    case 'groups': return ['#part-groups', 'finding.more.groups'];
    case 'time': return ['#part-time', 'finding.more.time'];
    case 'about': return ['#part-about', 'finding.more.about'];
    default: return ['#part-documents', 'finding.more.documents'];
  }
}

export function findingCards(report, showPart) {
  const cards = report.findings.map((finding) => {
    const target = typeof finding.target === 'string' ? [finding.target] : Object.entries(finding.target)[0];
    const [href, key] = leading(report, target);
    const inside = href.startsWith('#part-');
    const more = h('a', {
      href: inside ? '#/' : href, class: 'finding-more',
      onclick: inside ? (event) => { event.preventDefault(); showPart(href.slice(1)); } : null,
    }, t(key), ' →');
    return h('li', { class: `finding finding-${finding.kind}` },
      h('p', { class: 'finding-figure' }, finding.figure[state.language === 'zh' ? 0 : 1]),
      h('p', { class: 'finding-said' }, finding.said[state.language === 'zh' ? 0 : 1].map((piece) => said(report, piece))),
      picture(finding), more);
  });
  return h('ul', { class: 'findings', 'aria-label': t('findings.title') }, cards);
}

function said(report, piece) {
  if (typeof piece === 'string') return piece;
  if (Array.isArray(piece)) return h('q', { class: 'quoted', lang: 'zh' }, piece[0]);
  const document = report.documents[piece];
  return h('a', { href: documentHref(document), title: document.label }, h('bdi', {}, document.short));
}

const PICTURE_WIDTH = 240;

function picture({ picture: drawn, kind }) {
  if (drawn === 'none') return null;
  const [[form, data]] = Object.entries(drawn);
  if (form === 'shares') {
    const shares = Object.fromEntries(ATTRIBUTIONS.map((name, i) => [name, data[i]]));
    return h('div', { class: 'finding-picture' }, sharesBar(shares));
  }
  const svg = { bars, dots, points }[form](data, kind);
  return h('div', { class: 'finding-picture' }, svg);
}

function bars(shares) {
  const height = shares.length * 16 + 2;
  const svg = drawing(PICTURE_WIDTH, height, shares.map((share) => percent(share)).join(t('list.comma')));
  shares.forEach((share, i) => svg.append(
    s('rect', { x: 0, y: i * 16 + 2, width: PICTURE_WIDTH, height: 11, rx: 2, class: 'picture-ground' }),
    s('rect', { x: 0, y: i * 16 + 2, width: Math.max(1.5, share * PICTURE_WIDTH), height: 11, rx: 2, class: 'picture-ink' })));
  return svg;
}

/** Groups by size, a dot a document. */
function dots(sizes) {
  const svg = drawing(PICTURE_WIDTH, 30, t('finding.groups', { n: number(sizes.length) }));
  let x = 4;
  for (const size of sizes) {
    if (x > PICTURE_WIDTH - 8) break;
    for (let i = 0; i < size && x <= PICTURE_WIDTH - 4; i += 1) {
      svg.append(s('circle', { cx: x, cy: 8 + (i % 3) * 8, r: 3, class: 'picture-ink' }));
      if (i % 3 === 2) x += 7;
    }
    x += 11;
  }
  return svg;
}

function points(data) {
  const height = 56;
  const [first, last] = [data[0][0], data.at(-1)[0]];
  const shares = data.map(([, share]) => share);
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  const svg = drawing(PICTURE_WIDTH, height, t('timeline.title'));
  for (const [at, share] of data) {
    svg.append(s('circle', { cx: 4 + ((at - first) / Math.max(1e-6, last - first)) * (PICTURE_WIDTH - 8), cy: 6 + (1 - (share - low) / Math.max(1e-6, high - low)) * (height - 12), r: 2.6, class: 'picture-ink' }));
  }
  return svg;
}
