import type { ApiAnswer, ApiRequest } from '../api.ts';
import { listedError, refusal } from '../errors.ts';
import { masked } from '../fields.ts';
import { uploadOf } from '../upload.ts';
import { pageOf } from './list.ts';
import { checkGeneration, createObjects, type Objects, type StoredObject } from './objects.ts';

interface Call {
  readonly request: ApiRequest;
  readonly query: URLSearchParams;
  readonly objects: Objects;
  readonly bucket: string;
  readonly name: string;
}

type Handler = (call: Call) => ApiAnswer;

/** Methods and paths below `/storage/v1`, `/upload/storage/v1` and `/download/storage/v1`. */
const routes: readonly (readonly [RegExp, Handler])[] = [
  [/^GET \/b\/([^/]+)$/, getBucket],
  [/^GET \/b\/([^/]+)\/o$/, listObjects],
  [/^GET \/b\/([^/]+)\/o\/([^/]+)$/, getObject],
  [/^DELETE \/b\/([^/]+)\/o\/([^/]+)$/, deleteObject],
  [/^POST \/b\/([^/]+)\/o\/([^/]+)\/compose$/, composeObject],
  [/^POST \/upload\/b\/([^/]+)\/o$/, insertObject],
];

/** Cloud Storage's JSON API, strongly consistent. `clock` in milliseconds since 1970. */
export function createStorage(clock: () => number): { handle(request: ApiRequest): ApiAnswer } {
  const objects = createObjects(clock);
  return {
    handle(request) {
      const path = request.path.replace(/^(\/upload)?(?:\/download)?\/storage\/v1/, '$1');
      for (const [pattern, handler] of routes) {
        const match = pattern.exec(`${request.method} ${path}`);
        if (!match) continue;
        const [bucket = '', name = ''] = match.slice(1).map((each) => decodeURIComponent(each ?? ''));
        checkBucket(bucket, request.caller);
        return handler({ request, query: request.query, objects, bucket, name });
      }
      return listedError(404, 'notFound', 'Not Found');
    },
  };
}

/** Any bucket is there (`versioned-…` with old generations kept by name only), but `missing-…` and, for this caller, `denied-…`. */
function checkBucket(bucket: string, caller: string): void {
  if (bucket.startsWith('missing-')) throw refusal(404, 'notFound', 'The specified bucket does not exist.');
  if (!bucket.startsWith('denied-')) return;
  const message = `${caller} does not have storage.objects.list access to the Google Cloud Storage bucket. Permission 'storage.objects.list' denied on resource (or it may not exist).`;
  throw refusal(403, 'forbidden', message);
}

function getBucket({ bucket }: Call): ApiAnswer {
  const json = { kind: 'storage#bucket', id: bucket, name: bucket, location: 'ASIA-EAST1', storageClass: 'STANDARD' };
  if (bucket.startsWith('versioned-')) return { status: 200, json: { ...json, versioning: { enabled: true } } };
  return { status: 200, json };
}

function listObjects({ objects, bucket, query }: Call): ApiAnswer {
  const { items, prefixes, nextPageToken } = pageOf(objects.list(bucket), query);
  return ok(query, {
    kind: 'storage#objects',
    nextPageToken,
    prefixes: prefixes.length > 0 ? prefixes : undefined,
    items: items.length > 0 ? items.map((item) => described(bucket, item)) : undefined,
  });
}

function getObject(call: Call): ApiAnswer {
  const stored = objectOf(call);
  checkGeneration(call.query, stored);
  if (call.query.get('alt') !== 'media') return ok(call.query, described(call.bucket, stored));
  const { bytes, contentType, generation } = stored;
  return { status: 200, bytes, contentType, headers: { 'x-goog-generation': generation } };
}

function deleteObject(call: Call): ApiAnswer {
  checkGeneration(call.query, call.objects.get(call.bucket, call.name));
  objectOf(call);
  call.objects.remove(call.bucket, call.name);
  return { status: 204 };
}

function insertObject({ request, query, objects, bucket }: Call): ApiAnswer {
  const { metadata, bytes, contentType } = uploadOf(request);
  const name = query.get('name') ?? metadata.name;
  if (typeof name !== 'string' || name === '') throw refusal(400, 'required', 'Required');
  checkGeneration(query, objects.get(bucket, name));
  const type = typeof metadata.contentType === 'string' ? metadata.contentType : contentType;
  const stored = objects.put(bucket, { name, bytes, contentType: type, metadata: metadata.metadata });
  return ok(query, described(bucket, stored));
}

function composeObject({ request, query, objects, bucket, name }: Call): ApiAnswer {
  const { sourceObjects, destination } = request.json as {
    sourceObjects: { name: string; objectPreconditions?: { ifGenerationMatch?: string } }[];
    destination?: { contentType?: string };
  };
  checkGeneration(query, objects.get(bucket, name));
  const sources = sourceObjects.map(({ name: source, objectPreconditions: { ifGenerationMatch } = {} }) => {
    const found = objects.get(bucket, source) ?? missing(bucket, source);
    if (ifGenerationMatch !== undefined) checkGeneration(new URLSearchParams({ ifGenerationMatch }), found);
    return found.bytes;
  });
  const contentType = destination?.contentType ?? 'application/octet-stream';
  const stored = objects.put(bucket, { name, bytes: Buffer.concat(sources), contentType, metadata: undefined });
  return ok(query, described(bucket, stored));
}

/** The object that the path names, in the generation asked for. */
function objectOf({ objects, bucket, name, query }: Call): StoredObject {
  const stored = objects.get(bucket, name);
  const generation = query.get('generation') ?? stored?.generation;
  return stored && stored.generation === generation ? stored : missing(bucket, name);
}

function missing(bucket: string, name: string): never {
  throw refusal(404, 'notFound', `No such object: ${bucket}/${name}`);
}

function ok(query: URLSearchParams, json: unknown): ApiAnswer {
  return { status: 200, json: masked(json, query.get('fields'), '*', true) };
}

function described(
  bucket: string,
  { name, bytes, contentType, metadata, md5, generation, time }: StoredObject,
): unknown {
  return {
    kind: 'storage#object',
    id: `${bucket}/${name}/${generation}`,
    bucket,
    name,
    generation,
    metageneration: '1',
    contentType,
    metadata,
    size: String(bytes.length),
    md5Hash: md5,
    etag: generation,
    timeCreated: time,
    updated: time,
    storageClass: 'STANDARD',
  };
}
