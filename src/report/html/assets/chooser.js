// A document chosen by typing a part of its name.

import { h, freshId } from './dom.js';
import { t } from './state.js';

/** A field with all names as suggestions; `href(document)` is where the chosen one leads. */
export function documentChooser(report, label, chosen, href) {
  const id = freshId('documents');
  const go = (event) => {
    const words = event.target.value.trim();
    const exactly = report.documents.find((document) => document.label === words) ?? report.documents.find((document) => document.short === words);
    const found = exactly ?? (event.type === 'change' ? report.documents.find((document) => document.search.includes(words.toLowerCase())) : null);
    if (found && found !== chosen) location.hash = href(found);
  };
  const names = h('datalist', { id });
  return h('label', { class: 'choice chooser' }, label, h('input', {
    type: 'search', list: id, value: chosen.label, placeholder: t('chooser.hint'),
    onfocus: (event) => {
      if (!names.firstChild) names.append(...report.documents.map((document) => h('option', { value: document.label })));
      event.target.select();
    },
    onchange: go, oninput: go,
  }), names);
}
