import type { Period } from '../../schemas/periods.ts';
import { tree } from '../../schemas/tree.ts';
import type { Request } from '../core/control/read-requests.ts';
import type { World } from '../world.ts';
import type { AnnualReport } from './annual-report/annual-report.ts';
import { annualReportIfDue } from './annual-report/due.ts';
import { shareApart } from './apart/share-apart.ts';
import { bulletinIfDue } from './bulletin/due.ts';
import type { BulletinReport } from './bulletin/report.ts';
import { consolidate } from './consolidate.ts';
import { type District, handedOutPeriods } from './district.ts';
import type { Stray } from './find-reports.ts';
import { handOut, reissue } from './hand-out.ts';
import type { LetterOutcome } from './letters/post.ts';
import { remind } from './letters/remind.ts';
import { lockDue, reopenDue } from './lock.ts';
import { publicPageIfDue } from './public-page/due.ts';
import { asksForCheck, requestsToAnswer } from './requests/open.ts';
import type { AnsweredRequest, AnsweringRun, Answers } from './requests/requests.ts';
import { publishScoresIfDue } from './scores/publish-due.ts';
import { type Standing, standing } from './standing.ts';
import { type TakenIn, takeIn } from './take-in.ts';
import { type Validation, validate } from './validate.ts';

/** The JSON of `run`. */
export interface RunReport extends Standing {
  readonly others: readonly Standing[];
  /** Why nobody gets a report for this month; left out where they do. */
  readonly notice?: string;
  readonly letters: readonly LetterOutcome[];
  readonly bulletin: BulletinReport | null;
  /** The report of a campaign year; null where there was nothing to do about one. */
  readonly annualReport: AnnualReport | null;
  /** Rows of 办理请求 that were answered. */
  readonly requests: readonly AnsweredRequest[];
}

/** The jobs that are due, in the order of the flow; the master is rendered once more where letters were sent since. */
export async function run(
  world: World,
  district: District,
  period: Period,
  dryRun: boolean,
): Promise<{ report: RunReport; busy: readonly string[] }> {
  // A month before the first hand-out was nobody's obligation, and an earlier month is not handed out afterwards.
  const first = handedOutPeriods(world)[0];
  const handed = first === undefined || period >= first ? await handOut(world, district, period) : undefined;
  await shareApart(world, district);
  await reissue(world, district);
  await reopenDue(world, district);
  const taken = await takeIn(world, district);
  const requests = requestsToAnswer(world, district);
  const validation = withTroubles(await validate(world, district, asksForCheck(requests)), [
    ...(handed?.failures ?? []),
    ...inboxTroubles(taken),
  ]);
  await lockDue(world, district);
  await publishScoresIfDue(world, district);
  await consolidate(world, district);
  const letters = await remind(world, district, dryRun);
  const drafted = await bulletinIfDue(world, district, { drawDocument: world.drawDocument, dryRun });
  const annual = await annualReportIfDue(world, district, { drawDocument: world.drawDocument, dryRun });
  const unpublished = await publicPageIfDue(world, district);
  const answers = await answersTo(world, district, requests, { period, validation, dryRun });
  const { master } = await consolidate(world, district);
  const stands = standing(world, district, period, validation);
  const years = [...(annual ? [annual] : []), ...answers.reports];
  const bulletins = [...(drafted ? [drafted] : []), ...answers.drafted];
  return {
    report: {
      ...stands,
      ...(handed?.notice === undefined ? {} : { notice: handed.notice }),
      letters: [...letters, ...[...bulletins, ...years].flatMap((it) => it.letters)],
      bulletin: bulletins[0]?.report ?? null,
      annualReport: years[0]?.report ?? null,
      requests: answers.requests,
    },
    busy: [
      ...(master === 'busy' ? [tree.master] : []),
      ...[...bulletins, ...years].flatMap((it) => it.busy),
      ...unpublished,
    ],
  };
}

/** Loaded where somebody asks for something: most runs find nothing in 办理请求 that was not answered. */
async function answersTo(
  world: World,
  district: District,
  requests: readonly Request[],
  run: AnsweringRun,
): Promise<Answers> {
  if (requests.length === 0) return { requests: [], drafted: [], reports: [] };
  const { answerRequests } = await import('./requests/requests.ts');
  return answerRequests(world, district, requests, run);
}

/** What could not be handed out or filed is said with the workbooks that could not be read. */
function withTroubles(validation: Validation, troubles: readonly Stray[]): Validation {
  return { ...validation, strays: [...validation.strays, ...troubles] };
}

function inboxTroubles(taken: readonly TakenIn[]): Stray[] {
  return taken.flatMap(({ school, code, message }) => (code === '' ? [] : [{ school, code, message }]));
}
