import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(import.meta.dirname, '../../scripts/anxiao.js');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The one JSON document on stdout; undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever the program said
  readonly json: any;
}

/** The program as people run it: its own process, its own files. */
export function anxiao(...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, SMTP_URL: '', MAIL_FROM: '' },
  });
  let json: unknown;
  try {
    json = JSON.parse(stdout);
  } catch {
    json = undefined;
  }
  return { status, stdout, stderr, json };
}

export interface RosterRow {
  readonly code: string;
  readonly name: string;
  readonly type?: string;
  readonly email?: string;
  readonly villages?: string;
  readonly inspector?: string;
  readonly inspectorEmail?: string;
  /** 报送方式: `邮件` for a school that cannot reach the folder. */
  readonly delivery?: string;
}

const made = new Map<string, string>();
process.once('exit', () => {
  for (const folder of made.values()) rmSync(folder, { recursive: true, force: true });
});

/**
 * A new district in a temporary folder, as `init` makes it from a roster; returns its path. Of the same roster `init` makes
 * the same: a process runs it once and hands out copies.
 */
export function makeDistrict(rows: readonly RosterRow[]): string {
  const roster = rosterOf(rows);
  const folder = made.get(roster) ?? initialised(roster);
  made.set(roster, folder);
  const copy = mkdtempSync(join(tmpdir(), 'anxiao-test-'));
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
  // A folder's own mode is not copied, and this one is for one reader alone.
  chmodSync(join(copy, '区', '监察室'), 0o700);
  return join(copy, '区');
}

function rosterOf(rows: readonly RosterRow[]): string {
  const head = '学校编码,学校名称,学段,类型,联络人,联络人邮箱,校长,校长邮箱,责任督学,责任督学邮箱,村小数,报送方式';
  const lines = rows.map(({ code, name, type, email, villages, inspector, inspectorEmail, delivery }) =>
    [
      code,
      name,
      '小学',
      type ?? '公办',
      '甲老师',
      email ?? `c${code}@example.cn`,
      '乙校长',
      `p${code}@example.cn`,
      inspector ?? '丁督学',
      inspectorEmail ?? '',
      villages ?? '',
      delivery ?? '',
    ].join(','),
  );
  return `${[head, ...lines].join('\n')}\n`;
}

function initialised(roster: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'anxiao-made-'));
  const file = join(folder, 'roster.csv');
  writeFileSync(file, roster);
  const ran = anxiao('init', join(folder, '区'), '--schools', file);
  if (ran.status !== 0) throw new Error(`init failed: ${ran.stderr}`);
  return folder;
}

/** Path of a school's report in a district. */
export function reportPath(district: string, row: RosterRow, period = '2018年09月'): string {
  return join(district, '学校', `${row.code} ${row.name}`, `${period}.xlsx`);
}
