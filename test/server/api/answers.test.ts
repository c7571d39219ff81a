import sharp from 'sharp';
import { expect, test } from 'vitest';
import { z } from '../../../src-main/contract/schema';
import { restoredSchema } from '../../../src-main/server/api/answers';
import { ENDPOINTS } from '../../../src-main/server/api/endpoints';
import { depthOf, form, HEIGHT, requestFolders, service, WIDTH } from './support';

const { address, ask } = service();

const DENOISE = '{"operator": "denoise", "noise": 8, "steps": 2, "seed": 3}';

/** The parts of a description that are looked at. */
const apiSchema = z.looseObject({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.looseObject({
      post: z
        .looseObject({
          responses: z.record(
            z.string(),
            z.looseObject({ content: z.record(z.string(), z.object({ schema: z.looseObject({}) })) }),
          ),
        })
        .optional(),
    }),
  ),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});

async function post(path: string, body: FormData, accept?: string): Promise<Response> {
  return ask(path, { method: 'POST', body, ...(accept !== undefined && { headers: { Accept: accept } }) });
}

test('a photo comes back restored, in its own format or the requested one', async () => {
  const same = await post('/v1/restore', await form({ recipe: DENOISE }));
  expect([same.status, same.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(same.headers.get('content-disposition')).toContain("''coffee.jpg");
  const png = await post('/v1/restore', await form({ recipe: DENOISE }), 'image/png');
  expect(png.headers.get('content-type')).toBe('image/png');
  const { width, height, format } = await sharp(await png.arrayBuffer()).metadata();
  expect({ width, height, format }).toEqual({ width: WIDTH, height: HEIGHT, format: 'png' });
});

test('JSON contains all samples and a report, and the client cannot choose the provider', async () => {
  const recipe =
    '{"operator": "denoise", "noise": 8, "steps": 2, "samples": 2, "provider": "cuda", "output": {"format": "png"}}';
  const answer = await post('/v1/restore', await form({ recipe }), 'application/json');
  const { results, ...report } = restoredSchema.parse(await answer.json());
  expect(report).toMatchObject({
    width: WIDTH,
    height: HEIGHT,
    pages: 1,
    provider: 'cpu',
    exactPosterior: true,
  });
  expect(report.recipe).toMatchObject({ operator: ['denoise'], noise: 8, samples: 2 });
  const pictures = results.map(({ base64 }) => Buffer.from(base64, 'base64'));
  expect(pictures.map(({ length }) => length)).toEqual(results.map(({ bytes }) => bytes));
  expect(new Set(pictures.map((bytes) => bytes.toString('base64'))).size).toBe(2);
  expect((await sharp(pictures[0]).metadata()).width).toBe(WIDTH);
});

test('damage is returned as a share or as a mask of the photo’s size', async () => {
  const told = z
    .object({ share: z.number(), width: z.int() })
    .parse(await (await post('/v1/detect', await form({}))).json());
  expect(told.width).toBe(WIDTH);
  expect(told.share).toBeLessThan(0.1);
  const mask = await post('/v1/detect', await form({ sensitivity: '1' }), 'image/png');
  expect((await sharp(await mask.arrayBuffer()).metadata()).height).toBe(HEIGHT);
});

test('an estimate contains the quality of the photo’s file', async () => {
  expect(await (await post('/v1/estimate', await form({}))).json()).toMatchObject({
    jpegQuality: 93,
    colourless: false,
  });
});

test('an invalid request is refused in a sentence, and leaves nothing', async () => {
  const restore = async (fields: Readonly<Record<string, string>>, accept?: string) =>
    post('/v1/restore', await form(fields), accept);
  const two = DENOISE.replace('}', ', "samples": 2}');
  const json = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } };
  const refused: [() => Promise<Response>, number, RegExp][] = [
    [() => restore({ recipe: '{"operator": "moon"}' }), 400, /operator must be one of denoise/],
    [() => restore({ recipe: DENOISE.replace('"noise"', '"noize"') }), 400, /there is no option noize\./],
    [() => restore({ recipe: '[]' }), 400, /can't be used: it is malformed\./],
    [() => restore({ recipe: 'no-recipe' }), 400, /neither JSON nor one of old-photo/],
    [() => restore({}), 400, /The field recipe is missing/],
    [() => restore({ recipe: '{"operator": "inpaint"}' }), 400, /mask/],
    [() => restore({ recipe: two }), 400, /accept application\/json/],
    [() => restore({ recipe: DENOISE }, 'text/html'), 406, /The answer can be image\/jpeg/],
    [async () => post('/v1/detect', await form({ sensitivity: '2' })), 400, /from 0 to 1, not "2"/],
    [async () => post('/v1/detect', await form({ recipe: DENOISE })), 400, /"recipe" isn't known here/],
    [() => ask('/v1/restore', json), 415, /multipart/],
    [() => ask('/v1/other'), 404, /openapi/],
  ];
  for (const [send, status, words] of refused) {
    const answer = await send();
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const told = z.object({ status: z.int(), detail: z.string() }).parse(await answer.json());
    expect([answer.status, told.status, told.detail]).toEqual([status, status, expect.stringMatching(words)]);
  }
  await expect.poll(requestFolders).toEqual([]);
});

test('a photo that is left alone says why', async () => {
  const recipe = '{"operator": "inpaint", "mask": "auto", "limit": 0, "sensitivity": 1}';
  const answer = await post('/v1/restore', await form({ recipe }));
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('The photo was left alone: ');
});

test('too many requests are told to retry later, and a client that disconnects makes room', async () => {
  const long = '{"operator": "denoise", "noise": 8, "steps": 1000}';
  const [first, second] = [new AbortController(), new AbortController()];
  const ask2 = async (signal: AbortSignal) =>
    ask('/v1/restore', { method: 'POST', body: await form({ recipe: long }), signal });
  const running = ask2(first.signal);
  await expect.poll(() => depthOf(address())).toEqual({ waiting: 0, running: 1 });
  const waiting = ask2(second.signal);
  await expect.poll(() => depthOf(address())).toEqual({ waiting: 1, running: 1 });
  const third = await post('/v1/restore', await form({ recipe: DENOISE }));
  expect(third.status).toBe(429);
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await third.text()).toContain('2 requests are waiting');
  second.abort();
  await expect(waiting).rejects.toThrow();
  await expect.poll(() => depthOf(address())).toEqual({ waiting: 0, running: 1 });
  first.abort();
  await expect(running).rejects.toThrow();
  await expect.poll(() => depthOf(address())).toEqual({ waiting: 0, running: 0 });
  expect((await post('/v1/restore', await form({ recipe: DENOISE }))).status).toBe(200);
  await expect.poll(requestFolders).toEqual([]);
});

test('the description has every endpoint, and its schemas fit the answers', async () => {
  const api = apiSchema.parse(await (await ask('/openapi.json')).json());
  expect(api.openapi).toBe('3.1.0');
  expect(Object.keys(api.paths).sort()).toEqual(ENDPOINTS.map(({ path }) => path).sort());
  const references = [...JSON.stringify(api).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(5);
  for (const [, name = ''] of references) expect(api.components.schemas).toHaveProperty(name);
  const asked = { '/v1/estimate': {}, '/v1/detect': {}, '/v1/restore': { recipe: DENOISE } };
  for (const [path, fields] of Object.entries(asked)) {
    const described = api.paths[path]?.post?.responses['200']?.content['application/json']?.schema ?? false;
    const answer = await post(path, await form(fields), 'application/json');
    expect(z.fromJSONSchema(described).safeParse(await answer.json()).error).toBeUndefined();
  }
  const recipe = z.fromJSONSchema(z.looseObject({}).parse(await (await ask('/v1/recipe-schema')).json()));
  expect(recipe.safeParse(JSON.parse(DENOISE)).success).toBe(true);
  expect(recipe.safeParse({ operator: 'denoise', output: { format: 'gif' } }).success).toBe(false);
});

test('the metrics count photos, seconds and answers', async () => {
  const text = await (await ask('/metrics')).text();
  expect(Number(/^daguerre_photos_total\{outcome="done"\} (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(3);
  expect(text).toMatch(/^daguerre_photos_total\{outcome="skipped"\} 1$/m);
  expect(text).toMatch(/^daguerre_requests_total\{endpoint="\/v1\/restore",status="429"\} 1$/m);
  expect(text).toMatch(/^daguerre_info\{role="service",.*provider="cpu"\} 1$/m);
});

test('health needs no key', async () => {
  expect((await fetch(`${address()}/v1/health`)).status).toBe(200);
});
