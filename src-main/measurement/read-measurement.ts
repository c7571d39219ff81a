import type { Rectangle } from '../contract/geometry';
import { isDamaged } from '../contract/mask';
import type { OpenPicture } from '../imaging/raw-picture';
import { readReflected, toPlanes } from './photo-planes';

/** The photo's part under a region of the restored picture, extended by reflection: three planes in [-1, 1]. */
export async function readMeasurement(
  photo: OpenPicture,
  area: Rectangle,
  scale: number,
): Promise<Float32Array> {
  return toPlanes(await readReflected(photo.file, photo.picture, shrink(area, scale)), photo.picture);
}

/** 1 where the photo isn't damaged, under a region of the restored picture. */
export async function readMeasured(mask: OpenPicture, area: Rectangle, scale: number): Promise<Uint8Array> {
  const samples = await readReflected(mask.file, mask.picture, shrink(area, scale));
  const measured = new Uint8Array(samples.length);
  for (let i = 0; i < measured.length; i++) measured[i] = isDamaged(samples[i]) ? 0 : 1;
  return measured;
}

function shrink(area: Rectangle, scale: number): Rectangle {
  return { x: area.x / scale, y: area.y / scale, width: area.width / scale, height: area.height / scale };
}
