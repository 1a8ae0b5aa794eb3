/** The page, or the pane, that was asked for is drawn within some frames; a pane may have to be loaded first. */
export function focusWhenThere(selector: string, tries = 120): void {
  const found = document.querySelector<HTMLElement>(selector);
  if (found) found.focus();
  else if (tries > 0) requestAnimationFrame(() => focusWhenThere(selector, tries - 1));
}
