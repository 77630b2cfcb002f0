// Chromium with nothing to reach: the network is off, and whatever asks for it is a failure.

import { chromium } from 'playwright-core';
import { pathToFileURL } from 'node:url';

const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic', '--no-first-run', '--disable-component-update', '--disable-sync'];

export function start() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS });
}

/** A page on a report from disk; `troubles` collects console errors, exceptions and requests to elsewhere. */
export async function open(browser, file, { width = 1440, height = 900, dark = false, language } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', acceptDownloads: true });
  await context.setOffline(true);
  const troubles = [];
  await context.route('**/*', (route) => {
    const address = route.request().url();
    if (/^(file|data|blob):/.test(address)) return route.continue();
    troubles.push(`asked for ${address}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`exception: ${error.stack ?? error.message}`));
  const address = pathToFileURL(file).href;
  await page.goto(address);
  if (language) await page.evaluate((chosen) => sessionStorage.setItem('leitong.language', chosen), language);
  if (language) await page.reload();
  const go = async (hash) => {
    await page.goto(`${address}${hash}`);
    await page.waitForTimeout(60);
  };
  return { page, troubles, go, context };
}
