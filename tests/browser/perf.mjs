import { start, open } from './browser.js';
const file = process.argv[2]; const words = process.argv[3] ?? '会议'; const b = await start();
const { page, troubles } = await open(b, file, { width: 1400, language: 'zh' });
const paints = [];
for (let i = 0; i < 3; i++) { await page.reload(); await page.waitForSelector('.overview h1'); await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length); paints.push(Math.round(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime))); }
console.log('first paint', paints);
await page.waitForTimeout(1500);
const change = async (hash) => { const ms = await page.evaluate((h) => new Promise((done) => { const t0 = performance.now(); addEventListener('hashchange', () => { requestAnimationFrame(() => setTimeout(() => done(performance.now() - t0), 0)); }, { once: true }); location.hash = h; }), hash); await page.waitForTimeout(700); return Math.round(ms); };
const data = await page.evaluate(() => { const d = JSON.parse(document.getElementById('data').textContent); const long = d.documents.map((x, i) => [x.characters, i]).sort((a, b) => b[0] - a[0])[0][1]; return { files: d.documents.map((x) => x.file), pair: d.findings.find((f) => f.target.pair)?.target.pair ?? [0, 1], long }; });
const enc = encodeURIComponent;
for (const h of [`#/document/${enc(data.files[data.long])}`, `#/pair/${enc(data.files[data.pair[0]])}/${enc(data.files[data.pair[1]])}`, '#/wording', '#/themes', '#/themes/2', '#/', '#/wording', `#/compare/${data.files.slice(0,4).map(enc).join('/')}`]) console.log(h.slice(0, 40), await change(h), 'ms');
await change('#/wording');
await page.waitForSelector('#search');
const times = [];
for (const letter of [1, 2, 3, 4, 5, 6].map((n) => words.slice(0, n))) times.push(Math.round(await page.evaluate((v) => { const i = document.getElementById('search'); i.value = v; const t0 = performance.now(); i.dispatchEvent(new Event('input')); document.body.offsetHeight; return performance.now() - t0; }, letter)));
console.log('keystrokes', times, troubles.slice(0, 3), 'heap MB', Math.round(await page.evaluate(() => performance.memory.usedJSHeapSize / 1e6)));
await b.close();
