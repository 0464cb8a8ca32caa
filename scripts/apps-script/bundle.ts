import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const root = resolve(import.meta.dirname, '../..');
const source = join(root, 'apps-script');

/** Most bytes the script may have, 60 KB. */
export const mostBytes = 60 * 1024;

/** The script as Apps Script takes it: one file of plain ES2019, and its manifest. */
export interface Bundle {
  readonly code: string;
  readonly manifest: string;
  /** Names of the global functions. */
  readonly handlers: readonly string[];
  /** Bytes of each source file in the code, the largest first. */
  readonly parts: readonly (readonly [file: string, bytes: number])[];
}

/** Nothing of ours does anything by being imported, so what is not used can be left out. */
const noSideEffects: Plugin = {
  name: 'no-side-effects',
  setup({ onResolve }) {
    onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path),
      sideEffects: false,
    }));
  },
};

const shared = {
  bundle: true,
  write: false,
  minify: true,
  metafile: true,
  // Escaped, each Chinese character would take six bytes instead of three.
  charset: 'utf8',
  target: 'es2019',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'silent',
  absWorkingDir: root,
} as const satisfies BuildOptions;

/**
 * Bundles `apps-script/main.ts` with what it imports; each of its exports becomes a global function.
 * @param isAddOn true for the one that is published as an add-on instead of being bound to a workbook
 */
export async function bundle(isAddOn = false): Promise<Bundle> {
  const page = await build({ ...shared, entryPoints: [join(source, 'page/sidebar.ts')], format: 'iife' });
  const options = {
    ...shared,
    entryPoints: [join(source, 'main.ts')],
    plugins: [noSideEffects],
    define: { PAGE_SCRIPT: JSON.stringify(textOf(page).trim()), IS_ADD_ON: String(isAddOn) },
  } satisfies BuildOptions;
  const handlers = exportsOf(await build({ ...options, format: 'esm' }));
  const made = await build({ ...options, format: 'iife', globalName: 'anxiao', footer: { js: globals(handlers) } });
  return {
    code: textOf(made),
    manifest: readFileSync(join(source, 'appsscript.json'), 'utf8'),
    handlers,
    parts: partsOf(made),
  };
}

interface Made {
  readonly outputFiles: readonly { readonly text: string }[];
  readonly metafile: {
    readonly outputs: Readonly<
      Record<
        string,
        { readonly exports: readonly string[]; readonly inputs: Readonly<Record<string, { bytesInOutput: number }>> }
      >
    >;
  };
}

function textOf({ outputFiles }: Made): string {
  return outputFiles[0]?.text ?? '';
}

function exportsOf({ metafile }: Made): readonly string[] {
  return Object.values(metafile.outputs).flatMap(({ exports }) => exports);
}

function partsOf({ metafile }: Made): Bundle['parts'] {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.map(([file, { bytesInOutput }]) => [file, bytesInOutput] as const).sort(([, a], [, b]) => b - a);
}

/** Declared, not assigned: Apps Script looks for triggers and menu items among the declarations of a file. */
function globals(names: readonly string[]): string {
  return names.map((name) => `function ${name}(){return anxiao.${name}.apply(null,arguments)}`).join('\n');
}
