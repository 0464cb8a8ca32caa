import * as z from 'zod/mini';

/** Names in a backup's folder. */
export const names = { manifest: '清单.json', guide: '说明.txt', district: '区' } as const;

const file = z.strictObject({
  path: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  savedAt: z.string(),
  stamp: z.optional(z.string()),
});

const manifest = z.strictObject({
  edition: z.literal(1),
  /** When the backup was made, ISO. */
  at: z.string(),
  /** Events in the ledger then, and the time of the last of them. */
  events: z.int(),
  lastAt: z.string(),
  files: z.array(file),
});

/** 清单.json: what a backup holds, each file with its size and SHA-256. */
export type Manifest = z.infer<typeof manifest>;
export type ListedFile = Manifest['files'][number];

export function manifestText(of: Manifest): string {
  return `${JSON.stringify(of, null, 1)}\n`;
}

/** The manifest in a text; undefined where it is none, or one whose files would lie elsewhere than below it. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const read = manifest.safeParse(JSON.parse(text));
    return read.success && read.data.files.every(({ path }) => liesBelow(path)) ? read.data : undefined;
  } catch {
    return undefined;
  }
}

function liesBelow(path: string): boolean {
  return !/[\\\0]/.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
