// Over time: each dated document at the share that is its own, and the middle of each year.

import { s } from './dom.js';
import { t } from './state.js';
import { percent, years, documentHref } from './format.js';
import { drawing, asLink, ticks } from './chart.js';

const TIME_WIDTH = 760;
const TIME_HEIGHT = 260;
const TIME_LEFT = 48;
const TIME_BOTTOM = 36;

/** Documents with a date, in order of time. */
export function dated(documents) {
  return documents
    .map((document) => ({ document, at: years(document.date) }))
    .filter(({ at }) => at !== null)
    .sort((one, other) => one.at - other.at || one.document.index - other.document.index);
}

export function timeline(documents) {
  const points = dated(documents);
  const [first, last] = [points[0].at, points.at(-1).at];
  const margin = Math.max(0.08, (last - first) * 0.03);
  const x = (at) => TIME_LEFT + ((at - first + margin) / (last - first + 2 * margin)) * (TIME_WIDTH - TIME_LEFT - 12);
  const y = (share) => TIME_HEIGHT - TIME_BOTTOM - share * (TIME_HEIGHT - TIME_BOTTOM - 14);
  const svg = drawing(TIME_WIDTH, TIME_HEIGHT, t('timeline.title'));
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    svg.append(
      s('line', { x1: TIME_LEFT, x2: TIME_WIDTH - 12, y1: y(share), y2: y(share), class: 'grid' }),
      s('text', { x: TIME_LEFT - 8, y: y(share) + 4, 'text-anchor': 'end', class: 'tick' }, percent(share, 0)));
  }
  yearTicks(first - margin, last + margin).forEach((year) => svg.append(
    s('line', { x1: x(year), x2: x(year), y1: y(1), y2: y(0), class: 'grid' }),
    s('text', { x: x(year), y: TIME_HEIGHT - TIME_BOTTOM + 18, 'text-anchor': 'middle', class: 'tick' }, year)));
  const middles = yearlyMedians(points);
  if (middles.length > 2 && points.length > 12) {
    const path = middles.map(([year, share], i) => `${i ? 'L' : 'M'}${x(year + 0.5).toFixed(1)},${y(share).toFixed(1)}`).join('');
    svg.append(s('path', { d: path, class: 'median', fill: 'none' }));
  }
  for (const { document, at } of points) {
    const label = `${document.number} ${document.label} (${document.date})${t('colon')}${t('attribution.local')} ${percent(document.shares.local)}`;
    const point = s('g', {}, s('title', {}, label), s('circle', { cx: x(at), cy: y(document.shares.local), r: points.length > 80 ? 3.5 : 5.5, class: 'point' }));
    if (points.length <= 12) point.append(s('text', { x: x(at), y: y(document.shares.local) - 10, 'text-anchor': 'middle', class: 'tick' }, document.number));
    svg.append(asLink(point, label, () => { location.hash = documentHref(document); }));
  }
  svg.setAttribute('role', 'group');
  return svg;
}

function yearTicks(from, to) {
  const step = Math.max(1, ticks(to - from, 10)[1]);
  const all = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) all.push(year);
  return all;
}

function yearlyMedians(points) {
  const byYear = new Map();
  for (const { document, at } of points) {
    const year = Math.floor(at);
    if (!byYear.has(year)) byYear.set(year, []);
    byYear.get(year).push(document.shares.local);
  }
  return [...byYear].map(([year, shares]) => {
    shares.sort((one, other) => one - other);
    const middle = Math.floor(shares.length / 2);
    return [year, shares.length % 2 ? shares[middle] : (shares[middle - 1] + shares[middle]) / 2];
  });
}
