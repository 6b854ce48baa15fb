/** What a figure is made of: the reconstructions it asks for, in their order. */
import { complementaryPlans } from '../../../mae/complementary';
import { CENTRE_CROP } from '../../../mae/crop';
import type { MaskPlan } from '../../../mae/mask';
import { seedAfter } from '../../../mae/random';
import type { Raster } from '../../../mae/raster';
import type { Scene } from '../../../runtime/inference/scene';
import type { Model } from '../../../runtime/models/model';
import { isSameChoice, type MaskChoice, noiseFor, planFor, withoutExperiment } from '../../../store/masking';
import { findOwn, type OwnPhoto } from '../../../store/ownPhotos';
import { percent } from '../../../store/percent';
import { type OwnId, type Photo, squareFor } from '../../../store/photo';
import type { Playground } from '../../../store/playground';
import type { Sample } from '../../../store/samples';
import { said, type Words } from '../../../words/said';

/**
 * The paper's figure 4 (one picture at several ratios) and 2 (many pictures at one ratio); what many masks of one picture have in
 * common; and masks that together hide every patch.
 */
export const figureKinds = ['ratios', 'photographs', 'masks', 'complementary'] as const;

export type FigureKind = (typeof figureKinds)[number];

export interface FigureChoice {
  readonly kind: FigureKind;
  /** Each 0 … 0.99; one to `MOST_RATIOS`. */
  readonly ratios: readonly number[];
  /** Of the page's own and the person's own; at least one. */
  readonly photographs: readonly (Sample | OwnId)[];
  /** 2 … `MOST_MASKS` */
  readonly masks: number;
}

/** As in the paper's figures, as far as they have such numbers. */
export const firstChoice = (samples: readonly Sample[]): FigureChoice => ({
  kind: 'ratios',
  ratios: [0.75, 0.85, 0.95],
  photographs: samples.slice(0, 6),
  masks: 8,
});

export const MOST_RATIOS = 8;
export const MOST_MASKS = 64;

/** All that a figure depends on. Equal by identity of its parts. */
export interface Order {
  readonly choice: FigureChoice;
  readonly model: Model;
  readonly masking: MaskChoice;
  /** The page's own square, S × S. */
  readonly square: Raster;
  readonly photo: Photo;
  /** The person's own photographs that there are. */
  readonly own: readonly OwnPhoto[];
}

/** One reconstruction to be made. */
export interface Task {
  readonly title: Words;
  readonly plan: MaskPlan;
  /** The photograph whose centre is taken, if it is not the page's own square. */
  readonly other?: Sample | OwnPhoto;
}

/** What the page asks for with this choice; undefined until its photograph is there. */
export function orderOf(
  { model, masking, scene, photo, own, opening }: Playground,
  choice: FigureChoice,
): Order | undefined {
  if (!scene || !photo || opening) return undefined;
  return { choice, model, masking: withoutExperiment(masking), square: scene.square, photo, own };
}

/** A list of ratios takes the place of the page's own. */
const isSameMasking = ({ choice, masking }: Order, other: Order): boolean =>
  isSameChoice(
    masking,
    choice.kind === 'ratios' ? { ...other.masking, ratio: masking.ratio } : other.masking,
  );

/** The photographs that were chosen and are still there, besides the page's. */
function chosen({ choice, own, photo }: Order): (Sample | OwnPhoto)[] {
  const there = choice.photographs.map((one) => (typeof one === 'string' ? findOwn(own, one) : one));
  return there.filter((one) => one !== undefined).filter((one) => one !== photo);
}

const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

export function isSameOrder(a: Order, b: Order): boolean {
  if (a.choice.kind === 'photographs' && !isSameList(chosen(a), chosen(b))) return false;
  // Of the page's photograph a figure of the page's samples knows nothing.
  const isAboutSquare = a.choice.kind !== 'photographs' || !a.photo.sample || !b.photo.sample;
  const keys = ['choice', 'model'] as const;
  return (
    keys.every((key) => a[key] === b[key]) && isSameMasking(a, b) && (!isAboutSquare || a.square === b.square)
  );
}

/** Many masks are sampled: of a mask made by hand there is only one. */
const sampled = ({ masking: { hand, ...masking } }: Order): MaskChoice => masking;

/** Of features, which are of visible patches, no two masks have anything in common that could be averaged or put together. */
const needsPrediction = ({ kind }: FigureChoice): boolean => kind === 'masks' || kind === 'complementary';

/** Whether a figure of predictions was asked of a model that makes none. */
export const lacksPrediction = ({ choice, model }: Order): boolean =>
  model.target === 'features' && needsPrediction(choice);

const titleOf = (one: Sample | OwnPhoto): Words => ('raster' in one ? one.title : said(one.title));

/** None where there is nothing to be predicted. */
export function tasksOf(order: Order): Task[] {
  const { choice, model, masking, photo } = order;
  const { geometry } = model;
  if (lacksPrediction(order)) return [];
  switch (choice.kind) {
    case 'ratios':
      return choice.ratios.map((ratio) => ({
        title: percent(ratio),
        plan: planFor({ ...masking, ratio }, geometry),
      }));
    case 'photographs': {
      const plan = planFor(masking, geometry);
      const others = chosen(order).map((other) => ({ title: titleOf(other), plan, other }));
      return photo.sample ? others : [{ title: photo.title, plan }, ...others];
    }
    case 'masks':
      return Array.from({ length: choice.masks }, (_, i) => {
        const seed = seedAfter(masking.seed, i);
        return { title: said('figure.seed', { seed }), plan: planFor({ ...sampled(order), seed }, geometry) };
      });
    case 'complementary': {
      const { noise, keep } = noiseFor(masking, geometry);
      return complementaryPlans(noise, keep).map((plan, i) => ({
        title: said('figure.mask', { number: i + 1 }),
        plan,
      }));
    }
  }
}

/** What the network is to draw for a task; `fetch` gives a sample's photograph. */
export async function sceneOf(
  { plan, other }: Task,
  { model, square }: Order,
  fetch: (sample: Sample) => Promise<Raster>,
): Promise<Scene> {
  if (!other) return { model, square, plan };
  const photo =
    'raster' in other ? other : { title: titleOf(other), sample: other, raster: await fetch(other) };
  return { model, square: squareFor(model, photo, CENTRE_CROP), plan };
}
