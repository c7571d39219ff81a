/** The sums of the files of a folder when the program was built (setup/model-sums.ts). */
declare module '*?sums' {
  export const sums: Readonly<Record<string, string>>;
}
