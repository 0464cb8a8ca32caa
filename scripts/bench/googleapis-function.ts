import { http } from '@google-cloud/functions-framework';

// The name in a variable: the types of all of Google take a gigabyte to check.
const whole = 'googleapis';
await import(whole);

/** The framework beside googleapis imported whole, as its own examples do. */
http('bare', (_request, response) => response.json({}));
