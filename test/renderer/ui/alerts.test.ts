import { beforeEach, expect, test } from 'vitest';
import { alert, carryOut, settle, start, tellDone, useAlerts } from '../../../src-renderer/state/alerts';

const fails = (words: string) => () => Promise.reject(new Error(words));
const succeeds = async () => {};
const shown = () => useAlerts.getState().alerts.map(({ message }) => message);

beforeEach(() => useAlerts.setState({ alerts: [], working: 0 }));

test('what went wrong is said until the next of its kind succeeds, and no longer', async () => {
  await carryOut(fails('cut.jpg is damaged.'), 'open');
  await carryOut(fails('The disk is full.'), 'save');
  await carryOut(fails('empty.jpg is empty.'), 'open');
  expect(shown()).toEqual(['cut.jpg is damaged.', 'The disk is full.', 'empty.jpg is empty.']);
  await carryOut(succeeds, 'open');
  expect(shown()).toEqual(['The disk is full.']);
});

test('a dialog that was cancelled is no success', async () => {
  await carryOut(fails('cut.jpg is damaged.'), 'open');
  await carryOut(async () => false, 'open');
  expect(shown()).toEqual(['cut.jpg is damaged.']);
});

test('of several photos that are opened at once, those that can’t be are told of though the others open', async () => {
  alert({ tone: 'error', message: 'old.jpg is damaged.', of: 'open' });
  await carryOut(async () => {
    alert({ tone: 'error', message: 'second.jpg is damaged.', of: 'open' });
  }, 'open');
  expect(shown()).toEqual(['second.jpg is damaged.']);
});

test('what belongs to no kind stays until it is put away', async () => {
  start(fails('The page lost its program.'));
  await carryOut(succeeds, 'open');
  settle('restore');
  expect(shown()).toEqual(['The page lost its program.']);
});

test('that a file was saved is said in place of the saving before, and of what went wrong with it', async () => {
  await carryOut(fails('The disk is full.'), 'save');
  tellDone('save', { message: 'Saved a.png.', download: { url: 'files/a', name: 'a.png' } });
  tellDone('save', { message: 'Saved b.png.', download: { url: 'files/b', name: 'b.png' } });
  expect(useAlerts.getState().alerts).toMatchObject([
    { message: 'Saved b.png.', download: { name: 'b.png' } },
  ]);
});
