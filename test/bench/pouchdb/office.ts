/** PouchDB's own server on leveldb, with no more than replication needs. Argument: its folder. Prints its port. */
import { createRequire } from 'node:module';
import type { RequestListener } from 'node:http';
import http from 'node:http';
import path from 'node:path';

const require = createRequire(import.meta.url);
const PouchDB = require('pouchdb') as { defaults(options: object): unknown };
const express = require('express') as () => RequestListener & { use(handler: unknown): void };
const makeHandler = require('express-pouchdb') as (database: unknown, options: object) => unknown;

const folder = process.argv[2]!;
const app = express();
app.use(
  makeHandler(PouchDB.defaults({ prefix: `${folder}${path.sep}` }), {
    mode: 'minimumForPouchDB',
    inMemoryConfig: true,
  }),
);
const server = http.createServer(app);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(JSON.stringify({ port: address.port }));
});
