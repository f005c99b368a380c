/** What the shader is told at each frame. One list: property, uniform and declaration are made from it. */
export const uniformNames = [
  // The citizen's eye midpoint, mm.
  'eye_x',
  'eye_y',
  'eye_z',
  // The inspector's whole picture in its plane: centre and size, mm.
  'person_x',
  'person_y',
  'person_width',
  'person_height',
  // Between the inspector's eyes in that plane, mm.
  'face_x',
  'face_y',
  // Where on the back wall the lamp shines, mm, and how bright, 0 to 1.
  'lamp_x',
  'lamp_level',
  // How much of the inspector is there, 0 to 1, and how bright.
  'picture',
  'light',
  // 1 draws the picture to its very edge and cuts nobody out: a time code is in it.
  'whole',
  // The words on the glass: centre and size, mm; how much of them is there.
  'words_x',
  'words_y',
  'words_width',
  'words_height',
  'words_shown',
] as const

export type Uniforms = Readonly<Record<(typeof uniformNames)[number], number>>

/** The texture unit that the words are bound to. */
export const wordsUnit = 1

/** For `loketcontrol`: its property v0, v1, ... is the uniform of that place. */
export const controlNames = [...uniformNames, `words=${wordsUnit}`].join(' ')

export const uniformDeclarations = uniformNames.map((name) => `uniform float ${name};\n`).join('')
