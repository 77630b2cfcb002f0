// Two texts that scroll together: which height of one stands against which height of the other.

/** Passages in the order of the left that are in order on the right too: the heaviest such chain. */
export function chain(passages) {
  const sorted = [...passages].sort((one, other) => one.left.start - other.left.start || one.right.start - other.right.start);
  const best = [];
  sorted.forEach((passage, i) => {
    best[i] = { weight: passage.matched, before: null };
    for (let j = 0; j < i; j += 1) {
      const fits = sorted[j].left.end <= passage.left.start && sorted[j].right.end <= passage.right.start;
      const weight = best[j].weight + passage.matched;
      if (fits && weight > best[i].weight) best[i] = { weight, before: j };
    }
  });
  let at = best.reduce((top, one, i) => (top === null || one.weight > best[top].weight ? i : top), null);
  const taken = [];
  while (at !== null) {
    taken.unshift(sorted[at]);
    at = best[at].before;
  }
  return taken;
}

/** A piecewise linear map through points [x, y] that grow in both. */
export function through(points) {
  return (x) => {
    let i = 1;
    while (i < points.length - 1 && points[i][0] < x) i += 1;
    const [[x0, y0], [x1, y1]] = [points[i - 1], points[i]];
    return x1 === x0 ? y0 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
  };
}

/**
 * Lets two panes scroll together. `anchors()` returns points [left, right] in pixels from the tops of their
 * contents, in growing order. Only the pane that the reader moves leads.
 */
export function scrollTogether(left, right, anchors, enabled) {
  let leader = null;
  const lead = (pane) => () => { leader = pane; };
  const follow = (from, to, direction) => () => {
    if (leader !== from || !enabled()) return;
    const points = [[0, 0], ...anchors(), [left.scrollHeight, right.scrollHeight]].map((point) => (direction ? point : [point[1], point[0]]));
    const middle = from.scrollTop + from.clientHeight / 2;
    to.scrollTop = through(points)(middle) - to.clientHeight / 2;
  };
  for (const [pane, other, direction] of [[left, right, true], [right, left, false]]) {
    for (const kind of ['wheel', 'touchstart', 'pointerdown', 'keydown']) pane.addEventListener(kind, lead(pane), { passive: true });
    pane.addEventListener('scroll', follow(pane, other, direction), { passive: true });
  }
  return { release: () => { leader = null; } };
}
