import { expectTypeOf, test } from 'vitest';
import type { batchRequest } from '../../src-main/api/requests';
import type { BatchCounts, BatchEvent, BatchRequest, BatchSummary } from '../../src-main/api/types';
import type { BatchRequest as Asked, Counts, Order, Rules } from '../../src-main/contract/batch';
import type { z } from '../../src-main/contract/schema';
import type { BatchEvent as Event, Finished } from '../../src-main/library/events';

test('what a program asks of a batch is what its schema reads, and all that a batch can be asked', () => {
  // A recipe has a schema of its own, and a schema knows no more of a listener than that it is a function.
  type Own = 'recipe' | 'onEvent';
  type Read = z.input<typeof batchRequest>;
  expectTypeOf<keyof BatchRequest>().toEqualTypeOf<keyof Read>();
  expectTypeOf<Omit<BatchRequest, Own>>().toExtend<Omit<Read, Own>>();
  expectTypeOf<Omit<Read, Own>>().toExtend<Omit<BatchRequest, Own>>();
  expectTypeOf<Exclude<keyof Asked, keyof Rules>>().toExtend<keyof BatchRequest>();
  expectTypeOf<NonNullable<BatchRequest['order']>>().toEqualTypeOf<Order>();
});

test("what a program is told of a batch has the fields of the program's own events", () => {
  expectTypeOf<BatchCounts>().toEqualTypeOf<Counts>();
  expectTypeOf<BatchSummary>().toEqualTypeOf<Omit<Finished, 'event'>>();
  // A package's batch has no queue.
  expectTypeOf<BatchEvent['event']>().toEqualTypeOf<Exclude<Event['event'], 'queue'>>();
});
