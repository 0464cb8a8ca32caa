import type { Book, StyleName } from '../../schemas/book.ts';
import { type Finding, findingMessage, type Severity, severityTitles } from '../../schemas/finding.ts';
import { parseA1 } from '../../schemas/grid.ts';
import type { ReportState } from '../core/ledger-state.ts';
import type { Annotation, Mark, World } from '../world.ts';
import { type District, formsOf } from './district.ts';
import { readingAt } from './readings.ts';
import { reportBookOf } from './report-book-of.ts';

const tones: Readonly<Record<Severity, Mark['tone']>> = { error: 'bad', query: 'warn', note: 'quiet' };

/** What a school is told inside its report: the list as a tab, each finding at its cell, and how the cells look else. */
export async function annotationOf(
  world: World,
  district: District,
  report: ReportState,
  feedback: Book,
): Promise<Annotation> {
  const [tab] = feedback.tabs;
  if (!tab) throw new Error('a feedback book has one tab');
  return {
    tab,
    marks: report.findings.flatMap(({ finding }) => markOf(finding)),
    ground: await groundOf(world, district, report),
  };
}

function markOf(finding: Finding): Mark[] {
  const place = placeOf(finding.cell);
  if (!place) return [];
  const { severity } = finding;
  return [{ ...place, tone: tones[severity], note: `${severityTitles[severity]}：${findingMessage(finding)}` }];
}

/** `自查表!B4` → its tab, row and column from 0. */
function placeOf(cell: string): { sheet: string; row: number; column: number } | undefined {
  const bang = cell.lastIndexOf('!');
  const place = parseA1(cell.slice(bang + 1));
  return bang < 1 || !place ? undefined : { sheet: cell.slice(0, bang), ...place };
}

/** Styles as the report was handed out, at the places where its blanks were found since: rows may have been moved. */
async function groundOf(world: World, district: District, report: ReportState): Promise<Annotation['ground']> {
  const event = await world.ledger.read(report.handedOut);
  const reading = await readingAt(world, report.content?.at);
  const school = district.roster.find(({ code }) => code === report.school) ?? { code: report.school, name: '' };
  const given = event.type === 'handedOut' ? event.given : {};
  const book = await reportBookOf(world, district, school, report, given, formsOf(district.settings, report.period));
  const styles = new Map<string, StyleName>();
  for (const { name, tab, area } of book.names) {
    const cell = book.tabs
      .find((it) => it.name === tab)
      ?.cells.find(({ row, column }) => row === area.row && column === area.column);
    if (!cell) continue;
    styles.set(`${tab}!${area.row},${area.column}`, cell.style);
    const found = placeOf(reading?.found[name]?.cell ?? '');
    if (found) styles.set(`${found.sheet}!${found.row},${found.column}`, cell.style);
  }
  return (sheet, row, column) => styles.get(`${sheet}!${row},${column}`) ?? 'input';
}
