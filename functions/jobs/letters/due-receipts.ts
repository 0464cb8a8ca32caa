import { periodTitle } from '../../../schemas/periods.ts';
import type { School } from '../../../schemas/roster.ts';
import { timelinessTitles } from '../../../schemas/state.ts';
import { addDays, localDate } from '../../core/calendar.ts';
import type { ReportState } from '../../core/ledger-state.ts';
import { timelinessOf } from '../../core/timeliness.ts';
import { understand } from '../../core/understand.ts';
import { letterFigures } from '../../letters/letter-figures.ts';
import { letterFindings } from '../../letters/letter-findings.ts';
import { minuteTitle } from '../../letters/minute-title.ts';
import type { ReceiptItem } from '../../letters/plan.ts';
import type { LetterPress } from '../../letters/press.ts';
import type { Letter, World } from '../../world.ts';
import { type District, deadlineOf, formsOf } from '../district.ts';
import { readingAt } from '../readings.ts';
import { lettersTo, schoolReceivers } from './school-receivers.ts';

/** The receipts of versions accepted since the last ones were sent: to contact and principal, one letter a person. */
export async function composeReceipts(
  world: World,
  district: District,
  press: LetterPress,
): Promise<readonly Letter[]> {
  const since = addDays(localDate(world.now), -newsFor);
  return lettersTo(
    district,
    schoolReceivers(world, district, (report) => keyOf(report, since)),
    (school, report) => itemOf(world, district, school, report),
    press.receipt,
  );
}

/** For how many days a receipt is news: whoever takes over a school is not told of the months before. */
const newsFor = 31;

function keyOf({ period, school, accepted }: ReportState, since: string): string | undefined {
  if (!accepted || localDate(accepted.seenAt) < since) return undefined;
  return `receipt/${period}/${school}/${accepted.version}`;
}

async function itemOf(world: World, district: District, school: School, report: ReportState): Promise<ReceiptItem> {
  const { accepted, previous } = report;
  if (!accepted) throw new RangeError('a receipt without an accepted version');
  const forms = formsOf(district.settings, report.period);
  const answersOf = async (pointer: typeof accepted.reading | undefined) => {
    const reading = await readingAt(world, pointer);
    return reading && understand(forms, reading);
  };
  const queries = report.findings.map(({ finding }) => finding).filter(({ severity }) => severity === 'query');
  const { due } = deadlineOf(district, report);
  return {
    school: school.name,
    period: periodTitle(report.period),
    madeAt: minuteTitle(accepted.madeAt),
    timeliness: timelinessTitles[timelinessOf(due, accepted.madeAt, world.now)],
    checkCode: accepted.checkCode,
    version: accepted.version,
    ...(previous
      ? {
          replaces: {
            version: previous.version,
            madeAt: minuteTitle(previous.madeAt),
            checkCode: previous.checkCode,
          },
        }
      : {}),
    contact: school.liaison,
    figures: letterFigures(forms, (await answersOf(accepted.reading)) ?? {}, await answersOf(previous?.reading)),
    queries: letterFindings(queries, forms),
  };
}
