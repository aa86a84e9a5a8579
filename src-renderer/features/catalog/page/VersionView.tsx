/** A version as it was issued, or two of them line by line. */
import { Button, Group, NativeSelect, Text, Title, VisuallyHidden } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMemo, type ReactNode } from 'react'

import { compareTexts, type ComparedLine } from '../../../../src-shared/domain/catalog/compare-versions.ts'
import { markdownOf } from '../../../../src-shared/domain/catalog/page-markdown.ts'
import type { ServicePageView } from '../../../../src-shared/domain/catalog/service-page.ts'
import { Markdown } from '../../../components/Markdown.tsx'
import { useModelSession } from '../../../state/model-session.tsx'
import classes from './Page.module.css'
import type { ShownVersion } from './Versions.tsx'

const SIGNS: Readonly<Record<ComparedLine['kind'], { readonly sign: string; readonly word: string }>> = { same: { sign: '', word: '' }, removed: { sign: '\u2212', word: 'Removed: ' }, added: { sign: '+', word: 'Added: ' } }
/** Unchanged lines that are shown before and after a change. */
const AROUND = 2

type Stretch = { readonly kind: 'lines'; readonly lines: readonly ComparedLine[] } | { readonly kind: 'unchanged'; readonly count: number }

/** Long stretches without a change are told by their count. */
function stretchesOf(lines: readonly ComparedLine[]): readonly Stretch[] {
  const isNear = lines.map((_, index) => lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some((line) => line.kind !== 'same'))
  const stretches: Stretch[] = []
  for (const [index, line] of lines.entries()) {
    const last = stretches.at(-1)
    if (isNear[index] === true) {
      if (last?.kind === 'lines') stretches[stretches.length - 1] = { kind: 'lines', lines: [...last.lines, line] }
      else stretches.push({ kind: 'lines', lines: [line] })
    } else if (last?.kind === 'unchanged') stretches[stretches.length - 1] = { kind: 'unchanged', count: last.count + 1 }
    else stretches.push({ kind: 'unchanged', count: 1 })
  }
  return stretches
}

function Line({ line }: { readonly line: ComparedLine }): ReactNode {
  const { sign, word } = SIGNS[line.kind]
  const parts = line.parts.map((part, index) => (part.isChanged ? line.kind === 'removed' ? <del key={index}>{part.text}</del> : <ins key={index}>{part.text}</ins> : <span key={index}>{part.text}</span>))
  return (
    <div className={classes['line']} data-kind={line.kind}>
      <span className={classes['sign']} aria-hidden>
        {sign}
      </span>
      <span>
        {word !== '' && <VisuallyHidden>{word}</VisuallyHidden>}
        {parts}
      </span>
    </div>
  )
}

function Compared({ before, after }: { readonly before: string; readonly after: string }): ReactNode {
  const stretches = useMemo(() => stretchesOf(compareTexts(before, after)), [before, after])
  if (stretches.every((each) => each.kind === 'unchanged')) return <Text size="sm">The two say the same.</Text>
  return (
    <section className={classes['compared']} aria-label="Comparison">
      {stretches.map((stretch, index) =>
        stretch.kind === 'unchanged' ? (
          <div key={index} className={classes['unchanged']}>
            {stretch.count} {stretch.count === 1 ? 'line' : 'lines'} unchanged
          </div>
        ) : (
          stretch.lines.map((line, at) => <Line key={`${index}.${at}`} line={line} />)
        ),
      )}
    </section>
  )
}

/** Where the page was read on is no place in another text. */
function readFromTop(article: HTMLElement | null): void {
  article?.scrollIntoView({ block: 'start' })
}

export function VersionView({ view, shown, onShow }: { readonly view: ServicePageView; readonly shown: NonNullable<ShownVersion>; readonly onShow: (shown: ShownVersion) => void }): ReactNode {
  const { draft } = useModelSession()
  const version = view.versions.find((each) => each.number === shown.number)
  const against = shown.against === 'page' ? markdownOf(draft, view) : (view.versions.find((each) => each.number === shown.against)?.content ?? null)
  if (version === undefined) return null
  const others = view.versions.filter((each) => each.number !== version.number)
  const isEarlier = shown.against === 'page' || (shown.against !== null && shown.against > version.number)
  return (
    <article key={version.number} ref={readFromTop} className={classes['article']} aria-label={`Version ${version.number}`}>
      <div>
        <Button size="compact-sm" variant="subtle" ml={-8} leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={() => onShow(null)}>
          Back to the page
        </Button>
        <Group justify="space-between" align="flex-end" mt={6}>
          <div>
            <Title order={3}>Version {version.number}</Title>
            <Text size="sm" c="dimmed">
              Issued on {version.issuedOn}
              {version.author === '' ? '' : ` by ${version.author}`}. {version.summary}
            </Text>
          </div>
          <NativeSelect
            label="Compare with"
            value={shown.against === null ? '' : String(shown.against)}
            data={[{ value: '', label: 'Nothing: read it' }, { value: 'page', label: 'The page as it stands' }, ...others.map((each) => ({ value: String(each.number), label: `Version ${each.number}, ${each.issuedOn}` }))]}
            onChange={(event) => {
              const { value } = event.currentTarget
              onShow({ number: version.number, against: value === '' ? null : value === 'page' ? 'page' : Number.parseInt(value, 10) })
            }}
          />
        </Group>
      </div>
      {against === null ? <Markdown text={version.content} level={3} /> : <Compared before={isEarlier ? version.content : against} after={isEarlier ? against : version.content} />}
    </article>
  )
}
