import type { Book } from '../../schemas/book.ts';
import type { SampleSchool } from './schools.ts';
import type { Entry } from './typed-into.ts';

/** Where the story is lived through, and what people do there: a folder of workbooks, or a folder of Google Drive. */
export interface Stage {
  readonly district: string;
  /** What the district's program finds in its environment: never what this machine is set up for. */
  readonly env: Readonly<Record<string, string>>;
  /** What happens next happens at this hour, ISO. */
  turn(iso: string): void;
  /** Where files have the machine's own time: reports that were just handed out become files of this hour. */
  readonly handedOut?: (paths: readonly string[]) => void;
  /** 区级设置 after the section typed into it: everything it has typed by now. */
  section(typed: readonly Entry[]): Promise<void>;
  /** A school's report after it was typed into: `filled` is all of it. */
  type(school: SampleSchool, path: string, filled: Book): Promise<void>;
  /** A file of these bytes at a path, whatever was there. */
  put(path: string, bytes: Uint8Array): Promise<void>;
  /** A copy of another file at a path, whatever was there. */
  copy(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Requests since the last answer, where there are any to count. */
  readonly spent?: () => Spent;
}

/** Requests of the district's program by the quota that they draw on. */
export type Spent = Readonly<Record<'reads' | 'writes' | 'drive' | 'storage', number>>;
