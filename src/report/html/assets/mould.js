// A template to look at: its wording with blanks, and who filled them with what.

import { h } from './dom.js';
import { t } from './state.js';
import { documentLink, documentHref, templateHref, badge, excerpt } from './format.js';
import { table } from './table.js';

export function slotName(kind) {
  return t(`slot.${kind}`);
}

/** Fillers shown in a blank, and the characters of each. */
const SAMPLES = 2;
const SAMPLE = 10;

/** Literals as text, blanks as boxes with their kind and the first fillers. */
export function wording(template) {
  return h('span', { class: 'mould' }, template.parts.map((part) => {
    if (part.literal) return part.literal;
    if (part.usual) return h('span', { class: 'slot slot-usual', title: t('slot.usual') }, part.usual);
    const shown = samples(template, part.number - 1);
    // That a filler is any wording goes without saying where some are shown.
    const kind = shown && part.slot === 'phrase' ? null : h('span', { class: 'slot-kind' }, slotName(part.slot));
    return h('span', { class: `slot slot-${part.slot}` }, kind, kind && shown ? ' ' : null, shown);
  }));
}

/** The first different fillers of a slot: 区委｜县委｜… */
function samples(template, slot) {
  const different = new Set();
  for (const instance of template.instances) {
    const text = instance.document.text ? excerpt(fillerText(instance, slot), Infinity) : '';
    if (text) different.add(text);
    if (different.size > SAMPLES) break;
  }
  const shown = [...different].slice(0, SAMPLES).map((text) => excerpt(text, SAMPLE));
  return [...shown, ...(different.size > SAMPLES ? ['…'] : [])].join('｜');
}

/** An instance with its fillers marked. */
export function filled(instance) {
  const { document, start, end, fillers } = instance;
  if (!document.text) return t('text.absent');
  const children = [];
  let at = start;
  for (const filler of fillers) {
    if (filler.end <= filler.start || filler.start < at) continue;
    children.push(document.text.slice(at, filler.start), h('mark', { class: 'filler' }, document.text.slice(filler.start, filler.end)));
    at = filler.end;
  }
  children.push(document.text.slice(at, end));
  return h('span', { class: 'filled' }, children);
}

export function fillerText(instance, slot) {
  const filler = instance.fillers[slot];
  if (!filler || filler.end <= filler.start) return '';
  return instance.document.text ? instance.document.text.slice(filler.start, filler.end) : t('text.absent');
}

/** The fillers by document, a column per slot. */
export function fillers(template, here) {
  const columns = [
    {
      label: t('column.document'),
      value: (instance) => instance.document.file,
      cell: (instance) => documentLink(instance.document, documentHref(instance.document, instance.start)),
    },
    ...template.slots.map((part, i) => ({
      label: `${part.number} ${slotName(part.slot)}`,
      value: (instance) => fillerText(instance, i),
      cell: (instance) => h('span', { class: 'filler-cell' }, fillerText(instance, i) || h('span', { class: 'absent' }, t('slot.nothing'))),
    })),
    {
      label: t('column.text'),
      value: (instance) => (instance.document.text ? instance.document.text.slice(instance.start, instance.end) : ''),
      cell: (instance) => filled(instance),
      class: 'wide',
    },
  ];
  return table(columns, {
    rows: template.instances,
    name: `${template.id}-fillers`,
    caption: t('template.fillers', { id: template.id }),
    page: 20,
    mark: (instance) => (instance === here ? 'current' : null),
  });
}

/** A line of facts about a template. */
export function templateFacts(template) {
  return t('template.facts', { documents: template.spread, uses: template.uses, bits: Math.round(template.bits) });
}

export function templateLink(template) {
  return h('a', { href: templateHref(template), class: 'id' }, template.id);
}

export function documentBadges(template) {
  const seen = new Set(template.instances.map((instance) => instance.document));
  const list = [...seen].sort((one, other) => one.index - other.index);
  return h('span', { class: 'badges' }, list.slice(0, 20).map((document) => h('a', { href: documentHref(document), title: document.label, 'aria-label': `${document.number} ${document.label}` }, badge(document))),
    list.length > 20 ? ` +${list.length - 20}` : null);
}
