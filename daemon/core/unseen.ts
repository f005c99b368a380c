/**
 * What nobody sees in a line, or what turns its order: control, format and unassigned characters, line separators, and
 * letters and marks that are drawn as nothing, such as U+3164. Source: Unicode Standard Annex 44, General_Category and
 * Default_Ignorable_Code_Point.
 */
export const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{DI}]/u
