import type { ImportField, ImportKind } from '#store/setup-views';

type Column = ImportField & { readonly heads: RegExp };

const column = (name: string, label: string, heads: RegExp, isNeeded = false): Column => ({
  name,
  label,
  heads,
  isNeeded,
});

const name = column(
  'name',
  'Name',
  /^(full |customer |technician |client )?name$|^nombre( completo)?$|^customer$|^cliente$|^technician$|^t[eé]cnico$/,
  true,
);
const phone = column(
  'phone',
  'Phone',
  /^(mobile |cell )?(phone|telephone|tel|mobile|cell)( number| no)?$|^tel[eé]fono( m[oó]vil)?$|^m[oó]vil$|^celular$/,
  true,
);
const place = (isNeeded: boolean): readonly Column[] => [
  column(
    'street',
    'Street',
    /^(street|home)( address)?$|^address( line)?( 1)?$|^(calle|direcci[oó]n|domicilio)$/,
    isNeeded,
  ),
  column('city', 'City', /^(city|town)$|^(ciudad|poblaci[oó]n|localidad)$/, isNeeded),
  column('lat', 'Latitude', /^(lat|latitude|latitud)$/),
  column('lng', 'Longitude', /^(lng|lon|long|longitude|longitud)$/),
  column('territory', 'Territory', /^(territory|area|zone|territorio|[aá]rea|zona)$/),
];
const region = column('region', 'State', /^(state|region|estado|provincia)$/);
const email = column(
  'email',
  'Email',
  /^(e ?mail|correo)( address)?$|^correo electr[oó]nico$|^direcci[oó]n de correo$/,
);
const language = column('language', 'Language', /^(language|lang|idioma|lengua)$/);

/** What a list of each kind may hold, and how its columns are headed in English and Spanish. */
export const COLUMNS: Readonly<Record<ImportKind, readonly Column[]>> = {
  customers: [name, phone, email, language, ...place(false), region],
  technicians: [name, phone, column('skills', 'Skills', /^(skills?|habilidad(es)?|oficios?)$/), ...place(false)],
  visits: [
    column(
      'ref',
      'Your reference',
      /^(ref|reference|order( no| number| id)?|work order|ticket|id|n[uú]mero|orden|referencia)$/,
    ),
    name,
    phone,
    email,
    language,
    ...place(true),
    region,
    column('work', 'Work type', /^(work( type)?|job( type)?|service|type|trabajo|servicio|tipo( de trabajo)?)$/),
    column(
      'notes',
      'Notes',
      /^(notes?|comments?|remarks?|description|notas?|comentarios?|observaciones|descripci[oó]n)$/,
    ),
  ],
};

export const fieldsOf = (kind: ImportKind): readonly ImportField[] =>
  COLUMNS[kind].map(({ heads: _, ...field }) => field);

/** The column of each field by its header; null where none looks like it. No column is taken twice. */
export function guessColumns(kind: ImportKind, header: readonly string[]): Record<string, number | null> {
  const heads = header.map((head) =>
    head
      .toLowerCase()
      .replace(/[_.:#-]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const taken = new Set<number>();
  return Object.fromEntries(
    COLUMNS[kind].map((field) => {
      const found = heads.findIndex((head, i) => !taken.has(i) && field.heads.test(head));
      if (found >= 0) taken.add(found);
      return [field.name, found < 0 ? null : found];
    }),
  );
}
