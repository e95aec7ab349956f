const AGAIN_MS = 2_000
const TRIES = 2
const FRESH_PAGE_EVERY_MS = 60_000
const FRESH_PAGE_KEY = 'samsal:fresh-page'

/**
 * Loads a part of our code that comes after its page, for as long as it takes. When the server answers and the part does
 * not come, an update has replaced its file, or the browser keeps the failure: then the page is loaded again, at most once
 * a minute.
 */
export async function loadPatiently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await load()
    } catch {
      // The network is gone, or the file is.
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      if (tries >= TRIES && (await isServerThere())) takeFreshPage()
    }
  }
}

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch('/api/health', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

function takeFreshPage(): void {
  try {
    const last = Number(window.sessionStorage.getItem(FRESH_PAGE_KEY) ?? 0)
    if (Date.now() - last < FRESH_PAGE_EVERY_MS) return
    window.sessionStorage.setItem(FRESH_PAGE_KEY, String(Date.now()))
  } catch {
    // Without storage nobody could tell how often.
    return
  }
  window.location.reload()
}
