import { start } from './browser.js'; import { readFile } from 'node:fs/promises';
const b = await start(); const p = await (await b.newContext({ viewport: { width: 1240, height: 1000 } })).newPage();
const imgs = await Promise.all(process.argv.slice(3).map(async (f) => 'data:image/png;base64,' + (await readFile(f)).toString('base64')));
await p.setContent(`<body style="margin:0;display:flex;gap:10px">${imgs.map((i) => `<img src="${i}" style="width:400px;object-fit:cover;object-position:top;height:1000px">`).join('')}`);
await p.waitForTimeout(300); await p.screenshot({ path: process.argv[2] }); await b.close();
