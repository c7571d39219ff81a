import { execFileSync } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { scene, writeMask, writeSoft } from './support';

const server = createServer();
afterAll(() => {
  server.close();
});

const { photo, restore, run } = scene(async (at) => {
  await writeSoft(at('p.png'), 64, 48);
  await writeSoft(at('alpha.png'), 64, 48, 4);
  await writeSoft(at('one.png'), 1, 1);
  const rgb = sharp(at('p.png'));
  const jpeg = await rgb.clone().jpeg().toBuffer();
  await writeFile(at('text.jpg'), 'Dear diary, this is no photograph.');
  await writeFile(at('empty.jpg'), '');
  await writeFile(at('cut.jpg'), jpeg.subarray(0, jpeg.length >> 1));
  await writeFile(at('head.jpg'), jpeg.subarray(0, 60));
  await rgb.clone().toColourspace('cmyk').jpeg().toFile(at('cmyk.jpg'));
  const frames = await sharp({ create: { width: 16, height: 48, channels: 3, background: 'teal' } })
    .composite([{ input: await sharp(at('one.png')).resize(8, 8).toBuffer(), left: 2, top: 20 }])
    .png()
    .toBuffer();
  const moving = sharp(frames, { raw: undefined });
  const raw = await moving.raw().toBuffer();
  const film = sharp(raw, { raw: { width: 16, height: 48, channels: 3, pageHeight: 16 } });
  await film
    .clone()
    .gif({ delay: [50, 50, 50] })
    .toFile(at('film.gif'));
  await film
    .clone()
    .webp({ delay: [50, 50, 50] })
    .toFile(at('film.webp'));
  await sharp(at('p.png')).gif().toFile(at('still.gif'));
  await mkdir(at('folder.png'));
  await symlink('nowhere.png', at('dangling.png'));
  execFileSync('mkfifo', [at('pipe.png')]);
  await new Promise<void>((done) => server.listen(at('socket.png'), done));
  await writeMask(at('small-mask.png'), 50, 48, [1, 1, 4, 4]);
  await writeMask(at('black.png'), 64, 48, [0, 0, 0, 0]);
  await writeMask(at('white.png'), 64, 48, [0, 0, 64, 48]);
  await writeMask(at('mask.png'), 64, 48, [20, 20, 6, 6]);
  await writeSoft(at('wide.png'), 600, 2, 1);
  const model = await readFile('test/fixtures/models/tiny.onnx');
  const card = await readFile('test/fixtures/models/tiny.json');
  const changed = Buffer.from(model);
  changed[model.length >> 1] = (changed[model.length >> 1] ?? 0) ^ 1;
  await writeFile(at('changed.onnx'), changed);
  await writeFile(at('changed.json'), card);
  await writeFile(at('cardless.onnx'), model);
});

type Row = readonly [what: string, status: 1 | 2, photo: string, args: string, sentence: RegExp];

/** Words in `args` of the form @name are photos. */
async function expectRefusal([, status, name, args, sentence]: Row): Promise<void> {
  const words = args
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => (word.startsWith('@') ? photo(word.slice(1)) : word));
  const { status: found, stderr } = await restore(name, ['-o', 'out.png', ...words]);
  expect(stderr).toMatch(sentence);
  expect(found).toBe(status);
}

const DENOISE = '--operator denoise';

describe('a photo that cannot be restored is refused in a sentence:', () => {
  const rows: Row[] = [
    ['one that is not there', 2, 'no.png', DENOISE, /no\.png doesn't exist; check its name/],
    [
      'a folder for one picture',
      2,
      'folder.png',
      DENOISE,
      /out\.png is the name of a picture; end it with \/\./,
    ],
    ['a dangling link', 2, 'dangling.png', DENOISE, /dangling\.png doesn't exist/],
    ['a named pipe', 2, 'pipe.png', DENOISE, /pipe\.png is not an ordinary file/],
    ['a socket', 2, 'socket.png', DENOISE, /socket\.png is not an ordinary file/],
    ['a text file', 2, 'text.jpg', DENOISE, /text\.jpg is not a picture that can be read; choose a JPEG/],
    ['an empty file', 2, 'empty.jpg', DENOISE, /empty\.jpg is empty \(0 bytes\)/],
    ['a JPEG cut in half', 2, 'cut.jpg', DENOISE, /cut\.jpg is a damaged or cut-off JPEG/],
    ['the head of a JPEG', 2, 'head.jpg', DENOISE, /head\.jpg is a damaged or cut-off JPEG/],
    ['CMYK', 2, 'cmyk.jpg', DENOISE, /cmyk\.jpg is in CMYK; convert it to RGB first/],
    ['an animated GIF', 2, 'film.gif', DENOISE, /film\.gif is an animated GIF of 3 frames; save the frame/],
    ['an animated WebP', 2, 'film.webp', DENOISE, /film\.webp is an animated WebP of 3 frames/],
    ['a GIF', 2, 'still.gif', DENOISE, /still\.gif is a GIF, which can't be read; save it as PNG/],
  ];
  test.concurrent.each(rows)('%s', (...row) => expectRefusal(row));
});

describe('a mask or kernel that does not fit is refused in a sentence:', () => {
  const rows: Row[] = [
    ['none', 2, 'p.png', '--operator inpaint', /inpaint needs --mask, a picture with the size of the photo/],
    [
      'one of another size',
      2,
      'p.png',
      '--operator inpaint --mask @small-mask.png',
      /50x48 pixels and the photo 64x48/,
    ],
    [
      'one all black',
      2,
      'p.png',
      '--operator inpaint --mask @black.png',
      /black\.png marks nothing: white is damaged/,
    ],
    ['one all white', 2, 'p.png', '--operator inpaint --mask @white.png', /white\.png marks the whole photo/],
    ['one that is text', 2, 'p.png', '--operator inpaint --mask @text.jpg', /text\.jpg is not a picture/],
    ['a black kernel', 2, 'p.png', '--operator deblur-motion --kernel @black.png', /black\.png is all black/],
    [
      'a kernel with the length that it takes the place of',
      2,
      'p.png',
      '--operator deblur-motion --length 9 --angle 5 --kernel @mask.png',
      /^A kernel takes the place of length, angle; leave one of the two out\.$/m,
    ],
    [
      'a photo as kernel',
      2,
      'p.png',
      '--operator deblur-motion --kernel @wide.png',
      /600x2 pixels; give one of at most 511/,
    ],
  ];
  test.concurrent.each(rows)('%s', (...row) => expectRefusal(row));
});

describe('an invalid option is refused in a sentence:', () => {
  const noise = /^Noise must be a number of 8-bit levels from 0 to 127\.$/m;
  const rows: Row[] = [
    [
      'a subsampling without the quality',
      2,
      'p.png',
      '--operator jpeg --quality auto --subsampling 4:2:0',
      /^Subsampling is only for a JPEG that the photo once was; add its quality/m,
    ],
    ['--noise -1', 2, 'p.png', `${DENOISE} --noise -1`, noise],
    ['--noise NaN', 2, 'p.png', `${DENOISE} --noise NaN`, noise],
    ['--noise abc', 2, 'p.png', `${DENOISE} --noise abc`, noise],
    ['--noise 1e9', 2, 'p.png', `${DENOISE} --noise 1e9`, noise],
    ['--noise Infinity', 2, 'p.png', `${DENOISE} --noise Infinity`, noise],
    [
      '--noise without a value',
      2,
      'p.png',
      `${DENOISE} --noise`,
      /--noise .* A value is missing before --model/,
    ],
    ['--steps 0', 2, 'p.png', `${DENOISE} --steps 0 --steps 0`, /./],
    ['--seed -1', 2, 'p.png', `${DENOISE} --seed -1`, /^Seed must be a whole number from 0/],
    ['--seed 1.5', 2, 'p.png', `${DENOISE} --seed 1.5`, /^Seed must be a whole number from 0/],
    ['--samples 0', 2, 'p.png', `${DENOISE} --samples 0`, /^Samples must be a whole number from 1 to 64/],
    ['--threads 0', 2, 'p.png', `${DENOISE} --threads 0`, /^--threads must be a whole number from 1 to 256/],
    ['--threads 99999', 2, 'p.png', `${DENOISE} --threads 99999`, /^--threads must be a whole number from 1/],
    ['--tile 100', 2, 'p.png', `${DENOISE} --tile 100`, /^--tile must be a multiple of 16, at least 112/],
    ['--tile 16', 2, 'p.png', `${DENOISE} --tile 16`, /^--tile must be a multiple of 16, at least 112/],
    ['--bit-depth 12', 2, 'p.png', `${DENOISE} --bit-depth 12`, /^--bit-depth must be 8 or 16/],
    [
      '--output-quality 0',
      2,
      'p.png',
      `${DENOISE} --output-quality 0`,
      /quality 0 for out\.png is not a whole number/,
    ],
    ['--metadata perhaps', 2, 'p.png', `${DENOISE} --metadata perhaps`, /^--metadata must be keep or remove/],
    [
      'an unknown operator',
      2,
      'p.png',
      '--operator sharpen',
      /^Operator must be one of denoise, inpaint, colorize/,
    ],
    ['an empty operator', 2, 'p.png', '--operator ,', /^Operator must be one of denoise/],
    [
      'a mask without inpaint',
      2,
      'p.png',
      `${DENOISE} --mask @mask.png`,
      /^--mask is an option of inpaint, but the operator is denoise; add inpaint or remove --mask\./,
    ],
    ['--length 0.5', 2, 'p.png', '--operator deblur-motion --length 0.5', /^Length must be .* from 1 to 200/],
    ['one operator twice', 2, 'p.png', '--operator denoise,denoise', /^The same operator is given twice/],
    [
      'an unknown option',
      2,
      'p.png',
      `${DENOISE} --nosie 3`,
      /^Unknown option '--nosie';.*Did you mean --noise/,
    ],
    ['two photos for one picture', 2, 'p.png', `@one.png ${DENOISE}`, /^Several photos need a folder/],
    ['no operator', 2, 'p.png', '', /^--operator is missing: say what happened/],
    ['upscale without --scale', 2, 'p.png', '--operator upscale', /^Upscale needs --scale/],
    ['--scale 9', 2, 'p.png', '--operator upscale --scale 9', /^Scale must be a whole number from 2 to 8/],
    [
      '--blur 0',
      2,
      'p.png',
      '--operator deblur-gaussian --blur 0',
      /^Blur must be .* above 0 and at most 20/,
    ],
    ['--blur 21', 2, 'p.png', '--operator deblur-gaussian --blur 21', /^Blur must be .* at most 20/],
    ['a blur without --blur', 2, 'p.png', '--operator deblur-gaussian', /^deblur-gaussian needs --blur/],
    ['a motion without --length', 2, 'p.png', '--operator deblur-motion', /^deblur-motion needs --length/],
    [
      '--angle 999',
      2,
      'p.png',
      '--operator deblur-motion --length 3 --angle 999',
      /degrees from -360 to 360/,
    ],
    ['jpeg for a PNG', 2, 'p.png', '--operator jpeg', /p\.png is not a JPEG .* give the --quality/],
    ['--subsampling 4:1:1', 2, 'p.png', '--operator jpeg --quality 9 --subsampling 4:1:1', /4:4:4 or 4:2:0/],
    [
      'jpeg before what happened first',
      2,
      'p.png',
      '--operator jpeg,upscale --quality 9 --scale 2',
      /^Jpeg must come after upscale in the list/,
    ],
    [
      'blocks of 7 with a blur',
      2,
      'p.png',
      '--operator deblur-gaussian,upscale --blur 1 --scale 7',
      /choose 6 or 8/,
    ],
  ];
  const singles = rows.filter(([what]) => what !== '--steps 0');
  test.concurrent.each(singles)('%s', (...row) => expectRefusal(row));

  // FAST gives --steps as well, and the last one counts.
  test('--steps 0', async () => {
    const { status, stderr } = await run([
      'restore',
      photo('p.png'),
      '-o',
      'out.png',
      '--operator',
      'denoise',
      '--steps',
      '0',
    ]);
    expect(stderr).toMatch(/^Steps must be a whole number from 1 to 1000/);
    expect(status).toBe(2);
  });

  test('an unknown command, and none at all', async () => {
    const unknown = await run(['polish', photo('p.png')]);
    expect(unknown).toMatchObject({ status: 2, stderr: 'There is no command polish; --help lists them.\n' });
    const none = await run([]);
    expect(none).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^[^\n]*--help lists them[^\n]*\.\n$/),
    });
  });

  test('no --output', async () => {
    const { status, stderr } = await restore('p.png', ['--operator', 'denoise']);
    expect(stderr).toMatch(/^Required option '-o, --output <file\|folder>' not specified/);
    expect(status).toBe(2);
  });
});

describe('a network that is not what its card says is refused in a sentence, as a failure:', () => {
  const rows: [string, string, RegExp][] = [
    ['one that is missing', 'absent.onnx', /model file .*absent\.onnx is missing; install Daguerre again/],
    ['one whose card is missing', 'cardless.onnx', /model card .*cardless\.json is missing/],
    [
      'one with one bit changed',
      'changed.onnx',
      /changed\.onnx doesn't match its card .*contents have changed/,
    ],
    ['a picture', 'p.png', /model card .* is missing/],
  ];
  test.concurrent.each(rows)('%s', async (_, name, sentence) => {
    const args = [
      'restore',
      photo('p.png'),
      '-o',
      'out.png',
      '--operator',
      'denoise',
      '--model',
      photo(name),
    ];
    const { status, stderr } = await run([...args, '--provider', 'cpu']);
    expect(stderr).toMatch(sentence);
    expect(status).toBe(1);
  });
});
