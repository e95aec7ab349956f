import { Pictogram } from '@/app/_components/pictogram'

/** Says that a classroom's camera takes whoever sits before it, a protected person too. */
export function CameraWarning({ text }: { text: string }) {
  return (
    <p role="note" className="flex items-start gap-3 rounded-card bg-sun-pale p-4 font-semibold">
      <Pictogram name="warning" />
      <span>{text}</span>
    </p>
  )
}
