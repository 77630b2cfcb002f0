// How pair similarities are distributed; a click on a bar keeps the pairs in it.

import { s } from './dom.js';
import { t } from './state.js';
import { number, percent } from './format.js';
import { drawing, ticks, asLink } from './chart.js';

const BINS = 20;
const BARS_WIDTH = 420;
const BARS_HEIGHT = 240;
const BARS_BOTTOM = 38;

/** Bins of equal width from 0 to the highest value, rounded up to a tenth. */
export function binned(values) {
  // Not by arguments of a call: there may be a hundred thousand values.
  const highest = values.reduce((top, value) => Math.max(top, value), 0);
  const most = Math.max(0.1, Math.ceil(highest * 10 - 1e-9) / 10);
  const bins = Array.from({ length: BINS }, (_, i) => ({ from: (i * most) / BINS, to: ((i + 1) * most) / BINS, count: 0 }));
  for (const value of values) bins[Math.min(BINS - 1, Math.floor((value / most) * BINS))].count += 1;
  return bins;
}

/** The chart; `choose(bin or null)` is called with what the reader picks. */
export function histogram(values, chosen, choose) {
  const bins = binned(values);
  const highest = Math.max(...bins.map((bin) => bin.count));
  // Among many pairs nearly all share nothing: on a logarithmic scale the rest can still be seen.
  const logarithmic = highest > 200;
  const steps = logarithmic
    ? Array.from({ length: Math.ceil(Math.log10(highest)) + 1 }, (_, i) => 10 ** i)
    : ticks(highest, 4).filter(Number.isInteger);
  const most = steps.at(-1) || 1;
  const barsLeft = 16 + 7 * number(steps.at(-1) ?? 1).length;
  const height = (count) => (logarithmic ? Math.log10(count + 1) / Math.log10(most + 1) : count / most);
  const most_x = bins.at(-1).to;
  const x = (value) => barsLeft + (value / most_x) * (BARS_WIDTH - barsLeft - 12);
  const y = (count) => BARS_HEIGHT - BARS_BOTTOM - height(count) * (BARS_HEIGHT - BARS_BOTTOM - 16);
  const svg = drawing(BARS_WIDTH, BARS_HEIGHT, t('histogram.title'));
  for (const count of steps) {
    svg.append(
      s('line', { x1: barsLeft, x2: BARS_WIDTH - 12, y1: y(count), y2: y(count), class: 'grid' }),
      s('text', { x: barsLeft - 8, y: y(count) + 4, 'text-anchor': 'end', class: 'tick' }, number(count)));
  }
  for (const value of ticks(most_x, 5).filter((tick) => tick <= most_x + 1e-9)) {
    svg.append(s('text', { x: x(value), y: BARS_HEIGHT - BARS_BOTTOM + 16, 'text-anchor': 'middle', class: 'tick' }, percent(value, (value * 100) % 1 > 1e-6 ? 1 : 0)));
  }
  svg.append(s('text', { x: (barsLeft + BARS_WIDTH) / 2, y: BARS_HEIGHT - 5, 'text-anchor': 'middle', class: 'tick' }, t(logarithmic ? 'histogram.axis.log' : 'histogram.axis')));
  bins.forEach((bin, i) => {
    if (!bin.count) return;
    const picked = chosen === i;
    const label = t('histogram.bar', { n: number(bin.count), from: percent(bin.from), to: percent(bin.to) });
    const bar = s('g', { class: `bar${picked ? ' picked' : ''}` },
      s('title', {}, label),
      s('rect', { x: x(bin.from) + 0.5, y: y(bin.count), width: Math.max(1, x(bin.to) - x(bin.from) - 1), height: BARS_HEIGHT - BARS_BOTTOM - y(bin.count) }));
    asLink(bar, label, () => choose(picked ? null : i, bin));
    bar.setAttribute('role', 'button');
    bar.setAttribute('aria-pressed', picked);
    svg.append(bar);
  });
  svg.append(s('line', { x1: barsLeft, x2: BARS_WIDTH - 12, y1: BARS_HEIGHT - BARS_BOTTOM, y2: BARS_HEIGHT - BARS_BOTTOM, class: 'axis' }));
  svg.setAttribute('role', 'group');
  return svg;
}
