// Closes a sheet (src/ui/sheet.rs) when what it covers is needed: the focus leaves it, or a chosen file is read.

if ("popover" in HTMLElement.prototype) {
  const sheetOf = ({ target }: Event) => target instanceof Element && target.closest<HTMLElement>(".sheet:popover-open");
  addEventListener("focusout", (event) => {
    const sheet = sheetOf(event);
    if (sheet && event.relatedTarget instanceof Node && !sheet.contains(event.relatedTarget)) sheet.hidePopover();
  });
  addEventListener("change", (event) => {
    const sheet = sheetOf(event);
    if (sheet && event.target instanceof HTMLInputElement && event.target.type === "file") sheet.hidePopover();
  });
}
