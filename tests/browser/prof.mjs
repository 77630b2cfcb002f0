import { start, open } from './browser.js';
const [file, hash, act] = process.argv.slice(2); const b = await start();
const { page } = await open(b, file, { width: 1400, language: 'zh' });
await page.waitForTimeout(2500);
if (act) { await page.evaluate((h) => { location.hash = h; }, hash); await page.waitForTimeout(1500); }
const c = await page.context().newCDPSession(page);
await c.send('Profiler.enable'); await c.send('Profiler.setSamplingInterval', { interval: 500 }); await c.send('Profiler.start');
if (act) await page.evaluate((v) => { const i = document.getElementById('search'); for (const w of v.split('|')) { i.value = w; i.dispatchEvent(new Event('input')); document.body.offsetHeight; } }, act);
else { await page.evaluate((h) => { location.hash = h; }, hash); }
await page.waitForTimeout(1500);
const { profile } = await c.send('Profiler.stop');
const self = new Map(); const dt = profile.timeDeltas; const idx = new Map(profile.nodes.map((n) => [n.id, n]));
profile.samples.forEach((s, i) => { const n = idx.get(s); const k = n.callFrame.functionName + ':' + n.callFrame.lineNumber; self.set(k, (self.get(k) ?? 0) + dt[i]); });
const parent = new Map(); profile.nodes.forEach((n) => (n.children ?? []).forEach((ch) => parent.set(ch, n.id)));
const total = new Map();
profile.samples.forEach((s, i) => { const seen = new Set(); for (let at = s; at !== undefined; at = parent.get(at)) { const k = idx.get(at).callFrame.functionName; if (!seen.has(k)) { seen.add(k); total.set(k, (total.get(k) ?? 0) + dt[i]); } } });
console.log('SELF', [...self].sort((a, b) => b[1] - a[1]).slice(0, 14).map(([k, v]) => `${k} ${Math.round(v / 1000)}`).join('; '));
console.log('TOTAL', [...total].sort((a, b) => b[1] - a[1]).slice(0, 40).map(([k, v]) => `${k} ${Math.round(v / 1000)}`).join('; '));
await b.close();
