/** What goes into a course page to show this one in it. */

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/**
 * HTML: a frame with the page at `url`, and the few lines that make it as high as the page in it says it is (`tellHeight`). `allow` gives
 * it threads where the course page is isolated, the camera, and the whole screen for a lesson; anywhere else it does no harm.
 */
export const embedCode = (url: string): string => `<iframe
  src="${escaped(url)}"
  title="MAE Playground"
  allow="cross-origin-isolated; camera; clipboard-write; fullscreen"
  style="width: 100%; height: 40rem; border: 0"
></iframe>
<script>
  addEventListener('message', ({ data, source }) => {
    if (data?.type !== 'mae-playground:height') return;
    for (const frame of document.querySelectorAll('iframe'))
      if (frame.contentWindow === source) frame.style.height = data.height + 'px';
  });
</script>`;
