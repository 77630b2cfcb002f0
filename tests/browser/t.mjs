import { start } from './browser.js';
const b = await start(); const page = await (await b.newContext({viewport:{width:1400,height:900}})).newPage();
page.on('pageerror', e => console.log('ERR', e.stack)); page.on('console', m => console.log('C', m.text()));
await page.goto('file:///tmp/runs/seeds/report.html'); await page.waitForTimeout(800);
console.log(await page.evaluate(() => [location.hash, document.getElementById('main').innerHTML.slice(0,300)]));
await b.close();
