import type { RequestAnswered } from '../../../schemas/events.ts';
import type { Period } from '../../../schemas/periods.ts';
import { type RequestOutcome, requestSummary } from '../../../schemas/requests.ts';
import { addDays, endOfDay, localDate } from '../../core/calendar.ts';
import { campaignYear, yearTitle } from '../../core/campaign-year.ts';
import type { Asked, Request } from '../../core/control/read-requests.ts';
import { eventId } from '../../core/event-id.ts';
import { LeaseHeld, OperatorError } from '../../operator-error.ts';
import type { World } from '../../world.ts';
import type { AnnualOutcome } from '../annual-report/annual-report.ts';
import { bulletin } from '../bulletin/bulletin.ts';
import type { BulletinOutcome } from '../bulletin/report.ts';
import type { District } from '../district.ts';
import { explain } from '../explain.ts';
import { preview } from '../preview.ts';
import { standing } from '../standing.ts';
import type { Validation } from '../validate.ts';
import { checkWords, draftWords, previewWords, sourceWords } from './words.ts';

/** A request that was answered in this run, in the JSON of `run`. */
export interface AnsweredRequest {
  readonly id: string;
  readonly request: string;
  readonly outcome: RequestOutcome;
}

/** What answering came to: besides the answers, what drafting a bulletin did. */
export interface Answers {
  readonly requests: readonly AnsweredRequest[];
  readonly drafted: readonly BulletinOutcome[];
  readonly reports: readonly AnnualOutcome[];
}

/** What the run that answers is, and what its own reading of the reports came to. */
export interface AnsweringRun {
  readonly period: Period;
  readonly validation: Validation;
  readonly dryRun: boolean;
}

/** Days that 预览催报 looks ahead where nobody says how many, and at most. */
const previewDays = 14;
const mostPreviewDays = 62;

/**
 * Does what rows of 办理请求 ask for and says in 运行日志 what came of it, once each. The answer is appended after the work,
 * which is harmless to do again: a run killed in between leaves the row to the next one.
 */
export async function answerRequests(
  world: World,
  district: District,
  requests: readonly Request[],
  run: AnsweringRun,
): Promise<Answers> {
  const answered: AnsweredRequest[] = [];
  const made: Made = { drafted: [], reports: [] };
  for (const request of requests) {
    const { id, key, asked } = request;
    // The same number may stand there twice.
    if (answered.some((it) => it.id === id && it.outcome === 'done')) continue;
    const { outcome, words } = await answerTo(world, district, asked, run, made);
    const event: RequestAnswered = {
      type: 'requestAnswered',
      id: eventId('requestAnswered', id, key, outcome),
      at: world.now,
      request: id,
      key,
      outcome,
      period: run.period,
      summary: requestSummary(titleOf(asked), outcome, words),
    };
    await world.ledger.append([event]);
    answered.push({ id, request: titleOf(asked), outcome });
  }
  return { requests: answered, ...made };
}

/** What was asked for, in words; nothing of a row that was not understood. */
function titleOf(asked: Asked): string {
  switch (asked.is) {
    case 'unclear':
      return '看不懂的请求';
    case '查看来源':
      return `${asked.is} ${asked.figure}`;
    case '预览催报':
      return asked.until === undefined ? asked.is : `${asked.is} ${asked.until}`;
    case '立即校验':
      return asked.period === undefined ? asked.is : `${asked.is} ${asked.period}`;
    case '生成通报草稿': {
      const of = asked.year === undefined ? asked.period : yearTitle({ year: asked.year });
      return of === undefined ? asked.is : `${asked.is} ${of}`;
    }
  }
}

/** Drafts that were asked for. */
interface Made {
  readonly drafted: BulletinOutcome[];
  readonly reports: AnnualOutcome[];
}

interface Answer {
  readonly outcome: RequestOutcome;
  readonly words: string;
}

/** What cannot be done is an answer too; only faults of the world stop the run, and the row is taken up by the next. */
async function answerTo(
  world: World,
  district: District,
  asked: Asked,
  run: AnsweringRun,
  made: Made,
): Promise<Answer> {
  if (asked.is === 'unclear') return { outcome: 'refused', words: asked.why };
  try {
    return { outcome: 'done', words: await wordsFor(world, district, asked, run, made) };
  } catch (error) {
    if (!(error instanceof OperatorError) || error instanceof LeaseHeld) throw error;
    return { outcome: 'refused', words: error.message.replace('可用 --period 指定', '可在“参数”里写') };
  }
}

async function wordsFor(
  world: World,
  district: District,
  asked: Exclude<Asked, { is: 'unclear' }>,
  run: AnsweringRun,
  made: Made,
): Promise<string> {
  switch (asked.is) {
    case '立即校验':
      return checkWords(standing(world, district, run.period, run.validation), asked.period);
    case '预览催报': {
      const until = untilDay(world, asked.until);
      const all = await preview(world, district, endOfDay(until));
      const letters = all.filter(({ key }) => key.startsWith('remind/'));
      return previewWords(letters, until, district.settings.trial);
    }
    case '生成通报草稿': {
      const { drawDocument } = world;
      if (asked.year !== undefined) {
        const { annualReport } = await import('../annual-report/annual-report.ts');
        const report = await annualReport(world, district, campaignYear(asked.year), {
          drawDocument,
          dryRun: run.dryRun,
        });
        made.reports.push(report);
        return draftWords(report.report, world.ledger.state.bulletins.get(report.report.from));
      }
      const outcome = await bulletin(world, district, { period: asked.period, drawDocument, dryRun: run.dryRun });
      made.drafted.push(outcome);
      return draftWords(outcome.report, world.ledger.state.bulletins.get(outcome.report.from));
    }
    case '查看来源':
      return sourceWords(await explain(world, district, asked.figure));
  }
}

function untilDay(world: World, asked: string | undefined): string {
  const today = localDate(world.now);
  if (asked === undefined) return addDays(today, previewDays);
  if (asked < today) throw new OperatorError(`${asked} 已经过去了，预览只能看以后的日子。`);
  if (asked > addDays(today, mostPreviewDays)) throw new OperatorError(`${asked} 太远，最多看 ${mostPreviewDays} 天。`);
  return asked;
}
