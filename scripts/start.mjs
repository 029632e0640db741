// One process for building and starting: a shell in between would swallow the signal that should stop the product.
await import('./build.mjs');
await import('./build-styles.mjs');
process.argv.push('start');
await import('../dist/apps/cli/src/main.js');
