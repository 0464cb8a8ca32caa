/** An object's bytes, and the generation that they are. */
export interface Stored {
  readonly bytes: Buffer;
  readonly generation: string;
}

/** That an object lies there. */
export interface Listed {
  readonly name: string;
  readonly generation: string;
}

/**
 * A district's part of a Cloud Storage bucket. An object is whole or absent, and each write says what it expects to
 * find: an answer that never came is told from somebody else's object. Names are the district's own, without its prefix.
 */
export interface Bucket {
  /** Undefined where there is no such object. */
  read(name: string): Promise<Stored | undefined>;
  /** Every object from a name on, in the order of their names. */
  list(from: string): Promise<readonly Listed[]>;
  /** The generation made; undefined where something lies there already. */
  create(name: string, bytes: Uint8Array): Promise<string | undefined>;
  /** Puts new bytes in place of one generation and returns theirs; undefined where another generation, or nothing, lies there. */
  replace(name: string, bytes: Uint8Array, generation: string): Promise<string | undefined>;
  /** Removes one generation; leaves any other alone. */
  remove(name: string, generation: string): Promise<void>;
}
