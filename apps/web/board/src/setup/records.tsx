import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Notice } from '../look/notice';
import { type Field, SetupForm, type Values } from './setup-form';
import { SetupTable } from './setup-table';
import { useSave } from './use-save';
import { useSetup } from './use-setup';
import css from './setup.module.css';

type Props<Item> = {
  readonly title: string;
  /** `a territory` is added, changed and saved. */
  readonly one: string;
  /** Where they are kept: `/api/setup/territories`. */
  readonly path: string;
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => string;
  /** Above its name, what stands in the table of each. */
  readonly columns: readonly (readonly [head: string, cell: (item: Item) => ReactNode])[];
  readonly isOff?: (item: Item) => boolean;
  /** What has to be there first; while it is not, none can be added. */
  readonly needs?: ReactNode;
  /** Of a new one where the item is null. */
  readonly fieldsOf: (item: Item | null) => readonly Field[];
  readonly valuesOf: (item: Item | null) => Values;
  readonly bodyOf: (values: Values, isNew: boolean) => unknown;
  /** What is said once it is saved, after its name. */
  readonly tells?: (answer: unknown, isNew: boolean) => string;
};

/** All of one kind in a table, with a form to add one or to change one. */
export function Records<Item extends { readonly name: string }>(props: Props<Item>) {
  const { title, one, path, items, columns, idOf, needs, fieldsOf, valuesOf, bodyOf, tells } = props;
  const { view, look } = useSetup();
  const { save, isBusy, refused, setRefused } = useSave();
  const canAdd = view.canChange && !needs;
  const [open, setOpen] = useState<Item | 'new' | null>(canAdd && !items.length ? 'new' : null);
  const [wasAsked, setAsked] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const item = open === 'new' ? null : open;
  const show = (which: Item | 'new' | null) => {
    setRefused(null);
    setTold(null);
    setAsked(true);
    setOpen(which);
  };
  async function keep(values: Values) {
    const answer = await (item
      ? save('PUT', `${path}/${encodeURIComponent(idOf(item))}`, bodyOf(values, false))
      : save('POST', path, bodyOf(values, true)));
    if (!answer.ok) return;
    await look();
    setOpen(null);
    setTold(`${values['name']} is saved.${tells?.(answer.value, !item) ?? ''}`);
  }
  return (
    <section className={css.part} aria-labelledby="records">
      <div className={css.head}>
        <h1 id="records">{title}</h1>
        {canAdd && <Button onClick={() => show('new')}>Add a {one}</Button>}
      </div>
      {needs}
      {told && <Notice tone="good">{told}</Notice>}
      {open && view.canChange && (
        <SetupForm
          key={item ? idOf(item) : 'new'}
          title={item?.name ?? `A new ${one}`}
          fields={fieldsOf(item)}
          initial={valuesOf(item)}
          submit={`Save ${one}`}
          isBusy={isBusy}
          refused={refused}
          takesFocus={wasAsked}
          onSubmit={keep}
          onLeave={() => show(null)}
        />
      )}
      {items.length > 0 && (
        <SetupTable
          heads={['Name', ...columns.map(([head]) => head)]}
          rows={items.map((item) => rowOf(item, props, view.canChange ? show : null))}
        />
      )}
    </section>
  );
}

const rowOf = <Item extends { readonly name: string }>(
  item: Item,
  { idOf, columns, isOff }: Props<Item>,
  onChange: ((item: Item) => void) | null,
) => ({
  key: idOf(item),
  name: (
    <>
      <bdi>{item.name}</bdi>
      {isOff?.(item) && ' (not at work)'}
    </>
  ),
  cells: columns.map(([, cell]) => cell(item)),
  isOff: isOff?.(item) ?? false,
  acts: onChange && (
    <Button size="compact-sm" variant="default" aria-label={`Change ${item.name}`} onClick={() => onChange(item)}>
      Change
    </Button>
  ),
});
