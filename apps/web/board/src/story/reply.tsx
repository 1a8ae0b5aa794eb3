import { Button, Textarea } from '@mantine/core';
import type { FormEvent } from 'react';
import { Notice } from '../look/notice';
import { useAct } from '../wire/use-act';
import { useDraft } from './drafts';
import { sayLength } from './say-length';
import { useClaim } from './use-claim';
import { suggestedReplies } from './suggestions';
import type { ActionProps } from './story-actions';
import css from './story.module.css';

const MOST = 300;

export function Reply({ story, onDone, onCancel }: ActionProps) {
  const [body, setBody] = useDraft(`reply ${story.visit.workOrderId}`);
  const { taken, touch } = useClaim(story.visit.workOrderId);
  const suggestions = suggestedReplies(story);
  const { act, isBusy, refused, canAct } = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!canAct || isBusy || !body.trim()) return;
    const answer = await act(`/api/work-orders/${encodeURIComponent(story.visit.workOrderId)}/reply`, {
      body: body.trim(),
    });
    if (!answer.ok) return;
    setBody('');
    onDone('The text is on its way.');
  }

  return (
    <form className={css.form} onSubmit={submit}>
      <Textarea
        label={`Text to ${story.customer.name}`}
        rows={3}
        maxLength={MOST}
        autoFocus
        value={body}
        onChange={(event) => {
          touch();
          setBody(event.currentTarget.value);
        }}
        description={sayLength(body.trim(), MOST)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      {suggestions.length > 0 && (
        <div className={css.suggestions} role="group" aria-label="Suggested replies">
          {suggestions.map((words) => (
            <button
              key={words}
              type="button"
              onClick={() => {
                touch();
                setBody(words);
              }}
            >
              {words}
            </button>
          ))}
        </div>
      )}
      {taken && !refused && <Notice tone="plain">{taken}</Notice>}
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" type="submit" title="Ctrl+Enter" loading={isBusy} disabled={!canAct || !body.trim()}>
          Send text
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Keep as draft
        </Button>
      </div>
    </form>
  );
}
