// `npm run package:engine`: builds the npm package daguerre-engine in out/engine, for `npm pack` and `npm publish`.
import { buildEngineIfStale, ENGINE } from './engine/build.mjs';
import { installPackages, requireNode } from './install.mjs';

requireNode();
installPackages();
try {
  buildEngineIfStale();
  console.log(ENGINE);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
