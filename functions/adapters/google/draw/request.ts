import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';

/** One step of an atomic batch; this folder only ever builds these values, others send them. */
export type Request = sheets_v4.Schema$Request;
