// A document's text with layers of marks over it: paragraphs, headings, runs, passages.

import { h, pieces, isInvisible, sign } from './dom.js';

/** Ends of layers inside a stretch, in order and without repeats. */
function cuts(layers, start, end) {
  const points = new Set([start, end]);
  for (const layer of layers) {
    if (layer.start > start && layer.start < end) points.add(layer.start);
    if (layer.end > start && layer.end < end) points.add(layer.end);
  }
  return [...points].sort((one, other) => one - other);
}

/** Text nodes; a character that cannot be seen becomes a sign that can. */
function marked(text) {
  return pieces(text).map((piece) => (isInvisible(piece) ? h('span', { class: 'control', title: sign(piece) }, sign(piece)) : piece));
}

/**
 * Paints [start, end) of a document. `layers` are stretches with whatever else they carry; `make(start,
 * end, over)` makes the element of a piece, `over` being the layers that cover it. Returns paragraphs, and
 * the painted pieces in order.
 */
export function paint(document, start, end, layers, make) {
  const painted = [];
  const blocks = [];
  for (const line of lines(document, start, end)) {
    const touching = layers.filter((layer) => layer.start < line.end && line.start < layer.end);
    const heading = document.outline.find((one) => !one.runIn && one.start >= line.start && one.start < line.end && one.start - line.start <= 4);
    const block = heading
      ? h('p', { class: `heading level-${heading.level}`, role: 'heading', 'aria-level': Math.min(6, heading.level + 1), id: headingId(heading) })
      : h('p', {});
    const points = cuts(touching, line.start, line.end);
    for (let i = 0; i + 1 < points.length; i += 1) {
      const [from, to] = [points[i], points[i + 1]];
      const over = touching.filter((layer) => layer.start <= from && layer.end >= to);
      const element = make(from, to, over);
      element.append(...marked(document.text.slice(from, to)));
      painted.push({ start: from, end: to, element });
      block.append(element);
    }
    block.position = line.start;
    blocks.push(block);
  }
  return { blocks, painted };
}

/** Lines with something on them, without their line ends. */
function lines(document, start, end) {
  const found = [];
  let from = start;
  const take = (to) => {
    // The indent of a paragraph is the style's, not the text's.
    const blank = /^\s*/.exec(document.text.slice(from, to))[0].length;
    if (from + blank < to) found.push({ start: from + blank, end: to });
  };
  const text = Array.from(document.text.slice(start, end));
  text.forEach((character, i) => {
    if (character === '\n' || character === '\r') {
      take(start + i);
      from = start + i + 1;
    }
  });
  take(end);
  return found;
}

export function headingId(heading) {
  return `heading-${heading.start}`;
}

/** The painted piece at a position, or the first behind it. */
export function pieceAt(painted, position) {
  let low = 0;
  let high = painted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (painted[middle].end <= position) low = middle + 1;
    else high = middle;
  }
  return painted[Math.min(low, painted.length - 1)] ?? null;
}

/** Scrolls to an element, without haste if the reader dislikes motion. */
export function scrollToElement(element, block = 'center') {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block, behavior: calm ? 'auto' : 'smooth' });
}

/** Draws attention to a stretch: its pieces get a class, earlier ones lose it. */
export function pointOut(painted, start, end, name = 'pointed') {
  for (const piece of painted) piece.element.classList.toggle(name, piece.start < end && start < piece.end);
}
