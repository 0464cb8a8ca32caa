import type { Period } from '../../schemas/periods.ts';
import type { World } from '../world.ts';
import type { BulletinReport } from './bulletin/report.ts';
import { type Consolidation, consolidate } from './consolidate.ts';
import type { District } from './district.ts';
import type { WatchReport } from './doctor/alarm.ts';
import { type HandOutReport, handOut } from './hand-out.ts';
import type { LetterOutcome } from './letters/post.ts';
import { remind } from './letters/remind.ts';
import { type RunReport, run } from './run.ts';
import { type Standing, standing } from './standing.ts';
import { validate } from './validate.ts';

/** What a job is asked for besides its district. */
export interface JobRequest {
  readonly period: Period;
  /** The month somebody asked for; none where `period` is just the clock's. */
  readonly asked?: Period | undefined;
  readonly dryRun: boolean;
}

/** What a job answers: the JSON document, the same from every door, and the files that were open elsewhere. */
export interface JobAnswer<T> {
  readonly document: T;
  readonly busy: readonly string[];
}

/** One job: the district as read, and what is asked for. */
export type Job<T> = (world: World, district: District, request: JobRequest) => Promise<JobAnswer<T>>;

export interface Documents {
  readonly handOut: HandOutReport;
  readonly validate: Standing & { readonly others: readonly Standing[] };
  readonly consolidate: Consolidation;
  readonly remind: { readonly period: Period; readonly letters: readonly LetterOutcome[] };
  readonly bulletin: BulletinReport;
  readonly run: RunReport;
  readonly watch: WatchReport;
}

const plain = <T>(document: T): JobAnswer<T> => ({ document, busy: [] });

/** The jobs of a district by name: what the command line and the HTTP functions open their doors to. */
export const jobs: { readonly [K in keyof Documents]: Job<Documents[K]> } = {
  handOut: async (world, district, { period }) => plain(await handOut(world, district, period)),
  validate: async (world, district, { period }) =>
    plain(standing(world, district, period, await validate(world, district))),
  consolidate: async (world, district) => {
    const document = await consolidate(world, district);
    return { document, busy: document.master === 'busy' ? [document.path] : [] };
  },
  remind: async (world, district, { period, dryRun }) =>
    plain({ period, letters: await remind(world, district, dryRun) }),
  bulletin: async (world, district, { asked, dryRun }) => {
    const { bulletin } = await import('./bulletin/bulletin.ts');
    const { drawDocument } = world;
    const { report, busy } = await bulletin(world, district, { period: asked, drawDocument, dryRun });
    return { document: report, busy };
  },
  watch: async (world, district, { dryRun }) => {
    const { watch } = await import('./doctor/alarm.ts');
    return plain(await watch(world, district, dryRun));
  },
  run: async (world, district, { period, dryRun }) => {
    const { report, busy } = await run(world, district, period, dryRun);
    return { document: report, busy };
  },
};
