import { OperatorError } from '../../operator-error.ts';
import { GoogleFault } from './calls.ts';

/** Whether an error is Google's answer of one of some HTTP statuses. */
export function isStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof GoogleFault && statuses.includes(error.status);
}

/** What to do about a bucket that is missing or closed to us, as an operator's error; any other error as it is. */
export function bucketError(error: unknown, bucket: string): unknown {
  if (isStatus(error, 404))
    return new OperatorError(
      `没有名为“${bucket}”的存储桶，台账没有地方放。请检查环境变量 LEDGER_BUCKET 的名称，或先在 Cloud Storage 里建好它再运行。`,
    );
  if (isStatus(error, 403) && (error as GoogleFault).reason === 'forbidden')
    return new OperatorError(
      `没有读写存储桶“${bucket}”的权限，台账没有写入。请在它的“权限”里给运行安校的服务账号加上 roles/storage.objectAdmin 再运行。`,
    );
  return error;
}
