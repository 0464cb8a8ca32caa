import { refusal } from './errors.ts';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** Checks that something parsed is an object and leaves out what is null in it: those fields are not set. */
export function jsonBody(json: unknown): Json {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw refusal(400, 'parseError', 'Parse Error');
  }
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
}
