import { Pictogram } from '@/app/_components/pictogram'

/** Warns that a classroom's camera shows everyone in front of it, including a protected person. */
export function CameraWarning({ text }: { text: string }) {
  return (
    <p role="note" className="flex items-start gap-3 rounded-card bg-sun-pale p-4 font-semibold">
      <Pictogram name="warning" />
      <span>{text}</span>
    </p>
  )
}
