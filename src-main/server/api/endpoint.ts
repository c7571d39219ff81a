import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from '../../contract/schema';
import type { Service } from './service';
import type { Parts } from './upload';

/** An endpoint: the server routes by this list, and /openapi.json is written from it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  /** It answers without the key. */
  readonly isOpen?: true;
  /** The parts of a multipart request; without them it has no body. */
  readonly parts?: Parts;
  /** The answer's media types: a schema for JSON, null for others. */
  readonly answers: Readonly<Record<string, z.ZodType | null>>;
  readonly handle: (service: Service, request: FastifyRequest, reply: FastifyReply) => unknown;
}
