/** Which quota a request draws on; Sheets alone counts reads and writes apart, sixty a minute each. */
export type Quota = 'sheetsRead' | 'sheetsWrite' | 'drive' | 'storage';

/** One request to Google, and what makes it safe to send it again. */
export interface Call<T> {
  readonly quota: Quota;
  readonly send: () => Promise<{ readonly data: T }>;
  /**
   * After an answer that leaves open whether it was applied (dropped, timed out, 500): `harmless`, it may simply be sent
   * again; or a look that returns what it made, undefined where it was not applied.
   */
  readonly again: 'harmless' | (() => Promise<T | undefined>);
}

/** Sends requests in their turn, tries again by reason, and throws a `GoogleFault` or an operator's error in the end. */
export type Send = <T>(call: Call<T>) => Promise<T>;

/** Time as the connection sees it: milliseconds since 1970, a wait, and chance for the jitter (0 up to 1). */
export interface Pace {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly chance: () => number;
}

/** What Google answered in the end: an HTTP status (0: no answer), its machine-readable reason, and its sentence. */
export class GoogleFault extends Error {
  override readonly name = 'GoogleFault';
  readonly status: number;
  /** `errors[0].reason` of Drive and Storage, `status` or ErrorInfo's reason of Sheets; empty where there is none. */
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}
