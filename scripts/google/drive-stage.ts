import { initGoogle } from '../../functions/adapters/google/init.ts';
import { controlBook } from '../../functions/core/control/control-book.ts';
import type { Book, BookValue } from '../../schemas/book.ts';
import { columnLetters } from '../../schemas/grid.ts';
import { tree } from '../../schemas/tree.ts';
import { type Emulator, startEmulator } from '../../test/google/emulator.ts';
import { robot } from '../../test/google/http.ts';
import { Person } from '../../test/google/person.ts';
import { settingsTyped } from '../demo/sample-district.ts';
import { type SampleSchool, sampleSchools } from '../demo/schools.ts';
import type { Spent, Stage } from '../demo/stage.ts';
import type { Entry } from '../demo/typed-into.ts';
import { multipart } from './multipart.ts';

// The emulator and the people who can speak with it alone (a token that is an address) stay together where it is proved,
// in test/google: nothing that reaches the real Google may know of them.

const section = 'anquanke@example.cn';
const sheetType = 'application/vnd.google-apps.spreadsheet';

/** Google on this machine as the stage, with the sample district on it. */
export interface DriveStage extends Stage {
  readonly emulator: Emulator;
}

interface Found {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
}

/** Starts an emulator whose clock is the story's, and makes the sample district on a shared drive of it. */
export async function openDriveStage(port = 0): Promise<DriveStage> {
  let hour = Date.parse('2018-08-31T09:00:00+08:00');
  const emulator = await startEmulator({ port, clock: () => hour });
  const office = new Person(emulator.url, section);
  const root = await office.newFolder('示例区');
  const district = `google:${root}`;
  const env = { SHEETS_ROOT_URL: emulator.url, LEDGER_BUCKET: 'demo-ledger' };
  const control = await makeDistrict(office, root, district, env);

  /** What is at a path: a spreadsheet where a folder has its .xlsx, or a file. */
  async function lookFor(path: string): Promise<{ folder: string; name: string; found: readonly Found[] }> {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    const folder = await office.at(root, ...parts);
    const q = encodeURIComponent(`'${folder}' in parents and trashed = false`);
    const query = `q=${q}&pageSize=1000&supportsAllDrives=true&includeItemsFromAllDrives=true`;
    const { files } = await office.call('GET', `/drive/v3/files?${query}`);
    const standsAt = ({ name: its, mimeType }: Found) => (mimeType === sheetType ? `${its}.xlsx` : its) === name;
    return { folder, name, found: (files as readonly Found[]).filter(standsAt) };
  }

  async function remove(path: string): Promise<void> {
    // Whoever fills in may not take files off a shared drive: a school asks the section to.
    for (const { id } of (await lookFor(path)).found)
      await office.call('PATCH', `/drive/v3/files/${id}?supportsAllDrives=true`, { trashed: true });
  }

  async function put(path: string, bytes: Uint8Array): Promise<void> {
    await remove(path);
    const { folder, name } = await lookFor(path);
    const { body, contentType } = multipart({ name, parents: [folder] }, bytes);
    const upload = '/upload/drive/v3/files?uploadType=multipart&supportsAllDrives=true';
    await office.call('POST', upload, body, contentType);
  }

  let counted = emulator.requests.length;
  return {
    emulator,
    district,
    env,
    turn: (iso) => {
      hour = Date.parse(iso);
    },
    section: (typed) => office.type(control, cellsOf(typed)),
    type: async (sample, path, filled) => {
      const [report] = (await lookFor(path)).found;
      // A school that took to workbooks of its own goes on with them until the next month is handed out.
      if (report?.mimeType !== sheetType) return put(path, await drawn(filled));
      await personOf(emulator, sample).type(report.id, inputsOf(filled));
    },
    put,
    copy: async (from, to) => {
      const [source] = (await lookFor(from)).found;
      if (!source) throw new RangeError(`nothing to copy at ${from}`);
      await remove(to);
      const { folder, name } = await lookFor(to);
      const called = source.mimeType === sheetType ? name.replace(/\.xlsx$/, '') : name;
      const body = { name: called, parents: [folder] };
      await office.call('POST', `/drive/v3/files/${source.id}/copy?supportsAllDrives=true`, body);
    },
    remove,
    spent: () => {
      const asked = emulator.requests.slice(counted).filter(({ caller }) => caller === robot);
      counted = emulator.requests.length;
      return spentOn(asked);
    },
  };
}

async function makeDistrict(
  office: Person,
  root: string,
  district: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const schools = sampleSchools.map(({ school }) => school);
  await initGoogle(district, schools, env);
  const control = await office.find(root, tree.control.replace(/\.xlsx$/, ''));
  await office.type(control, cellsOf(settingsTyped(controlBook(schools))));
  return control;
}

function cellsOf(typed: readonly Entry[]): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    typed.map(({ tab, row, column, value }) => [`'${tab}'!${columnLetters(column)}${row + 1}`, plain(value)]),
  );
}

/** The school's contact; where it has no address, the section types what it was told on the telephone. */
function personOf({ url }: Emulator, { school }: SampleSchool): Person {
  return new Person(url, school.liaisonEmail || section);
}

/** What stands in every cell that may be typed into, by defined name: emptied ones too. */
function inputsOf({ tabs, names }: Book): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    names.flatMap(({ name, tab, area: { row, column } }) => {
      const cell = tabs.find((it) => it.name === tab)?.cells.find((it) => it.row === row && it.column === column);
      return cell?.open ? [[name, plain(cell.value)]] : [];
    }),
  );
}

function plain(value: BookValue): string | number | boolean | null {
  if (typeof value === 'object' && value !== null) throw new RangeError('nobody types a formula or a real date here');
  return value;
}

async function drawn(book: Book): Promise<Uint8Array> {
  const { drawBook } = await import('../../functions/adapters/xlsx/write-book.ts');
  return drawBook(book);
}

function spentOn(asked: Emulator['requests']): Spent {
  const count = (matches: (it: Emulator['requests'][number]) => boolean): number => asked.filter(matches).length;
  return {
    reads: count(({ api, method }) => api === 'sheets' && method === 'GET'),
    writes: count(({ api, method }) => api === 'sheets' && method !== 'GET'),
    drive: count(({ api }) => api === 'drive'),
    storage: count(({ api }) => api === 'storage'),
  };
}
