import type { Period } from '../../schemas/periods.ts';
import type { World } from '../world.ts';
import { type Consolidation, consolidate } from './consolidate.ts';
import type { District } from './district.ts';
import { type HandOutReport, handOut } from './hand-out.ts';
import type { LetterOutcome } from './post.ts';
import { remind } from './remind.ts';
import { type RunReport, run } from './run.ts';
import { type Standing, standing } from './standing.ts';
import { validate } from './validate.ts';

/** What a job is asked for besides its district. */
export interface JobRequest {
  readonly period: Period;
  readonly dryRun: boolean;
}

/** What a job answers: the JSON document, the same from every door, and whether the master could be renewed. */
export interface JobAnswer<T> {
  readonly document: T;
  readonly masterBusy: boolean;
}

/** One job: the district as read, and what is asked for. */
export type Job<T> = (world: World, district: District, request: JobRequest) => Promise<JobAnswer<T>>;

export interface Documents {
  readonly handOut: HandOutReport;
  readonly validate: Standing & { readonly others: readonly Standing[] };
  readonly consolidate: Consolidation;
  readonly remind: { readonly period: Period; readonly letters: readonly LetterOutcome[] };
  readonly run: RunReport;
}

const plain = <T>(document: T): JobAnswer<T> => ({ document, masterBusy: false });

/** The jobs of a district by name: what the command line and the HTTP functions open their doors to. */
export const jobs: { readonly [K in keyof Documents]: Job<Documents[K]> } = {
  handOut: async (world, district, { period }) => plain(await handOut(world, district, period)),
  validate: async (world, district, { period }) =>
    plain(standing(world, district, period, await validate(world, district))),
  consolidate: async (world, district) => {
    const document = await consolidate(world, district);
    return { document, masterBusy: document.master === 'busy' };
  },
  remind: async (world, district, { period, dryRun }) =>
    plain({ period, letters: await remind(world, district, dryRun) }),
  run: async (world, district, { period, dryRun }) => {
    const { report, master } = await run(world, district, period, dryRun);
    return { document: report, masterBusy: master === 'busy' };
  },
};
