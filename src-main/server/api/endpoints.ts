import { z } from '../../contract/schema';
import { VERSION } from '../../contract/version';
import { TEXT_FORMAT } from '../../metrics/registry';
import { detectedSchema, estimatedSchema, healthSchema, restoredSchema } from './answers';
import { DETECT_PARTS, detectRoute } from './detect-route';
import type { Endpoint } from './endpoint';
import { ESTIMATE_PARTS, estimateRoute } from './estimate-route';
import { FORMATS } from './media-types';
import { openApi } from './open-api';
import { recipeJsonSchema } from './recipe-schema';
import { RESTORE_PARTS, restoreRoute } from './restore-route';

const pictures = Object.fromEntries(Object.keys(FORMATS).map((type) => [type, null]));

export const ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/v1/restore',
    summary:
      'Restores a photo by a recipe: the answer is the picture, or JSON with what was done and all samples',
    parts: RESTORE_PARTS,
    answers: { ...pictures, 'application/json': restoredSchema },
    handle: restoreRoute,
  },
  {
    method: 'POST',
    path: '/v1/detect',
    summary: 'Finds scratches and dust: how much of the photo they are, or a mask of them',
    parts: DETECT_PARTS,
    answers: { 'application/json': detectedSchema, 'image/png': null },
    handle: detectRoute,
  },
  {
    method: 'POST',
    path: '/v1/estimate',
    summary: 'Measures the noise, grain, blur, fading and JPEG quality of a photo',
    parts: ESTIMATE_PARTS,
    answers: { 'application/json': estimatedSchema },
    handle: estimateRoute,
  },
  {
    method: 'GET',
    path: '/v1/recipe-schema',
    summary: 'The JSON Schema of a recipe',
    answers: { 'application/schema+json': null },
    handle: (_service, _request, reply) =>
      reply.type('application/schema+json').send(JSON.stringify(recipeJsonSchema())),
  },
  {
    method: 'GET',
    path: '/v1/health',
    summary: 'Whether the service answers, without a key',
    isOpen: true,
    answers: { 'application/json': healthSchema },
    handle: ({ turns }) => healthSchema.parse({ status: 'ok', version: VERSION, ...turns.depth }),
  },
  {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description',
    answers: { 'application/json': z.looseObject({}) },
    handle: () => openApi(ENDPOINTS),
  },
  {
    method: 'GET',
    path: '/metrics',
    summary: 'Counts and times for Prometheus',
    answers: { 'text/plain': null },
    handle: ({ metrics }, _request, reply) => reply.type(TEXT_FORMAT).send(metrics.registry.text()),
  },
];
