/** A WebAssembly module that the build compiles from an AssemblyScript file (setup/assemblyscript.ts). */
declare module '*?assemblyscript' {
  export const bytes: Uint8Array<ArrayBuffer>;
}
