import type { Log } from '../functions/world.ts';

/** What a command is called with, checked. */
export interface Call {
  readonly args: readonly string[];
  /** The run's clock, ISO with the offset of Asia/Shanghai. */
  readonly now: string;
  readonly period: string | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly schools: string | undefined;
  /** `--until` of preview, ISO. */
  readonly until: string | undefined;
  /** `--ics` of preview: a file to write. */
  readonly ics?: string | undefined;
  /** `--mail-to` of doctor. */
  readonly mailTo: string | undefined;
  /** `--repair` and `--alarm` of doctor. */
  readonly repair?: boolean;
  readonly alarm?: boolean;
  /** `--to` of backup and evidence, `--restore` of backup. */
  readonly to?: string | undefined;
  readonly restore?: string | undefined;
  /** `--every` of run, minutes. */
  readonly every: number | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
}

/** What a command answers: the JSON document, the lines for people, and whether something needs a person. */
export interface Answer {
  readonly document: unknown;
  readonly lines: readonly string[];
  readonly needsPerson?: boolean;
  /** What needs a person, on stderr. */
  readonly warnings?: readonly string[];
}

/** Does one command's work. */
export type Command = (call: Call) => Promise<Answer>;
