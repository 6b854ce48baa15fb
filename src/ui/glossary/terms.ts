/** Technical words of the page: what each means in a sentence or two, its formula, and where to read on. */
import { type Phrase, said, type Words } from '../../words/said';

export interface Term {
  readonly name: Phrase;
  readonly means: Phrase;
  readonly formula?: Words;
  readonly source: { readonly title: string; readonly href: string };
}

const MAE = { title: 'He et al., Masked Autoencoders', href: 'https://arxiv.org/abs/2111.06377' };
const PSNR = {
  title: 'Wikipedia, Peak signal-to-noise ratio',
  href: 'https://en.wikipedia.org/wiki/Peak_signal-to-noise_ratio',
};
const VIT = { title: 'Dosovitskiy et al., Vision Transformer', href: 'https://arxiv.org/abs/2010.11929' };

const MSE = {
  title: 'Wikipedia, Mean squared error',
  href: 'https://en.wikipedia.org/wiki/Mean_squared_error',
};

export const terms = {
  patch: {
    name: 'glossary.patch',
    means: 'glossary.patchMeans',
    formula: said('glossary.patchFormula'),
    source: VIT,
  },
  maskRatio: {
    name: 'glossary.maskRatio',
    means: 'glossary.maskRatioMeans',
    formula: said('glossary.maskRatioFormula'),
    source: MAE,
  },
  strategy: { name: 'glossary.strategy', means: 'glossary.strategyMeans', source: MAE },
  seed: {
    name: 'glossary.seed',
    means: 'glossary.seedMeans',
    formula: 'torch.manual_seed(s); torch.rand(1, L)',
    source: {
      title: 'PyTorch, manual_seed',
      href: 'https://docs.pytorch.org/docs/stable/generated/torch.manual_seed.html',
    },
  },
  loss: {
    name: 'glossary.loss',
    means: 'glossary.lossMeans',
    formula: said('glossary.lossFormula'),
    source: MAE,
  },
  mse: { name: 'glossary.mse', means: 'glossary.mseMeans', formula: '1/n · Σ (xᵢ − yᵢ)²', source: MSE },
  psnr: {
    name: 'glossary.psnr',
    means: 'glossary.psnrMeans',
    formula: said('glossary.psnrFormula'),
    source: PSNR,
  },
  common: { name: 'glossary.common', means: 'glossary.commonMeans', source: PSNR },
  ssim: {
    name: 'glossary.ssim',
    means: 'glossary.ssimMeans',
    formula: '(2 μx μy + c₁)(2 σxy + c₂) / ((μx² + μy² + c₁)(σx² + σy² + c₂))',
    source: {
      title: 'Wang et al., Image Quality Assessment',
      href: 'https://doi.org/10.1109/TIP.2003.819861',
    },
  },
  time: { name: 'glossary.time', means: 'glossary.timeMeans', source: MAE },
  raw: { name: 'glossary.raw', means: 'glossary.rawMeans', source: MAE },
  encoder: {
    name: 'glossary.encoder',
    means: 'glossary.encoderMeans',
    formula: '[K, P · P · C] → [K + 1, D]',
    source: MAE,
  },
  block: {
    name: 'glossary.block',
    means: 'glossary.blockMeans',
    formula: 'y = x + MSA(LN(x)); z = y + MLP(LN(y))',
    source: VIT,
  },
  latent: {
    name: 'glossary.latent',
    means: 'glossary.latentMeans',
    formula: said('glossary.latentFormula'),
    source: MAE,
  },
  maskToken: { name: 'glossary.maskToken', means: 'glossary.maskTokenMeans', source: MAE },
  decoder: {
    name: 'glossary.decoder',
    means: 'glossary.decoderMeans',
    formula: '[K + 1, D] → [L, P · P · C]',
    source: MAE,
  },
  features: { name: 'glossary.features', means: 'glossary.featuresMean', source: MAE },
  neighbours: {
    name: 'glossary.neighbours',
    means: 'glossary.neighboursMean',
    formula: 'cos(x, y) = x · y / (‖x‖ ‖y‖)',
    source: {
      title: 'Wikipedia, k-nearest neighbors',
      href: 'https://en.wikipedia.org/wiki/K-nearest_neighbors_algorithm',
    },
  },
  linearProbe: {
    name: 'glossary.linearProbe',
    means: 'glossary.linearProbeMeans',
    formula: 'min (1/n) Σ −log softmax(W x + b) + (λ/2) ‖W‖²',
    source: MAE,
  },
  interpolation: {
    name: 'glossary.interpolation',
    means: 'glossary.interpolationMeans',
    formula: said('glossary.interpolationFormula'),
    source: {
      title: 'Wikipedia, Harmonic function',
      href: 'https://en.wikipedia.org/wiki/Harmonic_function',
    },
  },
  backend: {
    name: 'glossary.backend',
    means: 'glossary.backendMeans',
    source: { title: 'MDN, WebGPU', href: 'https://developer.mozilla.org/docs/Web/API/WebGPU_API' },
  },
} as const satisfies Record<string, Term>;

export type TermId = keyof typeof terms;
