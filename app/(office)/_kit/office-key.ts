import type office from '@/locales/office/sv/office.json'

type KeysOf<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Key : `${Key}.${KeysOf<Texts[Key]>}`
}[keyof Texts & string]

/** The key of an office text: a missing text does not compile. */
export type OfficeKey = KeysOf<typeof office>

/** The note of a completed form. */
export type NoteKey = Extract<keyof (typeof office)['notes'], string>
