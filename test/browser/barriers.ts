import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** `all`: lesser faults, too; `alone`: not of the pages within the page. */
type Looking = { readonly all?: boolean; readonly alone?: boolean };

/** What axe finds on a page that stands in somebody's way: what is serious and critical, by rule and place. */
export async function barriers(page: Page, { all = false, alone = false }: Looking = {}): Promise<string[]> {
  // Into the page by the tool of the test, not by the page: its policy forbids foreign scripts.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>(
    alone ? `axe.run({ exclude: ['iframe'] }, { iframes: false })` : 'axe.run()',
  );
  return violations
    .filter(({ impact }) => all || impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
    );
}
