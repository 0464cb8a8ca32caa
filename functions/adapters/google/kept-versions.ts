import { tree, versionsTab } from '../../../schemas/tree.ts';
import type { KeptVersion } from './draw/keep-version.ts';

/** More than a cell holds: such a line is kept in a file. */
const longestLine = 49_000;

/** Where the file of an accepted version would lie, taken apart: the report it is of, and its tab there. */
export interface VersionPlace {
  /** `学校/371311001 示例小学/2018年09月.xlsx`. */
  readonly report: string;
  /** `历史版本 第2版`. */
  readonly title: string;
}

/** `学校/…/历史版本/2018年09月 第2版.json` → the report and the tab; undefined for other paths. */
export function versionPlace(path: string): VersionPlace | undefined {
  const match = /^(.+)\/([^/]+)\/(\d{4}年\d{2}月) (第\d+版)\.json$/.exec(path);
  if (match?.[2] !== tree.versions) return undefined;
  return { report: `${match[1]}/${match[3]}.xlsx`, title: `${versionsTab}${match[4]}` };
}

/** The text of a version as a tab's; undefined where a line of it is too long for a cell. */
export function tabOf({ title }: VersionPlace, bytes: Uint8Array): KeptVersion | undefined {
  const text = new TextDecoder().decode(bytes);
  return text.split('\n').some((line) => line.length > longestLine) ? undefined : { title, text };
}

/** Versions that wait to be written with the next batch of their report, by its file. */
export class WaitingVersions {
  readonly #waiting = new Map<string, { path: string; version: KeptVersion; bytes: Uint8Array }[]>();

  add(id: string, path: string, version: KeptVersion, bytes: Uint8Array): void {
    this.#waiting.set(id, [...this.of(id), { path, version, bytes }]);
  }

  of(id: string): readonly { path: string; version: KeptVersion; bytes: Uint8Array }[] {
    return this.#waiting.get(id) ?? [];
  }

  done(id: string): void {
    this.#waiting.delete(id);
  }

  get ids(): readonly string[] {
    return [...this.#waiting.keys()];
  }
}
