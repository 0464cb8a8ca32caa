import type { ApiAnswer, ApiRequest, Refusal, SheetsOfFiles } from '../api.ts';
import { badParameter, fileNotFound, refusal } from '../errors.ts';
import { masked, type Shape } from '../fields.ts';
import { type Json, jsonBody } from '../json-body.ts';
import { roleOf } from './access.ts';
import type { FileNode, Tree } from './tree.ts';

/** One request to Drive, and what it works on. */
export interface Call {
  readonly request: ApiRequest;
  readonly caller: string;
  readonly query: URLSearchParams;
  readonly tree: Tree;
  readonly sheets: SheetsOfFiles;
  /** The ids in the path, in their order. */
  readonly ids: readonly string[];
  /** Robots have no room in a My Drive (a fault that can be chosen). */
  readonly full: boolean;
}

/** The file that the path names; throws 404 where the caller may not see it. */
export function fileOf(call: Call): FileNode {
  return reach(call, call.ids[0] ?? '');
}

/** A file by its id, `root` for the caller's My Drive; one on a shared drive must be asked for as such. */
export function reach({ tree, caller, query }: Call, id: string): FileNode {
  const node = id === 'root' ? tree.rootOf(caller) : tree.nodes.get(id);
  if (!node || roleOf(tree, node, caller) === undefined) throw fileNotFound(id);
  if (node.driveId !== undefined && !isOn(query, 'supportsAllDrives')) throw fileNotFound(id);
  return node;
}

/** Whether a parameter says true; Python's `True` counts. */
export function isOn(query: URLSearchParams, name: string): boolean {
  return /^true$/i.test(query.get(name) ?? '');
}

/** How many entries of a list are wanted; more than `most` becomes `most`. */
export function pageSize(query: URLSearchParams, usual: number, most: number): number {
  const text = query.get('pageSize') || String(usual);
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1) throw badParameter('pageSize');
  return Math.min(size, most);
}

/** The JSON object in the body, without the fields that are null: those are not set. */
export function bodyOf({ request }: Call): Json {
  if (request.bytes.length === 0) return {};
  return jsonBody(request.json);
}

/** A text field of a body; throws 400 where it is something else. */
export function textOf(body: Json, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || typeof value === 'string') return value;
  throw refusal(400, 'invalid', `Invalid value for field ${name}.`);
}

/** A time in a body, as UTC with milliseconds; throws 400 where it is none. */
export function timeOf(body: Json, name: string): string | undefined {
  const text = textOf(body, name);
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw refusal(400, 'invalid', `Invalid value for field ${name}.`);
  return time.toISOString();
}

/** 200 with what `fields` leaves of an answer. */
export function answer({ query }: Call, json: unknown, usual: string, shape: Shape | true): ApiAnswer {
  return { status: 200, json: masked(json, query.get('fields'), usual, shape) };
}

/** The caller sees the file, but may not do this. */
export function forbidden(id: string): Refusal {
  return refusal(403, 'insufficientFilePermissions', `The user does not have sufficient permissions for file ${id}.`);
}
