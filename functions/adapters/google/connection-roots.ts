import { OperatorError } from '../../operator-error.ts';

/** Where the three APIs are while an emulator stands in for Google: origins on loopback. */
export interface Roots {
  readonly sheets: string;
  readonly drive: string;
  readonly storage: string;
}

const names = { sheets: 'SHEETS_ROOT_URL', drive: 'DRIVE_ROOT_URL', storage: 'STORAGE_ROOT_URL' } as const;

/**
 * The roots that the environment names; undefined where it names none. One that is not named is where another is, so that
 * nothing goes to Google by accident. Throws an operator's error for a root that is not on loopback.
 */
export function readRoots(env: Readonly<Record<string, string | undefined>>): Roots | undefined {
  const [sheets, drive, storage] = [names.sheets, names.drive, names.storage].map((name) => readRoot(name, env[name]));
  const any = sheets ?? drive ?? storage;
  return any === undefined ? undefined : { sheets: sheets ?? any, drive: drive ?? any, storage: storage ?? any };
}

/** Whether an address can only be this machine. */
export function isLoopback(url: URL): boolean {
  return ['http:', 'https:'].includes(url.protocol) && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

function readRoot(name: string, value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  const url = URL.parse(value);
  if (!url || !isLoopback(url) || url.username !== '' || url.password !== '')
    throw new OperatorError(
      `环境变量 ${name} 只用来连接本机的模拟器，应像 http://127.0.0.1:8090；要连接 Google，请去掉它。`,
    );
  return `${url.origin}/`;
}
