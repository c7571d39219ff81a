import type { Point, Rectangle } from '../contract/geometry';
import type { OrientedTables } from '../contract/jpeg-tables';
import type { FileRef, PictureRef } from '../contract/window/basics';
import type { PhotoDocument } from '../contract/window/documents';
import type { Look } from '../contract/window/results';
import { FORMAT_NAMES, type PhotoInfo } from '../imaging/photo-info';
import type { RawPicture } from '../imaging/raw-picture';
import type { Healing } from './healing/healing';
import type { Held } from './held';
import type { KeptDocument } from './kept-document';
import type { LivePictures } from './live-pictures';
import type { MaskStore } from './mask-store';
import type { StoredResult } from './stored-result';

/** An open photo with its mask, results and looks. */
export interface OpenDocument {
  readonly id: string;
  /** For its large working files; removed when it is closed. */
  readonly folder: string;
  /** The part that survives a crash: the source of the pixels, mask, repairs. */
  readonly record: KeptDocument;
  /** About the file; extent and tables are the file's, not those of a part that was cut out. */
  readonly info: PhotoInfo;
  readonly raw: RawPicture;
  /** The quantisation of the pixels, upright, if they are those of a JPEG with readable tables. */
  readonly tables: OrientedTables | undefined;
  readonly picture: PictureRef;
  readonly mask: MaskStore;
  readonly results: Map<string, StoredResult>;
  /** The work that is saved in files. */
  readonly held: Held;
  /** The looks of results by id; none if unchanged. */
  readonly chosenLooks: Map<string, Look>;
  /** Pictures of requested looks, by result and look. */
  readonly looks: Map<string, MadeLook>;
  /** The jobs' intermediate pictures. */
  readonly live: LivePictures;
  /** The results that were healed by hand since the photo was opened, and copies that are about to be. */
  readonly healings: Map<string, Healing>;
  /** The centre of what the user sees, in pixels of the photo; null if unknown. */
  viewCentre: Point | null;
  /** Number of strokes that were begun, for their seeds. */
  strokesBegun: number;
  /** Heat maps, by their results. */
  readonly spreads: Map<string, PictureRef>;
  /** The small copy of the last preview, because sliders move more often than the view. */
  proxy: PreviewCopy | null;
  file: FileRef | null;
  project: PhotoDocument['project'];
}

/** A part of the photo, averaged over squares of `factor` pixels. */
export interface PreviewCopy {
  readonly area: Rectangle;
  readonly raw: RawPicture;
  readonly factor: number;
}

export interface MadeLook {
  readonly result: string;
  readonly look: Look;
  readonly raw: RawPicture;
  readonly picture: PictureRef;
}

/** The document's description for the window. */
export function describeDocument(document: OpenDocument): PhotoDocument {
  const { id, record, info, raw, picture, file, project } = document;
  return {
    id,
    name: record.kept.name,
    file,
    width: raw.width,
    height: raw.height,
    format: FORMAT_NAMES[info.format],
    depth: raw.depth,
    grey: raw.channels < 3,
    hasAlpha: raw.channels % 2 === 0,
    pages: info.pages,
    page: record.kept.page,
    profile: info.iccProfileName ?? null,
    density: info.density ?? null,
    jpegTables: document.tables !== undefined,
    picture,
    project,
  };
}
