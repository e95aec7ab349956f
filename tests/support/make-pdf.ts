import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Browser } from 'playwright-core'

/** A PDF with a page for each text, as an office program would make it. */
export async function makePdf(browser: Browser, texts: readonly string[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'samsal-pdf-'))
  const target = path.join(folder, 'bilder.pdf')
  const context = await browser.newContext()
  const page = await context.newPage()
  const pages = texts.map((text) =>
    `<section dir="auto"><h1>${text}</h1><p>${text} `.concat('Samsal '.repeat(12), '</p></section>'),
  )
  await page.setContent(
    `<style>@page{size:13.33in 7.5in;margin:0}body{margin:0}section:last-child{break-after:auto}section{width:13.3in;height:7.4in;overflow:hidden;padding:1in;box-sizing:border-box;break-after:page;background:#faf8f4}h1{font:72px sans-serif}p{font:32px sans-serif}</style>${pages.join('')}`,
  )
  await page.pdf({ path: target, preferCSSPageSize: true, printBackground: true })
  await context.close()
  return target
}
