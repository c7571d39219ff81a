import { create } from 'zustand';
import type { FileRef } from '../../src-main/contract/window/basics';
import { NO_REPAIRS, type Repairs } from '../repairs/schema';

export interface RepairsState {
  readonly repairs: Repairs;
  /** A picture of the blur; belongs to this session, not to presets. */
  readonly kernel: FileRef | null;
}

export const useRepairs = create<RepairsState>()(() => ({ repairs: NO_REPAIRS, kernel: null }));

export function changeRepairs(change: (repairs: Repairs) => Repairs): void {
  useRepairs.setState(({ repairs }) => ({ repairs: change(repairs) }));
}
