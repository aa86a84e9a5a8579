// `npm test`: everything that can be checked on this machine. npm puts the project's own Node first on the PATH.
const [major] = process.versions.node.split('.')

if (Number(major) < 24) {
  process.stderr.write(`This is Node ${process.versions.node}. Run "npm ci" and then "npm test", which brings Node 24 along.\n`)
  process.exitCode = 1
} else {
  const { runAll } = await import('./run-all/main.ts')
  process.exitCode = await runAll()
}
