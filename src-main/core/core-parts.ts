import type { Progress, TaskProgress } from '../../src-shared/contract/answers.ts'
import type { BillDesk } from './bill-desk.ts'
import type { Clock, Files, Host, Ids, Log, MachineSettings, Samples, StoreFactory, Workbooks } from './ports.ts'
import type { BundleProgress } from './report-bundle.ts'
import type { RunningTasks } from './running-tasks.ts'
import type { Session } from './session.ts'

/** What `createCore` is made of; tests use the real parts and fake only clock, ids and dialogs. */
export type CoreParts = {
  readonly storeFactory: StoreFactory
  readonly workbooks: Workbooks
  readonly files: Files
  readonly settings: MachineSettings
  readonly samples: Samples
  readonly clock: Clock
  readonly ids: Ids
  readonly host: Host
  readonly log: Log
  readonly productVersion: string
}

/** What a use case works with. */
export type UseCaseParts = CoreParts & {
  readonly session: Session
  readonly billDesk: BillDesk
  /** Imports and exports under way, by the names that their askers gave them. */
  readonly tasks: RunningTasks<TaskProgress>
  readonly exports: RunningTasks<BundleProgress>
  /** Projections of all customers under way. */
  readonly plans: RunningTasks<Progress>
}
