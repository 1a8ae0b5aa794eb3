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
          ? `${sayCount(firstPromise)} were kept.`
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
            ? `${sayCount(secondPromise)} kept the time given instead.`
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
          ? `${sayCount(surprises)} came later than we had said, without a word.`
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
            ? `${sayCount(warning.unwarned, 'broken promises')} came without a warning.`
            : `Half of the customers we kept waiting knew by then, nine of ten ${sayWarning(warning.p10.value)} the end of their window. ${sayCount(warning.unwarned)} had no word in time.`}
      </FigureCard>
      <FigureCard
        title="False alarms"
        number={sayPercent(falseAlarms)}
        opens={{ ...days, figure: 'false-alarms' }}
        drawing={<ShareStrip percent={falseAlarms.percent} />}
      >
        {falseAlarms.of === 0
          ? 'Nobody was announced late.'
          : falseAlarms.percent === null
            ? `${sayCount(falseAlarms)} announced late were in time.`
            : `Announced late, and in time after all, ${sayOf100(falseAlarms.percent)} (${sayCount(falseAlarms)}).`}
      </FigureCard>
      <FigureCard
        title="Texts for a visit"
        number={texts.value === null ? null : texts.value.toFixed(1)}
        opens={{ ...days, figure: 'texts' }}
      >
        {`On average, from the booking to the end, over ${sayVisits(texts.visits)}.`}
      </FigureCard>
    </ul>
  );
};
