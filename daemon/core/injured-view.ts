/** `offered`: it was explained and the person decides later. */
export const INJURED_CHOICES = ['filed', 'declined', 'offered'] as const
export type InjuredChoice = (typeof INJURED_CHOICES)[number]

/** What the inspector puts on the declaration of injured person, as the citizen says it. */
export interface InjuredOrder {
  readonly choice: InjuredChoice
  /** What happened, when and where; a line is a paragraph. */
  readonly facts: string
  readonly damage?: string
  /** The public prosecutor's office, when it is known. */
  readonly prosecutor?: string
}
