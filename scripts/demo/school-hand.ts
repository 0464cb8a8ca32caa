import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { reportKey } from '../../functions/core/ledger-state.ts';
import { reportBook } from '../../functions/core/report/report-book.ts';
import type { Book } from '../../schemas/book.ts';
import type { Period } from '../../schemas/periods.ts';
import { tree } from '../../schemas/tree.ts';
import { asWritten, rightAnswers, type Typed } from './answers.ts';
import type { Paper } from './papers.ts';
import { type SampleSchool, sampleSchool } from './schools.ts';
import type { Stage } from './stage.ts';
import type { Act } from './story.ts';
import { recalculated, typedInto } from './typed-into.ts';

/** The papers that were handed out, by `<period>/<school>`. */
export type Papers = ReadonlyMap<string, Paper>;

/** Does to the files of a district what a school does at its desk. */
export async function perform(stage: Stage, papers: Papers, { number, period, at, does }: Act): Promise<void> {
  const sample = sampleSchool(number);
  const paper = paperOf(papers, number, period);
  const right = rightAnswers(sample, period, at.slice(0, 10));
  switch (does.is) {
    case 'fills':
      return stage.type(sample, paper.path, filled(paper, sample, { ...right, ...does.but }));
    case 'mails':
      return stage.put(`${tree.inbox}/${does.as}`, await drawBook(filled(paper, sample, right)));
    case 'begins':
      return stage.type(sample, paper.path, filled(paper, sample, does.typed));
    case 'mixesUp':
      return stage.copy(paperOf(papers, does.number, does.period).path, paper.path);
    case 'spoils': {
      const whole = await drawBook(filled(paper, sample, right));
      if (does.how === 'cutShort') return stage.put(paper.path, whole.subarray(0, Math.floor(whole.length * 0.6)));
      if (does.how === 'encrypted') return stage.put(paper.path, compoundFile('EncryptedPackage'));
      // Saved under another type: the program asks, the person says yes, and the .xlsx is gone.
      await stage.remove(paper.path);
      return stage.put(paper.path.replace(/\.xlsx$/, '.xls'), compoundFile('Workbook'));
    }
  }
}

function paperOf(papers: Papers, number: number, period: Period): Paper {
  const found = papers.get(reportKey(sampleSchool(number).school.code, period));
  if (!found) throw new RangeError(`no report was handed out to ${number} for ${period}`);
  return found;
}

/** The form that was handed out, after the school typed into it and its program worked out the hints again. */
function filled({ spec }: Paper, sample: SampleSchool, typed: Typed): Book {
  const answers = asWritten(sample, typed);
  const blank = reportBook(spec);
  const entries = blank.names.flatMap(({ name, tab, area: { row, column } }) =>
    name in answers ? [{ tab, row, column, value: answers[name] ?? null }] : [],
  );
  const answered = reportBook({ ...spec, given: { ...spec.given, ...answers } });
  return recalculated(typedInto(blank, entries), answered);
}

/** As much of the old file format as tells what it is: its mark, and the name of the stream that holds the content. */
function compoundFile(stream: string): Uint8Array {
  const bytes = Buffer.alloc(1536);
  bytes.write('d0cf11e0a1b11ae1', 'hex');
  bytes.write('Root Entry', 512, 'utf16le');
  bytes.write(stream, 640, 'utf16le');
  return bytes;
}
