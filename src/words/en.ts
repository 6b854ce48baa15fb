/** Every word of the page, in English, as ICU messages: https://unicode-org.github.io/icu/userguide/format_parse/messages/ */
export const en = {
  head: {
    title: 'MAE Playground',
    description:
      'Hide most of a photograph and watch a masked autoencoder paint what is missing, in your browser, on your own machine.',
    lead: 'Hide most of a photograph, and a masked autoencoder paints what is missing. It all happens on your own machine.',
    paper: 'The paper',
  },

  page: {
    percent: '{value} %',
    views: 'What to look at',
    controlsLeftOut: 'The link that led here leaves out some controls. <show>Show all controls</show>',
    licences: '<link>Licences</link> of this page, its photographs, and the libraries and fonts in it',
    close: 'Close',
    dismiss: 'Dismiss',
    reload: 'Reload',
    newVersion:
      'A newer version of this page is ready. <quiet>Your own files do not outlive a reload.</quiet>',
    later: 'Later',
    together: '{before} {after}',
    onlyTheSum: 'On a GPU the halves overlap: only the sum of both counts.',
    measureAgain: 'Measure again',

    unforeseen:
      'That did not work, for a reason this page did not foresee. Everything else goes on; the browser’s console has the details.',
    unexpected:
      'Something on this page failed that should not have. Your photograph, mask and settings are still here; if something no longer answers, reload the page.',
    notDrawn:
      'The browser could not go on drawing {what, select, page {the page} other {this view}}. This can happen where a translation or an extension changes the page. Your photograph, mask and settings are still here.',
    drawAgain: 'Draw it again',
    saveMask: 'Save the mask',
    afterReload:
      'Reloading brings back all that the address says, which is everything but photographs and models of your own.',

    modelElsewhere:
      'This link was made with a model that was opened from a file, which stays on its owner’s machine. Open that file here too, or go on with this model.',
    repositoryElsewhere:
      'This link was made with {repository}, which is not among the models here. Download it under “More models”, where its name stands already, or read there why it could not be opened. The rest of the link was followed.',
    strangeLink:
      'This link says something that the page does not understand ({fields}). The rest of it was followed.',
    photographForgotten:
      'That photograph of your own is not kept any more. Choose it again, or go on with this one.',
    photographElsewhere:
      'This link was made with a photograph that never left its owner’s machine. Choose one of your own, or go on with this one.',

    dropPhotograph: 'Drop the photograph',
    nothingDropped: 'Nothing that was dropped is a file. Save the picture first, then drop the file here.',
    nothingPasted: 'The clipboard holds no picture. Copy a photograph, then paste it here.',
    folderDropped:
      'That is a folder without a model. Drop one photograph out of it, or bring the folder to the “Many files” tab.',
    severalDropped:
      'Those are {count} photographs. Drop one of them here, or bring them all to the “Many files” tab.',

    copied: 'Copied.',
    notCopied:
      'The browser does not allow copying here. Select the {what, select, lines {lines and copy them} other {link and copy it}}.',

    outputReady: '{output} ready, {visible} of {patches} patches visible.',
    reconstructionReady:
      'Reconstruction ready, {visible} of {patches} patches visible, loss {loss}, PSNR {psnr} decibels.',

    halfPrecision: '{backend}, half precision',
    onThreads: '{backend}, {threads, plural, =1 {one thread} other {# threads}}',
    fewSecondsLeft: 'a few seconds left',
    secondsLeft: 'about {seconds} seconds left',
    minutesLeft: 'about {minutes} minutes left',
    hoursLeft: 'about {hours} hours left',
  },

  welcome: {
    title: 'The first minute',
    vanishing: 'Three quarters of this photograph are about to vanish.',
    question: 'A network is shown only what is left. What will it paint into the holes?',
    nothing: 'Nothing but noise',
    shapes: 'Shapes and colours',
    everything: 'Every detail',
    showing: 'This is what it makes of a quarter of the picture.',
    moreThanThat:
      'More than noise: from a quarter of the picture it knows the shapes and colours of the rest. Detail that nothing hints at stays vague.',
    justSo:
      'Just so: from a quarter of the picture it knows the shapes and colours of the rest. Detail that nothing hints at stays vague.',
    lessThanThat:
      'Not quite: from a quarter of the picture it knows the shapes and colours of the rest, but detail that nothing hints at stays vague.',
    yourPhotograph: 'Your photograph',
    hideMore: 'Hide more',
    lesson: 'Start the lesson',
    again: 'Watch again',
    skip: 'Skip',
    close: 'Close',
  },

  lesson: {
    lesson: 'Lesson',
    card: 'Card',
    numbered: '{number}. {title}',
    present: 'Present',
    stopPresenting: 'Stop presenting',
    close: 'Close the lesson',
    closeShort: 'Close',
    back: 'Back',
    next: 'Next',
    setAgain: 'Set the page again',
    right: 'right',
    not: 'not this',

    hideTitle: 'Hide three quarters',
    hideWords:
      'The photograph is cut into square patches, and chance hides three of every four. A network sees only what is left.',
    hideQuestion: 'What will it paint into the holes?',
    hideNothing: 'Noise: too much is gone',
    hideShapes: 'Shapes and colours',
    hideEverything: 'Every detail',
    hideAnswer:
      'Shapes and colours. What is left says much about what lies around it, since most of the world is smooth and made of things that look as such things do. Detail that nothing hints at stays vague: the network paints the mean of all that could be there.',
    hideTrial: 'Move the mask ratio, and find where it gives up. Then take a photograph of your own.',

    visibleTitle: 'Only the visible go in',
    visibleWords:
      'The encoder, the large half of the network, is given the visible patches alone. Nothing stands in for the hidden ones: no grey, no gap. The decoder, the small half, then works on all places.',
    visibleQuestion: 'Nine tenths are hidden instead of a half. Which half gets faster?',
    visibleBoth: 'Both',
    visibleEncoder: 'Only the encoder',
    visibleNeither: 'Neither: the picture is as large as before',
    visibleAnswer:
      'Only the encoder. The decoder always has a token for every place, which is why it is kept small. Measured just now, in milliseconds:',
    timesCaption: 'Time of each half against the share that is hidden',
    hidden: 'Hidden',
    encoder: 'Encoder',
    decoder: 'Decoder',
    visibleTrial:
      'This is what makes such training affordable: in the paper, hiding 75 % makes it three times as fast and more.',

    placesTitle: 'Mask tokens and places',
    placesWords:
      'The encoder turns each visible patch into a row of numbers, a token. For the decoder the tokens go back to their places, and every hidden place gets one and the same learned token, the mask token. To tell them apart, each is told its place.',
    placesQuestion:
      'Now half is hidden, and the visible tokens are put back at one another’s places. What is painted?',
    placesSorted: 'The same picture: the network sorts them out',
    placesJumble: 'A jumble',
    placesGrey: 'Grey everywhere',
    placesAnswer:
      'A jumble. Nothing in a set of tokens says what lies beside what; only the place that comes with each token does.',
    placesTrial: 'Under the mask controls, put the tokens back, and watch the picture come together.',

    lossTitle: 'Marked only on what was hidden',
    lossWords:
      'While the network learned, its error was measured on hidden patches only. What it painted over visible ones was never looked at. The reconstruction beside the masked picture is its raw output, visible places included.',
    lossQuestion: 'Where will the raw output look worse?',
    lossHidden: 'On hidden patches: it had to guess them',
    lossVisible: 'On visible patches, which it was given',
    lossNowhere: 'Equally good everywhere',
    lossAnswer:
      'On visible patches. Nobody ever asked it to copy what it sees, so it never learned to. Many pictures of MAE have the visible patches pasted over the output; they look better, and the network painted only the rest.',
    lossTrial: 'Switch “Paste visible patches” on and off. Then look at “Errors”: which patches are counted?',

    interpolationTitle: 'Could mere interpolation do it?',
    interpolationWords:
      'There is a method that has learned nothing at all: it spreads the visible colours as smoothly as possible into the holes.',
    interpolationQuestion: 'Three quarters are hidden. Which comes closer to the original?',
    interpolationNetwork: 'The network',
    interpolationEqual: 'Both are equally close',
    interpolationSurface: 'The smooth surface',
    interpolationAnswer:
      'On most photographs the network, by one or two decibels for the small model of this page. The numbers over the pictures say how it is on yours. Where a thing has an edge that goes on behind the holes, the smooth surface knows nothing of it.',
    interpolationTrial: 'Follow both curves to the left. Where do they meet?',

    ratioTitle: 'Why 75 %, and not 15 %',
    ratioWords:
      'BERT learns language by guessing 15 % of the words of a text. The same idea for pictures hides five times as much.',
    ratioQuestion: 'At 15 %, how far ahead of the smooth surface is the network?',
    ratioFar: 'Far: it sees almost everything',
    ratioHardly: 'Hardly, or not at all',
    ratioWord: 'As far as at 75 %',
    ratioAnswer:
      'Hardly, or not at all: with visible neighbours on all sides a hole can be filled without knowing what it is part of. A word is full of meaning, a patch mostly repeats its neighbours. Only when most of them are gone does it take an idea of the whole.',
    ratioTrial: 'Press on the curves to go to another ratio. In the paper, 75 % served recognition best.',

    strategyTitle: 'Random, block, grid',
    strategyWords:
      'Half of the patches can be hidden one by one at random, or in one large block, or in every second place of a grid.',
    strategyQuestion: 'Half is hidden in a block. Compared with random patches, this is …',
    strategyEasier: 'easier: the other half is whole',
    strategyHarder: 'harder',
    strategySame: 'the same: half is half',
    strategyAnswer:
      'Harder: deep inside the block nothing visible is near. A grid is the opposite: every hole has its neighbours, the pictures are sharp, and there is little to learn. In the paper, an encoder that was trained with random masks recognises best.',
    strategyTrial: 'Change the strategy at the same ratio, and compare loss and PSNR.',

    leakTitle: 'Normalised pixels, and what they leak',
    leakWords:
      'Some MAE models predict each patch without its own brightness and contrast, which makes better encoders. But to draw such a prediction one needs both.',
    leakQuestion: 'In many published pictures, where do they come from?',
    leakNetwork: 'The network predicts them too',
    leakTruth: 'From the original, hidden patches included',
    leakNothing: 'From the visible patches alone',
    leakAnswer:
      'From the original. How much that gives away shows this picture: it is made by no network at all. Every hidden patch has its own mean colour, and nothing else.',
    lentPicture: 'Mean colours of the hidden patches',
    lentCaption: 'Mean colours lent by the original: {lent}. The network, which was lent nothing: {network}.',
    leakTrial:
      'Open a model of normalised pixels, and this page lets you choose where the brightness comes from, and says so in every picture.',

    limitsTitle: 'What it cannot know',
    limitsWords: 'Half of this text is hidden. You can read most of it.',
    limitsQuestion: 'What will the network paint?',
    limitsReads: 'The missing letters',
    limitsBlur: 'A grey blur',
    limitsInvents: 'Other letters, just as sharp',
    limitsAnswer:
      'A blur. It never learned to read, and among all letters that might stand there it paints the mean. The same happens to a checkerboard, whose rule it does not see, and to a face that it does not know: eyes where eyes belong, but nobody’s.',
    letters: 'Letters',
    checkerboard: 'Checkerboard',
    face: 'A face',
    limitsTrial:
      'Try each. Hide less and less: when does it come right, and is that more than interpolation?',

    useTitle: 'What it is for',
    useWords: 'Nobody needs painted holes. They are an exercise that requires no labels, only pictures.',
    useQuestion: 'What is kept when the exercise is over?',
    useDecoder: 'The decoder: it paints',
    useEncoder: 'The encoder: it has learned to see',
    useBoth: 'Both: they belong together',
    useAnswer:
      'The encoder. It is shown whole pictures then, and what it makes of them serves to recognise, find and outline things. In the paper a large one that had practised so and was then trained on ImageNet’s labels names 85.9 % of the pictures, and one trained on the labels alone 82.6 %.',
    useTrial:
      'Press “Parts of the samples”, and then take the colours away: which of the three still tells them apart? Then make classes of your own. That was the lesson; everything on this page is yours to play with, and a link keeps what you found.',
  },

  samples: {
    coffee: 'A cup of coffee',
    coffeeTitle: 'Coffee cup',
    cat: 'The face of a cat',
    catTitle: 'Chelsea the cat',
    mountain: 'Mountains',
    mountainTitle: 'Picos de Europa',
    rocket: 'A rocket at night',
    rocketTitle: 'DSCOVR launch',
    dogs: 'Two dogs at a window',
    dogsTitle: 'Two dogs',
    astronaut: 'An astronaut',
    astronautTitle: 'Eileen Collins',
    fig: 'Half a fig',
    nuthatch: 'A nuthatch on a tree',
    nuthatchTitle: 'Kleiber (nuthatch)',
    dandelion: 'A dandelion',
    dandelionTitle: 'Dandelion',
    drum: 'A drum',
    drumTitle: 'Drum',
    brushes: 'Paint brushes',
    stream: 'A stream',
    streamTitle: 'Stream',

    publicDomain: 'public domain',
    facts: '{title}, {author}, {licence}',
    linkedFacts: '{title}, {author}, <link>{licence}</link>',
    credit: '{title} by {author} ({licence})',
    letters: 'Letters',
    checkerboard: 'A checkerboard',
  },

  photo: {
    archiveTooLarge: '{name} is too large an archive to be opened here: 500 MB at most.',
    noArchive: '{name} is no archive of pictures that can be opened (ZIP), or it is damaged.',
    jpeg: 'a JPEG photograph',
    png: 'a PNG picture',
    gif: 'a GIF picture',
    webp: 'a WebP picture',
    bmp: 'a BMP picture',
    ico: 'an icon (ICO)',
    avif: 'an AVIF picture',
    heic: 'an HEIC photograph',
    jxl: 'a JPEG XL picture',
    jpeg2000: 'a JPEG 2000 picture',
    tiff: 'a TIFF picture',
    raw: 'a camera’s raw file',
    photoshop: 'a Photoshop file',
    svg: 'a drawing (SVG)',
    gzip: 'a compressed file (gzip)',
    webPage: 'a web page',
    video: 'a video',
    sound: 'a sound recording',
    pdf: 'a PDF document',
    zip: 'a zip archive',
    empty: '“{name}” is empty. Choose a photograph that has something in it.',
    gone: '“{name}” can no longer be read: it was moved, changed or deleted after it was chosen, or may not be opened. Choose it again.',
    noPicture: '“{name}” is not a picture this browser can read. Choose a JPEG, PNG, WebP, AVIF or GIF file.',
    noPhotograph: '“{name}” is {kind}, not a photograph. Choose a JPEG, PNG, WebP, AVIF or GIF file.',
    unknownToBrowser: '“{name}” is {kind}, which this browser cannot read. Export it as JPEG or PNG.',
    damaged:
      '“{name}” is {kind} that cannot be read: it may be damaged or cut short. Choose another, or save it anew.',
    unread: '“{name}” cannot be read: {why}. Then choose it again.',
    late: '“{name}” could not be opened within {seconds} seconds. Choose a smaller one.',
    notFetched: '“{name}” could not be fetched. Check the connection and choose it again.',
    tooManyBytes:
      '“{name}” has {megabytes, number} MB. At most {most, number} MB can be opened; reduce it first.',
    tooManyPixels:
      '“{name}” has {width, number} × {height, number} pixels, which is {megapixels, number} megapixels. At most {most, number} can be opened; reduce it first.',
    noCanvas: 'this browser gives the page no canvas to draw on',
    tooLarge: 'the picture is too large for this browser; choose a smaller size',
    notAllowed:
      'this browser changes what a page reads from a picture, to protect you from being recognised; allow this page to extract canvas data, or turn that protection off for it',
    noise:
      'This browser adds noise of up to {levels} of 255 levels to what a page reads from a picture, to protect you from being recognised; the numbers here are of that picture.',
    wrongTransparency:
      'This browser reads the transparency of AVIF pictures a little wrong: what shines through may be up to 20 of 255 levels off. As PNG or WebP it would be right.',
  },

  camera: {
    camera: 'Camera',
    picture: 'Camera picture {number}',
    isOn: 'The camera is on. Its pictures stay on this page.',
    preview: 'What the camera sees',
    shoot: 'Take a picture',
    live: 'Live',
    stop: 'Turn off',
    notAllowed:
      'The camera may not be used here. Allow it in the browser’s settings for this page, then press Camera again; or choose a photograph.',
    none: 'No camera was found. Connect one and press Camera again, or choose a photograph.',
    busy: 'The camera did not start: another program may be using it. Close that program and press Camera again.',
    unavailable:
      'A browser gives no camera to this page as it is served here. Open it over https in a tab of its own, or choose a photograph.',
  },

  mask: {
    wrongPlaces: 'The decoder was told wrong places for the visible patches.',
    restorePlaces: 'Put the tokens back in their places',
    title: 'Mask',
    ratio: 'Mask ratio',
    ratioInWords: '{ratio}, {visible} of {patches} patches visible',
    strategy: 'Which patches are hidden',
    random: 'Random',
    block: 'Block',
    grid: 'Grid',
    byHand: 'By hand',
    seed: 'Seed',
    seedInPyTorch: 'The mask of torch.manual_seed({seed})',
    seedHint: 'A seed is a whole number from 0 to {most}.',
    newMask: 'New mask',
    undo: 'Undo',
    redo: 'Redo',

    paintWith: 'Paint with',
    brush: 'Brush',
    rectangle: 'Rectangle',
    paintTo: 'Paint to',
    flip: 'Flip',
    hide: 'Hide',
    show: 'Show',
    invert: 'Invert',
    showAll: 'Show all',
    howToPaint:
      'Paint on the masked picture. By keys: arrows move, Space paints, Shift and an arrow paint along.',
    whereToPaint: 'The mask is painted where the pictures of one photograph stand side by side.',
    paintThere: 'Paint there',
    patches: 'Patches',
    patch: 'Row {row}, column {column}, {state, select, hidden {hidden} other {visible}}',
    nothingVisible: 'At least one patch must stay visible: the encoder needs something to see.',
  },

  pictures: {
    photograph: 'Photograph',
    choose: 'Choose a photograph',
    orBring: 'or drop or paste one',
    own: 'Your own photographs',
    ownFacts: '{name}, which stays on this machine',
    remove: 'Remove',
    removeOwn: 'Remove {name}',

    masked: 'Masked',
    pasted: 'Pasted',
    original: 'Original',
    paste: 'Paste visible patches',
    interpolation: 'Interpolation too',

    moveAndZoom: 'Move and zoom',
    crop: 'Which part of the photograph',
    zoom: 'Zoom',
    leftToRight: 'Left to right',
    topToBottom: 'Top to bottom',
    times: '{zoom} times',
    backToCentre: 'Back to the centre',
    magnify: 'Magnify',
    magnified: '{direction} in the magnified pictures',
    all: 'all',
    whole: 'Whole picture',

    heatMap: 'heat map',
    patch: 'Patch',
    patchSays: 'Row {row}, column {column}: {words}',
    pointAtPatch: 'Point at a patch, or go there with the arrow keys.',
    mapKeys: 'The arrow keys go from patch to patch.',
  },

  model: {
    title: 'Model and backend',
    model: 'Model',
    summary: '{summary} {megabytes} MB. Licence: {licence}.',
    about: 'About this model',
    pictures:
      '{channels, plural, =1 {Pictures of {width} × {height} pixels in grey} =3 {Pictures of {width} × {height} pixels} other {Pictures of {width} × {height} pixels of # channels}} in patches of {patch}.',
    network:
      'Encoder {encoder, plural, one {# block} other {# blocks}} × {encoderWidth}, decoder {decoder, plural, one {# block} other {# blocks}} × {decoderWidth}, {millions} million parameters.',
    encoderAlone:
      'Encoder {encoder, plural, one {# block} other {# blocks}} × {encoderWidth}, no decoder, {millions} million parameters.',
    open: 'Open a model file',
    whatToOpen: 'Weights of any ending, with config.json if there is one; or all files of a model',
    reading: 'Reading {file}',
    readingFile: 'Reading the model file',
    cancel: 'Cancel',
    loading: 'Loading the model',

    backend: 'Backend',
    automatic: 'Automatic',
    notRunning: 'Not running yet.',
    running:
      '{precision, select, float16 {Runs on {backend} in half precision (float16)} other {Runs on {backend}}}: {reason}. {check}',
    notChecked: 'The file brings no numbers of PyTorch’s to check it against.',
    checkComing: 'Its numbers are being compared with PyTorch’s.',
    checked: 'Self-check passed, within {error} of PyTorch’s numbers.',
    builtInChecked:
      'The file brings no numbers to check it against; the built-in model’s are right here, within {error} of PyTorch’s numbers.',

    reconstruction: 'Reconstruction',
    features: 'Features',
    featuresNote:
      'This file has no decoder, so nothing is reconstructed. Shown are the features of the visible patches: the three directions in which they differ most, as red, green and blue.',
    normalisedNote:
      'This model predicts normalised patches. {statistics, select, neighbours {Brightness and contrast of each hidden patch are averages of the visible patches around it.} truth {Brightness and contrast of each patch are the original’s: this uses information the model never had.} other {Every patch is drawn with the same brightness and contrast.}}',
    statistics: 'Brightness and contrast of each patch',
    ofNeighbours: 'from the visible patches around',
    ofTruth: 'from the original (uses information the model never had)',
    ofNone: 'the same for every patch, as predicted',
    doubt:
      'Doubtful: this is no better than {than, select, brightness {the brightness alone that each patch is given} other {one colour, the mean of the visible pixels}} ({psnr} dB against {untaught} dB). Its weights may be untrained, or the file is read otherwise than it was trained: see “How this model is read”.',
    fitsBetter:
      'Read as {target}, each patch in the order {order}, this file fits far better: {best} dB against {now} dB on the picture it was tried with.',
    readSo: 'Read it so',

    howRead: 'How this model is read',
    howReadWords:
      'The shapes of a file’s tensors tell most of a model. This is what they do not tell, and from where it was taken. If you know better, choose: the picture follows.',
    set: 'Which weights of the file',
    setOf: 'of {count} in the file that fit',
    unnamedSet: 'those right in the file',
    target: 'What it predicts',
    pixels: 'pixels',
    unitPixels: 'pixels of 0 to 1',
    normalisedPixels: 'normalised pixels',
    normalisedChannels: 'normalised pixels, each channel by itself',
    order: 'Order of the numbers in a patch',
    rowColumnChannel: 'row, column, channel',
    channelRowColumn: 'channel, row, column',
    grid: 'Rows and columns of patches',
    red: 'Red is channel',
    green: 'Green is channel',
    blue: 'Blue is channel',
    normalisation: 'Mean and deviation of pictures',
    imageNet: 'ImageNet’s',
    imageNetOnAverage: 'ImageNet’s, on average',
    halves: '0.5 and 0.5',
    unnormalised: 'none: values of 0 to 1',
    encoderHeads: 'Attention heads of the encoder',
    decoderHeads: 'Attention heads of the decoder',
    layerNormEps: 'Epsilon of the layer norms',

    fromConfig: 'from config.json',
    fromPreprocessor: 'from preprocessor_config.json',
    fromFile: 'from the file',
    fromOptions: 'from the options saved beside the weights',
    fromName: 'from the name of the file',
    fromFamily: 'as the code does that calls its tensors so',
    fromLikeness: 'as its learned positions are most alike',
    assumed: 'assumed, since nothing says it',
    asChosen: 'as you chose',
  },

  models: {
    tiny: 'MAE-Tiny (built in)',
    tinySummary:
      'A small model trained from scratch for this page on two processor cores: quick everywhere, good at large shapes and colours, vague in detail.',
    tinyNote:
      'Trained from scratch for this project on photographs from public research sets, whose owners keep their rights; the photographs are not part of it.',
    tinySource: 'Trained from scratch for MAE Playground with models/recipe.',
    fromMachine: 'Opened from this machine, where it stays.',
    licenceOfFile: 'that of the file',
    nonCommercial:
      'The published masked autoencoders of the paper are under CC BY-NC 4.0, so not for commercial use.',
    otherChannels:
      'Its {file} has means and deviations of {theirs} channels and its pictures have {channels}, so others were assumed.',
    tooLong: '{name} is longer than {most}, which no such file is.',
    listed: '{names}, {next}',
    andMore: '{names} and {count, number} more',
    severalDescriptions:
      'Those are {count, number} descriptions: {names}. Bring the one that belongs to the weights, as config.json.',
    severalWeights:
      'Those are {count, number} files of weights: {names}. Bring one of them, and its config.json if there is one.',
    noWeights:
      'There are no weights among those files. Bring model.safetensors, pytorch_model.bin or a .pth file along.',
    noneOfFiles: '{name} is in {count, number} files, and none of them is here. Bring all of them at once.',
    missingFiles:
      '{name} is in {count, number} files, and {names} {missing, plural, one {is} other {are}} missing. Bring all of them at once.',
    wasmMemory: 'it takes about {memory} of memory, and WebAssembly can have {most}',
    gpuTensor: 'its largest tensor takes {memory}, and this GPU takes {most} at once',
  },

  explore: {
    encoder: 'Encoder',
    film: 'The way of the patches',
    filmRole: 'moving picture',
    filmOf: '{stage}. The arrow keys go from patch to patch.',
    play: 'Play',
    pause: 'Pause',
    stageBefore: 'Step back',
    stageAfter: 'Step forward',
    moment: 'Moment',
    momentInWords: '{stage}, {percent} %',
    pointAtToken: 'Point at a token to see which patch it is.',
    tokenSays: 'Row {row}, column {column}: {words}',
    asPhotograph: 'pixels of the photograph',
    asLatent: 'a latent token, made of a visible patch',
    asMaskToken: 'the mask token, told this place',
    asPrediction: 'predicted pixels',
    asNothing: 'hidden, and nowhere',
    shapeHidden: '[{patches} × {numbers}] → [{visible} × {numbers}]',
    shapeEncoded: '[{visible} × {numbers}] → [{visible} × {width}], {time}',
    shapeFilled: '[{visible} × {width}] → [{patches} × {width}]',
    shapeDecoded: '[{patches} × {width}] → [{patches} × {numbers}], {time}',
    shapeCompared: '[{hidden} × {numbers}] → {loss}',
    title: 'One picture',
    view: 'View',
    sideBySide: 'Side by side',
    wipe: 'Wipe',
    errors: 'Errors',
    steps: 'Steps',
    pictures: 'Pictures',
    visibleAndHidden: '{visible} visible, {hidden} hidden',

    leftMenu: 'Left of the divider',
    rightMenu: 'Right of the divider',
    left: 'Left: {name}',
    right: 'Right: {name}',
    divider: 'Divider',
    dividerAt: '{left} % {nameLeft}, {right} % {nameRight}',

    patchErrors: 'Error of each patch',
    noErrors:
      'This file has no decoder: it makes features of the visible patches and predicts no hidden one, so there is nothing to be right or wrong.',
    farOff: 'far off',
    close: 'close',
    withoutLoss: 'visible, so without a loss',
    visible: 'visible',
    exact: 'exact',

    loss: 'Loss',
    visiblePatches: 'Visible patches',
    visibleOf: '{visible} of {patches}',
    time: 'Time',
    times: 'Encoder {encoder}, decoder {decoder}',
    madeBeforehand: 'made beforehand',
    notRunning: 'The model is not running',
    computing: 'Computing',
    starting: 'Starting {model}',
    loading: 'Loading {model}, {received} of {total} MB',
    tryAgain: 'Try again',

    hide: 'Hide',
    howHidden:
      'The picture is cut into {patches} patches of {size} × {size} pixels. {hidden} of them are hidden, {how, select, hand {by hand} random {by the random mask of seed {seed}} block {by the block mask of seed {seed}} other {by the grid mask of seed {seed}}}.',
    encode: 'Encode',
    howEncoded:
      'Only the {visible} visible patches go in, each told its place. In {depth, plural, one {# <block>transformer block</block>} other {# <block>transformer blocks</block>}} {width} numbers are made of each: the <latent>latent</latent>. Nothing hidden is ever seen.',
    fillUp: 'Fill up',
    tokens: 'Tokens',
    howFilledUp:
      'The {visible} <latent>latent tokens</latent> (blue) go back to their places. In the {hidden} others stands one learned <maskToken>mask token</maskToken> (grey), told its place as well.',
    decode: 'Decode',
    howDecoded:
      'In {depth, plural, one {# more block} other {# more blocks}}, {width} wide, all {patches} tokens are seen together and {numbers} numbers are predicted for each: a whole picture.',
    compare: 'Compare',
    compared: 'Compared',
    howCompared:
      'The loss, {loss}, is the <mse>mean squared error</mse> on {hidden} hidden patches{target, select, normalised {, each normalised by itself} other {}}. On visible ones nothing was ever asked, so they look worse.',
    look: 'Look',
    features:
      'This file has no decoder. Shown are the three directions in which the patches’ numbers differ most, as red, green and blue.',
    afterTraining:
      'After such training the decoder is thrown away, and the encoder is shown whole pictures, to recognise what is in them.',

    allThree: 'All three, without words',
    errorNumbers: 'The error of each patch, as numbers',
    wiped: 'Wiped',
    patchesVisible: '{visible} of {patches} patches visible',
    patchesHidden: '{hidden} of {patches} patches hidden',
    blocks: '{depth, plural, one {# block} other {# blocks}}, {width} wide',
    patchesInBlocks: '{visible} patches, {blocks}',
    tokenCounts: '{visible} latent tokens, {hidden} mask tokens',
    lossOf: 'loss {loss}',
    madeHow:
      '{photo}, {ratio} hidden, {how, select, hand {mask made by hand} random {random mask, seed {seed}} block {block mask, seed {seed}} other {grid mask, seed {seed}}}. Model: {model}.',
    isPasted: 'Visible patches are pasted over the reconstruction.',
    errorMeans: 'Error: PSNR of each hidden patch.',
    wipedAt: 'Wiped: {nameLeft} on the left {left} %, {nameRight} beyond.',
    stepsMean:
      'Only visible patches are encoded; their latent tokens (blue) and one learned mask token (grey) for each hidden patch are decoded; the loss is taken on hidden patches alone.',
    lossAndPsnr: 'Loss {loss}; PSNR over hidden pixels.',
    /** One sentence after another. */
    whereItSaw: 'What it drew where it could see',
    whyWorse:
      'Where it could see, it was never marked: the loss counts hidden patches only, so it did not learn to copy.',
  },

  interpolation: {
    title: 'Interpolation',
    question:
      'Could mere interpolation do it? Beside the network stands the smoothest surface through the same visible pixels, which knows nothing of pictures. Where little is hidden it comes close; the paper hides 75 %, so that a picture must be understood to be completed.',
    visibleOf: '{visible} of {patches} visible',
    nothingToCompare:
      'This file has no decoder: it predicts nothing, so there is nothing to compare with an interpolation.',
    failed: 'The interpolation could not be made: {reason}.',

    even: 'Here the network does no better than the smoothest surface.',
    networkBetter: 'Here the network is {difference} dB better than the smoothest surface.',
    surfaceBetter: 'Here the smoothest surface is {difference} dB better than the network.',

    curve: 'PSNR in dB against the mask ratio, on this picture',
    drawing: 'Still drawing',
    network: 'Network',
    oneColour: 'One colour',
    ratio: 'Ratio on the curve',
    table: 'The curve as a table',
    hidden: 'Hidden',
    inDecibels: '{name}, dB',

    caption:
      '{photo}, {ratio} hidden, {how, select, hand {mask made by hand} random {random mask, seed {seed}} block {block mask, seed {seed}} other {grid mask, seed {seed}}}. Model: {model}. Interpolation: the harmonic function through the visible pixels. PSNR over hidden pixels. {verdict}',
    curveNumbers: 'The curve, as numbers',
    isHarmonic: 'Interpolation: the harmonic function through the visible pixels.',
  },

  inside: {
    beside: 'Beside it',
    nothingBeside: 'Nothing',
    by: 'By {model}',
    among: 'In the samples too',
    amongOwn: 'In my photographs too',
    nearest: 'Most alike in other pictures',
    coloursOf: 'Colours of {title}',
    weights: 'Weights',
    filters: 'What the patch embedding looks for',
    filter: 'Filter {number}',
    filtersMean:
      'Principal directions of its filters, as patches of pixels, with their share of all variance. They are learned; a network that has learned little has noise here.',
    positions: 'Which places are near',
    positionsMean:
      'For every place a small map: bright where the position embedding is alike. They are laid out as the places are.',
    sizes: 'How large the weights are, block by block',
    title: 'Inside',
    intro:
      'What the network makes of the picture on its way: press a patch, and see which others it takes for alike, or where it looks. For recognition an encoder is shown whole pictures; under a mask it is shown what is left.',
    sight: 'What to see',
    likeness: 'Alike',
    attention: 'Attention',
    colours: 'Colours',
    sees: 'What the encoder is shown',
    whole: 'Whole picture',
    visible: 'Visible patches',
    half: 'Half of the network',
    encoder: 'Encoder',
    decoder: 'Decoder',
    block: 'Block',
    blockOf: '{block} of {depth}',
    whatIsLike: 'Patches that are alike',
    whereItLooks: 'Where the patch looks',
    unlike: 'unlike',
    alike: 'alike',
    little: 'little',
    much: 'much',
    noToken: 'hidden, without a token',
    hiddenFromEncoder:
      'This patch is hidden, and the encoder never saw it. The decoder has a mask token in its place: look there, and see from which visible patches it was painted.',
    percentOf: '{value} % of its attention',
    cosine: 'cosine {value}',
    local: 'On average {distance} patches away, spread over {count} patches.',
    heads: 'Heads of this block',
    meanHead: 'All',
    head: 'Head {head}',
    choosePatch: 'Press another patch, or move with the arrow keys.',
    notAnExplanation:
      'Attention says from where numbers were taken, not why. Heads and blocks after it can undo what one does.',
    smallModel:
      'A small model knows small things: expect colour, brightness and edges first, parts of things only in deep blocks, if at all.',
    coloursMean:
      'The three directions in which the tokens differ most, as red, green and blue. Between two blocks or two pictures the same colour means nothing.',
    coloursShared:
      'The three directions in which the tokens of all these pictures differ most, as red, green and blue: the same colour means alike, in all of them. Between two blocks it means nothing.',
    groundOut: 'Leave the background out',
    groundMeans:
      'Dark is taken for background: of the two sides along the first direction, the one with more of the edge. This is a rule of thumb, and fails where a picture has no clear subject.',
    cost: 'Cost',
    costVerdict: 'At 75 % the encoder is given a quarter of the patches: {few} ms instead of {all} ms.',
    measuring: 'Measuring: {done} of {total} ratios.',
    costTimes: 'Milliseconds, measured here, against the mask ratio',
    costNow: 'Upright: the present ratio, {ratio}.',
    costs: 'Tokens, time and memory',
    costMeans:
      'With mask tokens an encoder is given all places, as in BERT and BEiT, and costs the same at every ratio. Memory is estimated: what training keeps of one picture until the way back.',
    symmetricEncoder: 'Encoder with mask tokens',
    withMaskTokens: 'With mask tokens',
    bothHalves: 'Encoder and decoder',
    decoderKeeps: 'The decoder has {tokens} tokens at every ratio, and keeps {megabytes} MB.',
    tokens: 'Tokens',
    hidden: 'Hidden',
    saveTokens: 'Save the tokens (.npy)',
    saveAttention: 'Save the attention (.npy)',
    mapNumbers: 'The value of each patch',
    captionBeside:
      '{caption} Beside it, of its own range: {model}, after {block, plural, one {# block} other {# blocks}}.',
    caption:
      '{photo}. {half, select, decoder {Decoder} other {Encoder}}, after {block, plural, one {# block} other {# blocks}}. Model: {model}.',
    failed: 'The inside could not be looked at: {reason}.',
  },

  recognise: {
    tab: 'Recognise',
    intro:
      'What the encoder is for. Make two to eight classes with a few pictures of each; the encoder is shown every picture whole, and what it makes of them is all that they are told apart by. It was never told what anything is.',
    class: 'Class {number}',
    className: 'Name of class {number}',
    pictures: '{count, plural, one {# picture} other {# pictures}}',
    oneMore: 'One more at least, so that each can be recognised by the others.',
    addPictures: 'Add pictures',
    addPresent: 'Add the page’s picture',
    removeSome: 'Remove pictures',
    remove: 'Remove {name}',
    removeClass: 'Remove class',
    addClass: 'Add a class',
    example: 'Parts of the samples',
    folders: 'Folders, one a class',
    open: 'Open classes (.zip)',
    save: 'Save classes (.zip)',
    clear: 'Clear',
    invitation: 'Drop pictures or folders: each folder is a class',

    reading: 'Reading the pictures',
    describing: 'The encoder looks at each picture',
    learning: 'Leaving each picture out in turn',
    ready: '{right} of {count} pictures are recognised by the others, {share}.',

    pool: 'Of its tokens',
    mean: 'Mean of the patches',
    classToken: 'Class token',
    grey: 'Without colours',

    scores: 'Recognised by the others, {count} pictures',
    byWhat: 'By',
    encoder: 'What the encoder makes of it',
    pixels: 'Its pixels',
    colours: 'Its colours alone',
    commonest: 'Always the commonest class',
    neighbours: 'Nearest five',
    linear: 'Linear probe',
    interval: '{low}–{high}',
    scoresMean:
      'Each picture is left out in turn. Beside each share, between what limits it would lie with ever more such pictures, in 95 of 100 cases: where two overlap, little is known of which is better. Where colours alone do as well, the encoder need not know more than they do.',
    mistakes: '{count, plural, one {# picture} other {# pictures}} taken for something else',
    noMistakes: 'None is taken for something else by the linear probe.',
    takenFor: '{is}, taken for {as}',
    numbers: 'What every picture is taken for',
    mapTitle: 'The map alone',
    listed: '{names}, {next}',
    classInColour: '{name} ({colour})',
    blue: 'blue',
    orange: 'orange',
    red: 'red',
    teal: 'teal',
    green: 'green',
    yellow: 'yellow',
    purple: 'purple',
    pink: 'pink',
    caption:
      '{count} pictures by the first two principal components of their features, {pool, select, class {the class token} other {the mean of the tokens of patches}} of whole pictures{grey, select, yes { without colours} other {}}. In frames: {classes}. Each left out in turn and recognised by a linear probe of the others: {encoder} by these features, {pixels} by pixels, {colours} by colours alone. A broken frame: taken for something else. Model: {model}.',
    saveFeatures: 'Save the features (.npy)',

    map: 'A map of {count} pictures',
    mapMeans:
      'The two directions in which the features differ most, out of many: what is far apart here is different; what is near may still differ elsewhere. A dashed line: taken for something else.',

    present: 'The page’s picture',
    shown: 'What the encoder is shown',
    onlyVisible: 'Only the visible patches',
    classHead: 'Class',
    votesOf: 'Of the nearest {count}',
    nearest: 'Nearest to it',

    tooMany: 'The classes hold {most} pictures in all; {left} more were left out.',
    tooManyClasses: 'There can be {most} classes; the pictures of {left} more folders were left out.',
    unread: '{count} pictures could not be read. The first: {first}',
    known:
      '{count, plural, one {# picture is} other {# pictures are}} in a class already and left out: a picture must not be recognised by itself.',
    noPicture: 'There is no picture in what was brought. Each folder with pictures becomes a class.',
    failed: 'The pictures could not be learned from: {reason}.',
  },

  train: {
    tab: 'Train',
    intro:
      'Watch a masked autoencoder learn. It sees a few patches of small cuts of your pictures and is told what the others held, thousands of times. Everything is computed here, in this tab; what comes out is a model like any other on this page.',
    learnFrom: 'What to learn from',
    samples: 'The photographs that come with this page',
    addPictures: 'Add pictures',
    addFolder: 'Add a folder',
    addPhotographs: 'My photographs of this visit ({count})',
    clear: 'Take mine out',
    reading: 'Reading the pictures',
    pictures: '{count, plural, =0 {No picture yet} one {# picture} other {# pictures}}',
    heldOutQuarter:
      'The lower right quarter of each is held out: the model never sees it, and is judged by it.',
    reducedTo:
      'Pictures are reduced to a short side of {side} pixels, where there are many to half of that, and there can be {most}.',
    keptWithRun:
      'Until a run is done or deleted, this browser keeps its pictures with it, so that it can go on after a reload. They go nowhere else.',
    invitation: 'Drop pictures or folders to learn from',
    tooMany: 'There is room for {most} pictures; {left} more were left out.',
    unread: '{count} pictures could not be read and were left out. The first: {first}',
    noPicture: 'There is no picture in what was brought.',

    time: 'For how long',
    small: '1 minute',
    middle: '5 minutes',
    large: '30 minutes',
    beginWith: 'Begin with',
    nothing: 'Nothing: a new model',
    cannotFurther:
      '{model} cannot be trained further here: {why, select, size {it has more than ten million numbers} other {it has no decoder that predicts the pixels of pictures}}.',
    model:
      '{width} × {height} pixels in patches of {patch}; encoder {encoderWidth} × {encoderDepth}, decoder {decoderWidth} × {decoderDepth}; {millions} million numbers.',
    takes:
      'It takes about {steps, select, own {} other {{minutes, plural, one {# minute} other {# minutes}} and }}{megabytes} MB of memory on this machine.',
    takesKnown: '{count} steps of {ms} ms.',
    takesMeasured: 'How many steps that makes is measured first, for two seconds.',
    wouldCompute: 'It computes where “Backend” says, now on {where}: {reason}.',
    cannotCompute:
      'It computes where “Backend” says, and cannot on {where}: {why}. Choose Automatic there and it will.',
    more: 'More',
    begin: 'Begin',
    beginBeside: 'Begin a second one beside it',
    twoAtMost: 'Two at once are as many as a machine like this can hold. Stop one to begin another.',
    nothingToLearn: 'Choose something to learn from first.',

    ratio: 'Hidden',
    ratioMeans:
      'At first 75 %. In the paper 75 % teaches most; with little hidden, neighbours are enough to guess from.',
    strategy: 'Which patches a picture hides',
    strategyMeans:
      'At first random. In the paper blocks are harder and grids too easy; random patches teach most.',
    target: 'Predicts',
    pixels: 'Pixels',
    normalised: 'Normalised pixels',
    targetMeans:
      'At first pixels. In the paper pixels of which each patch’s own mean and deviation are taken out teach a little more; but such a model draws without colours of its own.',
    lossOn: 'Learns from',
    hidden: 'Hidden patches',
    all: 'All patches',
    lossMeans: 'At first hidden ones. In the paper a loss on all patches costs half a percent of accuracy.',
    decoderDepth: 'Blocks of the decoder',
    depthMeans:
      'At first {depth}. In the paper one block is enough where the encoder is trained further afterwards, and eight are best where it is not.',
    depthHint: 'The decoder has 1 to {most} blocks.',
    optimiser: 'Optimiser',
    optimiserMeans: 'At first Muon, which learns faster in minutes. The paper has AdamW.',
    rate: 'Learning rate',
    rateMeans: 'At first {rate}. It rises at the beginning and falls to nothing at the end.',
    rateHint: 'The learning rate is a number from {least} to {most}.',
    seed: 'Seed of the run',
    seedMeans: 'The same seed and pictures make the same model, on WebAssembly to the last digit.',
    steps: 'Steps',
    stepsMeans: 'Empty: as many as go into the time.',
    stepsHint: 'Steps are a whole number from {least} to {most}, or nothing.',
    fixedByModel: 'Size and target are those of {model}.',

    keptRuns: 'Kept from before',
    keptRun: '{name}, {date}: {step} of {steps} steps',
    keptRoom: '{count, plural, one {# run takes} other {# runs take}} {size} in this browser.',
    goOnWith: 'Go on with it',
    delete: 'Delete',
    deleteAll: 'Delete all',
    deleteAllTitle: 'Delete all runs kept from before?',
    deleteAllMeans:
      '{count} runs with their models and pictures, {size}, are deleted from this browser and cannot be had back. What was downloaded stays.',
    deleteAllNow: 'Delete {count} runs',
    goOnWithNamed: 'Go on with it: {name}',
    useNamed: 'Use it: {name}',
    downloadNamed: 'Download: {name}',
    deleteNamed: 'Delete: {name}',
    notKept:
      'This browser keeps nothing for this page, so a run is lost with the tab. Download the model to keep it.',
    notKeptNow:
      'This browser did not keep the newest checkpoint; there may be no room left. Delete runs kept from before, and the next one has it. Download the model to be sure of it.',
    notThere: 'That run cannot go on: a part of what was kept of it is gone.',
    elsewhere: 'It goes on in another tab of this page.',
    hasOtherTab:
      'That run goes on in another tab of this page. Look after it there, or close that tab first.',

    runs: 'Runs',
    run: 'Run {number}',
    runHides: 'Run {number}, {ratio} hidden',
    runFurther: 'Run {number}, {model} trained further',
    modelName: 'Trained here {number} ({width} × {height}, {ratio})',
    measuring: 'Measuring how long a step takes',
    opening: 'Getting ready',
    running: 'Learning: step {step} of {steps}',
    paused: 'Paused after step {step} of {steps}',
    ended: 'Done: {step} steps',
    failed: 'It stopped after step {step}: {why}.',
    lastGood: 'The last good state, after {step} steps, can be used.',
    aSecond: '{count} pictures a second',
    keptAt: 'Kept in this browser after step {step}.',
    computesOn: 'Computes on {where}: {reason}.',
    pause: 'Pause',
    goOn: 'Go on',
    stop: 'Stop',
    use: 'Use it',
    download: 'Download',
    close: 'Close',
    goOnFrom: 'Go on from step {step}',
    hiddenTab: 'Browsers slow a hidden tab down: as long as this one is in sight, it learns faster.',
    opened: 'It is the page’s model now, and stands in the menu of models.',

    losses: 'Error over steps',
    lossMeansHere:
      'Mean squared error over hidden patches. What is held out is judged behind the same random masks, 75 %, in every run.',
    lossMeansTwo: 'Two runs with other targets have other units: compare each with its own interpolation.',
    curveTraining: '{name}: in training',
    curveHeld: '{name}: held out',
    curveHarmonic: '{name}: harmonic interpolation',
    step: 'Step',
    numbers: 'The last numbers',
    inTraining: 'In training',
    heldOut: 'Held out',
    interpolation: 'Interpolation',
    ofInterpolation: 'Of interpolation’s',
    table: 'Held-out error, step by step',
    triplets: 'Held out, after {step} steps',
    masked: 'Masked',
    drawn: 'Drawn',
    original: 'Original',
    filled: 'Interpolated',
    shown: 'Shown in step {step}',
    shownMeans:
      'It saw the patches in colour and had to draw the grey ones. Cuts are turned, recoloured and mixed two by two, so that few photographs become many.',
    shownName:
      '{count} of the {batch} cuts of step {step} behind their masks, which hide {hidden} of {patches} patches each',
    tripletPart: '{what}, held-out picture {number}',
    outcome:
      '{name} is done after {step} steps. Its held-out error is {loss}, that of interpolation {harmonic}.',
    outcomePaused: '{name} is paused after {step} steps.',
    outcomeFailed: '{name} stopped after step {step}: {why}.',
  },

  figure: {
    title: 'Figure',
    ratios: 'Ratios',
    photographs: 'Photos',
    masks: 'Masks',
    allPatches: 'All patches',
    ratiosMean:
      'One photograph at several mask ratios, as in figure 4 of the paper. The list takes the place of the slider.',
    photographsMean: 'Many photographs behind the same mask, as in figure 2 of the paper.',
    masksMean:
      'One photograph behind many masks: what they agree on, and where each mask leads somewhere else.',
    allPatchesMean: 'Masks that together hide every patch: a whole picture of nothing but predictions.',

    ratioList: 'Mask ratios, %',
    ratioHint: 'Write one to {most} ratios in percent, 0 to {highest}, with commas or spaces between them.',
    listAbove: 'In this figure the list above takes its place.',
    chosenPhotographs: 'Photographs',
    photographsAfterOwn: 'Photographs, after your own',
    inFigure: '{title} in the figure',
    maskCount: 'Number of masks',
    maskCountHint: 'That is a whole number from 2 to {most}.',
    handLeftOut:
      'Your mask made by hand is one alone, so it is left out here: these are {strategy, select, random {random} block {block} other {grid}} masks that hide as much, {ratio}. The other figures use yours.',

    nothingHidden:
      'At this ratio nothing is hidden, so there is nothing to reconstruct. Hide at least one patch.',
    nothingPredicted:
      'This file has no decoder, so there are no reconstructions to put together. Its features are under Ratios and Photos.',
    notRunning: 'The model is not running',
    waiting: 'Waiting for the model',
    working: '{done} of {total} reconstructed',
    stopped: 'Stopped after {done} of {total}',
    unfinished: 'Not finished: {done} of {total}',
    reconstructions: '{count, plural, one {# reconstruction} other {# reconstructions}}',
    featurePictures: '{count, plural, one {# picture of features} other {# pictures of features}}',
    progress: 'Reconstructions done',
    stop: 'Stop',
    tryAgain: 'Try again',
    makeAgain: 'Make again',
    ready: 'Figure ready, {made}. {caption}',
    failed: 'The figure could not be finished: {reason}.',

    pictures: 'Pictures of the figure',
    with: '{name}, {more}',
    seed: 'Seed {seed}',
    mask: 'Mask {number}',
    visibleOf: '{visible} of {patches} visible',
    all: 'All {count}',
    mean: 'Mean',
    awayFromMean: 'Away from the mean',
    deviation: 'Standard deviation',
    same: 'the same',
    farFromMean: 'far from the mean',
    noDeviation: 'visible, or hidden only once',
    together: 'Together',
    assembled: 'Assembled',

    ofRatios:
      '{photo} at mask ratios of {ratios}, {how, select, hand {mask made by hand} random {random mask, seed {seed}} block {block mask, seed {seed}} other {grid mask, seed {seed}}}.',
    ofPhotographs:
      '{count, plural, =1 {One photograph} other {# photographs}} with the same {how, select, hand {mask made by hand} random {random mask, seed {seed}} block {block mask, seed {seed}} other {grid mask, seed {seed}}}, {ratio} hidden.',
    ofMasks:
      '{photo}, reconstructed with {count} {strategy, select, random {random} block {block} other {grid}} masks, seeds from {seed} on, {ratio} hidden. Each patch counts where it was hidden. Standard deviation and distance from the mean in levels of 255.',
    ofAllPatches:
      '{photo} with complementary masks, {ratio} hidden in each, from a {how, select, hand {mask made by hand} random {random mask, seed {seed}} block {block mask, seed {seed}} other {grid mask, seed {seed}}}. Assembled: each patch from a reconstruction in which it was hidden.',
    listed: '{before}, {next}',
    listedLast: '{before} and {last}',
    model: 'Model: {model}.',
    pasted: 'Visible patches are pasted over the reconstructions.',
    measured: 'PSNR over hidden pixels.',
    credits: 'Photographs: {credits}.',
    nextCredit: '{before}; {next}',
    average: '{psnr} on average.',
    averageOfInterpolation: 'Interpolation: {psnr} on average.',
    meanAgainstSingle: 'The mean picture has {mean}, a single reconstruction {single} on average.',
    assembledFrom: 'Assembled from {count} reconstructions: {psnr} over the whole picture.',
    asNumbers: 'Loss and PSNR of each picture, as numbers',
  },

  compare: {
    tab: 'Two at once',
    whereHidden: 'Where hidden in both: {better}.',

    intro:
      'A is the page itself, set by the controls below. B is the same but for one thing: another model, strategy, seed or ratio. Choosing one takes the others back to A’s.',
    modelOfB: 'Model of B',
    strategyOfB: 'Strategy of B',
    seedOfB: 'Seed of B',
    ratioOfB: 'Ratio of B: {ratio}',
    same: 'Same as A',
    strategyName: '{strategy, select, random {random} block {block} other {grid}}',
    sameSeed: 'Same<hidden> seed</hidden> as A',
    sameRatio: 'Same<hidden> ratio</hidden> as A',

    noDeparture: 'B is the same as A.',
    departsIn: 'B differs in its {what}.',
    departsInSeveral: 'B differs in its {others} and {last}: what comes of it is of them together.',
    listed: '{before}, {next}',
    model: 'model',
    strategy: 'strategy',
    seed: 'seed',
    ratio: 'ratio',

    masked: 'Masked {side}',
    output: '{output} {side}',
    visible: '{visible} of {patches} visible',
    tryAgain: 'Try again',
    loading: 'Loading',

    difference: 'Difference of errors',
    compared: '{count} patches compared',
    noErrors: 'A model without a decoder makes features, not predictions: there are no errors to compare.',
    differentSizes:
      'The two models see the photograph at different sizes, {widthA} × {heightA} and {widthB} × {heightB} pixels. The smaller picture has less detail to get wrong, so their errors are not compared. Choose models of equal size.',
    notHiddenInBoth: 'not hidden in both',
    noDifference: 'no difference',
    better: '{side} better by {decibels} dB',
    aBetter: 'A better',
    bBetter: 'B better',

    numbers: 'Numbers of both sides',
    numbersAre: 'Errors of both sides and their difference',
    psnr: 'PSNR, dB',
    interpolation: 'Interpolation, dB',
    psnrHiddenInBoth: '<hidden>PSNR, </hidden>hidden in both',
    loss: 'Loss',
    time: 'Time',

    columnOutputs: '{outputA} A, {outputB} B',
    rowLabel:
      '{side}: {model}, {how, select, hand {mask by hand} random {random mask, seed {seed}} block {block mask, seed {seed}} other {grid mask, seed {seed}}}, {ratio}',
    differenceInAll: 'B − A: {decibels} dB where hidden in both',
    photograph: '{photograph}.',
    captionPasted: 'Visible patches are pasted over the reconstructions.',
    captionMap: 'Difference of errors: PSNR of B minus PSNR of A for each patch.',
    captionInterpolation:
      'Interpolation, the harmonic function through the visible pixels, has {psnrA} for A and {psnrB} for B.',
    captionMeasured: 'PSNR over hidden pixels.',
    asNumbers: 'The difference of each patch, as numbers',
  },

  batch: {
    tab: 'Many files',
    invitation: 'Drop photographs and folders',

    files: 'Files',
    dropHere: 'Drop photographs and folders here',
    whatHappens:
      'The square in the middle of each is masked as set below and reconstructed, one after the other. You get pictures, a table of numbers, and both as files. Nothing leaves this machine.',
    chooseFiles: 'Choose files',
    addFiles: 'Add files',
    chooseFolder: 'Choose a folder',
    addFolder: 'Add a folder',
    clear: 'Clear',
    gathering: 'Looking for photographs',
    nextSeed: 'A new mask for each file (the next seed)',

    nothingBrought: 'There is no file in what was brought. Bring photographs, or a folder of them.',
    noPicture:
      '{ignored, plural, one {The file that was brought is not a picture.} other {None of the {ignored} files that were brought is a picture.}} Bring JPEG, PNG, WebP, AVIF or GIF files.',
    notOpened: '“{name}” could not be opened. Check that you may read it, and bring it again.',

    progress: 'Progress',
    filesDone: 'Files done',
    cancel: 'Cancel',
    goOn: 'Go on',
    runAgain: 'Run again',
    position: '{position, number} of {total, plural, one {# file} other {# files}}',
    positionAndTime: '{position, number} of {total, plural, one {# file} other {# files}}, {timeLeft}',
    stoppedAfter: 'Stopped after {position, number} of {total, plural, one {# file} other {# files}}',
    outcome:
      '{done, plural, one {# photograph} other {# photographs}} reconstructed{unreadable, plural, =0 {} one {, # file could not be read} other {, # files could not be read}}',
    brokenOff: '{why}. What is done is kept.',
    waiting: 'Waiting for {model} to load.',
    otherModel: 'The page has changed to {now}; this job goes on with {model}.',
    goBack: 'Go back to {model}',
    otherSettings: 'The settings of the page have changed since; this job keeps its own.',
    withNewSettings: 'Run all again with the new settings',

    settings:
      'Settings of this job: {model}, {mask}; {made}{interpolation, select, too {; interpolation measured too} other {}}.',
    mask: 'a {strategy, select, random {random} block {block} other {grid}} mask, {ratio} of {patches} patches hidden, {seeds, select, same {seed {seed} for every file} other {seeds from {seed} on}}',
    maskByHand: 'a mask made by hand, {ratio} of {patches} patches hidden',
    pasted: 'reconstructions with visible patches pasted',
    asPredicted: 'reconstructions as predicted',
    features: 'features, since this file has no decoder',

    running:
      '{total, plural, one {# file} other {# files}}, {quarters, select, 0 {begun} 1 {a quarter done} 2 {half done} 3 {three quarters done} other {all done}}.',
    cancelled: 'Cancelled. {done} of {total} reconstructed.',
    brokenOffAfter: '{problem} {done} of {total} reconstructed.',
    finished: 'Finished: {outcome}.',

    results: 'Results',
    saveZip: 'Save all as zip',
    zipping: 'Making the archive',
    zipFailed: 'The archive could not be made: {why}.',
    saveCsv: 'Save the table as CSV',
    unreadable: '{count, plural, one {# file} other {# files}} could not be read',
    leftOut:
      'Left out: {count, plural, one {# file that is hidden or no} other {# files that are hidden or no}} picture.',
    note: '{count, plural, one {# photograph} other {# photographs}}: {note}',

    table: 'Table of results',
    file: 'File',
    triplet: 'Masked, reconstruction, original',
    tripletOf: 'Masked, reconstruction and original of {path}',
    loss: 'Loss',
    psnr: 'PSNR, dB',
    interpolation: 'Interpolation, dB',
    time: 'Time, ms',
    size: 'Size, px',
    sizeIs: 'Width and height of the photograph',
    mean: 'Mean',
    median: 'Median',
    pages: 'Pages of the table',
    previous: 'Previous',
    next: 'Next',
    rows: '{first} to {last} of {count}',
  },

  library: {
    open: 'More models',
    title: 'Models from the Hugging Face hub',
    privacy: 'Your photographs stay here: the hub is only ever asked for models.',

    repository: 'Repository',
    ownerAndName: 'owner/name',
    lookUp: 'Look up',
    asking: 'Asking the hub',
    about: 'about {size}',
    privateOrGated: 'Private or gated?',
    token: 'Access token',
    tokenNote:
      'Of your account on the hub, with the right to read. It is sent to the hub only, and forgotten when the page is closed.',

    filesOfWeights: 'Files of weights',
    whichFile: '{repository} has {count} files of weights. Which one?',
    unknownSize: 'of unknown size',

    offer: 'What will be downloaded',
    alreadyHere: '{repository} is on this machine already.',
    at: '{repository} at {commit}',
    file: 'File',
    fileOfSize: '{path}{parts, plural, =0 {} one { in # file} other { in # files}}, {size}',
    filePartlyHere: '{file}, of which {there} are here',
    licence: 'Licence',
    checkedBy: 'Checked by',
    byHash: 'SHA-256, as the hub states it',
    byLength: 'its length; the hub states no hash',
    keptNowhere:
      'This browser gives the page no place to keep a model, as in a private window or without https: it is held in memory, and gone when the page is closed.',
    keptUntilDeleted: 'It is kept in this browser until you delete it.',
    keptUpTo: 'It is kept in this browser, which allows up to {free}, until you delete it.',
    takesPlaceOf: 'It takes the place of {path} at {commit}, which is kept of this repository.',
    noRoom: 'There is not enough room for it. Delete a model that is kept, or make room.',
    download: 'Download {size}',
    goOnWithDownload: 'Go on with the download',

    memoryOnCpu: 'While it runs it takes about {cpu} of memory on WebAssembly.',
    memoryOnGpu: 'While it runs it takes about {gpu} on this GPU, which computes in {precision}.',
    memoryOnBoth:
      'While it runs it takes about {cpu} of memory on WebAssembly, about {gpu} on this GPU, which computes in {precision}.',
    memoryHere: '{takes} This device has {there}.',
    notOnCpu: 'WebAssembly cannot run it: {why}.',
    notOnGpuEither: 'WebGPU cannot either: {why}.',
    noGpu: 'this browser offers no GPU',

    downloading: 'Download',
    downloaded: 'Downloaded',
    part: '{there} of {whole}',
    checking: 'Checking, {there} of {whole}',
    stoppedAt: 'Stopped at {there} of {whole}',
    partAndTime: '{there} of {whole}, {speed} a second, {timeLeft}',
    losesByPause: '{progress}, after a pause it begins anew',
    goOn: 'Go on',
    pause: 'Pause',
    cancelAndDelete: 'Cancel and delete',

    kept: 'Kept on this machine',
    free: 'the browser allows {size} more',
    keptFacts: '{size}, {licence}{place, select, memory {, in memory until the page is closed} other {}}',
    tryAgain: 'Try again<hidden> with {repository}</hidden>',
    use: 'Use<hidden> {repository}</hidden>',
    goOnWith: 'Go on<hidden> with {repository}</hidden>',
    delete: 'Delete<hidden> {repository}</hidden>',
    damaged:
      '{repository} cannot be used any more: the notes that were kept with it are damaged. Delete it, and download it again.',

    notDeleted: 'It could not be deleted. Close other tabs of this page, and try again.',
    deletedElsewhere:
      '{model} was deleted in another tab of this page. It runs here until you choose another model.',
  },

  hub: {
    noRepository: '{typed} is no repository. Type owner/name, such as facebook/vit-mae-base.',
    otherSite:
      'The page fetches models from huggingface.co only. Download that file yourself, and open it from disk.',
    noModel:
      '{typed} is one of the hub’s {kind, select, datasets {datasets} other {spaces}}, and no model. Type owner/name of a model, such as facebook/vit-mae-base.',
    noToken: 'An access token is one word of letters and digits, such as hf_…; copy it again.',
    nonePublic: 'The hub has no public {what}. For a private one give an access token.',
    noneForToken: 'The hub has no {what} that this access token may read, or does not know the token.',
    gated:
      'The hub gives {what} only to people who have asked its owner. Ask there, and give an access token; or download the file yourself, and open it from disk.',
    gatedForToken:
      'The hub gives {what} only to people who have asked its owner. The owner of this access token is not among them: ask there first.',
    tooManyRequests: 'The hub has had too many requests from here. Try again in a few minutes.',
    answered: 'The hub answered {status} for {what}. Try again later.',
    answerTooLong: 'The hub’s answer about {name} is longer than {most}, so it was not read.',
    answerUnclear: 'The hub’s answer about {name} cannot be understood.',
    noAnswer: 'The hub gave no answer about {name} in {seconds} seconds. Try again later.',
    unreachable: 'The hub cannot be reached. Check the connection, and try again.',
    otherKind: '{name} is no masked autoencoder that can be read. Its {why}',
    noFile: '{name} has no file {path}.',
    noWeights:
      '{name} has no file of weights: neither model.safetensors nor pytorch_model.bin, nor a .pth or the like.',
    unknownSize: 'The hub does not say how large {path} of {name} is.',
    missingFile: '{name} keeps its weights in {count, number} files, and {path} is not there.',
    unclearFiles: '{name} keeps its weights in several files. {why}',
    licenceNotStated: 'not stated',
    authorsLicence: 'CC BY-NC 4.0 (the authors’; the hub says Apache-2.0)',
    full: 'There is no room left on this machine. Delete a model that is kept, or make room, and go on.',
    noMemory:
      'There is not enough memory to hold it, and this browser gives the page no place to keep it. Download the file from huggingface.co yourself, and open it from disk.',
    notStarted: 'The download could not be started. Load the page again, and try again.',
    otherTabDownloads: 'Another tab of this page is downloading the same model.',
    lostAndKept: 'The connection was lost. What has come is kept: go on when the connection is back.',
    lostWhole:
      'The connection was lost. This browser could not keep what had come: begin again when the connection is back.',
    fileIn: '{path} in {name}',
    changed:
      '{path} of {name} is not the file that was looked up. What had come was deleted; look it up again.',
    keptUnreadable: 'The file that was kept cannot be read any more. Delete it.',
    damaged: '{path} came damaged: its SHA-256 is not the hub’s. It was deleted; download it again.',
    gone: '{name} is not on this machine any more. Download it again.',
    notSurvived:
      '{name} was not opened, since the page ended while it was opened the last time. Try again, or delete it.',
    otherTabOpens:
      '{name} was not opened, since another tab of this page has not come to an end with opening it. Close that tab, and try again.',
    inMemory: 'From the Hugging Face hub, in memory until the page is closed.',
    onMachine: 'From the Hugging Face hub, kept on this machine.',
    atCommit: '{address} at {commit}.',
  },

  checkpoint: {
    comma: '{all}, {one}',
    or: '{all} or {one}',
    semicolon: '{all}; {one}',

    // Of a file that is none, or is not whole.
    empty: '{name} is empty. Bring model.safetensors, pytorch_model.bin or a .pth file.',
    neither:
      '{name} is neither a safetensors nor a PyTorch file. Bring model.safetensors, pytorch_model.bin or a .pth file.',
    cannotOpen: '{name} cannot be opened: {why}.',
    changed: 'the file was moved, deleted or changed since it was chosen, so choose it again',
    tooManyTensors:
      '{name} holds more than {most, number} tensors, which no model needs, so it was not opened.',
    endsBefore: 'it ends before {part} does',
    brokenSafetensors: '{name} is not a whole safetensors file: {what}.',
    endsInList: 'it ends within its list of tensors',
    longList: '{name} has a list of tensors longer than {most}, which no model needs, so it was not opened.',
    unreadableList: 'its list of tensors cannot be read',
    noPlace: 'it does not say where {tensor} is',
    otherBytes: '{tensor} takes {found} bytes and should take {wanted}',
    scaleMissing: '{tensor} is stored as I8, and {scale} is missing',
    otherScale: '{scale} is {found} and should be {wanted}',
    brokenTorch: '{name} is not a whole PyTorch file: {what}.',
    contentsMissing: 'its list of contents is missing, so its end was probably never downloaded',
    longContents: 'its list of contents is longer than {most}',
    contentsDamaged: 'its list of contents is damaged',
    compressed: '{member} in it is compressed',
    memberTwice: '{member} is in it twice',
    memberElsewhere: '{member} is not where its list says',
    otherArchive: '{name} is a ZIP archive, but not one that PyTorch wrote: it has no data.pkl.',
    otherPickle:
      '{name} is a pickle of Python’s, but not one that torch.save wrote. Save the weights with torch.save.',
    bigEndian: '{name} was written on a big-endian machine, which cannot be read here.',
    longTable:
      '{name} has a table of tensors longer than {most}, which no model needs, so it was not opened.',
    unreadableTable: 'its table of tensors cannot be read',
    oddTable:
      '{name} has a table of tensors with {what} in it, which PyTorch does not write, so it was not opened; nothing in it was run.',
    itemsOfNoDict: 'items set in something that is not a dict',
    itemsOfNoList: 'items appended to something that is not a list',
    itemsOfNoSet: 'items added to something that is not a set',
    nameNoText: 'a name that is no text',
    callOfNoFunction: 'a call of what is no function',
    callWithoutArguments: 'a call without arguments',
    objectOfNoClass: 'an object of what is no class',
    stateOfNoObject: 'a state for something that has none',
    tooManySteps: 'more than {most, number} steps',
    opcode: 'opcode {code}',
    noTensors: '{name} holds no tensors by name, however deep one looks.',
    arraysOnly: '{name} holds no tensors by name, but {arrays} arrays of NumPy. Save them as tensors.',
    nameTwice: '{file} has two tensors of the name {tensor}.',
    numbersMissing: '{name} does not hold the numbers of {tensor}.',
    numbersCut: 'the numbers of {tensor} are cut short',
    noNumbers:
      'its tensor {tensor} holds NaN or infinite numbers, so take a file from before its training failed',
    numberTooLarge:
      'its tensor {tensor} holds {value}, and the largest number that a network can be computed in here is that of float32, {greatest}, so take a file from before its training failed',
    noWeightMap: '{name} does not say in which file each tensor is: it has no weight_map.',
    inTwoFiles: '{tensor} is in two of the files of {name}.',

    // Of one that holds another kind of model.
    otherModel:
      '{file} is {kind}: it has {tensor}. Only masked autoencoders of plain vision transformers can be read.',
    hiera: 'a Hiera, which works at several scales',
    crossMae: 'a CrossMAE, whose decoder attends to the encoder’s blocks',
    multiMae: 'a MultiMAE, which reads several kinds of pictures at once',
    scaleMae: 'a Scale-MAE, whose positions depend on the size of a pixel on the ground',
    vitPytorch: 'an MAE of vit-pytorch, whose attention and embedding are built otherwise',
    relativePositions: 'a transformer with relative positions, as BEiT and Swin have them',
    layerScale: 'a transformer that scales what its blocks add, as DINOv2, CaiT and BEiT do',
    registerTokens: 'a transformer with register tokens',
    convolutional: 'a convolutional network, such as ConvNeXt',
    resNet: 'a ResNet',
    ofText: 'a model of text',

    // Of tensors that do not fit.
    misfit: '{name} is not a masked autoencoder that can be read: {faults}.',
    faultsAndMore: '{faults}; and {more} more',
    noneAtAll: 'none of its {count} tensors has the name of one',
    noneOfModel: 'none of its {count} tensors has the name of one (it has {names}, …)',
    unknownTensor: '{tensor} is unknown',
    tensorMissing: '{tensor} is missing',
    tensorTwice: '{tensor} is there twice',
    otherShape: '{tensor} is {found} and should be {wanted}',
    otherSides: '{tensor} is {shape} and should have {sides} sides',
    otherType: '{tensor} is stored as {type} and should be F32, F16, BF16 or F64',
    tensorsOverlap: 'its tensors take {claimed} bytes, and all of it has {size}: they lie over each other',
    widthOfHeads: 'a width of {width} cannot be shared by {heads} heads',
    patchNotSquare: 'its patches are {height} × {width} pixels, and only square ones can be read',
    noPatch: 'its positions are of no patch',
    tooManyPatches: 'its patches are {patches} and should be at most {most}',
    tooLarge: 'the {what} are {size} and should be at most {most}',
    pixelsAlong: 'pixels along its pictures',
    patchesAlong: 'patches along its pictures',
    channelsOf: 'channels of its pictures',
    blocksIn: 'blocks in its {stack, select, encoder {encoder} other {decoder}}',
    numbersAcross: 'numbers across its {stack, select, encoder {encoder} other {decoder}}',
    numbersAcrossMlp: 'numbers across an MLP of its {stack, select, encoder {encoder} other {decoder}}',

    // Of a description that does not fit; most say what a field is, or should be.
    descriptionMisfit: '{file} does not fit: {fault}.',
    tooLong: 'it is longer than {most}',
    nestsDeep: 'it nests deeper than {levels} levels',
    notJson: 'it is not JSON',
    noJsonObject: 'it is not a JSON object',
    ofField: '{field} {fault}',
    fieldMissing: 'is missing',
    otherValue: 'is {found} and should be {wanted}',
    aList: 'a list',
    anObject: 'an object',
    infiniteNumber: 'an infinite number',
    positiveWhole: 'a positive whole number',
    atMost: 'at most {most}',
    numberOrSides: 'a number, or height and width',
    trueOrFalse: 'true or false',
    falseOrAbsent: 'false, or left out',
    orFeatures: '{targets} or features',
    numberForEachChannel: 'a list of numbers, one for each channel',
    notFrom0To1: 'should be a number from 0 to 1',
    notPositive: 'should be greater than 0',
    imageSizeOfPatches: 'should have an imageSize that is a multiple of its patchSize',
    patchesInGeometry: 'should make at most {most} patches along a picture',
    widthsOfHeads: 'should have widths that are multiples of their heads',
    noMultiple: '{field} should be a multiple of {of}',
    patchesInConfig: 'image_size and patch_size should make at most {most} patches along a picture',

    // What was assumed of a model, or must be said of it.
    featuresOnly:
      'The file has an encoder and no decoder, so nothing can be reconstructed: it offers features only. For pictures take a file with both, such as model.safetensors of facebook/vit-mae-base or the authors’ mae_visualize_vit_base.pth.',
    withoutClassToken:
      'It has no class token, as MAE-pytorch has it: what such code predicts unless it is told otherwise, pixels with each channel of each patch normalised by itself, was assumed.',
    pixelsAssumed: 'The file does not say what its decoder predicts: pixels were assumed.',
    pixelsByName:
      'The file does not say what its decoder predicts: pixels is what published files of this name do.',
    normalisedPixelsByName:
      'The file does not say what its decoder predicts: normalised pixels is what published files of this name do.',
    ganLoss: 'It was trained with an additional GAN loss: its detail is sharper, and invented.',
    normAfterMean:
      'Its last norm was trained on the mean of the patches, as a classifier has it; here it is applied to each patch.',
    setsAlike: 'The file holds {count} sets of weights that fit: {taken} was taken, and not {others}.',
    leftOut: 'Left out, as the picture needs none of it: {names}.',
    leftOutAndMore: 'Left out, as the picture needs none of it: {names} and {more} more.',
    headsUnknown:
      '{name} does not say how many attention heads share a width of {width}. Open it together with its config.json.',
    headsOfEncoder: 'Attention heads are not in the file: {encoder} in the encoder ({why}) were assumed.',
    headsOfBoth:
      'Attention heads are not in the file: {encoder} in the encoder ({why}) and {decoder} in the decoder ({whyDecoder}) were assumed.',
    asKnownModels: 'as in known models of width {width}',
    headsAsIn:
      'Attention heads are not in the file: {encoder} in the encoder and {decoder} in the decoder were assumed, as in {model}, which has these widths.',
    grid: '{rows} rows of {columns} patches',
    gridByPositions:
      'Its config.json speaks of {told}, but its positions are those of {found}, which is believed.',
    gridInNoFile:
      'Its positions are computed and in no file; {grid} were assumed, as of pictures of {width} × {height} pixels.',
    gridByLikeness: 'Its positions were learned; by which of them are alike they are of {grid}.',
    gridAssumed: 'Its positions were learned; they do not tell the grid, so it was assumed to be {grid}.',
    inGrey: 'It knows no colours: photographs are shown to it in grey.',
    twoChannels:
      'Its pictures have 2 channels, and a photograph has three: red is its first and blue its second. The loss is over all channels, pictures and PSNR are of those.',
    channels:
      'Its pictures have {channels} channels, and a photograph has three: red, green and blue are its first three, and the others are given their mean. The loss is over all channels, pictures and PSNR are of those.',
  },

  inference: {
    asChosen: 'as chosen',
    asChosenSlow: 'as chosen, on a slow software GPU',
    hasGpu: 'this machine has a GPU',
    noGpu: 'there is no GPU',
    onlySoftware: 'the only GPU here is a software emulation',
    noWorkingGpu: 'WebGPU does not work here',
    noWebGpu: 'this browser offers no WebGPU',
    insecure: 'browsers offer WebGPU only to pages that come by https, or from localhost',
    gpuSilent: 'this browser did not answer when it was asked for a GPU',
    gpuLost: 'the GPU was lost',
    noWebAssembly:
      'this browser runs no WebAssembly; where that is switched off, as in Lockdown Mode, it can be allowed for this page',
    noBackend: 'there is no backend',
    withThreads: '{name} with {threads} threads',
    backendFailed: '{name} failed: {why}',
    alsoObstacle: '{before}; {obstacle}',
    cannotRun: '{title} cannot run here: {why}.',
    standstill:
      '{title} came to a standstill for {seconds} seconds while it was loading, so the page tries again.',
    gpuLeft: 'WebGPU stopped working ({why}). The page goes on without it.',
    backendStopped: 'the backend stopped working ({why})',
    notRunning: 'the model is not running',
    silent: 'it gave no sign of life for {seconds} seconds',
    nothingCame: 'nothing has come for {seconds} seconds; check the connection and try again',
    partNotStarted: 'a part of the page could not be started',
    partNotFetched: 'a part of the page could not be fetched; check the connection and try again',
    otherThanPart: 'the server sent something else than a part of the page; reload the page',
    modelNotFetched: 'the model could not be fetched; check the connection and try again',
    answered: 'the server answered {status} for {url}',
    emptyAnswer: 'nothing came for {url}',
    tooLong: '{url} is longer than the {bytes} bytes it should be',
    tooShort: '{url} ended after {received} of {bytes} bytes',
    otherHash: '{url} is not the file it should be (its SHA-256 differs)',
    wrongNumbers: 'its numbers are wrong here (off by {error} in the self-check)',
    overflowed: 'its numbers overflowed',
    noMemory: 'this device does not give it enough memory',
    engineReports: 'onnxruntime reports {words}',
    brokeOff: 'it broke off with {words}',
  },

  training: {
    noNumber: 'the loss of step {step} is not a number any more; a lower learning rate may help',
    noMemory:
      'this device does not give it enough memory; a smaller model, more hidden patches or fewer open tabs may help',
    threadEnded: 'the browser ended one of its threads',
    notHeard: 'what its threads say to each other could not be read',
    threadGone: 'one of the threads that compute broke, or does not answer any more',
  },

  save: {
    save: 'Save',
    title: 'Save or copy',
    nothingYet: 'There is nothing to save until the pictures have been computed.',
    saved: 'Saved {file}.',
    notMade: 'The file could not be made: {reason}.',

    picture: 'Picture',
    figureWithWords: 'Figure with words',
    caption: 'Caption',
    size: 'Size',
    preview: 'Preview: {title}',
    drawingPreview: 'Drawing the preview',
    noPreview: 'There is no preview: {reason}.',
    shape: '{width} × {height} pixels',
    savePng: 'Save PNG',
    copy: 'Copy',
    notCopied: 'The browser does not allow copying pictures here. Save the PNG instead.',
    forPaper: 'For a paper, with words as text',
    saveSvg: 'Save SVG',
    savePdf: 'Save PDF',

    saveCsv: 'Save CSV',

    mask: 'The mask, for a notebook',
    copyPython: 'Copy Python',
    savePython: 'Save Python',
    saveJson: 'Save JSON',

    end: '{value}, {meaning}',
    ends: '{low}; {middle}; {high}',
    hatched: 'Hatched: {meaning}',

    noFont: 'a font could not be fetched (status {status})',
  },

  glossary: {
    whatIs: 'What is it: {name}',

    patch: 'Patch',
    patchMeans:
      'A small square of the picture. The picture is cut into patches, and each one is hidden or visible as a whole; for the network a patch is one token.',
    patchFormula: 'L = (H / P) · (W / P) patches of P × P pixels',

    maskRatio: 'Mask ratio',
    maskRatioMeans:
      'The share of patches that is hidden. The paper takes 75 %: with less, neighbours give the answer away; with more, too little is left to go by.',
    maskRatioFormula: 'K = ⌊L · (1 − ratio)⌋ patches stay visible',

    strategy: 'Random, block, grid',
    strategyMeans:
      'How the hidden patches are chosen: any of them, large blocks, or all but one of every two by two. Random ones train best, in the paper’s figure 6.',

    seed: 'Seed',
    seedMeans:
      'The number that random choices start from: the same seed always hides the same patches, here and in PyTorch.',

    loss: 'Loss',
    lossMeans:
      'What training makes small: the mean squared error between prediction and truth, on hidden patches only, in the numbers the model was trained on.',
    lossFormula: 'Σ hidden ‖pred − target‖² / (hidden patches · P · P · C)',

    mse: 'Mean squared error',
    mseMeans:
      'How far the prediction is from the truth: the differences, number by number, are squared and averaged, so that one large error counts more than many small ones.',

    psnr: 'PSNR',
    psnrMeans:
      'Peak signal-to-noise ratio, of hidden pixels: how small the error is, in decibels. More is better; 3 dB more is half the squared error.',
    psnrFormula: '−10 · log₁₀ (mean squared error of pixels in 0 … 1)',

    common: 'Hidden in both',
    commonMeans: 'PSNR over the pixels that are hidden in both pictures, so that both are asked the same.',

    ssim: 'SSIM',
    ssimMeans:
      'Structural similarity: whether brightness, contrast and structure agree in a small window, which is nearer to what eyes see than an error in each pixel. 1 is equal. Over hidden pixels, the visible patches pasted.',

    time: 'Time',
    timeMeans:
      'What encoder and decoder took for this picture, on this machine. The encoder sees the visible patches only: the more is hidden, the less it has to do.',

    raw: 'Raw or pasted',
    rawMeans:
      'The raw reconstruction looks worse where patches were visible: no loss was ever taken there, so nothing was learned for it. Pasted, the true visible patches lie over it.',

    encoder: 'Encoder',
    encoderMeans:
      'The large transformer. It is given the visible patches only, each with its place, and makes of each a list of numbers, the latent. It is what is kept after training.',

    block: 'Transformer block',
    blockMeans:
      'A layer of the network: attention brings each token what it needs to know of the others, then a small network works on each by itself, and what either finds is added to the token.',

    latent: 'Latent',
    latentMeans:
      'What the encoder makes of the visible patches: for each a list of numbers that says what is there, and all that the decoder has to tell what is hidden.',
    latentFormula: '[K + 1, D]: D numbers for each of K visible patches, and for the class token',

    maskToken: 'Mask token',
    maskTokenMeans:
      'One learned list of numbers that stands in every hidden place. Only the place that is added to it tells one from another.',

    decoder: 'Decoder',
    decoderMeans:
      'A small transformer that sees what the encoder made of the visible patches, with mask tokens between, and predicts the pixels of all. After training it is thrown away.',

    features: 'Features',
    featuresMean:
      'What an encoder makes of each visible patch. Their first three principal components, the directions in which they differ most, are shown as red, green and blue.',

    neighbours: 'Nearest five',
    neighboursMean:
      'Of the five pictures whose features point most nearly in the same direction, the class that most of them have. Nothing is trained.',

    linearProbe: 'Linear probe',
    linearProbeMeans:
      'A single linear layer, trained on features of an encoder that stays as it is: how well classes are told apart says what the features hold. How strongly its weights are held down is chosen by cross-validation.',

    interpolation: 'Harmonic interpolation',
    interpolationMeans:
      'The smoothest surface through the visible pixels, like a soap film: each hidden pixel is the mean of its four neighbours. It knows nothing of pictures.',
    interpolationFormula: 'Δu = 0 where hidden, u = the picture where visible',

    backend: 'Backend',
    backendMeans:
      'What computes: WebGPU is the graphics card, as pages may use it; WebAssembly is the processor, on as many threads as it lends.',
  },

  share: {
    share: 'Share',
    title: 'A link to this page as it is now',
    link: 'Link',
    copyLink: 'Copy link',
    ownPhotograph:
      'Your photograph is not in the link: it never leaves this machine. Whoever opens the link chooses one.',

    leaveOut: 'Leave out, for a class',
    modes: 'Tabs',
    view: 'View',
    numbers: 'Numbers',
    photographs: 'Photographs',

    qrCode: 'QR code, for the front of a class',
    qrCodeOfLink: 'QR code of the link',
    noQrCode: 'The link is too long for a QR code, or what draws it could not be fetched. Copy the link.',
    coursePage: 'For a course page',
    html: 'HTML for a course page',
    copyHtml: 'Copy the HTML',
  },

  about: {
    about: 'About',
    title: 'About this page',
    licence: 'MAE Playground {version}, under the MIT licence',
    lead: 'Hide most of a photograph, and see what a <link>masked autoencoder</link> makes of the rest. The network runs in this browser.',

    photographs: 'Your photographs',
    photographsStay:
      'They never leave this page: there is no server, nothing is counted or sent, and a content policy forbids it. Only when you ask for a model, the hub is asked for it.',

    keys: 'Keys',
    space: 'Space',
    escape: 'Escape',
    nextControl: 'The next control; Enter or space presses it.',
    oneOn: 'On a slider, a tab or a choice: the one before, the next.',
    largerSteps: 'On a slider: in larger steps.',
    undo: 'The mask before, and forward again. On a Mac, Cmd.',
    paste: 'Takes a photograph that was copied.',
    patchToPatch: 'On a mask made by hand, or on the error map: from patch to patch.',
    hideOrShow: 'On a mask made by hand: hides or shows the patch.',
    close: 'Closes what is open.',
    openThis: 'Opens this, unless something is being typed. It can be turned off below.',
    openWithKey: 'Open this with ?',

    cite: 'How to cite',
    paper: 'The paper, in BibTeX',
    copyPaper: 'Copy the paper’s entry',
    software: 'This software, in BibTeX',
    copySoftware: 'Copy this software’s entry',

    report: 'Report a problem',
    whatFactsAre:
      'These facts help whoever looks into it. They are copied and sent nowhere; of your photographs they hold nothing.',
    facts: 'Facts for a report',
    copyFacts: 'Copy the facts',
  },

  settings: {
    language: 'Language',
    theme: 'Theme',
    auto: 'Auto',
    light: 'Light',
    dark: 'Dark',
    noWords: 'The words in {language} could not be loaded. Check your connection, then choose it again.',
  },
} as const;
