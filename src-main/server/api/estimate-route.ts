import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { orientTables } from '../../contract/jpeg-tables';
import type { Suggestions } from '../../contract/window/documents';
import { onPhoto } from './on-photo';
import type { Service } from './service';

export const ESTIMATE_PARTS = { files: ['photo'], fields: [] } as const;

/** Measures what a recipe may need to know about a photo (its first page): noise, grain, blur, fading, JPEG quality. */
export async function estimateRoute(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Suggestions> {
  return onPhoto(
    service,
    request,
    reply,
    ESTIMATE_PARTS,
    () => undefined,
    async ({ photo: { path }, engine: { imaging, workspace }, signal }) => {
      const info = await imaging.request('probePhoto', { path }, { signal });
      const rawPath = join(workspace, 'estimated.raw');
      const raw = await imaging.request('decodePhoto', { path, page: 0, rawPath }, { signal });
      const { jpeg, orientation, storedWidth, storedHeight } = info;
      const tables = jpeg && orientTables(jpeg, orientation, storedWidth, storedHeight).tables;
      return imaging.request('analyse', { raw, ...(tables && { jpeg: tables }) }, { signal });
    },
  );
}
