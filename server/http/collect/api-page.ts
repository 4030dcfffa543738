/** The description of the office's HTTP interface, `/openapi.json`, and a page to read it, `/docs`, both without any network. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import manifest from '../../../package.json' with { type: 'json' };

export async function addApiPage(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      info: { title: 'Sổ Máy tính cho em: so-may serve', version: manifest.version },
      tags: [{ name: 'files' }, { name: 'state' }],
    },
  });
  await server.register(swaggerUi, {
    routePrefix: '/docs',
    baseDir: findPageFiles(),
    staticCSP: true,
    logo: { type: 'image/svg+xml', content: '' },
  });
  server.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
}

/** Beside the bundle, where the build puts them; from source in the package itself. */
function findPageFiles(): string {
  const besideBundle = path.join(import.meta.dirname, 'swagger-ui');
  if (existsSync(besideBundle)) return besideBundle;
  const manifestFile = createRequire(import.meta.url).resolve('@fastify/swagger-ui/package.json');
  return path.join(path.dirname(manifestFile), 'static');
}
