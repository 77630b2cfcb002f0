// How the report was made, and what its words mean.

import { h } from './dom.js';
import { t, state } from './state.js';
import { number, partNote } from './format.js';
import { METRICS, ATTRIBUTIONS } from './data.js';
import { table } from './table.js';

/** What the words of the report mean, in short. */
function glossaryPart() {
  const words = [
    ...METRICS.map((metric) => [t(`metric.${metric}`), t(`metric.${metric}.help`)]),
    ...ATTRIBUTIONS.map((kind) => [t(`attribution.${kind}`), t(`glossary.${kind}`)]),
    ...['passages', 'identity', 'templates', 'phrases', 'copies', 'new', 'characters'].map((word) => [t(`glossary.${word}.name`), t(`glossary.${word}`)]),
  ];
  return [h('h3', {}, t('glossary.title')), h('p', { class: 'note' }, t('glossary.evidence')),
    h('dl', { class: 'glossary' }, words.map(([name, meaning]) => [h('dt', {}, name), h('dd', {}, meaning)]))];
}

/** How the report was made: options, words, what was skipped and left out. */
export function aboutCard(report) {
  const { config } = report;
  const options = [
    ['--ngram', config.ngram, 'option.ngram'],
    ['--words', config.words ?? '–', 'option.words'],
    ['--min-length', config['min-length'], 'option.min-length'],
    ['--boilerplate-docs', report.boilerplate_docs, 'option.boilerplate-docs'],
    ['--group-by', config['group-by'] ?? undefined, 'option.group-by'],
    ['--spread-over', report.groups?.spread_over, 'option.spread-over'],
    ['--idf', config.idf, 'option.idf'],
    ['--max-passages', config['max-passages'], 'option.max-passages'],
  ].filter(([, value]) => value !== undefined);
  return h('section', { class: 'card', 'aria-labelledby': 'part-about' }, h('h2', { id: 'part-about', tabindex: '-1' }, t('overview.about')),
    h('h3', {}, t('about.how')), ['units', 'rarity', 'clauses', 'themes'].map((key) => h('p', { class: 'note' }, t(`about.how.${key}`))),
    h('h3', {}, t('about.options')),
    table([
      { label: t('about.option'), value: ([name]) => name, cell: ([name]) => h('code', {}, name), fixed: true },
      { label: t('about.value'), value: ([, value]) => value, cell: ([, value]) => String(value), fixed: true },
      { label: t('about.meaning'), value: ([, , key]) => t(key), fixed: true },
    ], { rows: options, name: 'options', caption: t('about.options') }),
    report.reference.length ? [h('h3', {}, t('about.reference')), h('ul', {}, report.reference.slice(0, 100).map((name) => h('li', {}, h('bdi', {}, name))))] : null,
    glossaryPart(),
    h('h3', {}, t('about.skipped')),
    report.skipped.length
      ? table([
        { label: t('column.file'), value: (one) => one.path, cell: (one) => h('bdi', {}, one.path) },
        { label: t('about.reason'), value: (one) => one.reason },
      ], { rows: report.skipped, name: 'skipped', caption: t('about.skipped') })
      : h('p', { class: 'empty' }, t('about.skipped.none')),
    h('h3', {}, t('about.left.out')),
    report.omissions.length || report.limits.length
      ? h('ul', {}, report.omissions.map((one) => h('li', {}, partNote(report, one.what))),
        report.limits.map((one) => h('li', {}, t('about.limit', { what: one.what[state.language === 'zh' ? 0 : 1], kept: number(one.kept), of: number(one.of) }))))
      : h('p', { class: 'empty' }, t('about.left.out.none')),
    h('p', { class: 'note' }, t('about.version', { version: report.version })));
}
