import type { exchange as nl } from '../nl/exchange.ts'

export const exchange: typeof nl = {
  heading: 'Documents with the statement',
  none: 'No documents.',
  count: (count) => (count === 1 ? '1 document' : `${count} documents`),
  add: 'Add a document',
  hint: 'Drop a PDF or a photo here.',
  room: (left) =>
    `PDF, JPEG or PNG, at most 8 documents of 20 pages. Room for ${left} more; a photo is made smaller by itself.`,
  full: 'There is no room for another document.',
  choose: 'Choose a file',
  preparing: 'Looking at the file',
  name: 'Name of the document, as the statement will have it',
  defaultNames: { pdf: 'Document', jpeg: 'Photo' },
  accept: 'Add',
  cancel: 'Cancel',
  preview: 'What will be added',
  problems: {
    type: 'This file is not a PDF, JPEG or PNG. Nothing was sent.',
    room: (size, left) =>
      `This file is ${size}, and there is room for ${left}. Nothing was sent. Have the document saved smaller, or photograph each page.`,
    picture: 'This photo cannot be opened. Nothing was sent.',
    twice: 'This document is there already.',
    refused:
      'The counter does not take this document now. See whether the statement is still a draft.',
  },
  arriving: (percent) => `arriving, ${percent} %`,
  broken: 'The transfer broke off. Choose the same file again to go on, or take the document back.',
  checking: 'being checked by the counter',
  looking: (page, pages) => `on the screen, page ${page} of ${pages}`,
  faults: {
    altered: 'The document did not arrive whole. Add it again. (document-altered)',
    not_this_type: 'This is neither a PDF nor a photo. (document-type)',
    damaged: 'This file is damaged and cannot be shown. Ask for another one. (document-damaged)',
    locked:
      'This PDF is protected. Ask for one without a password, or photograph the pages. (document-locked)',
    too_many_pages:
      'This document has more than 20 pages. Add only what is needed. (document-too-long)',
    hidden_data: 'This photo still holds data besides the picture. (document-data)',
  },
  show: 'Show',
  hide: 'Put away',
  drop: 'Take back',
  fixed: 'Take the presented document back to change anything about these.',
}
