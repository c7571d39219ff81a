import { RECIPE_SAYINGS } from './recipe-sayings';

/**
 * The program's messages in English, as terminals show them: failures, refusals, reasons, warnings. Values replace the
 * names in braces; said.ts lists the kinds of values. The window's six catalogues have a text for each key. Ledgers and
 * projects of earlier versions contain these texts, so a text that changes stays in said-before.ts.
 */
export const SAYINGS = {
  // Words without a key: those of another program or a library, and messages only for terminals.
  quoted: '{{words}}',
  // Operators by their names, within another text.
  operators: '{{operators}}',

  // Reasons and warnings of a restoration: what a network runs on and what it was trained on.
  notUsed: '{{provider}} was not used: {{reason}}.',
  givenUp: '{{provider}} failed during the work: {{reason}}. The processor continued.',
  slower: 'it takes {{times}} times as long as the processor here',
  noCard: 'no graphics card was found that it can use',
  noLibrary: 'a library that it needs is not installed',
  notBuiltIn: 'this build of the program does not have it',
  cardMemory: "the graphics card's memory is too small",
  failedWith: 'it failed ({{error}})',
  notFinite: 'its answer had numbers that are not finite',
  flat: 'its answer was one flat colour',
  wrongBy: 'its answer was wrong by {{levels}} levels',
  noAnswer: 'it gave no answer within {{seconds}} s',
  driverCrashed: 'its driver crashed',
  ofWindows: 'it is a part of Windows',
  ofMac: 'it is a part of macOS',
  noneForMac: 'there is none for macOS',
  noCuda: "the runtime's CUDA library is not installed",
  cardUntried: 'The graphics card could not be tried.',
  works: 'works',
  worksSlower: 'works, but {{how}}',
  worksFaster: 'works, {{times}} times as fast as the processor',
  untrained: 'The network (version {{version}}) was not trained on {{what}}; look at the result with care.',
  untrainedScale: 'enlarging by {{scale}} (it was on {{scales}})',
  untrainedTogether: '{{operators}} at once',
  untrainedNoise: 'noise of {{noise}} levels (it was up to {{most}})',

  // The engine's processes and its network's files.
  processEnded: 'The process that restores ended unexpectedly; the next restoration starts a new one.',
  engineStopped: '{{process}} was stopped before it had finished; start the work again.',
  engineMemory:
    '{{process}} was ended by the system, most often because memory ran out; close other programs and try again. Files that were already finished are kept.',
  engineCrashed:
    '{{process}} crashed ({{signal}}); try again, and with --provider cpu if it happens again. Files that were already finished are kept.',
  imagingCrashed:
    '{{process}} crashed ({{signal}}); the picture may be damaged, so try another copy of it. Files that were already finished are kept.',
  engineNoMemory:
    '{{process}} ran out of memory; close other programs and try again. Files that were already finished are kept.',
  engineCrashedOrEnded:
    '{{process}} crashed, or was ended by the system because memory ran out; close other programs and try again, on the processor if it happens again. Files that were already finished are kept.',
  imagingCrashedOrEnded:
    '{{process}} crashed, or was ended by the system because memory ran out; close other programs and try again, with another copy of the picture if it happens again. Files that were already finished are kept.',
  engineExit:
    '{{process}} ended unexpectedly (exit status {{code}}); try again. Files that were already finished are kept.',
  engineUnstarted:
    '{{process}} could not be started ({{detail}}); install Daguerre again. Files that were already finished are kept.',
  partMissing:
    'A part of Daguerre is missing ({{name}}.cjs); install it again, or run npm run build in a clone.',
  inside: 'Something went wrong inside the program: {{detail}}',
  requestUnknown: 'There is no request named "{{name}}".',
  // It comes before the shorter form that it contains.
  windowRequestMalformed: 'The window\'s request "{{name}}" was malformed: {{detail}}',
  requestMalformed: 'The request "{{name}}" was malformed: {{detail}}',
  requestGivenUp: 'The request "{{name}}" was given up before it had finished; start it again.',
  requestUnsent: 'The request "{{name}}" can\'t be sent to another process.',
  resultMalformed: 'The result of "{{name}}" was malformed; this is a fault of the program.',
  progressMalformed: 'The progress of "{{name}}" was malformed; this is a fault of the program.',
  modelMissing: 'The model file {{path}} is missing; install Daguerre again, or put the file back.',
  modelUnreadable: "The model file {{path}} can't be read; install Daguerre again, or put the file back.",
  cardMissing: 'The model card {{path}} is missing; install Daguerre again, or put the file back.',
  cardUnreadable: "The model card {{path}} can't be read; install Daguerre again, or put the file back.",
  cardNoJson: "The model card {{path}} isn't valid JSON; install Daguerre again.",
  cardUnusable: 'The model card {{path}} can\'t be used (look at "{{field}}"); install Daguerre again.',
  modelVersion:
    'The model {{path}} was made for another version of Daguerre (contract {{contract}}, this one needs {{needed}}); install the model that came with this version.',
  modelDamaged:
    "The model {{path}} doesn't match its card {{card}}: {{why}}. Install Daguerre again, or put the original file back.",
  modelReplaced:
    "{{path}} isn't the file that this Daguerre was built with; install Daguerre again, or put the original file back.",
  modelChanged: 'its contents have changed',
  modelOpsetUnknown: 'it uses operator set unknown, its card says {{expected}}',
  modelOpset: 'it uses operator set {{opset}}, its card says {{expected}}',
  modelInputs: 'its inputs are {{names}}',
  modelUnloadable: "The model {{path}} can't be loaded; install Daguerre again.",
  modelNoPicture: 'The model {{path}} gave no picture.',
  modelNoAnswer: 'The network {{path}} gave an answer that is not a picture; install Daguerre again.',

  // What a restoration needs, and recipes that are impossible.
  needsMask: 'inpaint needs --mask, a picture with the size of the photo in which white is damaged.',
  needsLevels:
    'fade needs --black and --white, the levels that black and white have faded to; auto estimates them.',
  levelsTooNear: 'White must be at least 16 levels brighter than black in each channel.',
  needsScale: 'upscale needs --scale, a whole number from 2 to 8.',
  needsBlur: 'deblur-gaussian needs --blur, the standard deviation in pixels, or a --kernel.',
  needsLength: 'deblur-motion needs --length, the length of the motion in pixels, or a --kernel.',
  needsTables:
    'jpeg needs a JPEG file, or the --quality and --subsampling of the JPEG that the photo once was.',
  noTables:
    '{{path}} is not a JPEG with readable tables; give the --quality (and --subsampling) it was once saved with.',
  noTablesHere:
    '{{path}} is not a JPEG with readable tables; choose the quality that it was once saved with.',
  blurBySeven: 'A blur can not be combined with a --scale of 7; choose 6 or 8.',
  pageSize: 'Page {{page}} of {{path}} has another size than its mask; save it as a file of its own.',
  maskMarksNothing: 'The mask {{path}} marks nothing: white is damaged, and it has no white pixels.',
  maskMarksAll: 'The mask {{path}} marks the whole photo as damaged; leave something to restore from.',
  ...RECIPE_SAYINGS,

  // Files that are read: photos, masks, kernels.
  fileMissing: "{{path}} doesn't exist; check its name and folder.",
  fileForbidden: "{{path}} can't be read: you have no permission; change its permissions first.",
  fileUnreadable: "{{path}} can't be read; check that its disk is connected and try again.",
  fileEmpty: '{{path}} is empty (0 bytes); use another copy of it.',
  notAPicture:
    '{{path}} is not a picture that can be read; choose a JPEG, PNG, TIFF, WebP, AVIF or HEIC file.',
  unreadableKind: "{{path}} is {{kind}}, which can't be read; save it as PNG or TIFF first.",
  damagedPicture: '{{path}} is a damaged or cut-off {{format}}; use another copy of it.',
  pictureTooLarge: '{{path}} has more than 1000 megapixels; cut it into parts first.',
  tooLargeAtOnce:
    '{{path}} takes too much memory at this size, because its kind is decoded as a whole (progressive, interlaced, WebP, AVIF, HEIC); save it as an ordinary JPEG, PNG or TIFF.',
  maskSize: 'The mask {{path}} is {{size}} pixels and the photo {{other}}; make both the same size.',
  cmyk: '{{path}} is in CMYK; convert it to RGB first.',
  gif: "{{path}} is a GIF, which can't be read; save it as PNG first.",
  floating:
    "{{path}} has floating-point samples, which can't be read; convert it to 16 bits a channel first.",
  tooMuchText:
    '{{path}} holds metadata that unpack to more than any photo needs; save it again without them.',
  cameraRaw:
    '{{path}} is a camera raw file; develop it first, for instance in darktable, and open the TIFF saved from there.',
  isFolder: '{{path}} is a folder; choose a picture inside it.',
  notOrdinary: '{{path}} is not an ordinary file; choose a picture file.',
  animated: '{{path}} is an animated {{name}} of {{frames}} frames; save the frame you want as PNG first.',
  onlyOnePage: '{{path}} has one page, so there is no page {{page}}.',
  noSuchPage: '{{path}} has {{pages}} pages, so there is no page {{page}}.',
  colourSpace: '{{path}} is in the colour space {{name}}; convert it to RGB first.',
  oddChannels: "{{path}} has {{channels}} channels of a kind that can't be read; convert it to RGB first.",
  noJpeg: '{{path}} is not a JPEG file; choose one.',
  jpegNoTable: '{{path}} is damaged: a quantisation table is missing; use another copy.',
  jpegRare: '{{path}} is damaged or uses a rare kind of JPEG; save it again from an image editor.',
  jpegNoChroma: "{{path}} doesn't store luma and chroma; save it again as an ordinary JPEG.",
  jpegSubsampling: '{{path}} uses a rare chroma subsampling; save it again from an image editor.',
  kernelAndFields: 'A kernel takes the place of {{names}}; leave one of the two out.',
  kernelSize: 'The kernel {{path}} is {{size}} pixels; give one of at most {{most}}.',
  kernelBlack: 'The kernel {{path}} is all black; give a picture with its weights in white.',
  noRoomToOpen: 'There is no space left to open {{photo}} (needed at {{place}}); free some space.',
  notUnpacked: "{{path}} can't be opened because {{place}} can't be written; check its folder.",

  // Files that are written: results and working files.
  diskFull: 'There is no space left to write {{place}}; free some space or choose another disk.',
  folderForbidden: "{{place}} can't be written: you have no permission; choose another folder.",
  readOnly: "{{place}} can't be written: the disk is read-only; choose another place.",
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
  overOriginalAsked: '{{path}} is the photo itself; choose another name, or confirm that it may be replaced.',
  overOpenOriginal: '{{path}} is the original of an open photo; choose another name.',
  onePageOnly: '{{path}} can hold one page only and the photo has {{pages}}; name it .tif.',
  qualityRange: 'The quality {{quality}} for {{path}} is not a whole number from 1 to 100.',
  tooManyPixels: "{{path}} can't hold {{size}} pixels (at most {{most}} a side); name it .png or .tif.",
  noTransparency: "{{path}} can't hold transparency as a JPEG; name it .png, .tif or .webp.",
  tiffFull: '{{path}} would pass the 4 GB a TIFF can hold; save fewer pages or choose PNG.',
  noExifTool:
    "ExifTool can't be started ({{detail}}); install Perl, or choose --metadata remove and --no-mark.",
  workingFull:
    'There is no space left for working files in {{folder}}; free some, or set TMPDIR to another folder.',
  workingForbidden:
    "Working files can't be written in {{folder}}; make it writable, or set TMPDIR to another folder.",
  workingGone:
    'The folder for working files in {{folder}} is gone; create it, or set TMPDIR to another folder.',
  workingDisk: 'The disk of {{folder}} fails ({{code}}); check it, or set TMPDIR to another folder.',
  tooManyFiles: 'Too many files are open on this machine; close other programs and try again.',
  uploadRoom: 'There is too little space on the disk for {{path}}; free some and try again.',
  uploadTooLarge: '{{path}} is larger than 4 GB; choose a smaller file.',

  // Batches: what is left out, what fails, and problems with the folders.
  noMask: 'no mask with its name',
  leftAlone: '{{path}} was left alone: {{reason}}.',
  markedTooMuch:
    '{{found}} % of it look damaged, which is more than the limit of {{limit}} %; look at it, or raise the limit',
  noDamage: 'no scratches or dust were found in it, and it needs no other repair',
  vanished: 'gone while the batch ran',
  link: "a link; links aren't followed",
  noFile: 'no ordinary file',
  raw: 'a RAW file; develop it to TIFF or JPEG first',
  closedFolder: "a folder that can't be read; check its permissions",
  gone: 'gone or unreadable',
  notThere: 'no longer there, or left out',
  nothing: 'nothing to do',
  photoChanging: '{{path}} keeps changing while it is read; try again when it is finished.',
  photoUnreadable: "{{path}} can't be read ({{code}}); check its permissions and its disk.",
  noRoomForFolder: 'There is no space left to make {{folder}}.',
  folderUnmade: "The folder {{folder}} can't be made; check the permissions there.",
  driveLost: "{{folder}} can't be reached; connect its drive again, and the work continues.",
  linkOutOfResults:
    '{{folder}} is a link that leads out of the folder of results; remove it, or choose another folder.',
  resultsUnmade: "The folder {{folder}} can't be made; choose another.",
  listsUnwritten: "The lists can't be written into {{folder}}; choose another folder.",
  folderUnreadable: "The folder {{folder}} can't be read; check its name and permissions.",
  networkUnreadable: "The network {{path}} can't be read; check its name.",
  laterLedger:
    "The batch's ledger {{path}} was made by a later version of Daguerre; continue with that version.",
  ledgerUnopened: "The batch's ledger {{path}} can't be opened ({{detail}}); check the folder.",
  rowDamaged:
    "The entry of {{photo}} in the batch's ledger is damaged; choose this photo's repairs again, or start a new batch.",
  ledgerFull: "There is no space left for the batch's working files ({{detail}}).",
  begunBefore:
    'A batch from {{folder}} to {{output}} was begun before ({{done}} of {{total}} photos are done); add --resume to continue it, or choose another output folder.',
  notOfBatch: 'This photo is no longer part of the batch.',
  batchRuns: 'This batch is already running.',
  noneWaits: 'No photo of this batch is waiting.',
  batchClosed: 'This batch is no longer open; open it again.',
  batchFirst: 'The running batch must end or be cancelled first.',
  foldersAsked: 'The folders are already being searched.',
  // Why a running batch waits.
  paused: 'paused',
  onBattery: 'The computer runs on its battery.',
  inUse: 'Someone is using the computer.',
  restoring: 'The photo in the window is being restored.',
  photoWorked: 'This photo is being restored right now.',

  // Requests of the window to the privileged side: open photos, masks, results, projects.
  setAside: "{{path}} couldn't be understood; it was renamed to {{aside}}, and a new one was begun.",
  requestTooLarge: 'The window sent too much at once; do it in smaller parts.',
  ownWindowOnly: 'Only the window of Daguerre may ask for this.',
  nothingHere: 'There is nothing here.',
  pageEnded: 'The window ended unexpectedly and was loaded again; your latest changes may be missing.',
  requestNotThere: 'The window asked for something that does not exist.',
  photoClosed: 'This photo is no longer open; open it again.',
  pictureClosed: 'This picture is no longer open.',
  pictureGone: 'This picture is no longer shown; open it again.',
  noTile: 'There is no tile {{column}}, {{row}} on level {{level}} of this picture.',
  noPixel: 'There is no pixel {{x}}, {{y}} in a picture of {{size}}; choose one inside it.',
  areaOutside: 'The chosen area lies outside of the picture; choose one that lies on it.',
  fileUnknown: 'This file is no longer known; choose it again.',
  noExample: 'There is no such example.',
  notRecovered: 'There is no longer any work to recover under this name.',
  noProject: '{{path}} is not a Daguerre project, or is damaged; use another copy of it.',
  laterProject: '{{path}} was made by a later version of Daguerre; open it with that version.',
  cancelled: 'The job was cancelled.',
  maskEmpty: 'Nothing is marked as damaged; paint over the scratches and spots first.',
  maskWhole: 'All of {{path}} is marked as damaged; leave something to restore it from.',
  maskPart: 'A part of the mask does not fit the photo; paint it again.',
  maskBeyond: "The mask reaches beyond the photo's {{size}} pixels; paint it on this photo, or load another.",
  maskOfResults: 'The mask is {{size}} pixels and the results {{other}}; paint it on them.',
  resultGone: 'This result no longer exists; choose another.',
  resultsUnlike: 'These two results differ in size or kind; choose two that were restored in the same way.',
  resultSizes: 'One result is {{size}} pixels and the other {{other}}; choose results of one size.',
  resultKinds:
    'One result has other channels or another bit depth; choose results that were made in the same way.',
  twoResults: 'Choose two or more results of the same repairs and marks to see where they differ.',
  greyResult: 'A grey result has no colour photo to be mixed with; choose another photo.',
  pagesLost: '{{path}} has {{pages}} pages that would be lost; choose another name.',
} as const;
