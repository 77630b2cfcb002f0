// Reads what a report shows and what its data say, to hold one against the other.

/** The data of the page, as written. */
export function dataOf(page) {
  return page.evaluate(() => JSON.parse(document.getElementById('data').textContent));
}

export function hashOf(...parts) {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}
