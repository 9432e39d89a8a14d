/** Downloads from an address of the page's own origin; where to is asked by whoever shows the page. */
export function startDownload(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  // The name is the answer's to say.
  link.download = '';
  link.click();
}
