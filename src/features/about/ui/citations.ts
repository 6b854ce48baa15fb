/** How the paper and this software are cited, in BibTeX. `CITATION.cff` says the same. */
import { version } from '../../../../package.json';

export const PAPER = `@inproceedings{he2022masked,
  title     = {Masked Autoencoders Are Scalable Vision Learners},
  author    = {He, Kaiming and Chen, Xinlei and Xie, Saining and Li, Yanghao and Doll{\\'a}r, Piotr and Girshick, Ross},
  booktitle = {Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition},
  pages     = {16000--16009},
  year      = {2022}
}`;

export const SOFTWARE = `@software{mae_playground,
  title   = {{MAE Playground}},
  author  = {{The MAE Playground authors}},
  version = {${version}},
  year    = {2026}
}`;
