// The frame by keyboard alone: palette, keys, look, language, signing out; axe finds nothing in
// its dialogs and menus, and the focus is never lost.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { story } from '../harness.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function clean(page, what) {
  // Opening fades in: colours are judged when it has.
  await page.waitForTimeout(400);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  const found = violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.html).join('\n')}`);
  assert.deepEqual(found, [], `axe, ${what}`);
}

const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id);

for (const colorScheme of ['light', 'dark']) {
  story(test, `the frame by keyboard, ${colorScheme}`, async (house) => {
    const ana = await house.visitor({ colorScheme });
    await ana.signUp();
    const { page } = ana;
    const project = await ana.api('POST', `/companies/${ana.company.id}/projects`, { name: 'Office move', private: true });
    const task = await ana.api('POST', `/projects/${project.id}/tasks`, { title: 'Find a van' });
    await ana.go('/help');
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor();
    await clean(page, 'help');

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await clean(page, 'keys');
    await page.keyboard.press('Escape');

    const add = page.getByRole('button', { name: 'New project' });
    await add.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'New project' });
    await dialog.getByRole('button', { name: 'Create project' }).press('Enter');
    await dialog.getByText('Give it a name.').waitFor();
    await clean(page, 'a form that is not filled in');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await focused(page), 'New project');

    await page.getByRole('button', { name: /^Ana / }).press('Enter');
    await page.getByRole('menuitemradio', { name: 'Español' }).waitFor();
    await clean(page, 'the menu');
    await page.getByRole('menuitemradio', { name: 'Español' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Ayuda' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Ayuda' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'es');
    await clean(page, 'Spanish');

    await page.keyboard.press('Control+k');
    const search = page.getByRole('combobox');
    await search.waitFor();
    await clean(page, 'the palette');
    await search.fill('van');
    await page.getByRole('option', { name: `#${task.number} Find a van` }).waitFor();
    await clean(page, 'what the palette found');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/c/acme/tasks/${task.number}$`));

    await page.keyboard.press('Control+k');
    await search.fill('english');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Search or do…' }).first().waitFor();

    await page.goto('/c/nowhere');
    await page.getByRole('heading', { level: 1, name: 'There is nothing here' }).waitFor();
    await clean(page, 'not found');

    await page.getByRole('button', { name: /^Ana / }).press('Enter');
    await page.getByRole('menuitem', { name: 'Sign out' }).press('Enter');
    await page.waitForURL(/\/signin/);
  });
}
