// The whole document as a strip beside it: colour by attribution, a frame for what is on screen; it scrolls.

import { s } from './dom.js';
import { t } from './state.js';
import { patterns, drawing } from './chart.js';

const STRIP_WIDTH = 26;
const STRIP_HEIGHT = 1000;

/**
 * A strip for `blocks` (laid out paragraphs with `position`) and stretches { start, end, kind } of a document
 * that ends at `length`. `view()` returns the part on screen as [from, to], 0 to 1; `scrollTo(share)` moves.
 */
export function strip({ blocks, stretches, length, box, view, scrollTo }) {
  const svg = s('svg', {
    viewBox: `0 0 ${STRIP_WIDTH} ${STRIP_HEIGHT}`, preserveAspectRatio: 'none', class: 'strip',
    role: 'scrollbar', tabindex: '0', 'aria-orientation': 'vertical', 'aria-controls': box.id,
    'aria-label': t('strip.label'), 'aria-valuemin': 0, 'aria-valuemax': 100,
  });
  const marks = s('g', {});
  const frame = s('rect', { x: 1, width: STRIP_WIDTH - 2, class: 'strip-frame' });
  svg.append(marks, frame);

  function place(position) {
    const { top, height } = box.getBoundingClientRect();
    let low = 0;
    while (low + 1 < blocks.length && blocks[low + 1].position <= position) low += 1;
    const block = blocks[low];
    const rectangle = block.getBoundingClientRect();
    const next = blocks[low + 1]?.position ?? length;
    const inside = Math.max(0, Math.min(1, (position - block.position) / Math.max(1, next - block.position)));
    return ((rectangle.top - top + inside * rectangle.height) / height) * STRIP_HEIGHT;
  }

  svg.lay = () => {
    if (!blocks.length || !box.isConnected) return;
    marks.replaceChildren(...stretches.map(({ start, end, kind }) => {
      const y = place(start);
      return s('rect', { x: 3, width: STRIP_WIDTH - 6, y, height: Math.max(1.2, place(end) - y), class: `strip-${kind}` });
    }));
    svg.follow();
  };
  svg.follow = () => {
    const [from, to] = view();
    frame.setAttribute('y', from * STRIP_HEIGHT);
    frame.setAttribute('height', Math.max(8, (to - from) * STRIP_HEIGHT));
    svg.setAttribute('aria-valuenow', Math.round(Math.min(1, Math.max(0, from / Math.max(1e-6, 1 - (to - from))) || 0) * 100));
  };
  const go = (event) => {
    const { top, height } = svg.getBoundingClientRect();
    scrollTo(Math.max(0, Math.min(1, (event.clientY - top) / height)));
  };
  svg.addEventListener('pointerdown', (event) => {
    svg.setPointerCapture(event.pointerId);
    go(event);
  });
  svg.addEventListener('pointermove', (event) => {
    if (svg.hasPointerCapture(event.pointerId)) go(event);
  });
  svg.addEventListener('keydown', (event) => {
    const steps = { ArrowUp: -0.05, ArrowDown: 0.05, PageUp: -0.2, PageDown: 0.2, Home: -1, End: 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const [from, to] = view();
    scrollTo((from + to) / 2 + steps[event.key]);
  });
  return svg;
}

/** The same strip lying down, for download: position runs from left to right. */
export function stripChart(document) {
  const { defs, fill } = patterns();
  const [width, height, top] = [900, 92, 30];
  const svg = drawing(width, height, t('strip.chart', { document: document.label }), defs);
  const x = (position) => 10 + (position / Math.max(1, document.characters)) * (width - 20);
  svg.append(s('text', { x: 10, y: 18, class: 'label' }, document.label));
  svg.append(s('rect', { x: 10, y: top, width: width - 20, height: 34, class: 'strip-noise' }));
  for (const run of document.runs) {
    svg.append(s('rect', { x: x(run.start), y: top, width: Math.max(0.3, x(run.end) - x(run.start)), height: 34, fill: fill(run.attribution) }));
  }
  for (const section of document.sections) {
    svg.append(s('line', { x1: x(section.start), x2: x(section.start), y1: top - 4, y2: top + 38, class: 'separator' }));
  }
  svg.append(s('text', { x: width - 10, y: height - 8, 'text-anchor': 'end', class: 'tick' }, t('characters', { n: document.characters })));
  return svg;
}
