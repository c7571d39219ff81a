import { parentPort } from '../transport/parent-port';
import { serve } from '../transport/serve';
import { imagingHandlers } from './imaging-handlers';
import { imagingTable } from './imaging-table';

serve(imagingTable, imagingHandlers, parentPort());
