// Planning a project on its board with the mouse: adding, dragging, undoing.
import test from 'node:test';
import { story } from '../harness.mjs';
import { column, drag, project, shows } from '../fixtures/steps.mjs';

story(test, 'a project is planned on the board by mouse', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const { slug } = await project(ana, 'Office move');
  const { page } = ana;
  await ana.go(`/c/acme/p/${slug}/board`);

  await column(page, 'Plan').getByRole('button', { name: 'Add task to Plan' }).click();
  const title = page.getByRole('textbox', { name: 'Title of the new task in Plan' });
  for (const words of ['Find a van', 'Pack the books', 'Tell the bank']) {
    await title.fill(words);
    await page.getByRole('button', { name: 'Add task', exact: true }).click();
    await column(page, 'Plan').getByRole('link', { name: words }).waitFor();
  }
  await page.keyboard.press('Escape');
  await shows(page, 'Plan', ['Find a van', 'Pack the books', 'Tell the bank']);

  // Into another column, then before another card.
  const card = (name) => page.getByRole('article').filter({ has: page.getByRole('link', { name, exact: true }) });
  await drag(page, card('Pack the books'), column(page, 'Doing'), { y: 0.5 });
  await shows(page, 'Doing', ['Pack the books']);
  await shows(page, 'Plan', ['Find a van', 'Tell the bank']);
  await drag(page, card('Tell the bank'), card('Find a van'), { y: 0.15 });
  await shows(page, 'Plan', ['Tell the bank', 'Find a van']);

  // The last move is taken back from its message.
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await shows(page, 'Plan', ['Find a van', 'Tell the bank']);

  await page.reload();
  await shows(page, 'Plan', ['Find a van', 'Tell the bank']);
  await shows(page, 'Doing', ['Pack the books']);
});
