import { OWN_RECIPES } from '../../contract/own-recipes';
import { VERSION } from '../../contract/version';
import { problemSchema } from './answers';
import type { Endpoint } from './endpoint';
import { asJsonSchema, recipeJsonSchema } from './recipe-schema';
import type { Parts } from './upload';

type Json = Readonly<Record<string, unknown>>;

/** The descriptions of requests' parts. */
const PARTS: Readonly<Record<string, Json>> = {
  photo: { type: 'string', contentMediaType: 'application/octet-stream', description: 'a photo, as a file' },
  mask: {
    type: 'string',
    contentMediaType: 'application/octet-stream',
    description: "a picture of the photo's size, as a file; white is damaged",
  },
  kernel: {
    type: 'string',
    contentMediaType: 'application/octet-stream',
    description: 'a picture of the point spread function, as a file, instead of blur or length',
  },
  recipe: { oneOf: [{ enum: OWN_RECIPES }, { $ref: '#/components/schemas/Recipe' }] },
  sensitivity: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    description: 'from only obvious damage to every trace',
  },
};

/** The statuses of refusals. Those about a body apply only to requests with one. */
const REFUSED = { 401: 'no key', 403: 'a wrong key', 500: 'the service failed' };
const REFUSED_PHOTOS = {
  400: 'the request, its recipe or its photo makes no sense',
  406: 'no type of answer is accepted',
  408: 'the photo stopped coming',
  413: 'the request is too large',
  415: 'the request is not multipart/form-data',
  422: 'the photo was left alone, by the limit of the recipe',
  429: 'too many requests wait',
  507: 'the disk is full',
};

/** The service's description in OpenAPI 3.1, from the list of endpoints and the schemas of the program. */
export function openApi(endpoints: readonly Endpoint[]): Json {
  const paths = endpoints.map((endpoint) => [
    endpoint.path,
    { [endpoint.method.toLowerCase()]: operation(endpoint) },
  ]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Daguerre',
      version: VERSION,
      summary: 'Restores photographs by exact posterior sampling',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Recipe: recipeJsonSchema(), Problem: asJsonSchema(problemSchema, 'output') },
    },
  };
}

function operation({ path, summary, isOpen, parts, answers }: Endpoint): Json {
  const refused: Readonly<Record<string, string>> = isOpen
    ? {}
    : { ...REFUSED, ...(parts && REFUSED_PHOTOS) };
  const refusals = Object.entries(refused).map(([status, description]) => [
    status,
    refusal(status, description),
  ]);
  return {
    operationId: path.replace(/^\/(v1\/)?/, '').replaceAll(/\W/g, '-'),
    summary,
    ...(isOpen && { security: [] }),
    ...(parts && { requestBody: body(parts) }),
    responses: {
      200: {
        description: 'done',
        ...(answers['image/png'] === null && parts?.fields.includes('recipe') && WARNINGS),
        content: contents(answers),
      },
      ...Object.fromEntries(refusals),
    },
  };
}

const WARNINGS = {
  headers: {
    'Daguerre-Warnings': {
      description: 'of a picture: sentences about what may be wrong with it',
      schema: { type: 'string' },
    },
  },
};

function body({ files, fields }: Parts): Json {
  const names = [...files, ...fields];
  return {
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: Object.fromEntries(names.map((name) => [name, PARTS[name]])),
          required: names.filter((name) => name === 'photo' || name === 'recipe'),
          additionalProperties: false,
        },
      },
    },
  };
}

function contents(answers: Endpoint['answers']): Json {
  const entries = Object.entries(answers).map(([type, schema]) => [
    type,
    { schema: schema === null ? {} : asJsonSchema(schema, 'output') },
  ]);
  return Object.fromEntries(entries);
}

function refusal(status: string, description: string): Json {
  const retry = { 'Retry-After': { description: 'seconds', schema: { type: 'integer' } } };
  return {
    description,
    ...(status === '429' && { headers: retry }),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}
