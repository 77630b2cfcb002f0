// Over time: each dated document at the share that is its own, and the middle of each year, month or day.

import { s } from './dom.js';
import { t } from './state.js';
import { number, percent, years, documentHref } from './format.js';
import { drawing, asLink, ticks } from './chart.js';

const TIME_WIDTH = 900;
const TIME_HEIGHT = 280;
const TIME_LEFT = 48;
const TIME_BOTTOM = 36;

/** Documents with a date, in order of time. */
export function dated(documents) {
  return documents
    .map((document) => ({ document, at: years(document.date) }))
    .filter(({ at }) => at !== null)
    .sort((one, other) => one.at - other.at || one.document.index - other.document.index);
}

/** The dated documents without those that stand far from all others: a year that was misread would press the rest together. */
export function nearInTime(documents) {
  const points = dated(documents);
  if (points.length < 10) return { points, outside: [] };
  const at = (share) => points[Math.round(share * (points.length - 1))].at;
  const [low, high] = [at(0.05), at(0.95)];
  const reach = Math.max(1.5, 1.5 * (high - low));
  const inside = (point) => point.at >= low - reach && point.at <= high + reach;
  return { points: points.filter(inside), outside: points.filter((point) => !inside(point)) };
}

/** Says which documents are not in the picture. */
export function timelineNote(documents) {
  const { outside } = nearInTime(documents);
  if (!outside.length) return '';
  return t('timeline.outside', { n: number(outside.length), dates: outside.slice(0, 5).map(({ document }) => document.date).join(t('list.comma')) });
}

/** How time is cut: years, or months where there are few of them, or days. */
function unitOf(span) {
  if (span > 3) return { length: 1, name: (at) => String(Math.floor(at + 1e-6)) };
  if (span > 0.35) return { length: 1 / 12, name: (at) => `${Math.floor(at + 1e-6)}-${String(Math.round((at - Math.floor(at + 1e-6)) * 12) % 12 + 1).padStart(2, '0')}` };
  return { length: 1 / 372, name: (at) => {
    const days = Math.round((at - Math.floor(at)) * 372);
    return `${Math.floor(days / 31) + 1}-${String((days % 31) + 1).padStart(2, '0')}`;
  } };
}

export function timeline(documents) {
  const { points } = nearInTime(documents);
  const [first, last] = [points[0].at, points.at(-1).at];
  const unit = unitOf(last - first);
  const margin = Math.max(unit.length, (last - first) * 0.03);
  const x = (at) => TIME_LEFT + ((at - first + margin) / (last - first + 2 * margin)) * (TIME_WIDTH - TIME_LEFT - 12);
  const y = (share) => TIME_HEIGHT - TIME_BOTTOM - share * (TIME_HEIGHT - TIME_BOTTOM - 14);
  const svg = drawing(TIME_WIDTH, TIME_HEIGHT, t('timeline.title'));
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    svg.append(
      s('line', { x1: TIME_LEFT, x2: TIME_WIDTH - 12, y1: y(share), y2: y(share), class: 'grid' }),
      s('text', { x: TIME_LEFT - 8, y: y(share) + 4, 'text-anchor': 'end', class: 'tick' }, percent(share, 0)));
  }
  timeTicks(first - margin, last + margin, unit).forEach((at) => svg.append(
    s('line', { x1: x(at), x2: x(at), y1: y(1), y2: y(0), class: 'grid' }),
    s('text', { x: x(at), y: TIME_HEIGHT - TIME_BOTTOM + 18, 'text-anchor': 'middle', class: 'tick' }, unit.name(at))));
  if (points.length > 12) for (const path of medians(points, unit)) svg.append(s('path', { d: path.map(([at, share], i) => `${i ? 'L' : 'M'}${x(at).toFixed(1)},${y(share).toFixed(1)}`).join(''), class: 'median', fill: 'none' }));
  for (const { document, at } of points) {
    const label = `${document.label} (${document.date})${t('colon')}${t('attribution.local')} ${percent(document.shares.local)}`;
    const point = s('g', {}, s('title', {}, label), s('circle', { cx: x(at), cy: y(document.shares.local), r: points.length > 80 ? 3.5 : 5.5, class: 'point' }));
    svg.append(asLink(point, label, () => { location.hash = documentHref(document); }));
  }
  svg.setAttribute('role', 'group');
  return svg;
}

function timeTicks(from, to, unit) {
  const step = Math.max(1, ticks((to - from) / unit.length, 10)[1]) * unit.length;
  const all = [];
  for (let at = Math.ceil(from / step - 1e-6) * step; at <= to; at += step) all.push(at);
  return all;
}

/** The middle of each year, month or day, as lines that break where more than two of them have nothing. */
function medians(points, unit) {
  const bins = new Map();
  for (const { document, at } of points) {
    const bin = Math.floor(at / unit.length + 1e-6);
    if (!bins.has(bin)) bins.set(bin, []);
    bins.get(bin).push(document.shares.local);
  }
  const lines = [];
  let before = null;
  for (const [bin, shares] of bins) {
    shares.sort((one, other) => one - other);
    const middle = Math.floor(shares.length / 2);
    const share = shares.length % 2 ? shares[middle] : (shares[middle - 1] + shares[middle]) / 2;
    if (before === null || bin - before > 2) lines.push([]);
    lines.at(-1).push([(bin + 0.5) * unit.length, share]);
    before = bin;
  }
  return lines.filter((line) => line.length > 1);
}
