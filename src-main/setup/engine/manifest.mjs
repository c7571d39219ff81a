// package.json of the package daguerre-engine.
import { readJson } from '../shipped/packages.mjs';

/**
 * Version and dependencies are those of the program. onnxruntime-web is only for pages, so users who need it install it
 * themselves.
 */
export function engineManifest() {
  const { version, license, engines, dependencies, devDependencies } = readJson('package.json');
  return {
    name: 'daguerre-engine',
    version,
    description: 'Restores photographs by sampling the exact posterior of a linear measurement',
    keywords: ['photo', 'restoration', 'denoise', 'inpainting', 'deblur', 'upscale', 'colorize', 'onnx'],
    license,
    type: 'module',
    main: './index.js',
    types: './types/index.d.ts',
    exports: {
      '.': { types: './types/index.d.ts', default: './index.js' },
      './browser': { types: './types/browser/index.d.ts', default: './browser.js' },
      './models/*': './models/*',
      './package.json': './package.json',
    },
    files: ['*.js', '*.cjs', 'types', 'models', 'third-party.txt'],
    engines,
    dependencies,
    peerDependencies: { 'onnxruntime-web': `^${devDependencies['onnxruntime-web']}` },
    peerDependenciesMeta: { 'onnxruntime-web': { optional: true } },
  };
}
