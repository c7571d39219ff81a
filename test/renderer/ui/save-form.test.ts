import { expect, test } from 'vitest';
import { saveSettingsSchema } from '../../../src-main/contract/window/saving';
import { type SaveForm, saveSettings } from '../../../src-renderer/dialogs/save-form';

const own = { width: 300, height: 200, dpi: 300 };
const form: SaveForm = { format: 'png', quality: 92, depth: 16, metadata: true, mark: true, size: own };

test('a lossless format has a depth and no quality', () => {
  expect(saveSettings(form, own)).toEqual({ format: 'png', bitDepth: 16, metadata: 'keep', mark: true });
});

test('a lossy format has a quality and no depth', () => {
  expect(saveSettings({ ...form, format: 'jpeg', metadata: false }, own)).toEqual({
    format: 'jpeg',
    quality: 92,
    metadata: 'remove',
    mark: true,
  });
});

test('size and density are set only if they differ from the picture’s own', () => {
  const resized = saveSettings({ ...form, size: { width: 150, height: 100, dpi: 150 } }, own);
  expect(resized).toMatchObject({ size: { width: 150, height: 100 }, density: 150 });
  expect(saveSettingsSchema.safeParse(resized).success).toBe(true);
});

test('the density that the dialog shows is written if the photo has none', () => {
  expect(saveSettings(form, { ...own, dpi: null })).toMatchObject({ density: 300 });
});
