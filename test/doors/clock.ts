import { readFileSync } from 'node:fs';

/**
 * Loaded before the functions (`--import`): their clock is what a test wrote into the file CLOCK, and the machine's own,
 * by which leases run out, is AHEAD milliseconds further than it is.
 */
const { CLOCK = '', AHEAD = '0' } = process.env;
if (CLOCK !== '') Date.now = () => Date.parse(readFileSync(CLOCK, 'utf8'));
const ofMachine = performance.now.bind(performance);
performance.now = () => ofMachine() + Number(AHEAD);
