/** A WebAssembly module, compiled from that AssemblyScript file when the program is built (setup/assemblyscript.ts). */
declare module '*?assemblyscript' {
  export const bytes: Uint8Array<ArrayBuffer>;
}
