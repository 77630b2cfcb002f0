// Which dated documents say something: a tick each on the time line of all.

import { h, s } from './dom.js';
import { t } from './state.js';
import { years } from './format.js';
import { drawing } from './chart.js';

const TICKS_WIDTH = 360;

export function ticksChart(documents, points, words) {
  const [first, last] = [points[0], points.at(-1)];
  const x = (at) => 8 + ((at - first.at) / Math.max(1e-6, last.at - first.at)) * (TICKS_WIDTH - 16);
  const saying = new Set(documents);
  const inside = (at) => at !== null && at >= first.at - 1e-6 && at <= last.at + 1e-6;
  const ats = [...saying].map((document) => years(document.date)).filter(inside);
  if (!ats.length) return null;
  const svg = drawing(TICKS_WIDTH, 34, t('ticks.label', { n: ats.length, words }),
    s('path', { d: points.map(({ at }) => `M${x(at).toFixed(1)},8V16`).join(''), class: 'grid' }),
    s('path', { d: ats.map((at) => `M${x(at).toFixed(1)},2V18`).join(''), class: 'tick-mark' }),
    s('text', { x: 8, y: 31, class: 'tick' }, first.document.date.slice(0, 7)),
    s('text', { x: TICKS_WIDTH - 8, y: 31, 'text-anchor': 'end', class: 'tick' }, last.document.date.slice(0, 7)));
  return h('div', { class: 'ticks-chart' }, svg);
}
