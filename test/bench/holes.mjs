// `node test/bench/holes.mjs FOLDER [PHOTOS]`: how wide holes in the PNG files of a folder are restored on the photo
// alone and coarse to fine, a line of JSON each (ARCHITECTURE.md, "Wide holes"). PHOTOS of them are taken, 6 if left out.
import { join, resolve } from 'node:path';
import { root } from '../../src-main/setup/install.mjs';
import { runProgram } from './program.mjs';

const [folder = join('..', 'shared', 'eval', 'kodak24'), photos = '6'] = process.argv.slice(2);
const model = join(root, 'models', 'eps-universal.onnx');
await runProgram('wide-holes', [resolve(folder), photos, model]);
