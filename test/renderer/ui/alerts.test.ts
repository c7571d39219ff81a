import { beforeEach, expect, test } from 'vitest';
import { alert, carryOut, settle, start, tellDone, useAlerts } from '../../../src-renderer/state/alerts';

const fails = (words: string) => () => Promise.reject(new Error(words));
const succeeds = async () => {};
const shown = () => useAlerts.getState().alerts.map(({ message }) => message);

beforeEach(() => useAlerts.setState({ alerts: [], working: 0 }));

test('an alert about a failure stays until the next action of its kind succeeds', async () => {
  await carryOut(fails('cut.jpg is damaged.'), 'open');
  await carryOut(fails('The disk is full.'), 'save');
  await carryOut(fails('empty.jpg is empty.'), 'open');
  expect(shown()).toEqual(['cut.jpg is damaged.', 'The disk is full.', 'empty.jpg is empty.']);
  await carryOut(succeeds, 'open');
  expect(shown()).toEqual(['The disk is full.']);
});

test('a cancelled dialog does not count as success', async () => {
  await carryOut(fails('cut.jpg is damaged.'), 'open');
  await carryOut(async () => false, 'open');
  expect(shown()).toEqual(['cut.jpg is damaged.']);
});

test('if some of several photos can’t be opened, they are reported and the others open', async () => {
  alert({ severity: 'error', message: 'old.jpg is damaged.', of: 'open' });
  await carryOut(async () => {
    alert({ severity: 'error', message: 'second.jpg is damaged.', of: 'open' });
  }, 'open');
  expect(shown()).toEqual(['second.jpg is damaged.']);
});

test('an alert without a kind stays until it is dismissed', async () => {
  start(fails('The page lost its program.'));
  await carryOut(succeeds, 'open');
  settle('restore');
  expect(shown()).toEqual(['The page lost its program.']);
});

test('the message about a saved file replaces earlier messages about saving', async () => {
  await carryOut(fails('The disk is full.'), 'save');
  tellDone('save', { message: 'Saved a.png.', download: { url: 'files/a', name: 'a.png' } });
  tellDone('save', { message: 'Saved b.png.', download: { url: 'files/b', name: 'b.png' } });
  expect(useAlerts.getState().alerts).toMatchObject([
    { message: 'Saved b.png.', download: { name: 'b.png' } },
  ]);
});
