import { beforeEach, expect, test } from 'vitest';
import { change, NO_PHOTOS, shownPhoto, usePhotos } from '../../../src-renderer/state/photos';
import { openSample, sampleResult } from './samples';

const begun = { stroke: 's', healed: 'h' };
const result = { ...sampleResult('h'), sample: null, strokes: [] };

beforeEach(() => {
  usePhotos.setState(NO_PHOTOS);
  openSample('a');
  change({ why: 'shown', document: 'a' });
  change({ why: 'strokeBegun', document: 'a', heal: begun });
});

test('a healed result replaces the picture that it began on, which is shown again after all strokes were undone', () => {
  const healed = { healed: 'h', result, base: null };
  change({ why: 'healed', document: 'a', healed });
  expect(shownPhoto()).toMatchObject({ shown: 'h', unsaved: true });
  change({ why: 'resultShown', document: 'a', result: null });
  // A picture drawn a moment later doesn't replace the one chosen meanwhile.
  change({ why: 'healed', document: 'a', healed });
  expect(shownPhoto().shown).toBeNull();
  change({ why: 'resultShown', document: 'a', result: 'h' });
  change({ why: 'healed', document: 'a', healed: { ...healed, result: null } });
  expect(shownPhoto()).toMatchObject({ shown: null, results: [] });
});

test('a stroke that healed nothing, or whose result is removed, is no step', () => {
  expect(shownPhoto().steps.past).toHaveLength(1);
  change({ why: 'strokeGone', document: 'a', stroke: 's' });
  expect(shownPhoto().steps.past).toEqual([]);
  change({ why: 'strokeBegun', document: 'a', heal: begun });
  change({ why: 'undo', document: 'a' });
  change({ why: 'healed', document: 'a', healed: { healed: 'h', result, base: null } });
  change({ why: 'resultRemoved', document: 'a', result: 'h' });
  expect(shownPhoto().steps).toEqual({ past: [], future: [] });
});
