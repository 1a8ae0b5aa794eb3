/** `visit.confirmed` → `Visit confirmed`. */
export function sayType(type) {
  const words = type.replaceAll(/[.-]/g, ' ');
  return words[0].toUpperCase() + words.slice(1);
}
