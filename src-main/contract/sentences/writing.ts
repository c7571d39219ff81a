/** Files that are written: results, and what the work needs on the way. */
export const WRITING_SENTENCES = {
  diskFull: 'There is no space left to write {{path}}; free some space or choose another disk.',
  folderForbidden: "{{path}} can't be written: you have no permission; choose another folder.",
  readOnly: "{{path}} can't be written: the disk is read-only; choose another place.",
  notWritten: "{{path}} couldn't be written ({{detail}}); try another format or place.",
  notKept:
    "{{path}} can't be written ({{why}}); free some space there and check that its folder can be written to.",
  unknownReason: 'unknown reason',
  asHeic: "{{path}} can't be written as HEIC; name it .jpg, .png, .tif, .webp or .avif.",
  noExtension: '{{path}} has no extension; name it .jpg, .png, .tif, .webp or .avif.',
  otherExtension:
    "{{path}} ends in {{extension}}, which can't be written; name it .jpg, .png, .tif, .webp or .avif.",
  otherFormat:
    'By its name {{path}} would be a file of another format than the chosen one; let it end in {{extension}}.',
  outputFolderMissing: "The folder {{folder}} doesn't exist; create it or choose another.",
  outputNoFolder: '{{folder}} is not a folder; choose another place for {{path}}.',
  outputIsFolder: '{{path}} is a folder; give the output a file name.',
  outputReadOnly: 'The folder {{folder}} is on a read-only disk; choose another place for {{path}}.',
  outputDiskFull: 'The folder {{folder}} is on a full disk; choose another place for {{path}}.',
  outputForbidden: "The folder {{folder}} can't be written to; choose another place for {{path}}.",
  overOriginal: '{{path}} is the photo itself; choose another name, so that the original stays.',
  overOriginalAsked: '{{path}} is the photo itself; choose another name, or say that it may be replaced.',
  overOriginalProject: '{{path}} is the photo itself; choose another name for the project.',
  onePageOnly: '{{path}} can hold one page only and the photo has {{pages}}; name it .tif.',
  qualityRange: 'The quality {{quality}} for {{path}} is not a whole number from 1 to 100.',
  tooManyPixels: "{{path}} can't hold {{size}} pixels (at most {{most}} a side); name it .png or .tif.",
  noTransparency: "{{path}} can't hold transparency as a JPEG; name it .png, .tif or .webp.",
  tiffFull: '{{path}} would pass the 4 GB a TIFF can hold; save fewer pages or choose PNG.',
  noExifTool:
    "ExifTool can't be started ({{detail}}); install Perl, or choose --metadata remove and --no-mark.",
  workingFull:
    'There is no space left for working files in {{folder}}; free some or have TMPDIR name another folder.',
  workingForbidden:
    "Working files can't be written in {{folder}}; make it writable or have TMPDIR name another folder.",
  workingGone:
    'The folder for working files in {{folder}} is gone; create it or have TMPDIR name another folder.',
  workingDisk: 'The disk of {{folder}} fails ({{code}}); check it or have TMPDIR name another folder.',
  tooManyFiles: 'Too many files are open on this machine; close other programs and try again.',
  uploadRoom: 'There is too little room on the disk for {{path}}; make room and try again.',
} as const;
