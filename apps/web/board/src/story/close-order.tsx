import { ReasonForm } from './reason-form';
import type { ActionProps } from './story-actions';

/** Nothing more will be done for this customer: said with a reason, and the order is closed. */
export const CloseOrder = ({ story: { visit }, onDone, onCancel }: ActionProps) => (
  <ReasonForm
    path={`/api/work-orders/${encodeURIComponent(visit.workOrderId)}/close`}
    draft={`close ${visit.workOrderId}`}
    label="Why nothing more is done"
    description="Everybody who opens this story reads it. The customer gets no text; how to get in is erased."
    placeholder="The customer had it repaired elsewhere"
    doIt="Close the order"
    leaveIt="Keep it open"
    onDone={() => onDone('The order is closed.')}
    onCancel={onCancel}
  />
);
