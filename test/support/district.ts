import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
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

/** A new district in a temporary folder, made by `init` from a roster; returns its path. */
export function makeDistrict(rows: readonly RosterRow[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'anxiao-test-'));
  const roster = join(folder, 'roster.csv');
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
  writeFileSync(roster, `${[head, ...lines].join('\n')}\n`);
  const district = join(folder, '区');
  const made = anxiao('init', district, '--schools', roster);
  if (made.status !== 0) throw new Error(`init failed: ${made.stderr}`);
  return district;
}

/** Path of a school's report in a district. */
export function reportPath(district: string, row: RosterRow, period = '2018年09月'): string {
  return join(district, '学校', `${row.code} ${row.name}`, `${period}.xlsx`);
}
