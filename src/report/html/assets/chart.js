// What all charts share: frame, patterns, scales, colours.

import { h, s, freshId, visible } from './dom.js';
import { t } from './state.js';
import { chartButtons } from './download.js';
import { ATTRIBUTIONS } from './data.js';

/** A chart with its title, note and downloads. `draw` returns the SVG; `redraw()` on the result calls it again. */
export function figure({ title, note, name, draw, tools }) {
  const frame = h('div', { class: 'chart scroll-x' });
  const id = freshId('figure');
  const element = h('figure', { 'aria-labelledby': id },
    h('figcaption', {},
      h('span', { id, class: 'figure-title' }, title),
      tools ?? null,
      chartButtons(name, () => frame.querySelector('svg'))),
    frame,
    note ? h('p', { class: 'note' }, note) : null);
  element.redraw = () => frame.replaceChildren(draw());
  element.redraw();
  return element;
}

export function drawing(width, height, label, ...children) {
  return s('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label, class: 'drawing' }, children);
}

/** Colour is never alone: boilerplate is hatched, shared is dotted, local is plain. */
export function patterns() {
  const ids = Object.fromEntries(ATTRIBUTIONS.map((kind) => [kind, freshId(kind)]));
  const pattern = (kind, size, ...marks) => s('pattern', { id: ids[kind], width: size, height: size, patternUnits: 'userSpaceOnUse' },
    s('rect', { width: size, height: size, class: `fill-${kind}` }), marks);
  const defs = s('defs', {},
    pattern('boilerplate', 6, s('path', { d: 'M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2', class: 'pattern-line' })),
    pattern('shared', 6, s('circle', { cx: 1.5, cy: 1.5, r: 0.9, class: 'pattern-dot' }), s('circle', { cx: 4.5, cy: 4.5, r: 0.9, class: 'pattern-dot' })),
    pattern('local', 6));
  return { defs, fill: (kind) => `url(#${ids[kind]})` };
}

/** A line of words beside the pointer; there is one for the page. */
export function tooltip() {
  const find = () => document.getElementById('tooltip');
  return {
    show(words, event) {
      let tip = find();
      if (!tip) {
        tip = h('div', { id: 'tooltip', 'aria-hidden': 'true' });
        document.body.append(tip);
      }
      tip.textContent = visible(words);
      tip.hidden = false;
      const { width, height } = tip.getBoundingClientRect();
      const x = Math.min(event.clientX + 14, innerWidth - width - 8);
      const y = event.clientY + 18 + height > innerHeight ? event.clientY - height - 10 : event.clientY + 18;
      tip.style.setProperty('left', `${Math.max(4, x)}px`);
      tip.style.setProperty('top', `${y}px`);
    },
    hide() {
      const tip = find();
      if (tip) tip.hidden = true;
    },
  };
}

/** What the three colours mean; where wording is counted over groups, it says so. */
export function legend(report) {
  const over = report?.groups?.spread_over === 'groups' ? '.groups' : '';
  return h('ul', { class: 'legend' }, ATTRIBUTIONS.map((kind) => h('li', {},
    h('span', { class: `swatch ${kind}`, 'aria-hidden': 'true' }), t(`attribution.${kind}`),
    h('span', { class: 'legend-help' }, t(`attribution.${kind}.help${kind === 'local' ? '' : over}`)))));
}

/** Round numbers from 0 up to at least `most`. */
export function ticks(most, about = 5) {
  if (!(most > 0)) return [0, 1];
  const rough = most / about;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * unit >= rough) * unit;
  const steps = Math.ceil(most / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, i) => Number((i * step).toPrecision(6)));
}

/** Red, green, blue of a value from 0 to 1 on the ramp of the style sheet. */
export function ramp() {
  const style = getComputedStyle(document.documentElement);
  const stops = [0, 1, 2, 3, 4, 5].map((i) => {
    const hex = style.getPropertyValue(`--ramp-${i}`).trim();
    return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  });
  return (value) => {
    const place = Math.max(0, Math.min(1, value)) * (stops.length - 1);
    const low = Math.min(Math.floor(place), stops.length - 2);
    return stops[low].map((channel, i) => Math.round(channel + (stops[low + 1][i] - channel) * (place - low)));
  };
}

/** Black or white, whichever reads better on a colour (relative luminance of WCAG 2). */
export function inkOn([red, green, blue]) {
  const linear = [red, green, blue].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  return luminance > 0.179 ? '#000000' : '#ffffff';
}

/** Makes something in a chart work like a link; its `<title>`, if it has one, is its name. */
export function asLink(element, label, open) {
  element.setAttribute('role', 'link');
  element.setAttribute('tabindex', '0');
  if (!element.querySelector('title')) element.setAttribute('aria-label', label);
  element.classList.add('open');
  element.addEventListener('click', open);
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open();
    }
  });
  return element;
}
