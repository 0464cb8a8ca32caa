import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestContext } from 'vitest';

function programs(name: string): string[] {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .filter(existsSync);
}

/** Skips a test that needs LibreOffice where it is missing, and says so. */
export function needsOffice(context: TestContext): void {
  if (programs('soffice').length === 0) skipLoudly(context, 'LibreOffice (soffice) is not installed');
}

/** The Python that has openpyxl; skips the test where none has, and says so. */
export function pythonWithOpenpyxl(context: TestContext): string {
  const python = programs('python3').find(hasOpenpyxl);
  return python ?? skipLoudly(context, 'no Python with openpyxl is installed');
}

function hasOpenpyxl(python: string): boolean {
  try {
    execFileSync(python, ['-c', 'import openpyxl'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function skipLoudly(context: TestContext, reason: string): never {
  console.warn(`SKIPPED ${context.task.name}: ${reason}`);
  context.skip(reason);
}

/** What a script prints that gets a workbook as its first argument. A warning is an error. */
export function runPython(python: string, script: string, workbook: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'python-'));
  try {
    const file = join(folder, 'book.xlsx');
    writeFileSync(file, workbook);
    return execFileSync(python, ['-W', 'error', '-c', script, file], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What LibreOffice makes of workbooks: `pdf`, or `xlsx` with every formula computed anew. By the names given. */
export function convert(files: Readonly<Record<string, Uint8Array>>, to: 'pdf' | 'xlsx'): Record<string, Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  try {
    const names = Object.keys(files);
    for (const name of names) writeFileSync(join(folder, `${name}.xlsx`), files[name] ?? '');
    const profile = pathToFileURL(join(folder, 'profile')).href;
    const out = join(folder, 'out');
    const inputs = names.map((name) => join(folder, `${name}.xlsx`));
    execFileSync(
      'soffice',
      [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', to, '--outdir', out, ...inputs],
      { stdio: 'ignore' },
    );
    return Object.fromEntries(
      readdirSync(out).map((name) => [name.replace(/\.\w+$/, ''), readFileSync(join(out, name))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many pages a PDF has, from its page tree. */
export function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;
}
