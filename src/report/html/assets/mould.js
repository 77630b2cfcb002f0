// A template to look at: its wording with blanks, and who filled them with what.

import { h } from './dom.js';
import { t } from './state.js';
import { documentLink, documentHref, templateHref, excerpt } from './format.js';
import { table } from './table.js';

export function slotName(kind) {
  return t(`slot.${kind}`);
}

/** Fillers shown in a blank, and the characters of each. */
const SAMPLES = 2;
const SAMPLE = 10;

/** Literals as text, blanks as boxes with their kind and the first fillers; what is searched for comes first and is marked. */
export function wording(template, words = '') {
  const literal = (text) => {
    const at = words ? text.indexOf(words) : -1;
    return at < 0 ? text : [text.slice(0, at), h('mark', {}, words), text.slice(at + words.length)];
  };
  return h('span', { class: 'mould' }, template.parts.map((part) => {
    if (part.literal) return literal(part.literal);
    if (part.usual) return h('span', { class: 'slot slot-usual', title: t('slot.usual') }, part.usual);
    const hit = words && samplesOf(template, part.number - 1).find((text) => text.includes(words));
    const shown = hit ? h('mark', {}, excerpt(hit, 2 * SAMPLE)) : samples(template, part.number - 1);
    // That a filler is any wording goes without saying where some are shown.
    const kind = shown && part.slot === 'phrase' ? null : h('span', { class: 'slot-kind' }, slotName(part.slot));
    return h('span', { class: `slot slot-${part.slot}` }, kind, kind && shown ? ' ' : null, shown);
  }));
}

/** All fillers of a slot. */
function samplesOf(template, slot) {
  return template.instances.map((instance) => (instance.document.text ? excerpt(fillerText(instance, slot), Infinity) : '')).filter(Boolean);
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
      value: (instance) => instance.document.label,
      extra: [[t('column.file'), (instance) => instance.document.file]],
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

/** In how many documents, how often. */
export function templateFacts(template) {
  return t('template.facts', { documents: t('wording.documents', { n: template.spread }), uses: t('template.uses', { n: template.uses }) });
}

export function templateHrefOf(template) {
  return templateHref(template);
}

export function templateLink(template) {
  return h('a', { href: templateHref(template), class: 'id' }, template.id);
}
