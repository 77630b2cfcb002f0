// What the reader can take away: tables as CSV, charts as SVG and PNG.

import { h } from './dom.js';
import { t } from './state.js';

/** Hands a file to the browser. */
export function saveBlob(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = h('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A cell of a CSV file. Text that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvCell(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Saves rows of cells as CSV, with the mark by which Excel knows UTF-8. */
export function saveCsv(name, rows) {
  const text = rows.map((row) => row.map(csvCell).join(',')).join('\r\n');
  saveBlob(`${name}.csv`, new Blob(['\ufeff', text, '\r\n'], { type: 'text/csv;charset=utf-8' }));
}

const DRAWN = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'visibility'];

/** A copy that looks the same without the page's style sheet. */
function standalone(svg) {
  const copy = svg.cloneNode(true);
  const originals = [svg, ...svg.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    for (const property of DRAWN) {
      const value = style.getPropertyValue(property);
      if (value && !value.startsWith('url(')) copies[i].setAttribute(property, value);
    }
    copies[i].removeAttribute('class');
    copies[i].removeAttribute('tabindex');
  });
  for (const element of copy.querySelectorAll('[data-screen-only]')) element.remove();
  const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', width);
  ground.setAttribute('height', height);
  ground.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--surface').trim());
  copy.prepend(ground);
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

export function saveSvg(name, svg) {
  saveBlob(`${name}.svg`, new Blob([standalone(svg).text], { type: 'image/svg+xml' }));
}

/** Twice the drawing's size, so that it prints sharply. */
export async function savePng(name, svg) {
  const { text, width, height } = standalone(svg);
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = h('canvas', { width: width * 2, height: height * 2 });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
    saveBlob(`${name}.png`, blob);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function button(label, title, action) {
  return h('button', { type: 'button', class: 'quiet', title, 'aria-label': title, onclick: action }, label);
}

export function csvButton(name, rows) {
  return button('CSV', t('download.csv'), () => saveCsv(name, rows()));
}

/** Buttons for a chart; `find` returns it, since it may be drawn anew. */
export function chartButtons(name, find) {
  return h('span', { class: 'downloads' },
    button('SVG', t('download.svg'), () => saveSvg(name, find())),
    button('PNG', t('download.png'), () => savePng(name, find())));
}
