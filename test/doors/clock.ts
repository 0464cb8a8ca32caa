import { readFileSync } from 'node:fs';

/** Loaded before the functions (`--import`): their clock is what a test wrote into the file CLOCK. */
const { CLOCK = '' } = process.env;
Date.now = () => Date.parse(readFileSync(CLOCK, 'utf8'));
