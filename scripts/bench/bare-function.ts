import { http } from '@google-cloud/functions-framework';

/** The framework alone: what any function's first answer costs at least. */
http('bare', (_request, response) => response.json({}));
