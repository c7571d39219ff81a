import { join, parse } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { USUAL_SENSITIVITY } from '../../contract/damage';
import { maskName } from '../../contract/photo-files';
import { detectFile } from '../../jobs/detect-job';
import type { DetectedAnswer } from './answers';
import { wantedOf } from './media-types';
import { onPhoto } from './on-photo';
import { Refusal } from './refusal';
import { sendPicture } from './send';
import type { Service } from './service';

export const DETECT_PARTS = { files: ['photo'], fields: ['sensitivity'] } as const;

/** Finds scratches and dust. The answer is their share of the photo, or the mask as a PNG. */
export async function detectRoute(service: Service, request: FastifyRequest, reply: FastifyReply) {
  const wantsMask = wantedOf(request.headers.accept ?? 'application/json', ['image/png']) === 'png';
  const { found, mask, name } = await onPhoto(
    service,
    request,
    reply,
    DETECT_PARTS,
    ({ fields }) => sensitivityOf(fields.get('sensitivity')),
    async ({ photo, engine, folder, signal }, sensitivity) => {
      const path = wantsMask ? join(folder, 'mask.png') : undefined;
      const asked = { photo: photo.path, sensitivity, mask: path };
      return { found: await detectFile(engine, asked, { signal }), mask: path, name: photo.name };
    },
  );
  if (mask !== undefined)
    return sendPicture(reply, mask, `${maskName(parse(name).name)}.png`, service.stallMs);
  return found satisfies DetectedAnswer;
}

function sensitivityOf(text: string | undefined): number {
  if (text === undefined) return USUAL_SENSITIVITY;
  const sensitivity = Number(text);
  if (text.trim() !== '' && sensitivity >= 0 && sensitivity <= 1) return sensitivity;
  throw new Refusal(400, `The field sensitivity must be a number from 0 to 1, not ${JSON.stringify(text)}.`);
}
