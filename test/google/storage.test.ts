import { Readable } from 'node:stream';
import { storage_v1 } from 'googleapis/build/src/apis/storage/v1.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Ask, asker } from './ask.ts';
import { type Emulator, startEmulator } from './emulator.ts';

const bucket = 'ledger';

let emulator: Emulator;
let ask: Ask;

beforeEach(async () => {
  // A clock that stands still must not make two generations the same.
  emulator = await startEmulator({ clock: () => Date.parse('2018-10-01T00:00:00Z') });
  ask = asker(emulator);
});
afterEach(() => emulator.close());

async function put(name: string, text = name, condition = '') {
  const target = `/upload/storage/v1/b/${bucket}/o?uploadType=media&name=${encodeURIComponent(name)}${condition}`;
  return ask(`POST ${target}`, text, { 'content-type': 'text/plain' });
}

const at = (name: string) => `/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}`;

it('writes under a generation, and refuses one that does not hold', async () => {
  const first = await put('a/1', 'one', '&ifGenerationMatch=0');
  expect(first.json).toMatchObject({ name: 'a/1', size: '3', contentType: 'text/plain' });
  const again = await put('a/1', 'two', '&ifGenerationMatch=0');
  expect(again.status).toBe(412);
  expect(again.json).toEqual({
    error: {
      code: 412,
      message: 'At least one of the pre-conditions you specified did not hold.',
      errors: [
        {
          message: 'At least one of the pre-conditions you specified did not hold.',
          domain: 'global',
          reason: 'conditionNotMet',
          locationType: 'header',
          location: 'If-Match',
        },
      ],
    },
  });
  const second = await put('a/1', 'two', `&ifGenerationMatch=${first.json.generation}`);
  expect(BigInt(second.json.generation)).toBeGreaterThan(BigInt(first.json.generation));
  expect((await ask(`GET ${at('a/1')}?alt=media`)).text).toBe('two');
  expect((await ask(`GET ${at('a/1')}?generation=${first.json.generation}`)).status).toBe(404);
  expect((await ask(`GET ${at('a/1')}?ifGenerationMatch=${first.json.generation}`)).status).toBe(412);

  const remove = (generation: string) => ask(`DELETE ${at('a/1')}?ifGenerationMatch=${generation}`);
  expect((await remove(first.json.generation)).status).toBe(412);
  expect((await remove(second.json.generation)).status).toBe(204);
  expect((await ask(`GET ${at('a/1')}`)).json.error.errors[0].reason).toBe('notFound');
});

it('lets exactly one of many writers make an object', async () => {
  const tries = await Promise.all(Array.from({ length: 8 }, (_, n) => put('lease', `${n}`, '&ifGenerationMatch=0')));
  expect(tries.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)]);
});

it('lists by beginning, from and to a name, in pages and by folder', async () => {
  for (const name of ['b/2', 'a/1', 'a/2', 'a/x/1', 'a/x/2', 'c']) await put(name);
  const list = async (parameters: string) => {
    const { json } = await ask(`GET /storage/v1/b/${bucket}/o?${parameters}`);
    return { ...json, items: json.items?.map(({ name }: { name: string }) => name) };
  };
  expect((await list('')).items).toEqual(['a/1', 'a/2', 'a/x/1', 'a/x/2', 'b/2', 'c']);
  expect((await list('prefix=a/&startOffset=a/2&endOffset=a/x/2')).items).toEqual(['a/2', 'a/x/1']);
  expect(await list('prefix=a/&delimiter=/')).toEqual({
    kind: 'storage#objects',
    items: ['a/1', 'a/2'],
    prefixes: ['a/x/'],
  });
  const first = await list('maxResults=4');
  expect((await list(`maxResults=4&pageToken=${first.nextPageToken}`)).items).toEqual(['b/2', 'c']);
  expect(await list('prefix=none&fields=items(name),nextPageToken')).toEqual({ items: undefined });
});

it('puts objects together', async () => {
  await put('1', '一');
  await put('2', '二');
  const sourceObjects = [{ name: '1' }, { name: '2' }];
  expect((await ask(`POST ${at('both')}/compose?ifGenerationMatch=0`, { sourceObjects })).status).toBe(200);
  expect((await ask(`GET ${at('both')}?alt=media`)).text).toBe('一二');
  expect((await ask(`POST ${at('both')}/compose?ifGenerationMatch=0`, { sourceObjects })).status).toBe(412);
  expect((await ask(`POST ${at('x')}/compose`, { sourceObjects: [{ name: 'none' }] })).status).toBe(404);
});

it('has every bucket but the missing and the denied', async () => {
  expect((await ask('GET /storage/v1/b/any')).json).toMatchObject({ kind: 'storage#bucket', name: 'any' });
  expect((await ask('GET /storage/v1/b/missing-one')).json.error.errors[0].reason).toBe('notFound');
  expect((await ask('GET /storage/v1/b/denied-one/o')).json.error.errors[0].reason).toBe('forbidden');
});

it('understands what the official client sends', async () => {
  const { objects } = new storage_v1.Storage({ rootUrl: emulator.url });
  const name = '区/台账 1.jsonl';
  const bytes = Buffer.from([0, 255, 13, 10, 45, 45]);
  const { data } = await objects.insert(
    {
      bucket,
      ifGenerationMatch: '0',
      requestBody: { name, metadata: { mark: '1' } },
      media: { mimeType: 'application/octet-stream', body: Readable.from([bytes]) },
    },
    { rootUrl: emulator.url },
  );
  const read = await objects.get({ bucket, object: name, alt: 'media' }, { responseType: 'arraybuffer' });
  expect(Buffer.from(read.data as unknown as ArrayBuffer)).toEqual(bytes);
  const told = await objects.get({ bucket, object: name, fields: 'generation,metadata,contentType' });
  expect(told.data).toEqual({
    generation: data.generation,
    metadata: { mark: '1' },
    contentType: 'application/octet-stream',
  });
});
