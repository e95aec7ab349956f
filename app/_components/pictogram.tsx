/** Our own set: 2 px round strokes on a grid of 24. */
const SHAPES = {
  hand: (
    <path d="M8 12V5.5a1.5 1.5 0 0 1 3 0V11m0-6.5a1.5 1.5 0 0 1 3 0V11m0-5a1.5 1.5 0 0 1 3 0v8c0 4-2.5 7-6 7-2.8 0-4.3-1.4-5.6-3.7L3.7 14a1.5 1.5 0 0 1 2.5-1.6L8 14.5" />
  ),
  microphone: (
    <path d="M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21M8.5 21h7" />
  ),
  'microphone-off': (
    <path d="M9 9V6a3 3 0 0 1 6 0v5m-.9 2.1A3 3 0 0 1 9 11m-3.5 0a6.5 6.5 0 0 0 10.300 5.300M18.5 11c0 1-.2 2-.6 2.800M12 17.5V21M8.5 21h7M4 3l16 18" />
  ),
  camera: (
    <path d="M3 7.5A1.5 1.5 0 0 1 4.5 6h9A1.5 1.5 0 0 1 15 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 3 16.5Zm12 3.5 6-3.5v9L15 13" />
  ),
  'camera-off': (
    <path d="M8 6h5.5A1.5 1.5 0 0 1 15 7.5V11l6-3.5v9M15 15v1.5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 3 16.5v-9A1.5 1.5 0 0 1 4.5 6M3 3l18 18" />
  ),
  ear: (
    <path d="M6.5 9a5.5 5.5 0 0 1 11 0c0 4.5-4 5-4 8.5a3.5 3.5 0 0 1-6.5 1.800M9.5 9a2.5 2.5 0 0 1 5 0c0 1.800-2 2-2 4" />
  ),
  door: <path d="M6 21V4.5A1.5 1.5 0 0 1 7.5 3h9A1.5 1.5 0 0 1 18 4.5V21M3.5 21h17M14.5 12v1" />,
  enter: <path d="M13 4h5.5A1.5 1.5 0 0 1 20 5.5v13a1.5 1.5 0 0 1-1.5 1.5H13M4 12h11m0 0-4-4m4 4-4 4" />,
  leave: <path d="M11 4H5.5A1.5 1.5 0 0 0 4 5.5v13A1.5 1.5 0 0 0 5.5 20H11m-1-8h11m0 0-4-4m4 4-4 4" />,
  signal: <path d="M5 20v-4m7 4V10m7 10V4" />,
  'signal-lost': <path d="M5 20v-4m7 4v-6m7 6V9M4 4l16 16" />,
  card: (
    <path d="M4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5v-11A1.5 1.5 0 0 1 4.5 5ZM7 9h4v4H7Zm8 0h2m-2 4h2M7 16h10" />
  ),
  people: (
    <path d="M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6.5 9c0-3.600 2.900-6.5 6.5-6.5s6.5 2.900 6.5 6.5M16 4.300a3.5 3.5 0 0 1 0 6.5m2 3.200c2.200.9 3.5 3 3.5 6" />
  ),
  person: <path d="M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 21a7.5 7.5 0 0 1 15 0" />,
  clock: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2" />,
  check: <path d="m4.5 12.5 5 5 10-11" />,
  cross: <path d="m6 6 12 12M18 6 6 18" />,
  warning: <path d="M12 4 2.5 20h19ZM12 10v4.5m0 2.5v.5" />,
  tool: (
    <path d="M14.5 6.5a4 4 0 0 1 5-2.5L17 6.5l.5 1.5 1.5.5 2.300-2.300a4 4 0 0 1-5.5 5L9 18a2.5 2.5 0 1 1-3.5-3.5l7-6.800a4 4 0 0 1 2-1.200Z" />
  ),
  letter: (
    <path d="M4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5v-11A1.5 1.5 0 0 1 4.5 5Zm-1 1.5 8.5 7 8.5-7" />
  ),
  sound: <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5Zm11.5-.5a4 4 0 0 1 0 6m2.5-9a8 8 0 0 1 0 12" />,
  screen: (
    <path d="M4.5 4h15A1.5 1.5 0 0 1 21 5.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 14.5v-9A1.5 1.5 0 0 1 4.5 4ZM12 16v4m-4 0h8" />
  ),
  phone: (
    <path d="M8.5 2.5h7A1.5 1.5 0 0 1 17 4v16a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 20V4a1.5 1.5 0 0 1 1.5-1.5ZM11 18.5h2" />
  ),
  cup: <path d="M5 9h11v6a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5Zm11 1h1.5a2.5 2.5 0 0 1 0 5H16M8 3v2.5M12 3v2.5" />,
  globe: (
    <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c2.5 2.5 3.5 5.5 3.5 9s-1 6.5-3.5 9c-2.5-2.5-3.5-5.5-3.5-9s1-6.5 3.5-9Z" />
  ),
  search: <path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm5-1.5L21 21" />,
  next: <path d="m9 5 7 7-7 7" />,
  lock: (
    <path d="M6.5 11h11A1.5 1.5 0 0 1 19 12.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19.5v-7A1.5 1.5 0 0 1 6.5 11ZM8 11V8a4 4 0 0 1 8 0v3" />
  ),
  list: <path d="M8.5 6H20M8.5 12H20M8.5 18H20M4 6h.5M4 12h.5M4 18h.5" />,
  'thumb-up': (
    <path d="M7.5 20.5H4.5A1.5 1.5 0 0 1 3 19v-7a1.5 1.5 0 0 1 1.5-1.5h3m0 10v-10m0 10h9.300a2 2 0 0 0 2-1.600l1.300-6.500a2 2 0 0 0-2-2.400H14l.8-4.200A2 2 0 0 0 11.200 4.500L7.500 10.500" />
  ),
  unsure: <path d="M9 9.200A3.200 3.200 0 1 1 13.300 12c-.9.4-1.300 1-1.300 2v.5m0 3.500v.3" />,
  slower: (
    <path d="M3 17h14.500a3.500 3.500 0 0 0 3.500-3.500V11m-5.500 6a5.500 5.500 0 1 0-11 0M10 17a2.500 2.500 0 1 0-3-3m14-3V8.500M21 11l-2-2m-4.500 8v2.500M6 17v2.500" />
  ),
  louder: <path d="M3 9.5v5h3.5L11 18.5v-13L6.5 9.5Zm12-1.500a5 5 0 0 1 0 8m2.500-11a9 9 0 0 1 0 14M20 12h.1" />,
  heart: (
    <path d="M12 20S3.500 15 3.500 9a4.500 4.500 0 0 1 8.500-2 4.500 4.500 0 0 1 8.500 2c0 6-8.500 11-8.500 11Z" />
  ),
  square: <path d="M5.500 5.500h13v13h-13Z" />,
  circle: <path d="M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z" />,
  triangle: <path d="M12 4.500 21 19.500H3Z" />,
  star: <path d="m12 3 2.700 5.800 6.300.7-4.700 4.300 1.300 6.200L12 16.800 6.400 20l1.300-6.200L3 9.500l6.300-.7Z" />,
  chart: <path d="M4 20.5h16M6.500 20v-7h3v7m1-0V5h3v15m1 0v-10h3v10" />,
  chat: (
    <path d="M5.500 4.500h13A2 2 0 0 1 20.500 6.500v8a2 2 0 0 1-2 2H12l-4.500 4v-4h-2a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2ZM8 9h8M8 12.500h5" />
  ),
  groups: (
    <path d="M7 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Zm10 0a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5ZM2.500 19a4.500 4.500 0 0 1 9 0m1 0a4.500 4.500 0 0 1 9 0M12 3v18" />
  ),
  unlock: (
    <path d="M6.5 11h11A1.5 1.5 0 0 1 19 12.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19.5v-7A1.5 1.5 0 0 1 6.5 11ZM8 11V8a4 4 0 0 1 7.700-1.500" />
  ),
  record: <path d="M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z" />,
  share: (
    <path d="M4.5 4h15A1.5 1.5 0 0 1 21 5.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 14.5v-9A1.5 1.5 0 0 1 4.5 4ZM8 20h8m-4-6.500v-6m0 0-2.500 2.500M12 7.500l2.500 2.500" />
  ),
  translate: (
    <path d="M3 6h9M7.500 4v2m2.500 0c-.8 4-3 6.500-6.500 8M5 8.500c1 2.500 3 4.300 5.500 5.300M12.500 20l4-10 4 10m-6.500-3h5" />
  ),
  play: <path d="m7 4.5 12 7.5-12 7.5Z" />,
  slide: <path d="M4.5 4h15v11h-15ZM3 4h18M12 15v2.500m0 0L8.500 21m3.500-3.500 3.500 3.500M8 8h5m-5 3.500h8" />,
  back: <path d="M9 5 3.500 10.500 9 16M4 10.500h10.500a5.500 5.500 0 0 1 0 11H12" />,
  previous: <path d="m15 5-7 7 7 7" />,
  pen: <path d="M4 20l1-4.500L16.500 4a2.100 2.100 0 0 1 3.500 3.500L8.500 19Zm10.500-13.500 3 3" />,
  pointer: <path d="M5 3.500 19.500 10l-6 2.500-2.500 6Zm9.500 11 5 5" />,
  clear: <path d="M9.500 19.500 4 14l10-10 6.500 6.500-9 9Zm0 0H20.500M8.500 9.500 15 16" />,
  dark: <path d="M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z" />,
  add: <path d="M12 5v14M5 12h14" />,
  remove: <path d="M4 6.500h16M9.500 6.500V4h5v2.500M6.500 6.500l1 14h9l1-14M10.500 10.500v6m3-6v6" />,
  note: <path d="M5 3.500h14v11.500l-5.500 5.500H5ZM19 15h-5.500v5.500M8.500 8h7m-7 4h4" />,
  stop: (
    <path d="M6.5 5h11A1.5 1.5 0 0 1 19 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 17.5v-11A1.5 1.5 0 0 1 6.5 5Z" />
  ),
} as const

export type PictogramName = keyof typeof SHAPES

/** Pictograms that point along the line of text. */
const MIRRORS: ReadonlySet<PictogramName> = new Set(['enter', 'leave', 'next', 'previous', 'back'])

type Props = { name: PictogramName; size?: number; isSolid?: boolean; className?: string }

/** A drawing beside a word, so it says nothing to screen readers by itself. */
export function Pictogram({ name, size = 24, isSolid = false, className = '' }: Props) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      className={`shrink-0 ${MIRRORS.has(name) ? 'mirrors' : ''} ${className}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={isSolid ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {SHAPES[name]}
    </svg>
  )
}
