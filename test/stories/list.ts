import { almostRight } from '#test/stories/almost-right';
import { sickAtTen } from '#test/stories/sick-at-ten';
import { silentTechnician } from '#test/stories/silent-technician';
import { cascade } from '#test/stories/cascade';
import { darkPhone } from '#test/stories/dark-phone';
import { fasterThanPlanned } from '#test/stories/faster-than-planned';
import { secondSlip } from '#test/stories/second-slip';
import { twoTakeOneSlot } from '#test/stories/two-take-one-slot';
import { earlierSlot } from '#test/stories/earlier-slot';
import { needsAPart } from '#test/stories/needs-a-part';
import { billingBlock } from '#test/stories/billing-block';
import { snowDay } from '#test/stories/snow-day';
import { surveyFirst } from '#test/stories/survey-first';
import { howLateTenWays } from '#test/stories/how-late-ten-ways';
import { cancelWord } from '#test/stories/cancel-word';
import { wrongNumber } from '#test/stories/wrong-number';
import { hablaEspanol } from '#test/stories/habla-espanol';
import { stopMeansStop } from '#test/stories/stop-means-stop';
import { textNotDelivered } from '#test/stories/text-not-delivered';
import type { Story } from '#test/stories/story';

/** Every story, in the order in which they are worth hearing. */
export const STORIES: readonly Story[] = [
  almostRight,
  silentTechnician,
  darkPhone,
  secondSlip,
  cascade,
  fasterThanPlanned,
  sickAtTen,
  twoTakeOneSlot,
  earlierSlot,
  needsAPart,
  surveyFirst,
  billingBlock,
  snowDay,
  howLateTenWays,
  cancelWord,
  wrongNumber,
  hablaEspanol,
  stopMeansStop,
  textNotDelivered,
];
