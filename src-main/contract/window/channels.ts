import { saidSchema } from '../said';
import { z } from '../schema';
import { readId } from './basics';
import { documentChannels } from './documents';
import { jobChannels, jobSchema, liveSchema } from './jobs';
import { batchSchema, libraryChannels } from './library';
import { maskChannels } from './masks';
import { programChannels } from './program';
import { resultChannels } from './results';
import { savingChannels } from './saving';

/** Every request that the window may make: name -> schemas of what goes in and what comes out. */
export const channels = {
  ...programChannels,
  ...documentChannels,
  ...maskChannels,
  ...jobChannels,
  ...resultChannels,
  ...savingChannels,
  ...libraryChannels,
};
export type Channels = typeof channels;
export type ChannelName = keyof Channels;
export type ChannelInput<Name extends ChannelName> = z.input<Channels[Name]['input']>;
export type ChannelOutput<Name extends ChannelName> = z.output<Channels[Name]['output']>;

/** Commands of a menu or of the system that the window carries out. */
export const COMMANDS = [
  'open',
  'save',
  'saveProject',
  'close',
  'undo',
  'redo',
  'fit',
  'actualSize',
  'zoomIn',
  'zoomOut',
  'settings',
  'shortcuts',
  'about',
] as const;

/** What the window is told without asking. */
export const events = {
  job: jobSchema,
  live: liveSchema,
  /** The open batch has changed; a few times a second at most. */
  batch: batchSchema,
  /** Of the menu. */
  command: z.object({ command: z.enum(COMMANDS) }),
  /** The window is being closed; it waits a moment for `answerClosing`. */
  closing: z.object({}),
  /** The system asks to open a file: open-with, a second start of the program. */
  openFile: z.object({ file: readId }),
  /** What belongs to no request: an engine process crashed while idle, ... */
  notice: z.object({ said: saidSchema }),
};
export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<Name extends EventName> = z.output<Events[Name]>;

/** A request's answer as it crosses: errors don't survive structured clones with their type, and JSON drops the value of a void one. */
export const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown().optional() }),
  z.object({ ok: z.literal(false), said: saidSchema, badRequest: z.boolean() }),
]);
export type Reply = z.infer<typeof replySchema>;
