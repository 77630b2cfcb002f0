// What the reader has set in a view. It is kept in the entry of the history, so that Back and reload show it again.

let kept = {};
let timer = null;

function write(address) {
  clearTimeout(timer);
  timer = null;
  history.replaceState({ view: kept, y: Math.round(scrollY) }, '', address);
}

/** Takes up what the entry has; returns how far it was scrolled, or null where it is new. */
export function openView() {
  clearTimeout(timer);
  timer = null;
  kept = history.state?.view ?? {};
  return history.state?.y ?? null;
}

/** The entry is another, the view is the same: it keeps its settings. */
export function carryView() {
  write();
}

export function setting(name, otherwise) {
  return name in kept ? kept[name] : otherwise;
}

export function keep(name, value) {
  kept[name] = value;
  later();
}

/** Soon, not at once: browsers refuse more than some changes a second. */
function later() {
  timer ??= setTimeout(() => write(), 250);
}

/** Before the reader leaves. */
function now() {
  if (timer !== null) write();
}

/** Another address for the same view, without a new entry. */
export function replaceAddress(href) {
  write(href);
}

history.scrollRestoration = 'manual';
addEventListener('scroll', later, { passive: true });
addEventListener('pagehide', now);
document.addEventListener('click', now, { capture: true });
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') now();
}, { capture: true });

/** Draws the view anew where a setting changes all of it. */
export function redrawView() {
  dispatchEvent(new Event('redraw'));
}
