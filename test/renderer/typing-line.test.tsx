import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { typingLine } from '../../src-renderer/features/rates/typing-line.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { STATUS, newWorld } from '../support/fake-client.ts'
import { renderApp } from '../support/render-app.tsx'
import { FY2003, FY2004, FY2005, FY2006, smallModel, smallRows } from '../support/small-model.ts'

const draft = smallModel()

describe('the line below the title of Rates', () => {
  it('a read-only copy says that it is one, and does not ask for typing', async () => {
    const world = newWorld()
    world.core.mode = 'snapshot'
    renderApp({ status: STATUS, loaded: world.core.loaded() }, '#/rates')
    expect(await screen.findByText(/Read-only copy: open the model itself to change a rate\.$/)).toBeTruthy()
    expect(screen.queryByText(/Type into a rate/)).toBeNull()
    expect(typingLine({ draft, readOnly: true }, [FY2005])).toBe('Read-only copy: open the model itself to change a rate.')
  })

  it('VER-2: of a published year it says that a scenario is made', () => {
    expect(typingLine({ draft, readOnly: false }, [FY2004])).toBe('Type into a rate to try a change; in published FY2004 it makes a scenario.')
    expect(typingLine({ draft, readOnly: false }, [FY2003, FY2004, FY2005])).toBe('Type into a rate to try a change; in published FY2003, FY2004 it makes a scenario.')
  })

  it('of a draft year it asks for typing; of years that take no text it says which do, or why none does', () => {
    expect(typingLine({ draft, readOnly: false }, [FY2005])).toBe('Type into a rate to try a change.')
    expect(typingLine({ draft, readOnly: false }, [FY2005, FY2006])).toBe('Type into a rate of FY2005 to try a change.')
    expect(typingLine({ draft, readOnly: false }, [FY2006])).toBe('FY2006 has no schedule yet. Roll the schedule of the year before, or create one.')
    const rows = smallRows()
    const reviewed = draftFromRows({ ...rows, schedule: rows.schedule.map((each) => (each.state === 'draft' ? { ...each, state: 'under-review' as const } : each)) })
    expect(typingLine({ draft: reviewed, readOnly: false }, [FY2005])).toBe('FY2005 is under review. Return it to draft to change it, or try the change in a scenario.')
  })
})
