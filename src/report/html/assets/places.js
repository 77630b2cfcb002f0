// Which templates a stretch is a use of.

/** Template uses that touch a stretch. */
export function templateUses(document, start, end) {
  return document.templates.filter(({ instance }) => instance.start < end && start < instance.end);
}
