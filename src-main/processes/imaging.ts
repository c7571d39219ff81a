import { parentPort } from '../transport/parent-port';
import { serve } from '../transport/serve';
import { imagingHandlers } from './imaging-handlers';
import { imagingTable } from './imaging-table';
import { holdsTooMuch } from './kept-pictures';

serve(imagingTable, imagingHandlers, parentPort(), { isWorn: holdsTooMuch });
