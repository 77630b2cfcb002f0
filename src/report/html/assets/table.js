// Tables that sort, show their first rows, and download as CSV. On a narrow window a row is a card.

import { h, replace, announce } from './dom.js';
import { t } from './state.js';
import { number } from './format.js';
import { csvButton } from './download.js';
import { setting, keep } from './view.js';

/**
 * A table.
 *
 * Columns: { label, value(row): what sorts and goes into the CSV, cell(row): what is shown, numeric, help,
 * csvLabel: its label in the CSV, if another, extra: [[label, value(row)]] further CSV columns, descending: whether the first click
 * sorts downwards, hidden: only in the CSV }. Options: caption, name of the CSV, rows, page (rows shown at first), sort
 * ([column, descending]), empty (what is said without rows), mark(row) (a class). `update(rows)` on the returned element shows other
 * rows. How it is sorted and how far it is opened stays with the entry of the history.
 */
export function table(all, options) {
  const columns = all.filter((column) => !column.hidden);
  const key = `table.${options.name}`;
  const page = options.page ?? 50;
  let rows = options.rows;
  let shown = setting(`${key}.shown`, page);
  let [sorted, descending] = setting(`${key}.sort`, options.sort ?? [null, false]);
  if (sorted !== null && !columns[sorted]) [sorted, descending] = [null, false];
  const body = h('tbody');
  const head = h('tr');
  const more = h('div', { class: 'more' });
  const empty = h('p', { class: 'empty', hidden: true }, options.empty ?? t('table.empty'));
  const element = h('div', { class: 'table-box' },
    h('div', { class: 'table-tools' },
      options.caption ? h('span', { class: 'table-caption' }, options.caption) : null,
      csvButton(options.name, csvRows)),
    h('div', { class: 'scroll-x', tabindex: '0', role: 'region', 'aria-label': t('table.region', { name: options.caption ?? options.name }) },
      h('table', { 'aria-label': options.caption ?? options.name }, h('thead', {}, head), body)),
    empty, more);

  function ordered() {
    if (sorted === null) return rows;
    const { value } = columns[sorted];
    const sign = descending ? -1 : 1;
    return rows.map((row, i) => [row, value(row), i]).sort(([, x, i], [, y, j]) => {
      if (x === y) return i - j;
      if (x === null || x === undefined || x === '') return 1;
      if (y === null || y === undefined || y === '') return -1;
      return sign * (typeof x === 'number' ? x - y : String(x).localeCompare(String(y), 'zh')) || i - j;
    }).map(([row]) => row);
  }

  function csvRows() {
    const written = all.filter((column) => column.value && !column.unwritten).flatMap((column) => [[column.csvLabel ?? column.label, column.value], ...(column.extra ?? [])]);
    return [written.map(([label]) => label), ...ordered().map((row) => written.map(([, value]) => value(row)))];
  }

  function drawHead() {
    replace(head, columns.map((column, i) => {
      const order = sorted === i ? (descending ? 'descending' : 'ascending') : null;
      const kind = column.numeric ? 'numeric' : null;
      if (!column.value || column.fixed) return h('th', { scope: 'col', class: kind, title: column.help }, column.label);
      return h('th', { scope: 'col', 'aria-sort': order ?? 'none', class: kind },
        h('button', {
          type: 'button', class: 'sort', title: column.help,
          onclick: () => {
            descending = sorted === i ? !descending : Boolean(column.descending ?? column.numeric);
            sorted = i;
            keep(`${key}.sort`, [sorted, descending]);
            drawHead();
            drawBody();
            head.children[i].querySelector('button').focus();
            announce(t(descending ? 'table.sorted.down' : 'table.sorted.up', { column: column.label }));
          },
        }, column.label, h('span', { class: 'arrow', 'aria-hidden': 'true' }, order ? (descending ? '▼' : '▲') : '')));
    }));
  }

  function drawBody() {
    const visibleRows = ordered().slice(0, shown);
    replace(body, visibleRows.map((row) => h('tr', { class: options.mark?.(row) }, columns.map((column, i) => {
      const content = column.cell ? column.cell(row) : column.value(row);
      const blank = content === '' || content === null;
      const kind = [column.numeric ? 'numeric' : column.class, blank ? 'blank' : null].filter(Boolean).join(' ') || null;
      return i === (options.header ?? -1)
        ? h('th', { scope: 'row' }, content)
        : h('td', { class: kind, 'data-label': column.unlabelled ? null : column.label }, content);
    }))));
    empty.hidden = rows.length > 0;
    const left = rows.length - visibleRows.length;
    replace(more, left > 0 && h('button', {
      type: 'button',
      onclick: () => {
        shown += page;
        keep(`${key}.shown`, shown);
        drawBody();
      },
    }, t('table.more', { n: number(left) })));
  }

  element.update = (next) => {
    rows = next;
    shown = page;
    keep(`${key}.shown`, shown);
    drawBody();
  };
  drawHead();
  drawBody();
  return element;
}
