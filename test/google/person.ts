import { robot } from './http.ts';

/** Somebody at a school or at the bureau, working with Google in a browser: plain HTTP under an address of their own. */
export class Person {
  readonly #origin: string;
  readonly #address: string;

  constructor(origin: string, address: string) {
    this.#origin = origin;
    this.#address = address;
  }

  /** Any call; throws where Google says no. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever the emulator said
  async call(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<any> {
    const plain = body instanceof Uint8Array;
    const answer = await fetch(`${this.#origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#address}`,
        ...(body === undefined ? {} : { 'content-type': contentType }),
      },
      ...(body === undefined ? {} : { body: plain ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** A shared drive with one folder in it; returns the folder's id. */
  async newFolder(name: string): Promise<string> {
    const drive = await this.call('POST', `/drive/v3/drives?requestId=${encodeURIComponent(name)}`, { name });
    const mimeType = 'application/vnd.google-apps.folder';
    const made = await this.call('POST', '/drive/v3/files?supportsAllDrives=true', {
      name,
      mimeType,
      parents: [drive.id],
    });
    await this.call('POST', `/drive/v3/files/${drive.id}/permissions?supportsAllDrives=true`, {
      type: 'user',
      role: 'organizer',
      emailAddress: robot,
    });
    return made.id;
  }

  /** Id of the file of that name in a folder. */
  async find(folder: string, name: string): Promise<string> {
    const q = encodeURIComponent(`'${folder}' in parents and name = '${name}' and trashed = false`);
    const query = `q=${q}&supportsAllDrives=true&includeItemsFromAllDrives=true`;
    const { files } = await this.call('GET', `/drive/v3/files?${query}`);
    const [file, ...others] = files;
    if (!file || others.length > 0) throw new Error(`${files.length} files are called ${name}`);
    return file.id;
  }

  /** The id at a path of a district: `学校`, `371311001 第一小学`, `2018年09月`. */
  async at(root: string, ...names: readonly string[]): Promise<string> {
    let id = root;
    for (const name of names) id = await this.find(id, name);
    return id;
  }

  /** Types into cells by their defined names, as they would be typed: nothing is parsed. */
  async type(spreadsheet: string, typed: Readonly<Record<string, string | number | boolean | null>>): Promise<void> {
    const data = Object.entries(typed).map(([range, value]) => ({ range, values: [[value ?? '']] }));
    await this.call('POST', `/v4/spreadsheets/${spreadsheet}/values:batchUpdate`, { valueInputOption: 'RAW', data });
  }

  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever the emulator said
  async spreadsheet(id: string, fields: string): Promise<any> {
    return this.call('GET', `/v4/spreadsheets/${id}?fields=${encodeURIComponent(fields)}`);
  }

  async batch(id: string, ...requests: readonly object[]): Promise<void> {
    await this.call('POST', `/v4/spreadsheets/${id}:batchUpdate`, { requests });
  }
}
