// The procedure with @playwright/test, one test for each account.
const fs = require('fs');
const { test, expect } = require('@playwright/test');

const procedures = JSON.parse(fs.readFileSync(process.env.ECFCHECK_BENCH_PROCEDURES, 'utf-8'));
const escape = text => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ /g, '\\s+');

async function perform(page, { op, css, url, text, texts, n, popup }) {
  if (op === 'goto') await page.goto(url);
  else if (op === 'click' && popup) {
    const opened = page.waitForEvent('popup');
    await page.locator(css).click();
    return await opened;
  } else if (op === 'click') await page.locator(css).click();
  else if (op === 'fill') await page.locator(css).fill(text);
  else if (op === 'visible') await expect(page.locator(css)).toBeVisible();
  else if (op === 'texts') await expect(page.locator(css)).toHaveText(texts);
  else if (op === 'contains') await expect(page.locator(css).last()).toContainText(new RegExp(escape(text)));
  else if (op === 'count') await expect(page.locator(css)).toHaveCount(n);
  else throw new Error(`unknown operation ${op}`);
  return page;
}

procedures.forEach((procedure, number) => {
  test(`link procedure ${number}`, async ({ page }) => {
    for (const [step, operations] of Object.entries(procedure)) {
      await test.step(step, async () => {
        for (const operation of operations) page = await perform(page, operation);
      });
    }
  });
});
