/** Drawn on a field of 16 × 16 with a stroke; a word or a label always stands beside one. */
const PATHS = {
  warning: 'M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.7v.1',
  check: 'M3 8.5 6.5 12 13 4.5',
  info: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 7.3v3.8M8 4.9v.1',
  phone: 'M5 1.8h6a1 1 0 0 1 1 1v10.4a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V2.8a1 1 0 0 1 1-1M7.3 12h1.4',
  call: 'M3 2.5h3l1.2 3.2-1.7 1.2a8.5 8.5 0 0 0 3.6 3.6l1.2-1.7 3.2 1.2v3A1 1 0 0 1 12.5 14C7 14 2 9 2 3.5a1 1 0 0 1 1-1',
  road: 'M2 8h10M8.5 4 12.5 8l-4 4',
  wrench: 'M13.5 4.5a3.5 3.5 0 0 1-4.7 3.9L4 13.2 2.8 12l4.8-4.8A3.5 3.5 0 0 1 11.5 2.5L9.6 4.4l.4 1.6 1.6.4z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  cross: 'M4 4l8 8M12 4l-8 8',
  clock: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 4.5V8l2.5 1.7',
  envelope: 'M2 4h12v8.5H2zM2.2 4.3 8 9l5.8-4.7',
  question: 'M5.7 5.8A2.3 2.3 0 1 1 8.9 8c-.7.3-.9.7-.9 1.5M8 12v.1',
  nobody: 'M8 2.3a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2M3 13.8c.3-3 2.2-4.4 5-4.4M10.5 10.5l3.5 3.5M14 10.5 10.5 14',
  repeat: 'M3 8a5 5 0 0 1 8.6-3.4L13.5 6.5M13.5 3v3.5H10M13 8a5 5 0 0 1-8.6 3.4L2.5 9.5M2.5 13V9.5H6',
  left: 'M10 3 5 8l5 5',
  right: 'm6 3 5 5-5 5',
  layers: 'M2 3.5h8v5H2zM6 8.5v4h8v-5h-4',
  missed: 'M3 14V2.5M3 3h9l-2 2.8 2 2.7H3',
  dot: 'M8 6.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name, size = 14 }: { name: IconName; size?: number }) => (
  <svg
    viewBox="0 0 16 16"
    width={size}
    height={size}
    fill="none"
    stroke="currentColor"
    strokeWidth="1.7"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={PATHS[name]} />
  </svg>
);
