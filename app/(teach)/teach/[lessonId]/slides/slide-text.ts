/** A piece of text from pdf.js: its letters in reading order, and the position of its line on the slide. */
type Piece = { str: string; dir: string; hasEOL: boolean; transform: readonly number[] }
type Run = { isRtl: boolean; pieces: Piece[] }

/** Presentation forms of Arabic and Hebrew letters, which some documents contain instead of the letters. */
const SHAPES = /[\uFB1D-\uFDFF\uFE70-\uFEFC]+/gu
const HAS_LETTER = /[\p{L}\p{N}]/u

/** A slide's text line by line, for screen readers. */
export function slideText(told: readonly object[]): string {
  return linesOf(told.filter(isPiece))
    .map((line) => runsInReadingOrder(line).map(({ str }) => str))
    .map((words) => words.join('').replaceAll(SHAPES, (shapes) => shapes.normalize('NFKC')))
    .map((line) => line.replaceAll(/\s+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

function linesOf(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]]
  for (const piece of pieces) {
    lines.at(-1)?.push(piece)
    if (piece.hasEOL) lines.push([])
  }
  return lines
}

/**
 * Many documents store right-to-left lines in visual order. Their pieces then come with growing distance from the left
 * edge, and are reversed: within a run of such pieces, and the runs of such a line.
 */
function runsInReadingOrder(line: readonly Piece[]): Piece[] {
  const runs: Run[] = []
  for (const piece of line) {
    const last = runs.at(-1)
    const isRtl = HAS_LETTER.test(piece.str) ? piece.dir === 'rtl' : (last?.isRtl ?? false)
    if (last?.isRtl === isRtl) last.pieces.push(piece)
    else runs.push({ isRtl, pieces: [piece] })
  }
  const turned = runs.map(({ isRtl, pieces }) => (isRtl && isSeenFromLeft(pieces) ? pieces.toReversed() : pieces))
  const lettersFromRight = lettersOf(runs.filter((run) => run.isRtl))
  const isLineFromRight = lettersFromRight > lettersOf(runs) / 2
  return (isLineFromRight && isSeenFromLeft(line) ? turned.toReversed() : turned).flat()
}

function lettersOf(runs: readonly Run[]): number {
  return runs.flatMap((run) => run.pieces).reduce((sum, piece) => sum + piece.str.length, 0)
}

function isSeenFromLeft(pieces: readonly Piece[]): boolean {
  const written = pieces.filter(({ str }) => str.trim() !== '')
  return leftOf(written[0]) < leftOf(written.at(-1))
}

function leftOf(piece: Piece | undefined): number {
  return piece?.transform[4] ?? 0
}

function isPiece(piece: object): piece is Piece {
  return 'str' in piece && 'hasEOL' in piece && 'dir' in piece && 'transform' in piece
}
