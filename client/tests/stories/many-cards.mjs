// A board of 4,000 cards: only those in sight are drawn; scrolling and moving stay right.
import assert from 'node:assert/strict';
import test from 'node:test';
import { story, until } from '../harness.mjs';
import { asFile, bigBoard } from '../fixtures/trello.mjs';
import { column, project } from '../fixtures/steps.mjs';

const COUNT = 4_000;

async function fill(visitor, target) {
  const { id } = visitor.company;
  const answer = await visitor.context.request.post(`/api/v1/companies/${id}/imports`, {
    multipart: { lists: 'state', project_id: String(target.id), file: asFile(bigBoard(COUNT)) },
  });
  assert.equal(answer.status(), 202, await answer.text());
  const made = await answer.json();
  await until(async () => {
    const { status, report } = await visitor.api('GET', `/companies/${id}/imports/${made.id}`);
    assert.notEqual(status, 'failed', JSON.stringify(report));
    return status === 'done';
  }, 'the cards', 150_000);
}

story(test, 'a board of 4,000 cards', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const target = await project(ana, 'Everything');
  await fill(ana, target);
  const { page } = ana;
  await ana.go(`/c/acme/p/${target.slug}/board`);
  const first = column(page, 'To do');
  await first.getByRole('article').first().waitFor({ timeout: 30_000 });
  const drawn = () => page.getByRole('article').count();
  assert.ok((await drawn()) < 300, `${await drawn()} cards are drawn`);

  // To the end of the column: its last card is there, and knows which of how many it is.
  await first.getByRole('article').getByRole('link').first().focus();
  await page.keyboard.press('End');
  const last = first.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Card 4000 of the big board' }) });
  await last.waitFor();
  assert.equal(await last.getAttribute('aria-posinset'), await last.getAttribute('aria-setsize'));
  assert.ok((await drawn()) < 300);

  // From the end of one column to the top of the next.
  await page.keyboard.press('m');
  const move = page.getByRole('dialog', { name: 'Move to…' });
  await move.getByLabel('Column').selectOption({ label: 'Doing' });
  await move.getByRole('button', { name: 'Move', exact: true }).click();
  await move.waitFor({ state: 'hidden' });
  const moved = column(page, 'Doing').getByRole('article').first().getByRole('link');
  await until(async () => (await moved.textContent()) === 'Card 4000 of the big board', 'the card to be on top of Doing');

  await page.reload();
  await until(async () => (await moved.textContent()) === 'Card 4000 of the big board', 'it to be there after a reload', 30_000);
  const { cards } = await ana.api('GET', `/projects/${target.id}/board`);
  if (Array.isArray(cards) && typeof cards[0] === 'object') assert.equal(new Set(cards.map((one) => one.id)).size, cards.length);
});
