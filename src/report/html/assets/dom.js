// Elements, built one by one: text from a document only ever becomes a text node.

// Controls that draw nothing or turn the text round: C0 and C1, soft hyphen, zero-width, bidirectional.
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;
const INVISIBLE_ALL = new RegExp(INVISIBLE.source, 'g');

/** A sign that can be seen, in place of a character that cannot: ⟦U+202E⟧. */
export function sign(character) {
  return `⟦U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

/** Text with signs for its invisible characters. */
export function visible(text) {
  return INVISIBLE.test(text) ? text.replace(INVISIBLE_ALL, sign) : text;
}

/** Pieces of a text: each is wholly ordinary, or one invisible character. */
export function pieces(text) {
  return INVISIBLE.test(text) ? text.split(new RegExp(`(${INVISIBLE.source})`)).filter((piece) => piece) : [text];
}

export function isInvisible(piece) {
  return piece.length === 1 && INVISIBLE.test(piece);
}

function append(parent, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child);
    else if (child instanceof Node) parent.append(child);
    else parent.append(document.createTextNode(visible(String(child))));
  }
}

function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || (value === false && !name.startsWith('aria-'))) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (name === 'style') for (const [property, setting] of Object.entries(value)) element.style.setProperty(property, setting);
    else element.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : visible(String(value)));
  }
  append(element, children);
  return element;
}

/** An HTML element: `h('a', { href, onclick }, 'text', node, [more])`. */
export function h(name, attributes, ...children) {
  return build(document.createElement(name), attributes, children);
}

/** An SVG element. */
export function s(name, attributes, ...children) {
  return build(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

export function fragment(...children) {
  const all = document.createDocumentFragment();
  append(all, children);
  return all;
}

export function replace(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

/** Says something to screen readers without moving the focus. */
export function announce(text) {
  const status = document.getElementById('status');
  if (status) status.textContent = visible(text);
}

let lastId = 0;

/** An id that no other element has. */
export function freshId(stem) {
  lastId += 1;
  return `${stem}-${lastId}`;
}
