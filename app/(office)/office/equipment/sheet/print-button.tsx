'use client'

export function PrintButton({ word }: { word: string }) {
  return (
    <button type="button" className="button button-main" onClick={() => window.print()}>
      {word}
    </button>
  )
}
