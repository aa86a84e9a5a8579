/** The columns of the sheets of targets, records and calendars: what a field shows of a row. */
import { decimal, isCanonicalDecimal } from '../../../../src-shared/domain/decimal.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { Tables } from '../../../../src-shared/domain/model/tables.ts'
import { levelFields, type LevelTypedTable } from '../../../../src-shared/domain/service-levels/level-fields.ts'
import type { GridCell, GridColumn } from '../../../components/RateGrid/types.ts'
import { textCell } from '../../../components/sheet/cells.ts'

type Shape = { readonly width: number; readonly grow?: number; readonly isNumber?: true; readonly frozen?: true; readonly rowHeader?: true; readonly unit?: string; readonly explain?: string }

/** What is shown of each table, in its order. */
const SHAPES: { readonly [Name in Exclude<LevelTypedTable, 'levelPolicy'>]: Readonly<Record<string, Shape>> } = {
  serviceTarget: {
    code: { width: 92, frozen: true }, title: { width: 236, grow: 1, frozen: true, rowHeader: true }, serviceId: { width: 150 }, metric: { width: 142, explain: 'availability, incident-response, incident-resolution, request-fulfilment, satisfaction or other.' },
    unit: { width: 104 }, direction: { width: 100, explain: 'at-least where higher is better, else at-most.' }, goal: { width: 78, isNumber: true }, warning: { width: 98, isNumber: true, explain: 'Between the warning and the goal a target is at risk.' },
    window: { width: 110, explain: 'month, quarter or year-to-date: over what the value is taken that is compared with the goal.' }, calendarId: { width: 180, explain: 'When the service is agreed to run; 24 hours on 7 days without one.' },
    computation: { width: 110, explain: 'typed: a value for each month; outages or incidents: it is computed from them. A measurement stands instead of what is computed.' }, statistic: { width: 152, explain: 'Of incidents: the per cent within a limit, or the mean of minutes.' },
    limitMinutes: { width: 76, isNumber: true, unit: 'min' }, priorities: { width: 104, explain: 'Of incidents: those of these priorities count; all where it is empty.' },
    effectiveFrom: { width: 84 }, retiredFrom: { width: 104 }, importance: { width: 96 }, least: { width: 66, isNumber: true }, most: { width: 66, isNumber: true },
    wording: { width: 148, explain: 'excludes-unplanned: the agreement itself leaves unplanned outages out; then a second figure says so.' }, note: { width: 220, grow: 1 }, source: { width: 180 },
  },
  outage: { code: { width: 96, frozen: true }, title: { width: 240, grow: 1, frozen: true, rowHeader: true }, serviceId: { width: 170, grow: 1 }, startedAt: { width: 150 }, endedAt: { width: 150 }, kind: { width: 96 }, note: { width: 200, grow: 1 }, source: { width: 200, grow: 1 } },
  incident: { code: { width: 96, frozen: true }, title: { width: 220, grow: 1, frozen: true, rowHeader: true }, serviceId: { width: 170, grow: 1 }, priority: { width: 74 }, openedAt: { width: 140 }, respondedAt: { width: 140 }, resolvedAt: { width: 140 }, note: { width: 180, grow: 1 }, source: { width: 200, grow: 1 } },
  serviceCalendar: {
    name: { width: 290, grow: 1, frozen: true, rowHeader: true }, hours: { width: 200, explain: '24x7, or such as Mon-Fri 07:00-17:00; Sat 09:00-12:00.' }, timeZone: { width: 150 },
    observedHolidays: { width: 140, explain: 'none, state, or state-and-county: days on which it does not run, of the rating rules.' }, note: { width: 300, grow: 2 }, source: { width: 260 },
  },
  maintenanceWindow: {
    rule: { width: 154, rowHeader: true, explain: 'weekday-of-month: the second Friday; weekday-of-week: the Friday of the second week, which is not always the second Friday; weekly; or once.' }, ordinal: { width: 88, explain: '1 to 6, or "last".' }, weekday: { width: 96 },
    weekStartsOn: { width: 142, explain: 'For weekday-of-week.' }, onDate: { width: 100, explain: 'For once.' }, startTime: { width: 84, explain: 'Local time. Without one the window lessens the agreed time only.' }, minutes: { width: 84, isNumber: true, unit: 'min' }, effectiveFrom: { width: 112 },
    effectiveUntil: { width: 112 }, note: { width: 260, grow: 1 },
  },
}

export type ShownTable = keyof typeof SHAPES

function named(draft: Draft, field: string, id: string): string {
  if (field === 'serviceId') return draft.service.get(id)?.name ?? id
  return field === 'calendarId' ? (draft.serviceCalendar.get(id)?.name ?? id) : id
}

function cellOf(draft: Draft, { name, text, isNumber }: { readonly name: string; readonly text: string; readonly isNumber: boolean }): GridCell {
  if (isNumber && isCanonicalDecimal(text)) return { kind: 'number', value: text, places: decimal(text).decimalPlaces(), input: text }
  if (name === 'calendarId' && text === '') return { kind: 'text', text: '24 x 7', input: '', tone: 'quiet', hint: 'Without a calendar a service is agreed to run round the clock.' }
  if (name === 'endedAt' && text === '') return { kind: 'text', text: 'not ended', input: '', tone: 'warning' }
  return textCell(named(draft, name, text))
}

export function levelColumns<Name extends ShownTable>(draft: Draft, table: Name, canEdit: boolean): readonly GridColumn<Tables[Name]>[] {
  const fields = levelFields(table)
  return Object.entries<Shape>(SHAPES[table]).flatMap(([name, { width, grow, isNumber = false, frozen = false, rowHeader = false, unit, explain }]): readonly GridColumn<Tables[Name]>[] => {
    const field = fields.get(name)
    if (field === undefined) return []
    return [{
      id: name, header: field.label, width, align: isNumber ? 'decimal' : 'start', frozen, rowHeader, editable: () => canEdit, cell: (row) => cellOf(draft, { name, text: field.textOf(row), isNumber }), ...(isNumber ? { decimals: 0 } : {}),
      ...(grow === undefined ? {} : { grow }), ...(unit === undefined ? {} : { unit }), ...(explain === undefined ? {} : { explain }),
    }]
  })
}
