/** The engine's processes and its network's files. */
export const ENGINE_SENTENCES = {
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
  // Before the shorter form that it holds.
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
  modelChanged: 'its contents have changed',
  modelOpsetUnknown: 'it uses operator set unknown, its card says {{expected}}',
  modelOpset: 'it uses operator set {{opset}}, its card says {{expected}}',
  modelInputs: 'its inputs are {{names}}',
  modelUnloadable: "The model {{path}} can't be loaded; install Daguerre again.",
  modelNoPicture: 'The model {{path}} gave no picture.',
  modelNoAnswer: 'The network {{path}} gave an answer that is not a picture; install Daguerre again.',
} as const;
