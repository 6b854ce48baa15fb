/** Piles of pictures, what the encoder makes of them, and what it takes the page's own picture for. */
import { usePlayground } from '../../../ui/context';
import { Export } from '../../../ui/export/Export';
import { Announcement } from '../../../ui/parts/Announcer';
import { Segments } from '../../../ui/parts/Segments';
import { Switch } from '../../../ui/parts/Switch';
import type { Phrase } from '../../../words/said';
import { say } from '../../../words/say';
import type { Lesson } from '../store/answer';
import { hasClassToken } from '../store/describe';
import type { Work } from '../store/recognise';
import { scoreOf } from '../store/score';
import { AnswerView } from './AnswerView';
import { percent } from './classes';
import { useRecognise } from './context';
import { Mistakes } from './Mistakes';
import { PictureMap } from './PictureMap';
import { Piles } from './Piles';
import { Scores } from './Scores';
import { choicesOf, numbersOf, saveFeatures } from './saved';
import './recognise.css';

const stages: Record<Work['stage'], Phrase> = {
  reading: 'recognise.reading',
  describing: 'recognise.describing',
  learning: 'recognise.learning',
};

function Progress({ work: { stage, share } }: { work: Work }) {
  return (
    <div className="recognise-work">
      <span>{say(stages[stage])}</span>
      <progress value={share} aria-label={say(stages[stage])} />
    </div>
  );
}

/** By which numbers of a picture it is told from others. */
function FeatureChoice() {
  const pool = useRecognise((state) => state.pool);
  const setPool = useRecognise((state) => state.setPool);
  const isGrey = useRecognise((state) => state.isGrey);
  const setGrey = useRecognise((state) => state.setGrey);
  const hasClass = usePlayground(({ model }) => hasClassToken(model));
  return (
    <div className="recognise-choices">
      {hasClass && (
        <Segments
          label={say('recognise.pool')}
          options={{ mean: say('recognise.mean'), class: say('recognise.classToken') }}
          value={pool}
          onChange={setPool}
        />
      )}
      <Switch label={say('recognise.grey')} on={isGrey} change={setGrey} />
    </div>
  );
}

function Learned({ lesson }: { lesson: Lesson }) {
  return (
    <div className="recognise-parts">
      <div className="recognise-scores">
        <Scores lesson={lesson} />
        <p className="quiet">{say('recognise.scoresMean')}</p>
        <Mistakes lesson={lesson} />
        <div className="piles-ways">
          <Export choices={() => choicesOf(lesson)} numbers={() => numbersOf(lesson)} />
          <button type="button" className="button small" onClick={() => saveFeatures(lesson)}>
            {say('recognise.saveFeatures')}
          </button>
        </div>
      </div>
      <PictureMap lesson={lesson} />
    </div>
  );
}

const outcome = ({ judged, labels }: Lesson): string => {
  const { right, of } = scoreOf(judged.encoder.linear, labels);
  return say('recognise.ready', { right, count: of, share: percent(right / of) });
};

export function RecogniseView() {
  const work = useRecognise((state) => state.work);
  const lesson = useRecognise((state) => state.lesson);
  const answer = useRecognise((state) => state.answer);
  const isWhole = useRecognise((state) => state.isWhole);
  const scene = usePlayground((state) => state.scene);
  const isAnswered = answer?.scene === scene && answer?.lesson === lesson && answer?.isWhole === isWhole;
  return (
    <section
      className={lesson?.isGrey ? 'recognise in-grey' : 'recognise'}
      aria-label={say('recognise.tab')}
      aria-busy={work !== undefined || (lesson !== undefined && !isAnswered)}
    >
      <p className="intro">{say('recognise.intro')}</p>
      <Piles />
      {work && <Progress work={work} />}
      {lesson && (
        <>
          <FeatureChoice />
          <Learned lesson={lesson} />
          {answer && <AnswerView answer={answer} />}
        </>
      )}
      <Announcement words={lesson && !work ? outcome(lesson) : ''} />
    </section>
  );
}
