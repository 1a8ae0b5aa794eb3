import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Notice } from '../look/notice';
import type { Answer, Refusal } from '../wire/ask';
import { errorAt, refusalBeside } from './use-save';
import css from './setup.module.css';

export type Values = Readonly<Record<string, string>>;

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind?: 'text' | 'number' | 'time' | 'date' | 'email' | 'tel' | 'select' | 'check' | 'area';
  readonly data?: readonly { readonly value: string; readonly label: string }[];
  /** Where the server says it when it is wrong; the name where that is the same. */
  readonly path?: string;
  readonly isNeeded?: boolean;
};

type Props = {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly initial: Values;
  readonly submit: string;
  readonly isBusy: boolean;
  readonly refused: Refusal | null;
  /** It was asked for, and did not come with its page. */
  readonly takesFocus?: boolean;
  readonly onSubmit: (values: Values) => Promise<Answer<unknown> | void>;
  readonly onLeave?: (() => void) | undefined;
};

/** A form of labelled fields: what was typed stays whatever the server says, and what is wrong stands beside its field. */
export function SetupForm(props: Props) {
  const { title, fields, initial, submit, isBusy, refused, takesFocus = false, onSubmit, onLeave } = props;
  const [values, setValues] = useState(initial);
  const form = useRef<HTMLFormElement>(null);
  const heading = useId();
  const put = (name: string, value: string) => setValues((before) => ({ ...before, [name]: value }));
  const say = refusalBeside(
    refused,
    fields.map(({ name, path }) => path ?? name),
  );
  // Whoever pressed a button for it goes on in it, and is back at the button when it closes.
  useEffect(() => {
    const opener = takesFocus ? (document.activeElement as HTMLElement | null) : null;
    if (takesFocus) form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    return () => opener?.focus();
  }, [takesFocus]);
  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);
  function send(event: FormEvent) {
    event.preventDefault();
    void onSubmit(values);
  }
  return (
    <form ref={form} className={css.form} aria-labelledby={heading} onSubmit={send} noValidate>
      <h2 id={heading}>{title}</h2>
      {say && <Notice tone="bad">{say}</Notice>}
      <div className={css.fields}>
        {fields.map((field) => (
          <OneField
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            error={errorAt(refused, field.path ?? field.name)}
            onChange={(value) => put(field.name, value)}
          />
        ))}
      </div>
      <div className={css.buttons}>
        <Button type="submit" loading={isBusy}>
          {submit}
        </Button>
        {onLeave && (
          <Button variant="default" onClick={onLeave}>
            Leave it
          </Button>
        )}
      </div>
    </form>
  );
}

const ORDER = ['label', 'input', 'error', 'description'] as const;

type OneProps = {
  readonly field: Field;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
};

function OneField({ field, value, error, onChange }: OneProps) {
  const { label, hint, kind = 'text', data = [], isNeeded = false } = field;
  const plain = {
    label,
    description: hint,
    error,
    value,
    required: isNeeded,
    withAsterisk: false,
    // Below, so that the fields of a row stand in one line.
    inputWrapperOrder: [...ORDER],
  };
  const change = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value);
  if (kind === 'select') return <NativeSelect {...plain} data={[...data]} onChange={change} />;
  if (kind === 'area') return <Textarea {...plain} rows={3} onChange={change} />;
  if (kind === 'check')
    return (
      <label className={css.check}>
        <input
          type="checkbox"
          checked={value === 'yes'}
          onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : '')}
        />
        <span>
          {label}
          {hint && <small>{hint}</small>}
          {error && <small className={css.wrong}>{error}</small>}
        </span>
      </label>
    );
  return (
    <TextInput
      {...plain}
      type={kind === 'number' ? 'text' : kind}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      autoComplete="off"
      onChange={change}
    />
  );
}

/** What was typed as a number; text that is none stays text, so that the server says what is wrong with it. */
export const numberOf = (value: string | undefined): number | string | null => {
  const said = (value ?? '').trim();
  if (said === '') return null;
  const number = Number(said);
  return Number.isNaN(number) ? said : number;
};
