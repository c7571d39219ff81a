import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { FileRef } from '../../src-main/contract/window/basics';
import type { ChannelOutput } from '../../src-main/contract/window/channels';
import type { ProgramInfo } from '../../src-main/contract/window/program';

interface ProgramState {
  /** Null until the program has answered. */
  readonly info: ProgramInfo | null;
  /** Null until requested, because trying providers takes seconds. */
  readonly providers: ChannelOutput<'providers'> | null;
}

export const useProgram = create<ProgramState>()(() => ({ info: null, providers: null }));

/** As many as a menu shows without scrolling. */
const MOST_RECENT = 8;

/** The recent files that are offered, latest first. */
export function useRecent(): readonly FileRef[] {
  return useProgram(useShallow(({ info }) => info?.recent.slice(0, MOST_RECENT) ?? []));
}

/** Updates a part of the program's description: settings, presets, recent files. */
export function patchInfo(patch: Partial<ProgramInfo>): void {
  useProgram.setState(({ info }) => ({ info: info && { ...info, ...patch } }));
}

export function isMac(): boolean {
  const platform = useProgram.getState().info?.platform;
  return platform ? platform === 'darwin' : navigator.platform.startsWith('Mac');
}
