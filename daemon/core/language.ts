/** The languages of every text for people, in the order in which they are offered. */
export const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
