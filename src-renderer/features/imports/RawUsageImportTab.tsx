import { Anchor, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { rawUsageTemplate } from '../../../src-shared/domain/usage/measures/raw-measure.ts'
import { hasRatingRules } from '../../../src-shared/domain/usage/rules-of.ts'
import { client } from '../../client/client.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { hrefOf, ratingAddress } from '../../state/routes.ts'
import { GoToBills, QUANTITY_HEADS, quantitiesLabel } from './imported-quantities.tsx'
import { ImportFlow, TemplateButton } from './ImportFlow.tsx'
import { missingOfRawUsage, rawUsageColumns, rawUsageMapping, type RawUsageMapping } from './raw-usage-mapping.ts'
import { sampleTables } from './sample-table.ts'
import { useImport, type ImportSource } from './use-import.ts'

const RAW_USAGE: ImportSource<RawUsageMapping> = {
  key: 'raw-usage',
  inspect: sampleTables,
  proposalOf: rawUsageMapping,
  fits: (proposal) => missingOfRawUsage(proposal).length === 0,
  missingOf: missingOfRawUsage,
  preview: ({ file, sheet, task }, signal) => client.imports.previewMeasures({ file, sheet, task }, { signal }),
  accept: ({ file, sheet, task, baseRevision }, signal) => client.imports.acceptMeasures({ baseRevision, file, sheet, task }, { signal }),
}

/** What machines measured, row by row; the rules of the model make monthly quantities of it (BILL-1). */
export function RawUsageImportTab(): ReactNode {
  const { draft } = useModelSession()
  const work = useImport(RAW_USAGE)
  return (
    <Stack gap="lg">
      <Text size="sm">
        {hasRatingRules(draft) ? 'The rows are rated by the ' : 'The model has no rating rules yet. Nothing can be rated before there are some among the '}
        <Anchor href={hrefOf(ratingAddress())} inherit underline="always">
          rating rules
        </Anchor>
        {hasRatingRules(draft) ? '. They stay in the model with their quantities, and can be rated again when a rule changes.' : '.'}
      </Text>
      <ImportFlow
        work={work}
        picker={{
          label: 'Choose a file of raw usage…',
          text: 'One row for each job, print run, data set, mailbox or whatever else was measured, with its agency and kind; columns are called as in the template. A file holds whole months: its quantities take the place of those that were there. Up to 50 MB; nothing is written until you accept it.',
          template: <TemplateButton csv={rawUsageTemplate().csv} name="Raw usage" />,
        }}
        columnsOf={rawUsageColumns}
        words={{ acceptLabel: quantitiesLabel, nothing: 'There is nothing to import: the rows make the quantities that the model has.', heads: QUANTITY_HEADS }}
        next={<GoToBills />}
      />
    </Stack>
  )
}
