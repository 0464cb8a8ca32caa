import { OperatorError } from '../../operator-error.ts';
import type { GoogleFault, Quota } from './calls.ts';

const services: Readonly<Record<Quota, { readonly title: string; readonly name: string }>> = {
  sheetsRead: { title: 'Google Sheets API', name: 'sheets.googleapis.com' },
  sheetsWrite: { title: 'Google Sheets API', name: 'sheets.googleapis.com' },
  drive: { title: 'Google Drive API', name: 'drive.googleapis.com' },
  storage: { title: 'Cloud Storage JSON API', name: 'storage.googleapis.com' },
};

const unreachable = /^(?:EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ENETDOWN|ENETUNREACH|EHOSTUNREACH)$/;
const notTrusted = /CERT|SIGNATURE|SELF_SIGNED|TLS|SSL/;

/**
 * Says what to do about a fault that concerns the whole set-up, in one line; undefined for one that concerns only what was
 * asked for. `robot` is our address at Google, empty where it is not known.
 */
export function setUpTrouble(fault: GoogleFault, quota: Quota, robot: string): OperatorError | undefined {
  const words = setUpWords(fault, quota, robot);
  return words === undefined ? undefined : new OperatorError(words);
}

/** Says what to do where a request about the district's own folder failed; undefined where the folder is not the trouble. */
export function folderTrouble(fault: GoogleFault, robot: string): OperatorError | undefined {
  if (fault.status === 404)
    return new OperatorError(
      `在 Google 云端硬盘里找不到这个区的文件夹：请核对 google: 后面的文件夹编号（网址里 folders/ 之后的一段），并把它所在的共享云端硬盘共享给 ${named(robot)}，角色选“内容管理员”。`,
    );
  if (fault.status === 403)
    return new OperatorError(
      `${named(robot)} 不能改动这个区的文件夹：请在共享云端硬盘的“管理成员”里加上它，角色选“内容管理员”。`,
    );
  return undefined;
}

function setUpWords({ status, reason, message }: GoogleFault, quota: Quota, robot: string): string | undefined {
  const { title, name } = services[quota];
  switch (reason) {
    case 'storageQuotaExceeded':
      return `Google 云端硬盘没有空间放新文件：服务账号自己没有存储空间，区的文件夹要放在共享云端硬盘里，并把 ${named(robot)} 加为“内容管理员”；已经在共享云端硬盘里的，请管理员看看单位的存储空间是否用完。`;
    case 'teamDriveFileLimitExceeded':
      return '这个共享云端硬盘里的文件数已到上限：请把往年的文件移到另一个共享云端硬盘，或清空回收站后再运行。';
    case 'dailyLimitExceeded':
      return `${title} 今天的用量已到上限：请明天再运行，或在 Google Cloud 控制台的“配额”里申请提高。`;
    case 'SERVICE_DISABLED':
    case 'accessNotConfigured':
      return `Google Cloud 项目没有启用 ${title}：请打开 https://console.cloud.google.com/apis/library/${name} 选中服务账号所在的项目，按“启用”，等几分钟后再运行。`;
    case 'ACCESS_TOKEN_SCOPE_INSUFFICIENT':
    case 'insufficientPermissions':
      return `这次登录没有带上 ${title} 的权限：请改用服务账号的密钥（环境变量 GOOGLE_APPLICATION_CREDENTIALS），或在重新登录时勾选全部权限。`;
    case 'invalid_grant':
      return grantWords(message);
    case 'unauthorized_client':
    case 'invalid_client':
    case 'invalid_rapt':
    case 'authError':
    case 'UNAUTHENTICATED':
      return revoked;
  }
  if (unreachable.test(reason))
    return `连不上 Google（${reason}）：请检查网络和代理（环境变量 HTTPS_PROXY），稍后再运行。`;
  if (status === 0 && notTrusted.test(reason))
    return `连接 Google 的证书没有通过核对（${reason}）：请检查电脑的时间、代理和杀毒软件。`;
  return undefined;
}

const revoked =
  'Google 不认这个账号的密钥：密钥可能已被删除或停用，请在 Google Cloud 控制台的“IAM 和管理 → 服务账号 → 密钥”里新建一个，并更新环境变量 GOOGLE_APPLICATION_CREDENTIALS 指的文件。';

function grantWords(message: string): string {
  return /\biat\b|\bexp\b|short-lived|timeframe/i.test(message)
    ? '这台电脑的时间不准，Google 因此不认它的登录：请打开系统的“自动设置时间”，对好时间后再运行。'
    : revoked;
}

/** An address to share with, as far as it is known. */
function named(robot: string): string {
  return robot === '' ? '运行安校的服务账号' : ` ${robot} `.trim();
}
