/** What a restoration needs to be told, and recipes that say something impossible. */
export const RECIPE_SENTENCES = {
  needsMask: 'inpaint needs --mask, a picture of the size of the photo in which white is damaged.',
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
  maskMarksNothing: 'The mask {{path}} marks nothing: white is damaged, and it has no white pixel.',
  maskMarksAll: 'The mask {{path}} marks the whole photo as damaged; leave something to restore from.',
  // A file that holds a recipe, and what is wrong inside it.
  recipeUnreadable: "The recipe {{path}} can't be read; check its name.",
  recipeNoJson: "{{path}} is no recipe: it isn't JSON; see the README for how one is written.",
  batchRecipe: "The recipe of this batch can't be used: {{issue}}.",
  recipeUnusable: "The recipe {{path}} can't be used: {{issue}}.",
  recipeMalformed: 'it is malformed',
  ofTheOperators: 'operator must be one of {{names}}',
  ofTheProviders: 'provider must be one of {{names}}',
  wholeNumber: '{{field}} must be a whole number from {{least}} to {{most}}',
  noiseRange: 'noise must be a number of 8-bit levels from 0 to 127',
  blurRange: 'blur must be the standard deviation of the blur in pixels, above 0 and at most 20',
  lengthRange: 'length must be the length of the motion, from 1 to 200 pixels',
  angleRange: 'angle must be a number of degrees from -360 to 360',
  detailRange: 'detail must be a number from 0 (the mean) to 1 (a full sample)',
  detailTwice: 'preview means detail 0; give one of the two',
  operatorTwice: 'the same operator is given twice',
  jpegLast: 'jpeg must come after {{operators}} in the list, as the file was saved after it happened',
  scaleMissing: 'upscale needs --scale, a whole number from 2 to 8',
  recipeTooLong: '{{path}} is too long for a recipe; see the README for how one is written.',
  patternUnusable: "A pattern can't be used: {{issue}}.",
  patternIssue:
    'write {{pattern}} with *, **, ?, [a-z] and {a,b} alone, shorter, and with \\( for a bracket after one of these',
  outputName:
    'output.name must be a file name with {name} in it, at most 200 characters, without slashes, control characters or a dot at its start',
  foldersForm: 'folders must be a list of recipes, each with the pattern it is for as match',
  eitherOr: '{{field}} must be {{names}} or {{last}}',
} as const;
