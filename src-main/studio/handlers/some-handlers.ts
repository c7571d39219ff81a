import type { ChannelName } from '../../contract/window/channels';
import type { ChannelHandlers } from '../studio';

/** The handlers of one file of the contract. */
export type SomeHandlers<Table> = Pick<ChannelHandlers, Extract<keyof Table, ChannelName>>;
