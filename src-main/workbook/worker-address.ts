/** Where a worker's module stands: `.ts` when the sources run as they are, `.js` when they are compiled. */
export function workerAddress(name: 'write-worker' | 'read-worker' | 'usage-worker'): URL {
  return new URL(`./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)
}
