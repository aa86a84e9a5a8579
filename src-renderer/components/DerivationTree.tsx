/** How a figure was computed, as a tree down to what was typed, each with the row to jump to. */
import { Anchor, Badge, Box, Group, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'

import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { useModelSession } from '../state/model-session.tsx'
import { originAddress } from '../state/origin-address.ts'
import { hrefOf } from '../state/routes.ts'

/** Where the link leads, in words. */
function placeOf(address: string): string {
  return address.startsWith('/catalog') ? 'Show in the catalog' : address.startsWith('/costs') ? 'Show in the costs' : address.startsWith('/bills') ? 'Show in the bills' : address.startsWith('/budgets') ? 'Show in the budgets' : address.startsWith('/rating') ? 'Show in the rating rules' : address.startsWith('/levels') ? 'Show in the service levels' : 'Show where it stands'
}

/** Deeper and broader parts of a derivation are opened when they are asked for: there may be thousands of figures behind one. */
const OPEN_DEPTH = 3
const OPEN_INPUTS = 6

function Node({ node, depth, onJump }: { readonly node: Explanation; readonly depth: number; readonly onJump: (() => void) | undefined }): ReactNode {
  const { draft } = useModelSession()
  const inputs = node.inputs.length
  const [isOpen, setOpen] = useState(depth === 0 || (depth < OPEN_DEPTH && inputs <= OPEN_INPUTS))
  const address = node.origin === null ? null : originAddress(draft, node.origin)
  return (
    <Box component="li" style={{ listStyle: 'none' }} pl={depth === 0 ? 0 : 12} ml={depth === 0 ? 0 : 2}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
        <Text size="sm" fw={depth === 0 ? 600 : 400}>
          {node.label}
        </Text>
        <Text size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
          {node.text}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" component="div">
        {[node.formula, node.unit].filter((part) => part !== '').join(' · ')}{' '}
        <Badge size="xs" variant="outline" color="gray" c="var(--mantine-color-dimmed)">
          {node.ruleId}
        </Badge>
      </Text>
      {node.origin !== null && node.origin.source !== '' && (
        <Text size="xs" c="dimmed">
          Source: {node.origin.source}
        </Text>
      )}
      {address !== null && (
        <Anchor href={hrefOf(address)} size="xs" underline="always" onClick={onJump}>
          {placeOf(address)}
        </Anchor>
      )}
      {inputs > 0 && !isOpen && (
        <div>
          <Anchor component="button" type="button" size="xs" underline="always" aria-expanded={false} onClick={() => setOpen(true)}>
            Open {inputs === 1 ? 'the figure' : `the ${inputs.toLocaleString('en-US')} figures`} behind it
          </Anchor>
        </div>
      )}
      {inputs > 0 && isOpen && (
        <Stack component="ul" gap={10} p={0} m={0} mt={8}>
          {node.inputs.map((input, index) => (
            <Node key={`${index}${input.label}`} node={input} depth={depth + 1} onJump={onJump} />
          ))}
        </Stack>
      )}
    </Box>
  )
}

export function DerivationTree({ explained, onJump }: { readonly explained: Explanation; /** When a link to a row is followed. */ readonly onJump?: () => void }): ReactNode {
  return (
    <ul style={{ margin: 0, padding: 0 }}>
      <Node key={`${explained.label}${explained.text}`} node={explained} depth={0} onJump={onJump} />
    </ul>
  )
}
