export const urgent = {
  call: 'Dringend: bel',
  police: 'Dringende politiehulp',
  restarting: 'Het scherm start zo opnieuw.',
}
