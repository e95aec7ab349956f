/** The element that a browser's translation puts in the place of a text. */
const isTranslation = (node: Node | null | undefined): node is Element =>
  node instanceof Element && node.tagName === 'FONT'

/**
 * A browser that translates a page takes each text out and puts an element in its place. Preact changes a text where it
 * is, and nobody would see it: here the changed text comes back in the place of its translation, and is translated again.
 */
export function followTranslation(): void {
  const translations = new WeakMap<Text, Element>()
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === 'characterData') restore(record.target as Text)
      else keep(record)
    }
  })
  const keep = ({ addedNodes, removedNodes, previousSibling, nextSibling }: MutationRecord) => {
    const translation = [...addedNodes, previousSibling, nextSibling].find((node) => isTranslation(node))
    if (!isTranslation(translation)) return
    for (const text of removedNodes) {
      if (!(text instanceof Text) || text.isConnected) continue
      translations.set(text, translation)
      observer.observe(text, { characterData: true })
    }
  }
  const restore = (text: Text) => {
    const translation = translations.get(text)
    if (!text.isConnected && translation?.isConnected) translation.replaceWith(text)
  }
  observer.observe(document.body, { childList: true, subtree: true })
}
