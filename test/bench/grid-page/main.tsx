import '@mantine/core/styles.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'

import { BareTable } from './BareTable.tsx'
import { makeLines } from './lines.ts'
import { SheetTable } from './SheetTable.tsx'

const asked = new URLSearchParams(window.location.search)
const initial = makeLines(Number(asked.get('rows') ?? '2000'))

const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no root.')
createRoot(root).render(<MantineProvider>{asked.get('grid') === 'bare' ? <BareTable initial={initial} /> : <SheetTable initial={initial} />}</MantineProvider>)
