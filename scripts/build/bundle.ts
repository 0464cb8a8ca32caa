import { join, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { compiledTemplate } from '../../functions/letters/compiled-template.ts';

const root = resolve(import.meta.dirname, '../..');

/** The functions as they are deployed: one file with all that it needs inside, and what the platform reads beside it. */
export interface Bundle {
  readonly code: string;
  readonly manifest: string;
  /** Bytes of each package (or of our own rooms) in the code, the largest first. */
  readonly parts: readonly (readonly [name: string, bytes: number])[];
}

/** Bundles `functions/index.ts`, the letters' template compiled and mjml left behind. */
export async function bundle(): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...options,
    plugins: [template(await compiledTemplate()), noCharsets],
  });
  const [{ text: code } = { text: '' }] = outputFiles;
  return { code, manifest: `${JSON.stringify(manifest, null, 2)}\n`, parts: partsOf(Object.values(metafile.outputs)) };
}

const options = {
  entryPoints: [join(root, 'functions/index.ts')],
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // Names stay as they are: the stack of a fault is all that the log has of it.
  minifyWhitespace: true,
  minifySyntax: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
  // Packages of the older kind ask for Node's own modules with require, which a module of the newer kind does not have.
  banner: {
    js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url),__filename=import.meta.filename,__dirname=import.meta.dirname;",
  },
} as const satisfies BuildOptions;

const manifest = {
  name: 'anxiao-functions',
  private: true,
  type: 'module',
  main: 'index.js',
  engines: { node: '>=24' },
  scripts: { start: 'node index.js' },
};

/** The compiled html in place of what would compile it. */
function template(html: string): Plugin {
  return {
    name: 'compiled-template',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]letters[\\/]compiled-template\.ts$/ }, () => ({
        contents: `export async function compiledTemplate() { return ${JSON.stringify(html)}; }`,
        loader: 'js',
      }));
    },
  };
}

/** Tables of every charset there is, for bodies that our gate has read before the framework looks. */
const noCharsets: Plugin = {
  name: 'no-charsets',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^iconv-lite$/ }, () => ({ path: 'iconv-lite', namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'exports.encodingExists = () => false;' }));
  },
};

function partsOf(
  outputs: readonly { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }[],
) {
  const sizes = new Map<string, number>();
  for (const { inputs } of outputs)
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const [, name = file.split('/').slice(0, 2).join('/')] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
      sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
    }
  return [...sizes].sort(([, a], [, b]) => b - a);
}
