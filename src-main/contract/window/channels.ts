import { saidSchema } from '../said';
import { z } from '../schema';
import { readId } from './basics';
import { documentChannels } from './documents';
import { healedSchema, healingChannels } from './healing';
import { jobChannels, jobSchema, liveSchema } from './jobs';
import { batchStatusSchema, libraryChannels } from './library';
import { maskChannels } from './masks';
import { programChannels } from './program';
import { resultChannels } from './results';
import { savingChannels } from './saving';

/** All requests of the window: name -> schemas of input and output. */
export const channels = {
  ...programChannels,
  ...documentChannels,
  ...maskChannels,
  ...jobChannels,
  ...resultChannels,
  ...healingChannels,
  ...savingChannels,
  ...libraryChannels,
};
export type Channels = typeof channels;
export type ChannelName = keyof Channels;
export type ChannelInput<Name extends ChannelName> = z.input<Channels[Name]['input']>;
export type ChannelOutput<Name extends ChannelName> = z.output<Channels[Name]['output']>;

/** Commands of a menu or of the system that the window runs. */
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
  'help',
  'tour',
  'shortcuts',
  'about',
] as const;

/** Events to the window. */
export const events = {
  job: jobSchema,
  live: liveSchema,
  healed: healedSchema,
  /** The open batch has changed; at most a few times per second. */
  batch: batchStatusSchema,
  /** A command of the menu. */
  command: z.object({ command: z.enum(COMMANDS) }),
  /** The window is being closed; it waits a moment for `answerClosing`. */
  closing: z.object({}),
  /** The system asks to open a file: open-with, a second start of the program. */
  openFile: z.object({ file: readId }),
  /** A message that belongs to no request, for example that an engine process crashed while idle. */
  notice: z.object({ said: saidSchema }),
};
export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<Name extends EventName> = z.output<Events[Name]>;

/** The reply to a request: structured clones lose the type of errors, and JSON omits the value of a void reply. */
export const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown().optional() }),
  z.object({ ok: z.literal(false), said: saidSchema, badRequest: z.boolean() }),
]);
export type Reply = z.infer<typeof replySchema>;
