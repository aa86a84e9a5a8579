/** The contract, implemented: one line a procedure. Every host serves this router and no other. */
import { implement, ORPCError, type Router } from '@orpc/server'

import { contract, type Contract } from '../../src-shared/contract/contract.ts'
import type { UseCaseParts } from './core-parts.ts'
import { answer } from './failures.ts'
import { createQueue } from './run-in-turns.ts'
import * as application from './use-cases/application.ts'
import * as bills from './use-cases/bills.ts'
import { explainImpactOf } from './use-cases/explain-impact.ts'
import { encumbrancesRunningOut } from './use-cases/running-out.ts'
import * as budgets from './use-cases/budgets.ts'
import * as edits from './use-cases/edits.ts'
import * as imports from './use-cases/imports.ts'
import * as measures from './use-cases/measure-imports.ts'
import * as models from './use-cases/models.ts'
import * as rating from './use-cases/rating.ts'
import * as bundles from './use-cases/report-bundles.ts'
import * as reports from './use-cases/reports.ts'
import * as sample from './use-cases/sample.ts'
import * as usage from './use-cases/usage.ts'
import * as usageImports from './use-cases/usage-imports.ts'

/** The core needs nothing from a request beside its input. */
export type NoContext = Record<string, never>
export type CoreRouter = Router<Contract, NoContext>

export function createRouter(parts: UseCaseParts): CoreRouter {
  // What a procedure declares goes through, and so does the verdict on its input; anything else is told to the log alone.
  const os = implement(contract).use(async ({ next, path, procedure }) => {
    try {
      return await next()
    } catch (error) {
      if (error instanceof ORPCError && (error.code === 'BAD_REQUEST' || error.code in procedure['~orpc'].errorMap)) throw error
      const incident = parts.ids.next()
      parts.log.incident({ incident, procedure: path.join('.'), error })
      throw new ORPCError('INTERNAL', { message: 'Something went wrong inside Ratebook.', data: { incident } })
    }
  })

  // What writes, or copies or closes the file, comes after a batch of usage that is just being written.
  const inTurn = implement(contract).middleware(async ({ next }) => {
    await parts.session.whenWritten()
    return next()
  })

  const oneByOne = createQueue()

  return os.router({
    app: {
      status: os.app.status.handler(() => application.appStatus(parts)),
      setAuthor: os.app.setAuthor.handler(({ input }) => application.setAuthor(parts, input)),
      setPreference: os.app.setPreference.handler(({ input }) => application.setPreference(parts, input)),
      forgetRecent: os.app.forgetRecent.handler(({ input }) => application.forgetRecent(parts, input)),
      chooseModelToOpen: os.app.chooseModelToOpen.handler(() => application.chooseModelToOpen(parts)),
      chooseWhereToSave: os.app.chooseWhereToSave.handler(({ input }) => application.chooseWhereToSave(parts, input)),
    },
    model: {
      create: os.model.create.use(inTurn).handler(({ input, errors }) => answer(models.createModel(parts, input), errors)),
      open: os.model.open.use(inTurn).handler(({ input, errors }) => answer(models.openModel(parts, input), errors)),
      openSample: os.model.openSample.use(inTurn).handler(({ input, errors }) => answer(sample.openSample(parts, input), errors)),
      load: os.model.load.handler(({ errors }) => answer(models.loadModel(parts), errors)),
      saveCopy: os.model.saveCopy.use(inTurn).handler(({ input, errors }) => answer(models.saveCopy(parts, input), errors)),
      close: os.model.close.use(inTurn).handler(() => models.closeModel(parts)),
      commit: os.model.commit.use(inTurn).handler(({ input, errors }) => answer(edits.commitEdit(parts, input), errors)),
      undo: os.model.undo.use(inTurn).handler(({ input, errors }) => answer(edits.undoEdit(parts, input), errors)),
      redo: os.model.redo.use(inTurn).handler(({ input, errors }) => answer(edits.redoEdit(parts, input), errors)),
      history: os.model.history.handler(({ input, errors }) => answer(models.modelHistory(parts, input), errors)),
      historyOf: os.model.historyOf.handler(({ input, errors }) => answer(models.rowHistory(parts, input), errors)),
      checkpoint: os.model.checkpoint.use(inTurn).handler(({ input, errors }) => answer(models.checkpoint(parts, input), errors)),
      verify: os.model.verify.use(inTurn).handler(({ errors }) => answer(models.verifyModel(parts), errors)),
    },
    imports: {
      inspect: os.imports.inspect.handler(async ({ input, errors, signal }) => answer(await imports.inspectImport(parts, { ...input, signal }), errors)),
      previewRates: os.imports.previewRates.handler(async ({ input, errors, signal }) => answer(await imports.previewRatesImport(parts, { ...input, signal }), errors)),
      previewCosts: os.imports.previewCosts.handler(async ({ input, errors, signal }) => answer(await imports.previewTableImport(parts, { ...input, signal }), errors)),
      acceptCosts: os.imports.acceptCosts.handler(async ({ input, errors, signal }) => answer(await imports.acceptTableImport(parts, { ...input, signal }), errors)),
      previewBilling: os.imports.previewBilling.handler(async ({ input, errors, signal }) => answer(await imports.previewTableImport(parts, { ...input, signal }), errors)),
      acceptBilling: os.imports.acceptBilling.handler(async ({ input, errors, signal }) => answer(await imports.acceptTableImport(parts, { ...input, signal }), errors)),
      previewLevels: os.imports.previewLevels.handler(async ({ input, errors, signal }) => answer(await imports.previewTableImport(parts, { ...input, signal }), errors)),
      acceptLevels: os.imports.acceptLevels.handler(async ({ input, errors, signal }) => answer(await imports.acceptTableImport(parts, { ...input, signal }), errors)),
      previewMeasures: os.imports.previewMeasures.handler(async ({ input, errors, signal }) => answer(await measures.previewMeasuresImport(parts, { ...input, signal }), errors)),
      acceptMeasures: os.imports.acceptMeasures.handler(async ({ input, errors, signal }) => answer(await measures.acceptMeasuresImport(parts, { ...input, signal }), errors)),
      inspectUsage: os.imports.inspectUsage.handler(async ({ input, errors, signal }) => answer(await usageImports.inspectUsage(parts, { ...input, signal }), errors)),
      previewUsage: os.imports.previewUsage.handler(async ({ input, errors, signal }) => answer(await usageImports.previewUsageImport(parts, { ...input, signal }), errors)),
      acceptUsage: os.imports.acceptUsage.handler(async ({ input, errors, signal }) => answer(await usageImports.acceptUsageImport(parts, { ...input, signal }), errors)),
      progress: os.imports.progress.handler(({ input }) => usageImports.usageImportProgress(parts, input)),
      acceptRates: os.imports.acceptRates.handler(async ({ input, errors, signal }) => answer(await imports.acceptRatesImport(parts, { ...input, signal }), errors)),
    },
    bills: {
      matrix: os.bills.matrix.handler(async ({ input, errors, signal }) => answer(await bills.oncePlanned(parts, { request: input, signal }, () => bills.billsMatrix(parts, input)), errors)),
      statement: os.bills.statement.handler(async ({ input, errors, signal }) => answer(await bills.oncePlanned(parts, { request: input, signal }, () => bills.billStatement(parts, input)), errors)),
      explain: os.bills.explain.handler(async ({ input, errors, signal }) => answer(await bills.oncePlanned(parts, { request: input, signal }, () => bills.explainBillOf(parts, input)), errors)),
      impact: os.bills.impact.handler(async ({ input, errors, signal }) => answer(await bills.oncePlanned(parts, { request: input, signal }, () => bills.billsImpact(parts, input)), errors)),
      planning: os.bills.planning.handler(() => bills.planningProgress(parts)),
      revenuePlan: os.bills.revenuePlan.handler(({ input, errors }) => answer(bills.revenuePlan(parts, input), errors)),
      runningOut: os.bills.runningOut.handler(({ input, errors }) => answer(encumbrancesRunningOut(parts, input), errors)),
      explainImpact: os.bills.explainImpact.handler(async ({ input, errors, signal }) => answer(await bills.oncePlanned(parts, { request: input, signal }, () => explainImpactOf(parts, input)), errors)),
      impactCells: os.bills.impactCells.handler(async ({ input, errors, signal }) => answer(await bills.oncePlanned(parts, { request: input, signal }, () => bills.customerImpact(parts, input)), errors)),
    },
    budgets: {
      customer: os.budgets.customer.handler(({ input, errors }) => answer(budgets.customerBudgetAnswer(parts, input), errors)),
      rate: os.budgets.rate.handler(({ input, errors }) => answer(budgets.projectedRate(parts, input), errors)),
      summary: os.budgets.summary.handler(async ({ input, errors, signal }) => answer(await oneByOne(() => budgets.budgetSummary(parts, { ...input, signal })), errors)),
      explain: os.budgets.explain.handler(({ input, errors }) => answer(budgets.explainBudgetOf(parts, input), errors)),
    },
    usage: {
      grid: os.usage.grid.handler(({ input, errors }) => answer(usage.customerUsage(parts, input), errors)),
      years: os.usage.years.handler(({ input, errors }) => answer(usage.usageYears(parts, input), errors)),
    },
    rating: {
      sampleRules: os.rating.sampleRules.handler(({ errors }) => answer(rating.sampleRulesPlan(parts), errors)),
      previewAgain: os.rating.previewAgain.handler(async ({ input, errors, signal }) => answer(await measures.previewRateAgain(parts, { ...input, signal }), errors)),
      again: os.rating.again.handler(async ({ input, errors, signal }) => answer(await measures.rateAgain(parts, { ...input, signal }), errors)),
      explainQuantity: os.rating.explainQuantity.handler(({ input, errors }) => answer(measures.explainMeasuredQuantity(parts, input), errors)),
    },
    audit: {
      file: os.audit.file.handler(async ({ input, errors, signal }) => answer(await imports.auditFile(parts, { ...input, signal }), errors)),
    },
    reports: {
      preview: os.reports.preview.handler(async ({ input, errors, signal }) => answer(await reports.previewReport(parts, input, signal), errors)),
      export: os.reports.export.handler(async ({ input, errors, signal }) => answer(await reports.exportReport(parts, { ...input, signal }), errors)),
      exportAll: os.reports.exportAll.handler(async ({ input, errors, signal }) => answer(await bundles.exportAll(parts, { ...input, signal }), errors)),
      picture: os.reports.picture.handler(async ({ input, errors, signal }) => answer(await reports.exportPicture(parts, { ...input, signal }), errors)),
      progress: os.reports.progress.handler(({ input }) => bundles.exportProgress(parts, input)),
    },
  })
}
