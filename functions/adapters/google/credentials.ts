import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { OperatorError } from '../../operator-error.ts';

/** Who we are to Google. */
export interface Identity {
  /** What the clients sign their requests with; undefined on loopback. */
  readonly auth: Auth | undefined;
  /** Sees to a token that is good for the next request. */
  readonly ready: () => Promise<void>;
  /** Our e-mail address as far as the credentials say it; empty where they do not. */
  readonly email: () => Promise<string>;
}

type Auth = Exclude<sheets_v4.Options['auth'], string | undefined>;

// drive.file would see only what we made ourselves: not a template that a person made, nor an .xlsx that a school laid
// into its folder.
const scopes = [
  'https://www.googleapis.com/auth/spreadsheets',
  'https://www.googleapis.com/auth/drive',
  'https://www.googleapis.com/auth/devstorage.read_write',
];
// The library gives the token endpoint no end of time.
const transporterOptions = { timeout: 60_000 };

/** On loopback nobody asks who we are, and nothing is looked for. */
export const noIdentity: Identity = { auth: undefined, ready: async () => {}, email: async () => '' };

/**
 * The service account whose key file GOOGLE_APPLICATION_CREDENTIALS names, else whatever identity this machine has (a
 * login by gcloud, the platform's own). Throws an operator's error for a key file that cannot be used.
 */
export async function findIdentity(env: Readonly<Record<string, string | undefined>>): Promise<Identity> {
  const path = env.GOOGLE_APPLICATION_CREDENTIALS ?? '';
  const key = path === '' ? undefined : await readKey(path);
  const { auth } = await import('googleapis/build/src/apis/sheets/index.js');
  if (key?.type === 'service_account') {
    const { client_email: email = '', private_key: secret = '', private_key_id: keyId = '' } = key;
    const account = new auth.JWT({ email, key: secret, keyId, scopes, transporterOptions });
    const ready = async (): Promise<void> => {
      requireSigning(secret);
      await account.getAccessToken();
    };
    return { auth: account, ready, email: async () => email };
  }
  // No request of ours names a project, and to find one out the library would start gcloud (2 s) and ask the platform.
  const found = new auth.GoogleAuth({ scopes, projectId: 'unnamed', clientOptions: { transporterOptions } });
  return {
    auth: found,
    ready: async () => void (await found.getAccessToken().catch(orMissing)),
    email: async () => (await found.getCredentials().catch(() => undefined))?.client_email ?? '',
  };
}

/** A key cut short by copying signs nothing, and the library says so to programmers. */
function requireSigning(secret: string): void {
  try {
    createPrivateKey(secret);
  } catch {
    throw new OperatorError(
      '环境变量 GOOGLE_APPLICATION_CREDENTIALS 指的文件里，密钥 private_key 不完整：请重新下载这个服务账号的 JSON 密钥。',
    );
  }
}

type Key = Partial<Readonly<Record<'type' | 'client_email' | 'private_key' | 'private_key_id', string>>>;

async function readKey(path: string): Promise<Key> {
  const bytes = await readFile(path, 'utf8').catch(() => undefined);
  if (bytes === undefined)
    throw new OperatorError('读不到环境变量 GOOGLE_APPLICATION_CREDENTIALS 指的文件：请核对路径和权限。');
  try {
    const key: unknown = JSON.parse(bytes);
    if (typeof key === 'object' && key !== null && 'type' in key) return key as Key;
  } catch {}
  throw new OperatorError(
    '环境变量 GOOGLE_APPLICATION_CREDENTIALS 指的文件不是 Google 的密钥：应是“服务账号 → 密钥 → 添加密钥 → JSON”下载的文件。',
  );
}

/** The library's sentence is for programmers, and an error without an answer behind it. */
function orMissing(error: unknown): never {
  if (error instanceof Error && /default credentials|credential file/i.test(error.message))
    throw new OperatorError(
      '没有 Google 的身份：请在 Google Cloud 控制台的“IAM 和管理 → 服务账号”里建一个服务账号，下载它的 JSON 密钥，并把环境变量 GOOGLE_APPLICATION_CREDENTIALS 设为这个文件的路径。',
    );
  throw error;
}
