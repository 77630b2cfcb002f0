// A document, or a pair, to take away: as a page of its own, as a .docx with comments, or on paper.

import { h, visible } from './dom.js';
import { t, state } from './state.js';
import { saveBlob } from './download.js';
import { otherSources, countWords } from './sources.js';
import { strength } from './clauses.js';
import { zipped } from './zip.js';

/** Stretches that get a comment: Word opens a thousand without trouble, and nobody reads more. */
const COMMENTS = 1_000;
/** Documents named in a comment. */
const NAMED = 5;

export function exportButtons(report, doc, stretches, find) {
  return h('span', { class: 'downloads', role: 'group', 'aria-label': t('export.label') },
    h('button', { type: 'button', class: 'quiet', title: t('export.html'), onclick: () => saveHtml(doc.short, doc.label, [find()]) }, 'HTML'),
    h('button', { type: 'button', class: 'quiet', title: t('export.docx'), onclick: () => saveDocx(report, doc, stretches) }, 'DOCX'),
    h('button', { type: 'button', class: 'quiet', title: t('export.print'), onclick: () => print() }, 'PDF'));
}

/** A file name without what a file system minds. */
export function fileName(words) {
  return Array.from(words.replace(/[\\/:*?"<>|\p{C}]/gu, '_')).slice(0, 60).join('') || 'leitong';
}

/** Parts of this page as a page of their own: no script, the same style. */
export function saveHtml(name, title, elements) {
  const page = document.implementation.createHTMLDocument(visible(title));
  page.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  const policy = page.createElement('meta');
  policy.setAttribute('http-equiv', 'Content-Security-Policy');
  policy.setAttribute('content', "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  const charset = page.createElement('meta');
  charset.setAttribute('charset', 'utf-8');
  page.head.prepend(charset, policy);
  // A style element would be judged by the policy of this page; a placeholder becomes one in the text.
  const style = page.createElement('meta');
  style.setAttribute('name', 'style-of-the-page');
  page.head.append(style);
  const main = page.createElement('main');
  main.id = 'main';
  main.className = 'exported';
  const heading = page.createElement('h1');
  heading.textContent = visible(title);
  main.append(heading, ...elements.map((element) => page.importNode(element, true)));
  for (const link of main.querySelectorAll('a')) link.removeAttribute('href');
  for (const chart of main.querySelectorAll('.gutter')) chart.remove();
  page.body.append(main);
  const css = document.querySelector('style').textContent;
  const text = new XMLSerializer().serializeToString(page).replace(/<meta name="style-of-the-page"[^>]*>/, () => `<style>${css}</style>`);
  saveBlob(`${fileName(name)}.html`, new Blob(['<!DOCTYPE html>\n', text.replace(/^<!DOCTYPE[^>]*>/, '')], { type: 'text/html;charset=utf-8' }));
}

function escaped(text) {
  // Controls are no characters of XML 1.0, and lone surrogates none of Unicode.
  return (text.toWellFormed?.() ?? text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '�')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Grounds of the four strengths, as on the page in light colours. */
const SHADES = ['E3EEFA', 'C9DEF4', 'A8C9EC', '86B3E2'];
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The text with its borrowed wording shaded, a comment to each stretch that says who has it too. */
export function docxParts(report, doc, stretches) {
  const comments = [];
  const paragraphs = [];
  let at = 0;
  let next = 0;
  let body = '';
  const run = (text, shade) => (text ? `<w:r>${shade ? `<w:rPr><w:shd w:val="clear" w:color="auto" w:fill="${shade}"/></w:rPr>` : ''}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>` : '');
  const plain = (text, shade) => text.split(/\r\n|\r|\n/).forEach((line, i) => {
    if (i) {
      paragraphs.push(body);
      body = '';
    }
    body += run(line, shade);
  });
  for (; next < stretches.length; next += 1) {
    const stretch = stretches[next];
    plain(doc.text.slice(at, stretch.start), null);
    const shade = SHADES[strength(stretch.others, report.documents.length) - 1];
    if (comments.length < COMMENTS) {
      const id = comments.length;
      const sources = otherSources(report, doc, stretch);
      const names = sources.slice(0, NAMED).map(({ document }) => (document.date ? `${document.label} (${document.date})` : document.label));
      comments.push(`${countWords(sources, stretch.others)}${names.length ? t('colon') : ''}${names.join(t('semicolon'))}${sources.length > NAMED ? ' …' : ''}`);
      body += `<w:commentRangeStart w:id="${id}"/>`;
      plain(doc.text.slice(stretch.start, stretch.end), shade);
      body += `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`;
    } else {
      plain(doc.text.slice(stretch.start, stretch.end), shade);
    }
    at = stretch.end;
  }
  plain(doc.text.slice(at, doc.characters), null);
  paragraphs.push(body);
  const document = `${XML}<w:document ${W}><w:body>${paragraphs.map((paragraph) => `<w:p>${paragraph}</w:p>`).join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`;
  const notes = `${XML}<w:comments ${W}>${comments.map((words, id) => `<w:comment w:id="${id}" w:author="leitong" w:initials="lt"><w:p><w:r><w:t xml:space="preserve">${escaped(words)}</w:t></w:r></w:p></w:comment>`).join('')}</w:comments>`;
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return [
    ['[Content_Types].xml', `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/><Override PartName="/word/comments.xml" ContentType="${type}.comments+xml"/></Types>`],
    ['_rels/.rels', `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="word/document.xml"/></Relationships>`],
    ['word/document.xml', document],
    ['word/comments.xml', notes],
    ['word/_rels/document.xml.rels', `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/comments" Target="comments.xml"/></Relationships>`],
  ];
}

function saveDocx(report, doc, stretches) {
  const bytes = zipped(docxParts(report, doc, stretches));
  saveBlob(`${fileName(doc.short)}.docx`, new Blob([bytes], { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }));
}
