/** Files that are read: photos, masks, kernels. */
export const PHOTO_SENTENCES = {
  // These keys are faults' (faults.ts).
  fileMissing: "{{path}} doesn't exist; check its name and folder.",
  fileForbidden: "{{path}} can't be read: you have no permission; change its permissions first.",
  fileUnreadable: "{{path}} can't be read; check that its disk is connected and try again.",
  fileEmpty: '{{path}} is empty (0 bytes); use another copy of it.',
  notAPicture:
    '{{path}} is not a picture that can be read; choose a JPEG, PNG, TIFF, WebP, AVIF or HEIC file.',
  unreadableKind: "{{path}} is {{kind}}, which can't be read; save it as PNG or TIFF first.",
  damagedPicture: '{{path}} is a damaged or cut-off {{format}}; use another copy of it.',
  pictureTooLarge: '{{path}} has more than 1000 megapixels; cut it into parts first.',
  maskSize: 'The mask {{path}} is {{size}} pixels and the photo {{photo}}; make both the same size.',
  // These aren't.
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
  kernelSize: 'The kernel {{path}} is {{size}} pixels; give one of at most {{most}}.',
  kernelBlack: 'The kernel {{path}} is all black; give a picture with its weights in white.',
  noRoomToOpen: 'There is no space left to open {{photo}} (needed at {{path}}); free some space.',
  notUnpacked: "{{path}} can't be opened because {{place}} can't be written; check its folder.",
} as const;
