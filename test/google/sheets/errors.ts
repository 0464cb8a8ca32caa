import { Refusal } from '../api.ts';
import { statusError } from '../errors.ts';

const STATUS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  501: 'UNIMPLEMENTED',
};

/** A 400 whose text does not yet say where in the request it was found out; who knows the place puts it before. */
export class Invalid extends Error {}

/** Runs something and puts `place: ` before what it finds invalid. */
export function at<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Invalid) throw new Invalid(`${place}: ${error.message}`);
    throw error;
  }
}

/** What is wrong where in a body or query, as a BadRequest detail tells it. */
export interface Violation {
  readonly field?: string;
  readonly description: string;
}

/** An error answer in the shape of Sheets; violations become its BadRequest detail. */
export function refusal(code: number, message: string, violations: readonly Violation[] = []): Refusal {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations }];
  return new Refusal(statusError(code, STATUS[code] ?? '', message, violations.length > 0 ? details : undefined));
}

export const notFound = () => refusal(404, 'Requested entity was not found.');
export const forbidden = () => refusal(403, 'The caller does not have permission');
