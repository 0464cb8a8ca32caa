import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { storage_v1 } from 'googleapis/build/src/apis/storage/v1.js';
import type { Bucket, Listed, Stored } from './bucket.ts';
import { bucketError, isStatus } from './bucket-fault.ts';
import type { Send } from './calls.ts';

/** Where in Cloud Storage a district lies. `prefix` begins the name of each of its objects, and ends in `/`. */
export interface BucketPlace {
  readonly bucket: string;
  readonly prefix: string;
  /** Said again to uploads, which do not heed the client's own. */
  readonly rootUrl?: string;
}

/** A bucket through googleapis' Storage client. Throws an operator's error where it is missing or not ours to use. */
export function bucketOf(storage: storage_v1.Storage, send: Send, place: BucketPlace): Bucket {
  return new StorageBucket(storage, send, place);
}

class StorageBucket implements Bucket {
  readonly #objects: storage_v1.Resource$Objects;
  readonly #send: Send;
  readonly #place: BucketPlace;

  constructor(storage: storage_v1.Storage, send: Send, place: BucketPlace) {
    this.#objects = storage.objects;
    this.#send = send;
    this.#place = place;
  }

  async read(name: string): Promise<Stored | undefined> {
    return this.#orAbsent(() =>
      this.#send({
        quota: 'storage',
        again: 'harmless',
        send: async () => {
          const params = { ...this.#at(name), alt: 'media' };
          const { data, headers } = await this.#objects.get(params, { responseType: 'arraybuffer' });
          const bytes = Buffer.from(data as unknown as ArrayBuffer);
          return { data: { bytes, generation: generationIn(headers) } };
        },
      }),
    );
  }

  async list(from: string): Promise<readonly Listed[]> {
    const { bucket, prefix } = this.#place;
    const found: Listed[] = [];
    const params = { bucket, prefix, startOffset: prefix + from, fields: 'items(name,generation),nextPageToken' };
    for (let pageToken: string | undefined, first = true; first || pageToken !== undefined; first = false) {
      const page = await this.#orWords(() =>
        this.#send({
          quota: 'storage',
          again: 'harmless',
          send: () => this.#objects.list(pageToken === undefined ? params : { ...params, pageToken }),
        }),
      );
      for (const { name, generation } of page.items ?? [])
        found.push({ name: (name ?? '').slice(prefix.length), generation: generation ?? '' });
      pageToken = page.nextPageToken ?? undefined;
    }
    return found;
  }

  create(name: string, bytes: Uint8Array): Promise<string | undefined> {
    return this.#put(name, bytes, '0');
  }

  replace(name: string, bytes: Uint8Array, generation: string): Promise<string | undefined> {
    return this.#put(name, bytes, generation);
  }

  async remove(name: string, generation: string): Promise<void> {
    await this.#orAbsent(() =>
      this.#send({
        quota: 'storage',
        again: 'harmless',
        send: () => this.#objects.delete({ ...this.#at(name), ifGenerationMatch: generation }),
      }),
    );
  }

  /** An upload bears a mark of its own: refused after an answer that was lost, it is found to be there already. */
  async #put(name: string, bytes: Uint8Array, generation: string): Promise<string | undefined> {
    const mark = randomUUID();
    const { bucket, prefix, rootUrl } = this.#place;
    const upload = () =>
      this.#objects.insert(
        {
          bucket,
          ifGenerationMatch: generation,
          fields: 'generation',
          requestBody: { name: prefix + name, metadata: { upload: mark } },
          media: { mimeType: 'application/octet-stream', body: Readable.from([bytes]) },
        },
        rootUrl === undefined ? {} : { rootUrl },
      );
    try {
      // Harmless though it is a POST: the second of two finds a generation that it does not expect.
      return (await this.#send({ quota: 'storage', again: 'harmless', send: upload })).generation ?? '';
    } catch (error) {
      if (!isStatus(error, 412)) throw bucketError(error, bucket);
      return this.#generationMarked(name, mark);
    }
  }

  async #generationMarked(name: string, mark: string): Promise<string | undefined> {
    const found = await this.#orAbsent(() =>
      this.#send({
        quota: 'storage',
        again: 'harmless',
        send: () => this.#objects.get({ ...this.#at(name), fields: 'generation,metadata' }),
      }),
    );
    return found?.metadata?.upload === mark ? (found.generation ?? '') : undefined;
  }

  #at(name: string): { readonly bucket: string; readonly object: string } {
    return { bucket: this.#place.bucket, object: this.#place.prefix + name };
  }

  async #orAbsent<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (isStatus(error, 404, 412)) return undefined;
      throw bucketError(error, this.#place.bucket);
    }
  }

  async #orWords<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw bucketError(error, this.#place.bucket);
    }
  }
}

/** The client says that headers are a plain object, and hands out whatever its fetch made. */
function generationIn(headers: object): string {
  return new Headers(headers as Record<string, string>).get('x-goog-generation') ?? '';
}
