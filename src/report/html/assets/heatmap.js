// A matrix as a picture: rows in clustered order beside their tree, a click opens the cell.

import { h, s, announce } from './dom.js';
import { t } from './state.js';
import { percent, percentNumber } from './format.js';
import { drawing, ramp, inkOn, tooltip } from './chart.js';

/** Cells up to this many a side are drawn one by one, with their figures where they fit. */
const SINGLE_CELLS = 80;

/** Grey through which the ground is seen, dark or light. */
const NOT_COMPARED = [128, 128, 128, 80];

/**
 * A heatmap. Options: rows (label and number of each), matrix, tree or null, order (indices), directed,
 * open(row, column), name(row), readout (element that says what is under the pointer), breaks (indices of
 * `order` before which a line is drawn), title.
 */
export function heatmap({ rows, matrix, tree, order, open, name, readout, breaks = [], title, room, directed = false }) {
  const count = order.length;
  const cell = Math.max(1.5, Math.min(54, Math.floor((room ?? (count > SINGLE_CELLS ? 620 : 560)) / Math.max(count, 1))));
  const treeRoom = tree ? 80 : 0;
  const longest = Math.max(...order.map((index) => widthOf(rows[index].label)), 4);
  const labelRoom = cell >= 8 ? Math.min(190, 14 + longest * 6.4) : 46;
  const left = treeRoom + labelRoom;
  const top = 30;
  const side = cell * count;
  const legendWidth = Math.min(240, Math.max(side, 150));
  const width = left + Math.max(side, legendWidth) + 28;
  const legendTop = top + side + 18;
  const svg = drawing(width, legendTop + 44, title);
  const [least, most] = scaleEnds(matrix, order);
  const tint = ramp();
  const colour = (value) => tint((value - least) / (most - least));
  const css = (share) => `rgb(${tint(share).join(',')})`;

  if (tree) svg.append(dendrogram(tree, order, treeRoom - 8, top, cell));
  labels(svg, rows, order, left, top, cell);
  if (count <= SINGLE_CELLS) singleCells(svg, matrix, order, left, top, cell, colour);
  else svg.append(cellImage(matrix, order, left, top, side, colour));
  for (const at of breaks) {
    const place = at * cell;
    svg.append(
      s('line', { x1: left, x2: left + side, y1: top + place, y2: top + place, class: 'separator' }),
      s('line', { x1: left + place, x2: left + place, y1: top, y2: top + side, class: 'separator' }));
  }
  svg.append(scale(left, legendTop, legendWidth, css, least, most));

  const cursor = s('rect', { width: cell, height: cell, class: 'cursor', visibility: 'hidden', 'data-screen-only': '' });
  svg.append(cursor);
  const tip = tooltip();
  let at = [0, Math.min(1, count - 1)];
  const show = ([row, column], aloud, event) => {
    at = [row, column];
    cursor.setAttribute('x', left + column * cell);
    cursor.setAttribute('y', top + row * cell);
    cursor.setAttribute('visibility', 'visible');
    const [i, j] = [order[row], order[column]];
    const value = matrix.get(i, j);
    const words = t(directed && i !== j ? 'heatmap.cell.directed' : 'heatmap.cell', { row: name(i), column: name(j), value: matrix.isCompared(i, j) ? (value === null ? '–' : percent(value)) : t('heatmap.not.compared') });
    readout.textContent = words;
    for (const label of svg.querySelectorAll('.label, .column-number')) label.classList.toggle('named', Number(label.dataset.place) === (label.matches('.label') ? row : column));
    if (event) tip.show(words, event);
    if (aloud) announce(words);
  };
  const hit = (event) => {
    const box = svg.getBoundingClientRect();
    const factor = width / box.width;
    const column = Math.floor(((event.clientX - box.left) * factor - left) / cell);
    const row = Math.floor(((event.clientY - box.top) * factor - top) / cell);
    return row >= 0 && column >= 0 && row < count && column < count ? [row, column] : null;
  };
  svg.setAttribute('role', 'application');
  svg.setAttribute('aria-label', `${title}${t('colon')}${t('heatmap.keys')}`);
  svg.setAttribute('tabindex', '0');
  svg.addEventListener('pointermove', (event) => {
    const place = hit(event);
    svg.classList.toggle('over-cell', Boolean(place));
    if (place) show(place, false, event);
    else tip.hide();
  });
  svg.addEventListener('pointerleave', () => tip.hide());
  svg.addEventListener('click', (event) => {
    const place = hit(event);
    tip.hide();
    if (place) open(order[place[0]], order[place[1]]);
  });
  svg.addEventListener('focus', () => show(at, true));
  svg.addEventListener('keydown', (event) => {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    if (event.key in steps) {
      event.preventDefault();
      const [down, right] = steps[event.key];
      const clamp = (value) => Math.max(0, Math.min(count - 1, value));
      show([clamp(at[0] + down), clamp(at[1] + right)], true);
    } else if (event.key === 'Enter') {
      open(order[at[0]], order[at[1]]);
    }
  });
  return svg;
}

/** Columns of a label: a wide letter takes two. */
function widthOf(label) {
  return Array.from(label).reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e7f ? 2 : 1), 0);
}

/** The ends of the colour scale: the round number at or above the highest value off the diagonal, and where the values begin if
 * that is far from zero. */
function scaleEnds(matrix, order) {
  let [lowest, highest] = [1, 0];
  for (const row of order) {
    for (const column of order) {
      if (row === column || !matrix.isCompared(row, column)) continue;
      const value = matrix.get(row, column) ?? 0;
      highest = Math.max(highest, value);
      lowest = Math.min(lowest, value);
    }
  }
  const most = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8].find((round) => highest <= round) ?? 1;
  const least = lowest > most * 0.3 && lowest < most ? Math.floor(lowest * 20) / 20 : 0;
  return [Math.min(least, most - 0.01), most];
}

function singleCells(svg, matrix, order, left, top, cell, colour) {
  const group = s('g', {});
  order.forEach((i, row) => order.forEach((j, column) => {
    const value = matrix.get(i, j);
    const [x, y] = [left + column * cell, top + row * cell];
    const blank = i === j || !matrix.isCompared(i, j);
    const ground = colour(value ?? 0);
    group.append(s('rect', {
      x, y, width: cell - (cell > 8 ? 1 : 0), height: cell - (cell > 8 ? 1 : 0),
      ...(blank ? { class: 'itself' } : { fill: `rgb(${ground.join(',')})` }),
    }));
    if (cell >= 32 && !blank) {
      group.append(s('text', { x: x + (cell - 1) / 2, y: y + cell / 2 + 4, 'text-anchor': 'middle', class: 'cell-value', fill: inkOn(ground) },
        value === null ? '–' : percentNumber(value)));
    }
  }));
  svg.append(group);
}

/** Many cells are one image with a pixel each. */
function cellImage(matrix, order, left, top, side, colour) {
  const count = order.length;
  const canvas = h('canvas', { width: count, height: count });
  const context = canvas.getContext('2d');
  const image = context.createImageData(count, count);
  order.forEach((i, row) => order.forEach((j, column) => {
    const pixel = i === j ? [128, 128, 128, 255] : matrix.isCompared(i, j) ? [...colour(matrix.get(i, j) ?? 0), 255] : NOT_COMPARED;
    image.data.set(pixel, (row * count + column) * 4);
  }));
  context.putImageData(image, 0, 0);
  return s('image', { x: left, y: top, width: side, height: side, href: canvas.toDataURL(), class: 'cells' });
}

function fitted(label) {
  if (widthOf(label) <= 27) return label;
  const letters = Array.from(label);
  while (widthOf(letters.join('')) > 25) letters.pop();
  return `${letters.join('')}…`;
}

/** Labels thin out where rows are lower than a line of text. */
function labels(svg, rows, order, left, top, cell) {
  const every = Math.ceil(9 / cell);
  const size = Math.min(12, cell * every * 0.92);
  order.forEach((index, place) => {
    if (place % every) return;
    const middle = top + place * cell + cell / 2;
    const text = cell >= 8 ? fitted(rows[index].label) : rows[index].number;
    svg.append(s('text', { x: left - 8, y: middle + 4, 'text-anchor': 'end', class: 'label', 'data-place': place, 'font-size': size }, text, s('title', {}, rows[index].label)));
    if (cell * every >= 14) {
      svg.append(s('text', { x: left + place * cell + cell / 2, y: top - 8, 'text-anchor': 'middle', class: 'tick column-number', 'data-place': place }, rows[index].number));
    }
  });
}

/** The tree of merges, its root at the left; a fork stands where its two sides are that far apart. */
function dendrogram(tree, order, room, top, cell) {
  const leaves = order.length;
  const y = new Array(leaves + tree.merges.length);
  const x = new Array(leaves + tree.merges.length).fill(room);
  order.forEach((leaf, place) => { y[leaf] = top + (place + 0.5) * cell; });
  const group = s('g', { class: 'tree', 'stroke-width': Math.min(1.2, cell / 6) });
  // The scale starts a little below the closest merge: where all are far apart, the tree still shows its shape.
  const heights = tree.merges.map(([, , height]) => height);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const from = Math.max(0, low - Math.max(0.02, (high - low) * 0.3));
  tree.merges.forEach(([one, other, height], i) => {
    const node = leaves + i;
    x[node] = 2 + (room - 2) * (1 - (height - from) / (high - from));
    y[node] = (y[one] + y[other]) / 2;
    group.append(s('path', { d: `M${x[one]},${y[one]} H${x[node]} V${y[other]} H${x[other]}`, fill: 'none' }));
  });
  return group;
}

function scale(left, top, width, css, least, most) {
  const steps = 40;
  const group = s('g', {});
  for (let i = 0; i < steps; i += 1) {
    group.append(s('rect', { x: left + (i * width) / steps, y: top, width: width / steps + 0.5, height: 9, fill: css((i + 0.5) / steps) }));
  }
  for (const share of [0, 0.5, 1]) {
    group.append(s('text', { x: left + share * width, y: top + 23, 'text-anchor': 'middle', class: 'tick' }, percent(least + share * (most - least), Math.abs((least + share * (most - least)) * 100 % 1) > 1e-6 ? 1 : 0)));
  }
  return group;
}
