/**
 * One line of the platform's log, named as Cloud Logging wants it: counts and names of districts, never an address, a token
 * or a text that somebody sent or typed.
 */
export interface LogEntry {
  readonly severity: 'INFO' | 'WARNING' | 'ERROR';
  readonly message: string;
  readonly job?: string;
  /** A name of DISTRICTS. */
  readonly district?: string;
  readonly counts?: Readonly<Record<string, number>>;
  readonly durationMs?: number;
  /** The time that the scheduler meant, where it sent the request. */
  readonly scheduledFor?: string;
  /** Status of a refusal before any function saw the request. */
  readonly status?: number;
  readonly port?: number;
  /** Puts the line with the platform's own lines of the same request. */
  readonly 'logging.googleapis.com/trace'?: string;
}
