import { OfficeOutline } from '@/app/_components/office-outline'

export default function Loading() {
  return <OfficeOutline />
}
