import { computed, signal } from '@preact/signals'
import type { HandAct, RoomState } from '../../../hw/room/protocol.ts'
import type { Language } from '../../core/language.ts'
import { pageLanguage } from '../kit/language.ts'
import { openSocket } from '../kit/socket.ts'
import { roomTexts } from '../kit/texts/texts.ts'

export const language = signal<Language>(pageLanguage())
export const texts = computed(() => roomTexts[language.value])

/** The last state of the room; the drawing keeps it when the room's process goes. */
export const room = signal<RoomState | undefined>(undefined)

const hand = openSocket<RoomState, HandAct>('/hand', {
  onPush(pushed) {
    room.value = pushed
  },
})
export const connected = hand.connected

export function move(act: HandAct): void {
  hand.send(act)
}
