/**
 * What the parts of the emulator know of each other. A request is parsed once by the server and handed to the API it is
 * for; the answer is a value. Nothing here is Google's code: shapes and sentences follow what Google was seen to answer.
 */
export interface ApiRequest {
  readonly method: string;
  /** As sent, without the query: `/v4/spreadsheets/ID/values/Sheet1%21A1:append`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Buffer;
  /** The body as JSON; undefined where there is none or it is not JSON. */
  readonly json: unknown;
  /** Who asks: the bearer token where it is an e-mail address, else the robot. */
  readonly caller: string;
}

export interface ApiAnswer {
  readonly status: number;
  /** A JSON body, or bytes of `contentType`; neither is an empty body. */
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that says no, thrown from wherever it is found out. */
export class Refusal extends Error {
  readonly answer: ApiAnswer;

  constructor(answer: ApiAnswer) {
    super(JSON.stringify(answer.json));
    this.answer = answer;
  }
}

/** What Sheets asks of Drive: spreadsheets are files there, with people who may read or write them. */
export interface FilesOfSheets {
  /** False for a file that is not there or in the bin. */
  exists(id: string): boolean;
  mayRead(id: string, caller: string): boolean;
  mayWrite(id: string, caller: string): boolean;
  /** People who may write it whatever is protected: its owner, or the organisers of its shared drive. */
  ownedBy(id: string, caller: string): boolean;
  /** A file for a new spreadsheet (POST /v4/spreadsheets); returns its id. */
  create(title: string, caller: string): string;
  /** A change was applied: time, version, last person and change list follow. */
  touched(id: string, caller: string): void;
  renamed(id: string, title: string, caller: string): void;
}

/** What Drive asks of Sheets: the content of files of its kind. */
export interface SheetsOfFiles {
  create(id: string, title: string): void;
  copy(from: string, to: string, title: string): void;
  remove(id: string): void;
  rename(id: string, title: string): void;
  /** `text/csv` and the like of the first sheet; undefined where this kind is not offered. */
  export(id: string, mimeType: string): Uint8Array | undefined;
}
