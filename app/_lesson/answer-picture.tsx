import type { QuestionAsked } from '@/domain/live-lesson/view'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'

type AnswerPictureName = QuestionAsked['choices'][number]['picture']

const PICTURES: Readonly<Record<AnswerPictureName, { name: PictogramName; ground: string }>> = {
  yes: { name: 'check', ground: 'bg-moss text-snow' },
  no: { name: 'cross', ground: 'bg-lingon text-snow' },
  unsure: { name: 'unsure', ground: 'bg-slate text-snow' },
  circle: { name: 'circle', ground: 'bg-sun text-ink' },
  triangle: { name: 'triangle', ground: 'bg-fjord text-snow' },
  square: { name: 'square', ground: 'bg-lingon text-snow' },
  star: { name: 'star', ground: 'bg-moss text-snow' },
  heart: { name: 'heart', ground: 'bg-spruce text-snow' },
}

type Props = { picture: AnswerPictureName; className?: string }

/** The image of an answer: a shape on its background, the same on the screen, the phone and the cockpit. */
export function AnswerPicture({ picture, className = 'size-12' }: Props) {
  const { name, ground } = PICTURES[picture]
  return (
    <span className={`grid shrink-0 place-items-center rounded-xl p-1.5 ${ground} ${className}`}>
      <Pictogram
        name={name}
        className="size-full"
        isSolid={name !== 'check' && name !== 'cross' && name !== 'unsure'}
      />
    </span>
  )
}
