import type { Page } from 'playwright-core'

/**
 * Translates a page as browsers do, and goes on: each text is taken out, and elements with another text stand in its
 * place. Call it again after a reload.
 */
export function translatePage(page: Page): Promise<void> {
  return page.evaluate(() => {
    const KEPT = 'script, style, [translate=no], .notranslate, font'
    const translate = () => {
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const texts: Text[] = []
      while (walk.nextNode()) {
        const text = walk.currentNode as Text
        if (text.data.trim() !== '' && text.parentElement?.closest(KEPT) === null) texts.push(text)
      }
      for (const text of texts) {
        const [outer, inner] = [document.createElement('font'), document.createElement('font')]
        inner.textContent = `[${text.data}]`
        outer.append(inner)
        text.replaceWith(outer)
      }
    }
    translate()
    new MutationObserver(translate).observe(document.body, { childList: true, subtree: true, characterData: true })
    document.documentElement.classList.add('translated-ltr')
  })
}
