// The report in a real browser: opened from disk, network off. Run by run.sh; SEEDS, SEVERAL, HOSTILE, EMPTY, PAIR name the pages.

import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { readFile, writeFile, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { start, open } from './browser.js';
import { dataOf, hashOf } from './figures.js';
import { views } from './views.js';

const { SEEDS, SEVERAL, HOSTILE, EMPTY, PAIR, SHOTS } = process.env;
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
before(async () => {
  if (SHOTS) await mkdir(SHOTS, { recursive: true });
  browser = await start();
});
after(() => browser.close());

/** Opens a report, hands it over, and wants a silent console at the end. */
async function on(file, options, body) {
  const opened = await open(browser, file, options);
  try {
    await body(opened);
    assert.deepEqual(opened.troubles, []);
  } finally {
    await opened.context.close();
  }
}

test('opens from disk within a second', () => on(SEEDS, {}, async ({ page }) => {
  // The best of three: the machine may be busy with other tests.
  const times = [];
  for (let i = 0; i < 3; i += 1) {
    await page.reload();
    await page.waitForSelector('.overview h1');
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length);
    times.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
  }
  console.log(`# painted after ${times.map(Math.round).join(', ')} ms`);
  assert.ok(Math.min(...times) <= 1000, times.join(', '));
}));

for (const dark of [false, true]) {
  for (const language of ['zh', 'en']) {
    test(`all views, ${dark ? 'dark' : 'light'}, ${language}: no serious finding of axe`, () => on(SEEDS, { dark, language }, async ({ page, go }) => {
      const found = [];
      for (const view of views(await dataOf(page))) {
        await go(view.hash);
        await page.waitForSelector(view.there);
        if (SHOTS) await page.screenshot({ path: `${SHOTS}/${view.name}-${language}-${dark ? 'dark' : 'light'}.png` });
        await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        found.push(...serious.map(({ id, nodes }) => `${view.name}: ${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).join(' | ')}`));
        if (violations.length > serious.length) console.log(`# ${view.name}: ${violations.map(({ id, impact }) => `${id} (${impact})`).join(', ')}`);
      }
      assert.deepEqual(found, []);
    }));
  }
}

for (const width of [390, 820]) {
  test(`nothing is wider than a window of ${width}`, () => on(SEEDS, { width }, async ({ page, go }) => {
    for (const view of views(await dataOf(page))) {
      await go(view.hash);
      await page.waitForSelector(view.there);
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/${view.name}-${width}.png` });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 1, `${view.name} is ${over} px too wide`);
    }
  }));
}

test('every coloured run names other places, and they read the same', () => on(SEEDS, {}, async ({ page }) => {
  const data = await dataOf(page);
  const folded = (document, start, end) => [...document.text].slice(start, end).join('').replace(/[^\p{L}\p{N}]/gu, '');
  let runs = 0;
  for (const document of data.documents) {
    for (const section of document.sections) {
      let at = section.span[0];
      let next = 0;
      for (let i = 0; i < section.runs.length; i += 2) {
        const [start, end] = [at, at + section.runs[i]];
        at = end;
        if (section.runs[i + 1] === 2) continue;
        const [others, ...places] = section.evidence[next++];
        assert.ok(others > 0 && places.length > 0, `${document.file} ${start} says 0 others`);
        const here = folded(document, start, end);
        const there = folded(data.documents[places[0]], places[1], places[2]);
        const same = [...here].filter((letter) => there.includes(letter)).length;
        assert.ok(same * 7 >= here.length * 3, `${here} is not ${there}`);
        runs += 1;
      }
    }
  }
  assert.ok(runs > 100);
}));

test('a click on coloured wording shows its other places, and they are where the data say', () => on(SEEDS, {}, async ({ page, go }) => {
  const data = await dataOf(page);
  const document = data.documents.find(({ sections }) => sections.some(({ evidence }) => evidence.length));
  const section = document.sections.find(({ evidence }) => evidence.length);
  let at = section.span[0];
  for (let i = 0; section.runs[i + 1] === 2; i += 2) at += section.runs[i];
  const [others, number, start, end] = section.evidence[0];
  await go(hashOf('document', document.file, 'at', at));
  await page.waitForSelector('.panel .places li');
  const documents = await page.locator('.panel .places .document-link bdi').allTextContents();
  const other = data.documents[number];
  assert.ok(documents.includes(other.title ?? other.file), 'the other document is named');
  assert.match(await page.locator('.panel .why-spread').textContent(), new RegExp(`\\b${others}\\b`));
  const marked = await page.locator('.panel .places mark').allTextContents();
  const wording = other.text.slice(start, end).replace(/\s+/g, ' ');
  assert.ok(marked.some((text) => text === wording), 'its wording is shown');
}));

test('the pair: n and p step through passages, s swaps the sides', () => on(SEVERAL, {}, async ({ page, go }) => {
  const data = await dataOf(page);
  const { hash } = views(data).find((view) => view.name === 'pair');
  await go(hash);
  const at = () => page.locator('.pair-view .readout strong').textContent();
  await page.keyboard.press('n');
  const first = await at();
  await page.keyboard.press('n');
  assert.notEqual(await at(), first);
  await page.keyboard.press('p');
  assert.equal(await at(), first);
  assert.ok(await page.locator('.pane .hit.current').count() >= 2);
  const titles = await page.locator('.pane-title bdi').allTextContents();
  await page.keyboard.press('s');
  await page.waitForTimeout(100);
  assert.deepEqual(await page.locator('.pane-title bdi').allTextContents(), titles.reverse());
}));

test('panes scroll together', () => on(SEVERAL, {}, async ({ page, go }) => {
  await go(views(await dataOf(page)).find((view) => view.name === 'pair').hash);
  const [left, right] = [page.locator('.pane').nth(0), page.locator('.pane').nth(1)];
  await left.hover();
  await page.mouse.wheel(0, 1500);
  await page.waitForTimeout(200);
  assert.ok(await left.evaluate((pane) => pane.scrollTop) > 0, 'the left moved');
  assert.ok(await right.evaluate((pane) => pane.scrollTop) > 0, 'the right followed');
}));

test('a template shows its fillers by document, and search and filters narrow the list', () => on(SEEDS, {}, async ({ page, go }) => {
  const data = await dataOf(page);
  const template = data.templates.find(({ parts }) => parts.some((part) => typeof part === 'number'));
  if (!template) return;
  await go(hashOf('templates', template.id));
  const rows = page.locator(`[data-template="${template.id}"] tbody tr`);
  await rows.first().waitFor();
  assert.equal(await rows.count(), Math.min(20, template.instances.length));
  const [document, , , start, end] = template.instances[0];
  const filler = data.documents[document].text.slice(start, end);
  assert.ok((await rows.first().textContent()).includes(filler));
  await page.locator('.filters input[type=search]').fill('这样的模板是没有的');
  assert.equal(await page.locator('article.template').count(), 0);
  assert.equal(await page.locator('.cards .empty').count(), 1);
}));

test('language switches inside, and the view stays', () => on(SEEDS, { language: 'zh' }, async ({ page, go }) => {
  await go('#/templates');
  const chinese = await page.locator('h1').textContent();
  await page.locator('#language').click();
  const english = await page.locator('h1').textContent();
  assert.match(chinese, /模板/);
  assert.match(english, /Templates/);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await page.locator('#theme').click();
  assert.ok(['light', 'dark'].includes(await page.evaluate(() => document.documentElement.dataset.theme)));
}));

test('figures on the page are those of the data', () => on(SEEDS, { language: 'en' }, async ({ page }) => {
  const data = await dataOf(page);
  await page.waitForSelector('.overview');
  const shown = await page.locator('.overview .bar-cell .shares-figures').evaluateAll((all) => all.map((one) => [...one.children].map((share) => share.textContent)));
  // A half goes up, of the four decimals that the data have.
  const percent = (share) => (Math.floor((Math.round(share * 10000) + 5) / 10) / 10).toFixed(1);
  const meant = data.documents.flatMap(({ shares, information }) => [shares, information.slice(1)]).map((three) => three.map((share) => `${percent(share)}\u00a0%`));
  assert.deepEqual(shown, meant);
}));

test('a list that is cut says how much was found', () => on(SEEDS, { language: 'en' }, async ({ page, go, context }) => {
  const data = await dataOf(page);
  const kept = data.templates.length;
  data.counts.templates = 3318;
  data.omissions.push({ what: 'templates', kept, of: 3318, instead: 'templates.json' });
  const html = (await readFile(SEEDS, 'utf8')).replace(/(id="data">)[^]*?(<\/script>)/, (whole, before, behind) => `${before}${JSON.stringify(data).replaceAll('<', '\\u003c')}${behind}`);
  const file = `${await mkdtemp(`${tmpdir()}/leitong-`)}/cut.html`;
  await writeFile(file, html);
  const cut = await context.newPage();
  await cut.goto(pathToFileURL(file).href);
  await cut.evaluate(() => sessionStorage.setItem('leitong.language', 'en'));
  await cut.reload();
  await cut.waitForSelector('.overview .facts');
  assert.match(await cut.locator('.overview .facts').textContent(), new RegExp(`Templates${kept} of 3,318 \\(strongest\\)`));
  await cut.goto(`${pathToFileURL(file).href}#/templates`);
  assert.match(await cut.locator('.templates-view .view-head').textContent(), new RegExp(`${kept} of 3,318`));
  await go('#/');
  assert.doesNotMatch(await page.locator('.overview .facts').textContent(), /strongest/);
}));

test('a bar of the histogram filters the pairs, and tables sort', () => on(SEEDS, {}, async ({ page }) => {
  const rows = page.locator('.pair-table tbody tr');
  const all = await rows.count();
  await page.locator('.bar').first().click();
  assert.ok(await rows.count() <= all);
  assert.equal(await page.locator('.bar.picked').count(), 1);
  const head = page.locator('.pair-table th button').last();
  await head.click();
  assert.equal(await page.locator('.pair-table th[aria-sort=descending]').count(), 1);
}));

test('tables download as CSV, charts as SVG and PNG', () => on(SEEDS, {}, async ({ page }) => {
  const downloaded = async (locator) => {
    const [download] = await Promise.all([page.waitForEvent('download'), locator.click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const csv = await downloaded(page.locator('.overview .table-tools button').first());
  assert.match(csv.name, /\.csv$/);
  assert.equal(csv.bytes.toString('utf8').trim().split('\r\n').length, 1 + (await dataOf(page)).documents.length);
  const svg = await downloaded(page.locator('#part-matrix ~ figure .downloads button').nth(0));
  assert.match(svg.bytes.toString('utf8'), /^<svg[^>]+xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.doesNotMatch(svg.bytes.toString('utf8'), /var\(--/);
  const png = await downloaded(page.locator('#part-matrix ~ figure .downloads button').nth(1));
  assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
  assert.ok(png.bytes.length > 2000);
}));

test('the heatmap opens a pair by keyboard', () => on(SEEDS, {}, async ({ page }) => {
  await page.locator('#part-matrix ~ figure svg.drawing').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.match(await page.locator('.readout').first().textContent(), /→/);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.pair-view, .document-view');
}));

test('every heading, pair and passage can be linked to', () => on(SEEDS, {}, async ({ page, go }) => {
  const data = await dataOf(page);
  const line = Math.min(3, data.passages.length);
  const [a, b] = data.passages[line - 1];
  await go(hashOf('pair', data.documents[a[0]].file, data.documents[b[0]].file, 'passage', line));
  await page.waitForSelector('.hit.current');
  assert.match(await page.locator('.pair-view .readout').textContent(), new RegExp(`\\b${line}\\b`));
}));

test('hostile documents do nothing but be read', () => on(HOSTILE, {}, async ({ page, go }) => {
  page.on('dialog', () => assert.fail('a dialog opened'));
  const data = await dataOf(page);
  const calm = async (name) => {
    assert.equal(await page.evaluate(() => globalThis.broken), undefined, name);
    assert.equal(await page.locator('main script, main img, main iframe, main [onload], main [onerror], main [onmouseover]').count(), 0, name);
    assert.doesNotMatch(await page.locator('main').textContent(), /[\u0000\u200b\u202a-\u202e\u2066-\u2069\ufeff]/, name);
  };
  for (const view of views(data)) {
    await go(view.hash);
    await page.waitForSelector(view.there);
    await calm(view.name);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/hostile-${view.name}.png` });
  }
  for (const document of data.documents) {
    await go(hashOf('document', document.file));
    await page.waitForSelector('.document-view');
    await calm(document.file);
  }
  await go(hashOf('document', data.documents[1].file));
  const text = await page.locator('.text').textContent();
  assert.match(text, /⟦U\+202E⟧/);
  assert.match(text, /⟦U\+0000⟧/);
}));

test('no documents at all still make a page', () => on(EMPTY, {}, async ({ page, go }) => {
  for (const hash of ['#/', '#/sections', '#/templates', '#/phrases']) {
    await go(hash);
    await page.waitForSelector('h1');
  }
}));

for (const width of [500, 1400]) {
  test(`two texts alone open side by side in a window of ${width}, with all that was found`, () => on(PAIR, { width, language: 'en' }, async ({ page, go }) => {
    const data = await dataOf(page);
    await page.waitForSelector('.pair-view .panes');
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/pair-alone-${width}.png`, fullPage: true });
    assert.equal(await page.locator('nav.tabs, .pair-view select').count(), 0, 'nothing leads to other views');
    assert.equal(await page.locator('main a:not([href^="#passage"])').count(), 0, 'no link leads out of the pair');
    const rows = (card) => page.locator(`.${card} tbody tr`).count();
    assert.equal(await rows('passages-card'), data.passages.length);
    assert.equal(await rows('changes-card'), Math.min(25, data.pair.changes.length));
    assert.equal(await rows('moves-card'), data.pair.moves.length);
    assert.ok(await page.locator('.hit.moved').count() >= 2 * data.pair.moves.length, 'what moved is marked on both sides');
    assert.equal(await rows('phrases-card'), data.pair.phrases.length);
    assert.equal(await page.locator('.passages-card td', { hasText: /^moved$/ }).count(), data.pair.moved.length);
    assert.match(await page.locator('.lead').textContent(), new RegExp(`\\b${data.passages.length} passages?, .*${data.pair.moved.length + data.pair.moves.length} moved; ${data.pair.changes.length} changes`));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 1, `${over} px too wide`);
    const wordings = await page.locator('.changes-card tbody tr').first().locator('td').allTextContents();
    const [, , aStart, aEnd, bStart, bEnd] = data.pair.changes.find(([, kind]) => kind === 0);
    assert.deepEqual(wordings.slice(2), [data.documents[0].text.slice(aStart, aEnd), data.documents[1].text.slice(bStart, bEnd)]);
    await page.locator('.changes-card tbody button').first().click();
    await page.keyboard.press('s');
    await page.waitForTimeout(100);
    const swapped = await page.locator('.changes-card tbody tr').first().locator('td').allTextContents();
    assert.deepEqual(swapped.slice(2), wordings.slice(2).reverse());
    await go('#/templates');
    assert.equal(await page.locator('.pair-view').count(), 1, 'every address is the pair');
  }));
}

test('it prints', () => on(SEEDS, {}, async ({ page, go }) => {
  const pages = async (hash) => {
    await go(hash);
    await page.waitForTimeout(100);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, ...(SHOTS ? { path: `${SHOTS}/print-${hash.length}.pdf` } : {}) });
    return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  };
  assert.ok(await pages('#/') >= 1);
  assert.ok(await pages(views(await dataOf(page)).find((view) => view.name === 'document').hash) >= 2);
}));
