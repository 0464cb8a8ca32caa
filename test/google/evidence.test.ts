import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginStory, endStory, live, type Story, schoolOf, types } from '../jobs/google-story.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { type Evidence, evidence, sentBy, sentOf } from './evidence.ts';
import { robot } from './http.ts';

const yardstick = resolve(import.meta.dirname, '../../../shared/google');
const absent = existsSync(yardstick)
  ? ''
  : " (skipped: Google's documents and recordings are not beside this checkout)";

const school = schoolOf(1, '第一小学');
const byMail = schoolOf(2, '第二小学', { delivery: '邮件' });
let story: Story;

/** What only a form of another shape, or bands that somebody lays over the master, would make it send. */
const rare = ['batchUpdate updateConditionalFormatRule', 'batchUpdate deleteBanding'];

const values = (id: string, range: string): string =>
  `/v4/spreadsheets/${id}/values/${encodeURIComponent(range)}?valueInputOption=RAW`;

/** A story in which the product does all that it ever asks of Google. */
beforeAll(async () => {
  story = await beginStory([school, byMail]);
  const { section, root } = story;
  await live(story, 'run', '2018-09-03T09:00');
  await types(story, school, { ...rightReport, monthlyReport_incidents: '约3', monthlyReport_hotline: null });
  await live(story, 'run', '2018-09-20T09:00');
  const master = await section.at(root, '总表');
  await section.call('PUT', values(master, '总览!A1'), { values: [['手改']] });
  await types(story, school, { monthlyReport_incidents: 1 });
  await comesByMail();
  await live(story, 'run', '2018-09-21T09:00');
  await types(story, school, { monthlyReport_hotline: '0539-7654321' });
  await live(story, 'run', '2018-10-09T09:00');
  for (const [days, now] of [
    [5, '2018-10-30T09:00'],
    [0, '2018-10-30T10:00'],
  ] as const) {
    await closesAfter(days);
    await live(story, 'run', now);
  }
});
afterAll(() => endStory(story));

describe('what the product asks of Sheets and Drive', () => {
  it('is listed with how it is known, all of it and nothing else', () => {
    const sent = sentOf(story.log, story.emulator.requests, robot);
    const lines = [...sent].sort().map((name) => `${(evidence[name] ?? 'NOT LISTED').padEnd(12)}${name}`);
    console.log(lines.join('\n'));
    expect([...sent, ...rare].sort()).toEqual(Object.keys(evidence).sort());
  });

  it(`is known as the list says${absent}`, { skip: absent !== '' }, () => {
    const recorded = recordedCalls();
    const documented = documentedCalls();
    const known = Object.keys(evidence).map((name): [string, Evidence] => [
      name,
      recorded.has(name) ? 'recorded' : documented.has(name) ? 'documented' : 'unverified',
    ]);
    expect(evidence).toEqual(Object.fromEntries(known));
  });

  it(`and what it is answered, agrees with Google's own description${absent}`, { skip: absent !== '' }, () => {
    const program = join(yardstick, 'check-discovery.mjs');
    const { stdout, status } = spawnSync(process.execPath, [program, '--summary', story.log], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  });
});

/** The section decides on which day after the deadline a month is closed. */
async function closesAfter(days: number): Promise<void> {
  const control = await story.section.at(story.root, '区级设置');
  const { values: rows } = await story.section.call(
    'GET',
    `/v4/spreadsheets/${control}/values/${encodeURIComponent('设置!A1:A80')}`,
  );
  const row = rows.findIndex(([title]: readonly string[]) => title === '锁定') + 1;
  await story.section.call('PUT', values(control, `设置!B${row}`), { values: [[days]] });
}

/** The form that the school got by mail comes back filled in, and is dropped into 收件箱. */
async function comesByMail(): Promise<void> {
  const { section, root, emulator } = story;
  const form = await section.at(root, '学校', `${byMail.code} ${byMail.name}`, '2018年09月.xlsx');
  const answer = await fetch(`${emulator.url}/drive/v3/files/${form}?alt=media&supportsAllDrives=true`, {
    headers: { authorization: 'Bearer section@example.cn' },
  });
  const place = mkdtempSync(join(tmpdir(), 'anxiao-form-'));
  const path = join(place, 'form.xlsx');
  writeFileSync(path, new Uint8Array(await answer.arrayBuffer()));
  await fillReport(path, rightReport);
  const type = 'application/octet-stream';
  const upload = '/upload/drive/v3/files?uploadType=media&supportsAllDrives=true';
  const { id } = await section.call('POST', upload, readFileSync(path), type);
  rmSync(place, { recursive: true });
  const inbox = await section.at(root, '收件箱');
  const move = `supportsAllDrives=true&addParents=${inbox}&removeParents=root`;
  await section.call('PATCH', `/drive/v3/files/${id}?${move}`, { name: '副本(1).xlsx' });
}

function recordedCalls(): ReadonlySet<string> {
  const folder = join(yardstick, 'visible');
  const cassettes = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Set(
    cassettes.flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).exchanges.flatMap(sentBy)),
  );
}

interface Resource {
  readonly methods?: Readonly<
    Record<string, { readonly id: string; readonly mediaUpload?: unknown; readonly supportsMediaDownload?: boolean }>
  >;
  readonly resources?: Readonly<Record<string, Resource>>;
}

function documentedCalls(): ReadonlySet<string> {
  const [sheets, drive] = ['sheets.v4.json', 'drive.v3.json'].map((name) =>
    JSON.parse(readFileSync(join(yardstick, 'discovery', name), 'utf8')),
  );
  const kinds = Object.keys(sheets.schemas.Request.properties).map((kind) => `batchUpdate ${kind}`);
  return new Set([...methodsOf(sheets), ...methodsOf(drive), ...kinds]);
}

function methodsOf({ methods, resources }: Resource): readonly string[] {
  const own = Object.values(methods ?? {}).flatMap(({ id, mediaUpload, supportsMediaDownload }) => [
    id,
    ...(mediaUpload ? [`${id} (upload)`] : []),
    ...(supportsMediaDownload ? [`${id} (download)`] : []),
  ]);
  return [...own, ...Object.values(resources ?? {}).flatMap(methodsOf)];
}
