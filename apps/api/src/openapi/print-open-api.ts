import { openApiDocument } from './open-api-document.ts';

/** `node dist/openapi/print-open-api.js > openapi.json`: what the typed client of the console is made from. */
process.stdout.write(`${JSON.stringify(openApiDocument(process.argv[2] ?? '0.1.0'), null, 2)}\n`);
