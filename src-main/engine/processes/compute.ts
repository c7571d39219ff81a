import { computeTable } from '../compute-table';
import { computeHandlers } from '../handlers';
import { parentPort } from '../transport/parent-port';
import { serve } from '../transport/serve';

serve(computeTable, computeHandlers, parentPort());
