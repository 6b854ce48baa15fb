/** Technical words of the page: what each means in a sentence or two, its formula, and where to read on. */

export interface Term {
  readonly name: string;
  readonly words: string;
  readonly formula?: string;
  readonly source: { readonly title: string; readonly href: string };
}

const MAE = { title: 'He et al., Masked Autoencoders', href: 'https://arxiv.org/abs/2111.06377' };
const PSNR = {
  title: 'Wikipedia, Peak signal-to-noise ratio',
  href: 'https://en.wikipedia.org/wiki/Peak_signal-to-noise_ratio',
};
const VIT = { title: 'Dosovitskiy et al., Vision Transformer', href: 'https://arxiv.org/abs/2010.11929' };

export const terms = {
  patch: {
    name: 'Patch',
    words:
      'A small square of the picture. The picture is cut into patches, and each one is hidden or visible as a whole; for the network a patch is one token.',
    formula: 'L = (H / P) · (W / P) patches of P × P pixels',
    source: VIT,
  },
  maskRatio: {
    name: 'Mask ratio',
    words:
      'The share of patches that is hidden. The paper takes 75 %: with less, neighbours give the answer away; with more, too little is left to go by.',
    formula: 'K = ⌊L · (1 − ratio)⌋ patches stay visible',
    source: MAE,
  },
  strategy: {
    name: 'Random, block, grid',
    words:
      'How the hidden patches are chosen: any of them, large blocks, or all but one of every two by two. Random ones train best, in the paper’s figure 6.',
    source: MAE,
  },
  seed: {
    name: 'Seed',
    words:
      'The number that random choices start from: the same seed always hides the same patches, here and in PyTorch.',
    formula: 'torch.manual_seed(s); torch.rand(1, L)',
    source: {
      title: 'PyTorch, manual_seed',
      href: 'https://docs.pytorch.org/docs/stable/generated/torch.manual_seed.html',
    },
  },
  loss: {
    name: 'Loss',
    words:
      'What training makes small: the mean squared error between prediction and truth, on hidden patches only, in the numbers the model was trained on.',
    formula: 'Σ hidden ‖pred − target‖² / (hidden patches · P · P · C)',
    source: MAE,
  },
  psnr: {
    name: 'PSNR',
    words:
      'Peak signal-to-noise ratio, of hidden pixels: how small the error is, in decibels. More is better; 3 dB more is half the squared error.',
    formula: '−10 · log₁₀ (mean squared error of pixels in 0 … 1)',
    source: PSNR,
  },
  common: {
    name: 'Hidden in both',
    words: 'PSNR over the pixels that are hidden in both pictures, so that both are asked the same.',
    source: PSNR,
  },
  ssim: {
    name: 'SSIM',
    words:
      'Structural similarity: whether brightness, contrast and structure agree in a small window, which is nearer to what eyes see than an error in each pixel. 1 is equal. Over hidden pixels, the visible patches pasted.',
    formula: '(2 μx μy + c₁)(2 σxy + c₂) / ((μx² + μy² + c₁)(σx² + σy² + c₂))',
    source: {
      title: 'Wang et al., Image Quality Assessment',
      href: 'https://doi.org/10.1109/TIP.2003.819861',
    },
  },
  time: {
    name: 'Time',
    words:
      'What encoder and decoder took for this picture, on this machine. The encoder sees the visible patches only: the more is hidden, the less it has to do.',
    source: MAE,
  },
  raw: {
    name: 'Raw or pasted',
    words:
      'The raw reconstruction looks worse where patches were visible: no loss was ever taken there, so nothing was learned for it. Pasted, the true visible patches lie over it.',
    source: MAE,
  },
  encoder: {
    name: 'Encoder',
    words:
      'The large transformer. It is given the visible patches only, each with its place, and makes of each a list of numbers, the latent. It is what is kept after training.',
    formula: '[K, P · P · C] → [K + 1, D]',
    source: MAE,
  },
  maskToken: {
    name: 'Mask token',
    words:
      'One learned list of numbers that stands in every hidden place. Only the place that is added to it tells one from another.',
    source: MAE,
  },
  decoder: {
    name: 'Decoder',
    words:
      'A small transformer that sees what the encoder made of the visible patches, with mask tokens between, and predicts the pixels of all. After training it is thrown away.',
    formula: '[K + 1, D] → [L, P · P · C]',
    source: MAE,
  },
  features: {
    name: 'Features',
    words:
      'What an encoder makes of each visible patch. Their first three principal components, the directions in which they differ most, are shown as red, green and blue.',
    source: MAE,
  },
  interpolation: {
    name: 'Harmonic interpolation',
    words:
      'The smoothest surface through the visible pixels, like a soap film: each hidden pixel is the mean of its four neighbours. It knows nothing of pictures.',
    formula: 'Δu = 0 where hidden, u = the picture where visible',
    source: {
      title: 'Wikipedia, Harmonic function',
      href: 'https://en.wikipedia.org/wiki/Harmonic_function',
    },
  },
  backend: {
    name: 'Backend',
    words:
      'What computes: WebGPU is the graphics card, as pages may use it; WebAssembly is the processor, on as many threads as it lends.',
    source: { title: 'MDN, WebGPU', href: 'https://developer.mozilla.org/docs/Web/API/WebGPU_API' },
  },
} as const satisfies Record<string, Term>;

export type TermId = keyof typeof terms;
