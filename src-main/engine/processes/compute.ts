import { computeTable } from '../compute-table';
import { computeHandlers } from '../handlers';
import { serve } from '../transport/serve';

serve(computeTable, computeHandlers);
