import type { RecipeRequest } from '../contract/recipe';
import type { z } from '../contract/schema';
import type { EncodeOptions } from '../imaging/encode-options';
import type { networkSchema } from '../processes/job-schemas';
import type { MeasurementPaths } from './measurement-files';

/** The restoration of one photo, from files to files. */
export interface PhotoJob {
  readonly photo: string;
  /** Its automatic values are estimated for each page. */
  readonly recipe: RecipeRequest;
  readonly files: MeasurementPaths;
  readonly network: z.input<typeof networkSchema>;
  /** One file per sample. */
  readonly outputs: readonly string[];
  readonly encoding: EncodeOptions;
  /** Whether to record the restoration in the results' XMP. */
  readonly mark: boolean;
  readonly tileSize?: number | undefined;
  /** The name by which the compute process can pause this job. */
  readonly hold?: string | undefined;
}
