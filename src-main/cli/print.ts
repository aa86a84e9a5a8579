/** Where a command's words go: answers on stdout, what is wrong on stderr. */
import type { CommandName, Outcome } from './outcome.ts'
import { asJson, issueText } from './outcome.ts'

export type Output = { readonly out: (text: string) => void; readonly err: (text: string) => void }

/** A reader that has seen enough (`| head`) is no error. */
function writeTo(stream: NodeJS.WriteStream): (text: string) => void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return (text) => void stream.write(text)
}

export function processOutput(): Output {
  return { out: writeTo(process.stdout), err: writeTo(process.stderr) }
}

export function printOutcome({ command, outcome, json, output }: { readonly command: CommandName; readonly outcome: Outcome; readonly json: boolean; readonly output: Output }): void {
  if (json) output.out(asJson(command, outcome))
  else if (outcome.text !== '') output.out(`${outcome.text}\n`)
  // What stands in the answer already is not said again; errors are said to the person at the terminal in any case.
  const said = outcome.warnings.filter((each) => each.severity === 'error' || (!json && !outcome.text.includes(each.message)))
  for (const each of said) output.err(`${issueText(each)}\n`)
}
