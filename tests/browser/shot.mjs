import { start, open } from './browser.js';
const [file, width, lang, out, ...hashes] = process.argv.slice(2);
const b = await start();
const { page, troubles, go } = await open(b, file, { width: Number(width), height: 900, language: lang, dark: process.env.DARK === '1' });
let i = 0;
for (const hash of hashes) {
  const t0 = Date.now();
  await go(hash);
  await page.waitForTimeout(500);
  if (process.env.CLICK) { await page.locator(process.env.CLICK).first().click(); await page.waitForTimeout(300); }
  await page.screenshot({ path: `${out}-${i++}.png`, fullPage: process.env.FULL === '1' });
  console.log(hash, await page.locator('h1').first().textContent({ timeout: 1500 }).catch((e) => 'NO H1'), await page.evaluate(() => document.documentElement.scrollWidth - innerWidth));
}
console.log(troubles.slice(0, 6));
await b.close();
