// Templates: each with its mould, and who filled the blanks with what.

import { h, replace } from './dom.js';
import { t } from './state.js';
import { number, partNote } from './format.js';
import { wording, fillers, fillerText, templateFacts, templateLink, slotName, documentBadges } from './mould.js';
import { csvButton } from './download.js';
import { scrollToElement } from './text.js';

const PAGE = 40;

/** The two halves of the view. */
export function subNavigation(current) {
  return h('nav', { class: 'sub-nav', 'aria-label': t('templates.subnav') }, ['templates', 'phrases'].map((key) => (
    h('a', { href: `#/${key}`, 'aria-current': key === current ? 'page' : null }, t(`nav.${key}`)))));
}

export function templatesView(report, wanted) {
  const filter = { words: '', documents: 1, kind: '' };
  const kinds = [...new Set(report.templates.flatMap((template) => template.slots.map((slot) => slot.slot)))];
  const part = partNote(report, 'templates');
  let shown = PAGE;
  const list = h('div', { class: 'cards' });
  const count = h('p', { class: 'note', role: 'status' });
  const most = report.templates.reduce((top, template) => Math.max(top, template.spread), 2);
  const kept = () => report.templates.filter((template) => template.spread >= filter.documents
    && (!filter.kind || template.slots.some((slot) => slot.slot === filter.kind))
    && (!filter.words || searchText(template).includes(filter.words)));

  function draw() {
    const all = kept();
    const at = all.findIndex((template) => template === wanted || template.variants.includes(wanted));
    const opened = at >= shown ? at + 1 : shown;
    count.textContent = t('templates.count', { n: number(all.length), of: number(report.templates.length) });
    replace(list, all.slice(0, opened).map((template) => card(template, wanted)),
      all.length ? null : h('p', { class: 'empty' }, report.templates.length ? t('templates.filtered') : t('templates.none')),
      all.length > opened ? h('button', { type: 'button', onclick: () => { shown = opened + PAGE; draw(); } }, t('table.more', { n: number(all.length - opened) })) : null);
  }
  const change = (key, read) => (event) => {
    filter[key] = read(event.target.value);
    shown = PAGE;
    draw();
  };
  const element = h('div', { class: 'view templates-view' },
    h('header', { class: 'view-head' }, h('h1', { tabindex: '-1' }, t('templates.title')), subNavigation('templates'), h('p', { class: 'lead' }, t('templates.lead')), part && h('p', { class: 'note' }, part)),
    report.templates.length ? h('div', { class: 'filters', role: 'search' },
      h('label', { class: 'choice' }, t('filter.search'), h('input', { type: 'search', placeholder: t('templates.search'), oninput: change('words', (value) => value.trim()) })),
      h('label', { class: 'choice' }, t('filter.documents'), h('input', { type: 'number', min: 1, max: most, value: 1, oninput: change('documents', Number) })),
      h('label', { class: 'choice' }, t('filter.kind'), h('select', { onchange: change('kind', String) },
        h('option', { value: '' }, t('filter.kind.any')), kinds.map((kind) => h('option', { value: kind }, slotName(kind))))),
      csvButton('templates', () => csvRows(kept()))) : null,
    count, list);
  draw();
  const reveal = (template) => {
    const found = template && list.querySelector(`[data-template="${CSS.escape(template.id)}"]`);
    if (!found) return;
    const around = found.parentElement.closest('details');
    if (around) around.open = true;
    found.querySelector('details').open = true;
    scrollToElement(found, 'start');
  };
  return { element, shown: () => reveal(wanted) };
}

function searchText(template) {
  template.search ??= [template.id, template.wording, ...template.instances.map((one) => one.document.text?.slice(one.start, one.end) ?? ''), ...template.variants.map(searchText)].join('\n');
  return template.search;
}

function card(template, wanted) {
  const open = template === wanted;
  const body = h('div', {});
  const details = h('details', {}, h('summary', {}, t('template.open', { n: number(template.uses) })), body);
  const fill = () => { if (!body.firstChild) body.append(fillers(template)); };
  details.addEventListener('toggle', () => { if (details.open) fill(); });
  if (open) fill();
  const kept = template.instances.length;
  return h('article', { class: `card template${open ? ' wanted' : ''}`, 'data-template': template.id },
    h('header', {}, templateLink(template), h('span', { class: 'note' }, templateFacts(template)), documentBadges(template)),
    h('p', { class: 'mould-line', lang: 'zh' }, wording(template)),
    kept < template.uses ? h('p', { class: 'note' }, t('about.omission', { what: t('omission.instances'), kept, of: template.uses, instead: 'templates.json' })) : null,
    details,
    template.variants.length ? h('details', { class: 'variants', open: template.variants.includes(wanted) },
      h('summary', {}, t('template.variants', { n: number(template.variants.length) })), template.variants.map((variant) => card(variant, wanted))) : null);
}

function csvRows(templates) {
  const head = ['template', 'wording', 'spread', 'document', 'start', 'end', 'text', 'fillers'];
  const all = templates.flatMap((template) => [template, ...template.variants]);
  return [head, ...all.flatMap((template) => template.instances.map((one) => [
    template.id, template.wording, template.spread, one.document.file, one.start, one.end,
    one.document.text?.slice(one.start, one.end) ?? '',
    template.slots.map((slot, i) => `${slot.slot}=${fillerText(one, i)}`).join(' | '),
  ]))];
}
