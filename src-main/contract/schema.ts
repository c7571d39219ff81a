import { z } from 'zod';

// zod compiles schemas with new Function unless told not to, which the window's content security policy forbids.
z.config({ jitless: true });

export { z };
