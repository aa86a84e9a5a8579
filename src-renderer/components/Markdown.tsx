import { createElement, Fragment, useMemo, type ReactNode } from 'react'

import { readMarkdown, type MarkdownBlock, type MarkdownInline } from '../../src-shared/domain/markdown.ts'
import { assertNever } from '../../src-shared/domain/result.ts'
import { openOutside } from '../state/open-outside.ts'
import classes from './Markdown.module.css'

function inline(each: MarkdownInline): ReactNode {
  switch (each.kind) {
    case 'text':
      return each.text
    case 'code':
      return <code>{each.text}</code>
    case 'break':
      return <br />
    case 'strong':
      return <strong>{inlines(each.children)}</strong>
    case 'emphasis':
      return <em>{inlines(each.children)}</em>
    case 'deleted':
      return <del>{inlines(each.children)}</del>
    case 'link':
      return (
        <a href={each.address} title={each.address} target="_blank" rel="noopener noreferrer" onClick={openOutside} onAuxClick={openOutside}>
          {inlines(each.children)}
        </a>
      )
    default:
      return assertNever(each)
  }
}

/** Parts of a text have no names of their own: their place is their key. */
function inlines(children: readonly MarkdownInline[]): ReactNode {
  return children.map((each, index) => <Fragment key={index}>{inline(each)}</Fragment>)
}

function Block({ block, level }: { readonly block: MarkdownBlock; readonly level: number }): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p>{inlines(block.children)}</p>
    case 'heading':
      return createElement(`h${Math.min(6, level + block.level - 1)}`, null, inlines(block.children))
    case 'rule':
      return <hr />
    case 'code':
      return <pre>{block.text}</pre>
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.children} level={level} />
        </blockquote>
      )
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Blocks blocks={item} level={level} />
        </li>
      ))
      return block.isOrdered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>
    }
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.header.map((cell, index) => (
                <th key={index}>{inlines(cell)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column}>{inlines(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )
    default:
      return assertNever(block)
  }
}

function Blocks({ blocks, level }: { readonly blocks: readonly MarkdownBlock[]; readonly level: number }): ReactNode {
  return blocks.map((block, index) => <Block key={index} block={block} level={level} />)
}

/** A long text with its simple formatting, as elements: what looks like HTML in it is shown as it was typed. `level` is that of its largest headings. */
export function Markdown({ text, level = 4 }: { readonly text: string; readonly level?: number }): ReactNode {
  const blocks = useMemo(() => readMarkdown(text), [text])
  return (
    <div className={classes['text']}>
      <Blocks blocks={blocks} level={level} />
    </div>
  )
}
