// third-party.txt of the package daguerre-engine: the licences of bundled packages. Its dependencies have their own
// notices.
import { licenceTexts } from '../shipped/licence-text.mjs';
import { bundledPackages } from '../shipped/packages.mjs';

const RULE = '='.repeat(80);

/** `lists` are the builds' lists of bundled packages. */
export function engineNotices(lists) {
  const parts = bundledPackages(lists).map((one) => {
    const { name, version, licence } = one;
    return `${name} ${version} (${licence})\n\n${licenceTexts(one).join('\n\n----\n\n')}`;
  });
  const introduction = `Third-party notices of daguerre-engine

daguerre-engine itself has the MIT licence. Its bundles hold the work of others, which is listed here with its terms; the
packages that it depends on are installed beside it, with theirs. The networks were trained with the photos that
models/photos.csv lists, with the licence and the credit of each. No photo is part of the package.`;
  return `${[introduction, ...parts].join(`\n\n${RULE}\n\n`)}\n`;
}
