import type office from '@/locales/office/sv/office.json'

type KeysOf<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Key : `${Key}.${KeysOf<Texts[Key]>}`
}[keyof Texts & string]

/** A text of the office: what has no words does not compile. */
export type OfficeKey = KeysOf<typeof office>

/** What a form says when it has done its work. */
export type NoteKey = Extract<keyof (typeof office)['notes'], string>
