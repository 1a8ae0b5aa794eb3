import type { FiguresView } from '#store/views';
import type { Asked } from './asked';
import { FigureCard } from './figure-card';
import { AimStrip, ShareStrip } from './strip';
import { sayCount, sayHonesty, sayOf100, sayOff, sayPercent, sayVisits, sayWarning } from './words';
import css from './right.module.css';

/** The seven figures of these days, each with its sentence. */
export const Headline = ({ figures, days }: { figures: FiguresView; days: Asked }) => {
  const { firstPromise, secondPromise, predictions, surprises, warning, falseAlarms, texts } = figures;
  return (
    <ul className={css.cards}>
      <FigureCard
        title="First promise kept"
        number={sayPercent(firstPromise)}
        opens={{ ...days, figure: 'first-promise' }}
        drawing={<ShareStrip percent={firstPromise.percent} />}
      >
        {firstPromise.percent === null
          ? `${sayCount(firstPromise, 'first promises')} held.`
          : `We came before the promised window was over ${sayOf100(firstPromise.percent)} (${sayCount(firstPromise)}).`}
      </FigureCard>
      <FigureCard
        title="The new time kept"
        number={sayPercent(secondPromise)}
        opens={{ ...days, figure: 'second-promise' }}
        drawing={<ShareStrip percent={secondPromise.percent} />}
      >
        {secondPromise.of === 0
          ? 'No customer was given another time.'
          : secondPromise.percent === null
            ? `${sayCount(secondPromise, 'new times')} held.`
            : `Where we gave another time, that one held ${sayOf100(secondPromise.percent)} (${sayCount(secondPromise)}).`}
      </FigureCard>
      <FigureCard
        title="Within the predicted range"
        number={sayPercent(predictions.coverage)}
        opens={{ ...days, figure: 'predictions' }}
        drawing={<AimStrip percent={predictions.coverage.percent} />}
      >
        {predictions.coverage.of === 0
          ? 'No prediction stood before an arrival.'
          : predictions.coverage.percent === null
            ? `${sayCount(predictions.coverage, 'predictions')} held.`
            : `${sayHonesty(predictions.coverage.percent)} The middle was off by ${sayOff(predictions.error)} on average.`}
      </FigureCard>
      <FigureCard
        title="Late by surprise"
        number={sayPercent(surprises)}
        opens={{ ...days, figure: 'surprises' }}
        drawing={<ShareStrip percent={surprises.percent} />}
      >
        {surprises.percent === null
          ? `Later than we had said, without a word: ${sayCount(surprises)}.`
          : `We came later than we had said last, without a new word, ${sayOf100(surprises.percent)} (${sayCount(surprises)}).`}
      </FigureCard>
      <FigureCard
        title="Warning before the promise ended"
        number={warning.median.value === null ? null : sayWarning(warning.median.value)}
        opens={{ ...days, figure: 'warning' }}
      >
        {warning.unwarned.of === 0
          ? 'No promise was broken.'
          : warning.p10.value === null
            ? `Broken without a word in time: ${sayCount(warning.unwarned, 'promises')}.`
            : `Half of the customers we kept waiting knew by then, nine of ten ${sayWarning(warning.p10.value)} the end of their window. ${sayCount(warning.unwarned)} had no word in time.`}
      </FigureCard>
      <FigureCard
        title="False alarms"
        number={sayPercent(falseAlarms)}
        opens={{ ...days, figure: 'false-alarms' }}
        drawing={<ShareStrip percent={falseAlarms.percent} />}
      >
        {falseAlarms.of === 0
          ? 'No visit was announced late and left in its window.'
          : falseAlarms.percent === null
            ? `Announced late, and in time after all: ${sayCount(falseAlarms)}.`
            : `Announced late, and in time after all, ${sayOf100(falseAlarms.percent)} (${sayCount(falseAlarms)}).`}
      </FigureCard>
      <FigureCard
        title="Texts for a visit"
        number={texts.value === null ? null : texts.value.toFixed(1)}
        opens={{ ...days, figure: 'texts' }}
      >
        {texts.value === null
          ? `${sayVisits(texts.visits)} so far.`
          : `On average, from the booking to the end, over ${sayVisits(texts.visits)}.`}
      </FigureCard>
    </ul>
  );
};
