import { ReasonForm } from './reason-form';
import type { ActionProps } from './story-actions';

/** Ends another department's hold: the visit stands, and the customer hears it. */
export const LiftHold = ({ story: { visit }, onDone, onCancel }: ActionProps) => (
  <ReasonForm
    path={`/api/appointments/${encodeURIComponent(visit.appointmentId)}/block/lift`}
    draft={`lift ${visit.appointmentId}`}
    label="Why it is over"
    description="Everybody who opens this story reads it. The customer is told that the visit stands."
    placeholder="The deposit came in"
    doIt="Lift the hold"
    leaveIt="Leave it"
    onDone={() => onDone('The hold is over; the customer hears that the visit stands.')}
    onCancel={onCancel}
  />
);
