import { List, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

import { SCREENS, useHashPath, type ScreenPath } from '../../state/routes.ts'

const HELP: Readonly<Record<ScreenPath, { readonly what: string; readonly how: readonly string[] }>> = {
  '/': {
    what: 'The chosen years at a glance: how many rates go up and down, the biggest movers, where each schedule stands, and what should be looked at before it goes out.',
    how: ['Choose the years and the scenario at the top; they hold on every screen.', 'Each check is a link to the rows that it speaks of.', 'The latest changes are listed with their author; undo works across closing and reopening.'],
  },
  '/rates': {
    what: 'Every rate in the chosen years side by side, with difference and % change. This is where rates are changed.',
    how: [
      'Type into a rate of the compared year. Difference and % follow at once, and the cell keeps the value that it had in its corner mark.',
      'A published year never changes: the first edit puts a scenario over it.',
      'Select several rates and change them all by a % or an amount, or paste a block from a spreadsheet.',
      'The inspector says how the selected figure was computed, down to the typed number and its source.',
    ],
  },
  '/costs': {
    what: 'What the rates are built from: the cost framework of each service, positions, cost pools and their allocation, units, recovery, and the checks before release.',
    how: [
      'Choose a service or a pool at the left; its costs are typed, pasted or read in place. The last, empty row of a section takes new lines, also a block from a spreadsheet.',
      'The costs are those of the year and scenario at the top. The plan of a published year never changes: the first edit puts a scenario over it.',
      'Pools are shared out in their order: drag a pool, or press Alt with an arrow. The share matrix and the totals show what a method does before it is applied.',
      'Every computed figure can be selected; the inspector says how it follows from what was typed.',
    ],
  },
  '/bills': {
    what: 'What each agency pays: bills by service, the statement of a customer, the impact of new rates on everybody, and the usage, encumbrances and rules behind them.',
    how: [
      'The rates are those of the years and the scenario at the top; whose usage they are laid on is chosen on the screen.',
      'Enter on a row opens its statement or its rates. In a statement, Alt+Page Up and Alt+Page Down go to the previous and next customer, with Shift to the previous and next month.',
      'An edited rate, quantity, credit or encumbrance moves every bill at once, before it is in the file.',
      'Usage is typed and pasted in a grid of months. An empty cell is a month without a figure, which is not zero; a negative quantity is a credit.',
      'Every amount can be selected; the inspector says how it follows from quantity and rate, down to the file or the person that it comes from.',
    ],
  },
  '/budgets': {
    what: 'One customer at a time: what was used, what will be, what it costs at the chosen rates, and how that compares with the budget that was handed over. Made to be turned towards the customer.',
    how: [
      'Choose a customer at the left; the pair of years and the scenario come from the top. In a scenario, assumptions are its own and lie over the base’s.',
      'Under Rates, choose a method for a rate, type its units a month or its growth. A row opens its history, forecast and budget, and how well each method did.',
      'Dated changes say what the history cannot know: 40 more mailboxes from October. A request changes the projection once it is approved.',
      'Present (P) hides the other customers while the customer looks on. Handing over keeps the projection as the budget that actual use is read against.',
    ],
  },
  '/levels': {
    what: 'What was promised of each service and what was measured: targets, agreements, findings, and price beside performance for the review meeting.',
    how: [
      'The scorecard shows each target month by month: met, at risk, breached, or no data. A row opens its chart; arrow keys go from row to row and from month to month.',
      'A step of an agreement is done in its order; what comes next, and who is responsible, is shown beside its path.',
      'A breach, a risk or a downward trend opens a finding; it leads to improvement actions, or is closed with a reason.',
      'Every computed value says how it follows from the outages, incidents and calendars behind it.',
    ],
  },
  '/rating': {
    what: 'The rules by which measures become quantities: factors, classes, holidays, thresholds and the rates that they name; and what one job costs by them.',
    how: [
      'Fill in a job, a print run or a data set: the quote shows every factor and the price. An amount can be selected; the inspector says how it was computed.',
      'Choose a kind of rule at the left and edit it in place; every quote follows at once.',
      'A figure that changes from a day on is a new period: the calendar button ends the row and begins the next. Periods that overlap are refused.',
      'Raw usage is imported under Imports and rated by these rules. After a change it can be rated again: what differs is shown before it is taken.',
    ],
  },
  '/schedules': {
    what: 'The schedule of each year with its revisions and states, and the scenarios.',
    how: [
      'A draft can be changed; submit it for review, return it, and publish it when it is right. Publishing cannot be undone.',
      'A published schedule is corrected by a new revision with the day from which it holds.',
      'Roll a schedule into the next year to begin with the same rates, or adopt a scenario as a year’s schedule.',
      'Where the base of a scenario has moved, keep your figure, take the base’s, or apply your % again.',
    ],
  },
  '/catalog': {
    what: 'What each service is, includes, promises and costs, as a customer reads it; with lines of business, groups and rates.',
    how: ['Search first: names, codes, pages, requests and rates are found while you type; Enter opens the best.', 'Click a text of a page, or press Enter on its pencil, to write it; Ctrl+Enter keeps it, Esc takes it back.', 'Issue a version to keep the page as it stands; two versions can be compared.', 'Fields, rates and prices are on the tab Rates.', 'Alt+Up and Alt+Down reorder.', 'What is used cannot be removed; retire it from a year on instead.'],
  },
  '/reports': {
    what: 'What goes out: each report with a preview that is the same as the file.',
    how: ['Choose a report and a format, then export.', 'Difference and % are live formulas in the workbook; rates carry their own number of places.', 'Anything from an unpublished schedule says DRAFT on every page.'],
  },
  '/imports': {
    what: 'Rates, costs, positions, pools, drivers, units, revenue, balances, agencies, usage, raw usage, encumbrances, services, agreements, and targets with their measurements and records from a CSV file or a workbook, looked at before anything is written.',
    how: ['Choose a file, say which column holds what, and look at the preview.', 'Every bad row is named with its place and reason.', 'Usage has a row for each month, or a column for each month; the same file twice changes nothing.', 'Raw usage has a row for each job, print run or whatever else was measured; the rating rules make monthly quantities of it.', 'Accepting is one change: one undo takes it all back.'],
  },
}

export function ScreenHelp(): ReactNode {
  const path = useHashPath()
  const screen = SCREENS.find((each) => each.path === path) ?? SCREENS[0]
  const help = HELP[screen.path]
  return (
    <>
      <Title order={3}>{screen.label}</Title>
      <Text size="sm" my="xs">
        {help.what}
      </Text>
      <List size="sm" spacing={6}>
        {help.how.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </>
  )
}
