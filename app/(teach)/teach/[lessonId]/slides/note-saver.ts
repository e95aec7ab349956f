export type NoteState = 'loading' | 'saved' | 'saving' | 'not-saved'

const SAVE_AFTER_MS = 800
const RETRY_MS = 5_000

type Saver = {
  write: (slideNumber: number, note: string) => void
  /** Saves pending notes immediately and ends. */
  close: () => void
}
type Options = {
  /** @returns whether a failed save is worth retrying. */
  save: (slideNumber: number, note: string) => Promise<'saved' | 'later' | 'never'>
  onState: (state: NoteState) => void
}

/** Saves notes a moment after the last keystroke, one after the other, with retries until they have arrived. */
export function createNoteSaver({ save, onState }: Options): Saver {
  const unsaved = new Map<number, string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSaving = false
  let isClosed = false

  const saveAll = async () => {
    if (isSaving) return
    isSaving = true
    let result: Awaited<ReturnType<Options['save']>> = 'saved'
    for (let [next] = unsaved; next && result === 'saved'; [next] = unsaved) {
      const [slideNumber, note] = next
      result = await save(slideNumber, note)
      // More may have been typed in the meantime.
      if (result !== 'later' && unsaved.get(slideNumber) === note) unsaved.delete(slideNumber)
    }
    isSaving = false
    if (isClosed) return
    onState(result === 'saved' ? 'saved' : 'not-saved')
    if (result === 'later') timer = setTimeout(() => void saveAll(), RETRY_MS)
  }
  return {
    write: (slideNumber, note) => {
      unsaved.set(slideNumber, note)
      onState('saving')
      clearTimeout(timer)
      timer = setTimeout(() => void saveAll(), SAVE_AFTER_MS)
    },
    close: () => {
      isClosed = true
      clearTimeout(timer)
      void saveAll()
    },
  }
}
