// Restores a photo in the page; nothing is sent. The address may end in ?provider=wasm or ?provider=webgpu.
import { openEngine } from 'daguerre-engine/browser';
import * as ort from 'onnxruntime-web';

const MODELS = './node_modules/daguerre-engine/models';
const status = document.querySelector('[role=status]');
const canvas = document.querySelector('canvas');
const provider = new URLSearchParams(location.search).get('provider');

async function open() {
  const [model, card] = await Promise.all([
    fetch(`${MODELS}/eps-universal.onnx`).then((answer) => answer.arrayBuffer()),
    fetch(`${MODELS}/eps-universal.json`).then((answer) => answer.json()),
  ]);
  const executionProviders = provider ? [provider] : ['webgpu', 'wasm'];
  return openEngine({ runtime: ort, model: new Uint8Array(model), card, executionProviders });
}

async function restore(file) {
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none' });
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  const engine = await open();
  try {
    const { samples, seconds } = await engine.restore({
      picture: context.getImageData(0, 0, canvas.width, canvas.height),
      recipe: { operator: 'denoise', noise: 'auto' },
      seed: 1,
      onProgress: ({ fraction }) => {
        status.textContent = `${Math.round(100 * fraction)} %`;
      },
    });
    const [{ data, width, height }] = samples;
    context.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
    status.textContent = `Done in ${seconds.toFixed(1)} s.`;
  } finally {
    await engine.close();
  }
}

document.querySelector('input').addEventListener('change', async ({ target }) => {
  try {
    await restore(target.files[0]);
  } catch (error) {
    status.textContent = error.message;
  }
});
