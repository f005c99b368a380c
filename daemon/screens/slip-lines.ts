/**
 * What stands under the number on the slip, once in each language: the button knows no language yet, and the paper
 * is read again on a chair.
 */
export const SLIP_LINES: readonly string[] = [
  'Even geduld. Kijk op het infoscherm.',
  'Patientez, regardez l’écran d’information.',
  'Bitte warten, sehen Sie auf den Bildschirm.',
  'Please wait and watch the info screen.',
  'Dringend / Urgent / Dringend / Urgent: 101',
]
