import { parentPort } from '../transport/parent-port';
import { serve } from '../transport/serve';
import { computeHandlers } from './compute-handlers';
import { computeTable } from './compute-table';

serve(computeTable, computeHandlers, parentPort());
