import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readTags } from '../imaging/support';
import { scene, succeeded, writeSoft } from './support';

const { restore } = scene((at) => writeSoft(at('p.png'), 64, 48));
const WORDS = ['--operator', 'denoise', '--noise', '6', '--seed', '5'];

test.each(['keep', 'remove'])(
  'a restored file says so in XMP unless the user declines, with the same samples (metadata: %s)',
  async (choice) => {
    const args = [...WORDS, '--metadata', choice];
    const marked = succeeded(await restore('p.png', ['-o', 'out.tif', ...args])).at('out.tif');
    const plain = succeeded(await restore('p.png', ['-o', 'out.tif', ...args, '--no-mark'])).at('out.tif');
    const { 'XMP-xmp:CreatorTool': tool, 'XMP-xmpMM:HistoryParameters': words } = await readTags(marked);
    expect(tool).toMatch(/^Daguerre \d/);
    const [recipe = '', how] = String(words).split(/(?<=\}); /);
    expect(JSON.parse(recipe)).toMatchObject({ operator: ['denoise'], noise: 6, detail: 1 });
    expect(how).toMatch(/^exact sample of the posterior \(eta 0\); seed 5; network 1 [0-9a-f]{64}$/);
    expect(Object.keys(await readTags(plain)).filter((tag) => tag.startsWith('XMP-'))).toEqual([]);
    expect(await sharp(marked).raw().toBuffer()).toEqual(await sharp(plain).raw().toBuffer());
  },
);
