#!/usr/bin/env node
import { enableCompileCache, registerHooks } from 'node:module';

// JavaScript on purpose: a program's first file never comes from the cache, and what strips types from it takes longer to
// load than all that an hourly run has to do. Everything behind it is TypeScript, stripped and compiled once and kept in
// the system's temporary folder.
enableCompileCache();

// Our own imports name the file they mean; to look for packages and links behind each would take as long as loading it.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith('.') && specifier.endsWith('.ts')
      ? { url: new URL(specifier, context.parentURL).href, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

const { main } = await import('./command-line.ts');
process.exitCode = await main(process.argv.slice(2), process.env);
