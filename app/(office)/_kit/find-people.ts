import { peopleAnswer } from '@/protocol/people-answer'

const TIMEOUT_MS = 10_000

export type FoundPerson = ReturnType<typeof peopleAnswer.parse>['people'][number]

/** Participants by name or number. Nobody when the app cannot be reached or refuses: the list says why. */
export async function findPeople(search: string, signal: AbortSignal): Promise<readonly FoundPerson[]> {
  const response = await fetch('/office/people', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ search }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  })
  if (!response.ok) return []
  const { data }: { data?: unknown } = await response.json()
  return peopleAnswer.parse(data).people
}
