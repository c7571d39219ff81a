import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeTemporary, removeUnfinished, temporaryIn } from '../../src-main/imaging/unfinished';
import { workFolder } from './support';

const work = workFolder();

it('an unfinished file on a drive that was lost is removed when the drive is back', async () => {
  const folder = work.at('results');
  await mkdir(folder);
  await removeUnfinished(folder);
  const temporary = temporaryIn(folder);
  await writeFile(temporary, 'half');
  await rename(folder, `${folder}-away`);
  await removeTemporary(temporary);
  await removeUnfinished(folder);
  await rename(`${folder}-away`, folder);
  await writeFile(join(folder, 'result.png'), 'whole');
  await removeUnfinished(folder);
  expect(await readdir(folder)).toEqual(['result.png']);
});
