// One process for building and starting: a shell in between would swallow the signal that should stop the product.
import { enableCompileCache } from 'node:module';
import path from 'node:path';

enableCompileCache(path.resolve(import.meta.dirname, '../dist/.compile-cache'));
await import('./build.mjs');
await import('./build-styles.mjs');
process.argv.push('start');
await import('../dist/apps/cli/src/main.js');
