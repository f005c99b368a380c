/** Words on the 3D screen itself, in the picture of the room. */
export const glass = {
  waiting: 'De inspecteur komt zo in beeld.',
  moment: 'Eén ogenblik. De inspecteur is zo bij u.',
  frozen: 'Het beeld staat even stil. U kunt gewoon verder praten.',
}
