import type { TechTicket } from '#store/views';

export const telOf = (number: string) => `tel:${number.replace(/[^+\d]/g, '')}`;

/** Android knows `geo:`; Apple's phones and desks do not, they get a map page that opens their own app. */
export function navigateTo({ lat, lng, street, city }: TechTicket): string {
  const there = `${lat},${lng}`;
  if (/Android/i.test(navigator.userAgent))
    return `geo:${there}?q=${there}(${encodeURIComponent(`${street}, ${city}`)})`;
  if (/iPhone|iPad|Macintosh/i.test(navigator.userAgent)) return `https://maps.apple.com/?daddr=${there}`;
  return `https://www.google.com/maps/dir/?api=1&destination=${there}`;
}
