/** Given and family name in one line. Either may be empty, for people who have one name. */
export function fullNameOf({ givenName, familyName }: { givenName: string; familyName: string }): string {
  return [givenName, familyName].filter(Boolean).join(' ')
}
