// Makes `app/fonts`: of each font the letters that our texts and most names need, at the weights that our styles use.
// Other letters come from the whole fonts, when a page shows one. Needs the package subset-font, which nothing else does:
//   npm install --no-save subset-font@2 && node scripts/subset-fonts.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import subsetFont from 'subset-font'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FONTS = `${ROOT}node_modules/@fontsource-variable`
const WEIGHTS = { wght: { min: 400, max: 700, default: 400 } }

/** The code points from `first` to `last`, both included. */
const range = (first, last = first) => Array.from({ length: last - first + 1 }, (_, index) => first + index)
const textsOf = (language) =>
  readdirSync(`${ROOT}locales`, { recursive: true })
    .filter((name) => name.split('/')[1] === language && name.endsWith('.json'))
    .flatMap((name) => [...readFileSync(`${ROOT}locales/${name}`, 'utf8')].map((letter) => letter.codePointAt(0)))
const within = (points, [first, last]) => points.filter((point) => point >= first && point <= last)

/** Consonants of Tigrinya, each with its seven vowels. */
const TIGRINYA = [...'ሀለሐመረሰሸቀቐበተቸነኘአዐከኸወዘዠየደጀገጠጨጰጸፈፐ'].flatMap((letter) =>
  range(letter.codePointAt(0), letter.codePointAt(0) + 6),
)

const LETTERS = {
  latin: {
    font: 'Noto Sans Variable',
    file: 'noto-sans/files/noto-sans-latin-wght-normal.woff2',
    points: [
      ...[range(0x20, 0x7e), range(0xa0, 0xff), range(0x20_13, 0x20_14), range(0x20_18, 0x20_1e)].flat(),
      ...[0x20_22, 0x20_26, 0x22_12],
    ],
  },
  arabic: {
    font: 'Noto Sans Arabic Variable',
    file: 'noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2',
    points: [
      // Letters and vowel marks of Arabic, and the letters that Persian and Dari add, with the digits of both.
      ...[range(0x6_21, 0x6_3a), range(0x6_40, 0x6_52), range(0x6_60, 0x6_6c), range(0x6_f0, 0x6_f9)].flat(),
      ...[0x6_0c, 0x6_1b, 0x6_1f, 0x6_70, 0x6_7e, 0x6_86, 0x6_98, 0x6_a9, 0x6_af, 0x6_cc, 0x20_0c, 0x20_0d],
    ],
  },
  ethiopic: {
    font: 'Noto Sans Ethiopic Variable',
    file: 'noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic-wght-normal.woff2',
    points: [...TIGRINYA, ...range(0x13_61, 0x13_68), ...within(textsOf('ti'), [0x12_00, 0x13_7f])],
  },
}

let css = `/* Written by scripts/subset-fonts.mjs. */\n`
for (const [name, { font, file, points }] of Object.entries(LETTERS)) {
  const sorted = [...new Set(points)].toSorted((a, b) => a - b)
  const text = String.fromCodePoint(...sorted)
  const made = await subsetFont(readFileSync(`${FONTS}/${file}`), text, {
    targetFormat: 'woff2',
    variationAxes: WEIGHTS,
  })
  writeFileSync(`${ROOT}app/fonts/${name}.woff2`, made)
  css += `@font-face {
  font-family: '${font}';
  font-style: normal;
  font-display: swap;
  font-weight: 400 700;
  src: url('./${name}.woff2') format('woff2');
  unicode-range: ${rangesOf(sorted).join(', ')};
}
`
  console.log(`${name}: ${sorted.length} letters, ${made.length} bytes`)
}
writeFileSync(`${ROOT}app/fonts/fonts.css`, css)

/** Neighbours together, as CSS writes them. */
function rangesOf(sorted) {
  const runs = []
  for (const point of sorted) {
    const last = runs.at(-1)
    if (last?.[1] === point - 1) last[1] = point
    else runs.push([point, point])
  }
  const hex = (point) => point.toString(16)
  return runs.map(([first, last]) => (first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`))
}
