export const urgent = {
  call: 'Dringend: bel',
  police: 'Dringende politiehulp',
}
