/** The columns of a service's records, read once for as long as none of them changes. */
import type { Incident, Outage } from '../../model/level-tables.ts'
import { incidentsByServiceOf, outagesByServiceOf, type Grouped } from '../../model/table-index.ts'
import { IncidentReader, type IncidentColumns } from './incident-times.ts'
import { OutageReader, type OutageColumns } from './outage-spans.ts'
import { columnsOf, type RecordReader } from './record-reader.ts'

type Reading<Row, Columns> = { readonly rows: readonly Row[]; readonly reader: RecordReader<Row, Columns>; next: number }

/** By the list of a service's records. */
class RecordColumns<Row extends { readonly serviceId: string }, Columns> {
  readonly #known = new WeakMap<readonly Row[], { readonly columns: Columns }>()
  readonly #readerOf: (length: number) => RecordReader<Row, Columns>

  constructor(readerOf: (length: number) => RecordReader<Row, Columns>) {
    this.#readerOf = readerOf
  }

  of(rows: readonly Row[]): Columns {
    const columns = this.#known.get(rows)?.columns ?? columnsOf(rows, this.#readerOf(rows.length))
    this.#known.set(rows, { columns })
    return columns
  }

  /**
   * Reads all services at once where few are known, in the order of the table: as its rows lie in memory, which is much faster than to
   * look for the rows of one service after the other. A list in another order than the table's is left to be read by itself.
   */
  readAll(table: ReadonlyMap<string, Row>, groups: Grouped<Row>): void {
    const readings = new Map<string, Reading<Row, Columns>>()
    for (const [serviceId, rows] of groups) if (!this.#known.has(rows)) readings.set(serviceId, { rows, reader: this.#readerOf(rows.length), next: 0 })
    if (readings.size * 2 < groups.size) return
    for (const row of table.values()) {
      const reading = readings.get(row.serviceId)
      if (reading === undefined || reading.rows[reading.next] !== row) continue
      reading.reader.read(reading.next, row)
      reading.next += 1
    }
    for (const { rows, reader, next } of readings.values()) if (next === rows.length) this.#known.set(rows, { columns: reader.columns() })
  }
}

const outages = new RecordColumns<Outage, OutageColumns>((length) => new OutageReader(length))
const incidents = new RecordColumns<Incident, IncidentColumns>((length) => new IncidentReader(length))

export function outageColumnsOf(rows: readonly Outage[]): OutageColumns {
  return outages.of(rows)
}

export function incidentColumnsOf(rows: readonly Incident[]): IncidentColumns {
  return incidents.of(rows)
}

/** The lists of a table's records by service, their columns read. */
export function readOutages(outage: ReadonlyMap<string, Outage>): Iterable<readonly Outage[]> {
  const groups = outagesByServiceOf({ outage })
  outages.readAll(outage, groups)
  return groups.values()
}

export function readIncidents(incident: ReadonlyMap<string, Incident>): Iterable<readonly Incident[]> {
  const groups = incidentsByServiceOf({ incident })
  incidents.readAll(incident, groups)
  return groups.values()
}
