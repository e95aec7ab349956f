import { addDays } from '../time'

type TransferRule = {
  inForceFrom: string
  /** Days within which a municipality answers; after them the question is overdue. */
  answerDays: number
  /** Days after which a request ends without an answer. */
  openDays: number
  source: string
  /** Whether the figures have been read at their source. */
  isChecked: boolean
}

/**
 * How long a request for a transfer waits. The law says how an authority handles a matter (simply, quickly, and in
 * writing only where needed) and that authorities help one another, but gives no number of days: these are the region's.
 * @source förvaltningslagen (2017:900) 8 § and 9 §; docs/legal-sources.md#transfers
 */
const TRANSFERS: readonly [TransferRule, ...TransferRule[]] = [
  {
    inForceFrom: '2018-07-01',
    answerDays: 10,
    openDays: 60,
    source: 'förvaltningslagen (2017:900) 8–9 §§',
    isChecked: false,
  },
]

/** The rule for a request of a day ('YYYY-MM-DD'). */
export function transferRule(date: string): TransferRule {
  return TRANSFERS.findLast((rule) => rule.inForceFrom <= date) ?? TRANSFERS[0]
}

/** The last days for an answer in time, and for an answer at all, to a request of a day. */
export function transferDeadlines(askedOn: string): { dueOn: string; endsOn: string } {
  const { answerDays, openDays } = transferRule(askedOn)
  return { dueOn: addDays(askedOn, answerDays), endsOn: addDays(askedOn, openDays) }
}
