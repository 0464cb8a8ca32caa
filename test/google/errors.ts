import { type ApiAnswer, Refusal } from './api.ts';

interface Place {
  readonly domain?: string;
  readonly location?: string;
  readonly locationType?: string;
  /** The newer word beside the code (`UNAUTHENTICATED`), which Drive seldom gives. */
  readonly status?: string;
  readonly details?: readonly unknown[];
}

/** A body in the older form, as Drive and Storage answer: the machine-readable part is `errors[0].reason`. */
export function listedError(code: number, reason: string, message: string, place: Place = {}): ApiAnswer {
  const { domain = 'global', status, details, ...where } = place;
  const errors = [{ message, domain, reason, ...where }];
  return { status: code, json: { error: { code, message, errors, status, details } } };
}

/** A body in the newer form, as Sheets answers: a status word and sometimes details, never `errors`. */
export function statusError(code: number, status: string, message: string, details?: readonly unknown[]): ApiAnswer {
  return { status: code, json: { error: { code, message, status, details } } };
}

/** A refusal in the older form, to be thrown. */
export function refusal(code: number, reason: string, message: string, place: Place = {}): Refusal {
  return new Refusal(listedError(code, reason, message, place));
}

/** Drive's answer for a file that is not there or that the caller may not see. */
export function fileNotFound(id: string): Refusal {
  return refusal(404, 'notFound', `File not found: ${id}.`, { location: 'fileId', locationType: 'parameter' });
}

/** A query parameter that cannot be. */
export function badParameter(name: string, message = 'Invalid Value', reason = 'invalid'): Refusal {
  return refusal(400, reason, message, { location: name, locationType: 'parameter' });
}
