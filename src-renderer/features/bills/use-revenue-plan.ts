/** Billed revenue goes into the recovery table as an edit of the window: undone as any other (RECOV-1). */
import { useCallback, useState } from 'react'

import { client } from '../../client/client.ts'
import { failureOf } from '../../client/failures.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyDone, notifyFailure, notifyIssues } from '../../state/notices.tsx'
import { useBillView } from './bill-view.tsx'

export function useRevenuePlan(): { readonly isBusy: boolean; readonly take: () => Promise<void> } {
  const { version, usageYear } = useBillView()
  const { apply, flush } = useModelSession()
  const [isBusy, setBusy] = useState(false)
  const take = useCallback(async () => {
    setBusy(true)
    try {
      // The plan is made from what is in the file.
      await flush()
      const plan = await client.bills.revenuePlan({ version, usageYear })
      const problems = apply(plan)
      if (problems.length > 0) notifyIssues('Not taken over', problems)
      else notifyDone(`The billed revenue of FY${usageYear} now stands in the recovery of ${plan.changes.length} ${plan.changes.length === 1 ? 'service' : 'services'}.`)
    } catch (error) {
      const failure = failureOf(error)
      if (failure.issues.some((each) => each.code === 'nothing-to-change')) notifyDone(failure.message)
      else notifyFailure('Not taken over', failure)
    } finally {
      setBusy(false)
    }
  }, [version, usageYear, apply, flush])
  return { isBusy, take }
}
