/** The options as typed. */
export interface ServeOptions {
  readonly port: number;
  readonly data?: string;
  readonly model?: string;
  readonly provider?: string;
  readonly threads?: number;
  readonly api?: true;
  readonly apiKey?: string;
  readonly host?: string;
  readonly waiting: number;
}
