/** Without a label it is beside its text, and hidden from screen readers. */
type Props = { quality: number; label?: string; size?: number }

/** Network quality in three bars. Empty bars are drawn too, so that colour is not the only indication. */
export function SignalBars({ quality, label, size = 20 }: Props) {
  return (
    <svg
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      className="shrink-0"
    >
      {[1, 2, 3].map((bar) => (
        <rect
          key={bar}
          x={bar * 7 - 5}
          y={22 - bar * 6}
          width={5}
          height={bar * 6}
          rx={1}
          fill={bar <= quality ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth={1.5}
        />
      ))}
    </svg>
  )
}
