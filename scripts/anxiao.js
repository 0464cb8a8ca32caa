#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// JavaScript on purpose: a program's first file never comes from the cache, and what strips types from it takes longer to
// load than all that an hourly run has to do. Everything behind it is TypeScript, stripped and compiled once and kept in
// the system's temporary folder.
enableCompileCache();
const { main } = await import('./command-line.ts');
process.exitCode = await main(process.argv.slice(2), process.env);
