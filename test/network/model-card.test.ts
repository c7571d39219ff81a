import { copyFile, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PlainError } from '../../src-main/contract/errors';
import { loadModel, type Model } from '../../src-main/network/model-card';
import { readOpset } from '../../src-main/network/onnx-file';
import { openSession } from '../../src-main/network/session';

const MODELS = 'test/fixtures/models';
let folder = '';
let path = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daguerre-card-'));
  path = join(folder, 'tiny.onnx');
});
afterAll(() => rm(folder, { recursive: true }));

/** A fresh copy of the tiny model whose card has some fields replaced. */
async function modelWith(fields: Record<string, unknown>): Promise<void> {
  await rm(path, { force: true });
  await copyFile(`${MODELS}/tiny.onnx`, path);
  const card: unknown = JSON.parse(await readFile(`${MODELS}/tiny.json`, 'utf8'));
  await writeFile(join(folder, 'tiny.json'), JSON.stringify({ ...Object(card), ...fields }));
}

async function refusal(model: Promise<Model>): Promise<string> {
  const error = await model.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PlainError)) throw new Error(`expected a plain error, not ${String(error)}`);
  expect(error.badRequest).toBe(false);
  expect(error.message).toContain(folder);
  expect(error.message).not.toContain('\n');
  return error.message;
}

describe('a model and its card', () => {
  test('agree for the models of the project', async () => {
    const universal = await loadModel('models/eps-universal.onnx');
    expect(universal.card.contract).toBe(2);
    expect(Object.keys(universal.card.operators)).toContain('denoise');
    expect(universal.card.blockMeans).toEqual([2, 4]);
    await modelWith({});
    expect((await loadModel(path)).card.name).toBe('tiny');
  });

  test('are refused where one byte of the model has changed', async () => {
    await modelWith({});
    const bytes = await readFile(path);
    bytes[40_000] = (bytes[40_000] ?? 0) ^ 1;
    await writeFile(path, bytes);
    expect(await refusal(loadModel(path))).toMatch(/contents have changed.*put the original file back/);
  });

  test('are refused where the model was cut off', async () => {
    await modelWith({});
    await writeFile(path, (await readFile(path)).subarray(0, 40_000));
    expect(await refusal(loadModel(path))).toContain('contents have changed');
  });

  test('are refused where either file is missing', async () => {
    await modelWith({});
    await rm(path);
    expect(await refusal(loadModel(path))).toMatch(/model file .*tiny\.onnx is missing/);
    await modelWith({});
    await rm(join(folder, 'tiny.json'));
    expect(await refusal(loadModel(path))).toMatch(/model card .*tiny\.json is missing/);
  });

  test('are refused where the card is no JSON, or lacks what is needed', async () => {
    await modelWith({});
    await writeFile(join(folder, 'tiny.json'), '{"name": ');
    expect(await refusal(loadModel(path))).toContain("isn't valid JSON");
    await modelWith({ sha256: 'unknown' });
    expect(await refusal(loadModel(path))).toContain('"sha256"');
    await modelWith({ blockMeans: undefined });
    expect(await refusal(loadModel(path))).toContain('"blockMeans"');
  });

  test('are refused unread if the card is too long or has too much in it', async () => {
    await modelWith({ note: 'x'.repeat(2 ** 20) });
    expect(await refusal(loadModel(path))).toMatch(/model card .* can't be read/);
    await modelWith({ operators: Object.fromEntries(Array.from({ length: 200 }, (_, k) => [`o${k}`, {}])) });
    expect(await refusal(loadModel(path))).toContain('"operators"');
    await modelWith({ specialists: Array.from({ length: 200 }, (_, k) => `${k}.onnx`) });
    expect(await refusal(loadModel(path))).toContain('"specialists"');
  });

  test('are refused if a file is not an ordinary one, or is longer than its card says', async () => {
    await modelWith({});
    await truncate(path, 2 ** 30);
    const before = process.resourceUsage().maxRSS;
    expect(await refusal(loadModel(path))).toContain('contents have changed');
    expect(process.resourceUsage().maxRSS - before, 'it is not read, in KB').toBeLessThan(200_000);
    await truncate(path, 2 ** 31 + 1);
    expect(await refusal(loadModel(path))).toContain("can't be read");
    if (process.platform !== 'linux') return;
    await rm(path);
    await symlink('/dev/zero', path);
    expect(await refusal(loadModel(path))).toContain("can't be read");
    await rm(path);
  });

  test('are refused if they have another version of the contract', async () => {
    await modelWith({ contract: 1 });
    expect(await refusal(loadModel(path))).toContain('another version of Daguerre');
    await modelWith({ inputs: [{ name: 'x', type: 'float32', dims: ['N', 3, 'H', 'W'] }] });
    expect(await refusal(loadModel(path))).toContain('another version of Daguerre');
  });

  test("are refused where the file's operator set isn't the card's", async () => {
    await modelWith({ opset: 18 });
    expect(await refusal(loadModel(path))).toContain('operator set 17, its card says 18');
  });

  test("are refused where the graph's inputs aren't the card's", async () => {
    const model = await loadModel(`${MODELS}/renamed.onnx`);
    await expect(openSession(model, { provider: 'cpu' })).rejects.toThrow(
      /renamed\.onnx doesn't match its card .*its inputs are mu, anchor, std, geometry/,
    );
  });

  test('have free sizes: a card or graph of one fixed size is refused', async () => {
    const { card } = await loadModel('models/eps-universal.onnx');
    const inputs = card.inputs.map((input) => ({
      ...input,
      dims: input.dims.map((d) => (d === 'H' ? 64 : d)),
    }));
    await modelWith({ inputs });
    expect(await refusal(loadModel(path))).toContain('another version');
  });
});

test('the operator set is undefined for bytes that are no model', () => {
  expect(readOpset(new TextEncoder().encode('this is not a model'))).toBeUndefined();
  expect(readOpset(new Uint8Array(0))).toBeUndefined();
  // A domain that is too long for a name.
  const length = [0xd0, 0x0f];
  const domain = [0x0a, ...length, ...new Uint8Array(2000).fill(97)];
  const version = [0x10, 17];
  const [low, high] = [((domain.length + 2) & 127) | 128, (domain.length + 2) >> 7];
  expect(readOpset(new Uint8Array([0x42, low, high, ...domain, ...version]))).toBeUndefined();
  expect(
    readOpset(new Uint8Array([0x42, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f])),
  ).toBeUndefined();
});
