/**
 * What stands under the number on the slip, once in each language: the button knows no language yet, and the paper
 * is read again on a chair.
 */
export const SLIP_LINES: readonly string[] = [
  'Even geduld, kijk op het infoscherm.',
  "Patientez et regardez l'écran.",
  'Bitte warten Sie, siehe Bildschirm.',
  'Please wait and watch the screen.',
  '',
  'Dringend? Urgent? Bel 101',
]
