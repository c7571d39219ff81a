import type en from './en.json';

/** A plural's forms are one key: 'queue.count_one' and 'queue.count_other' are 'queue.count'. */
type WithoutForm<Key> = Key extends `${infer Base}_one`
  ? Base
  : Key extends `${infer Base}_other`
    ? Base
    : Key;

/** Every message that the window may show. */
export type MessageKey = WithoutForm<keyof typeof en>;
