/**
 * Ends the start of the page where it has no origin, as in a frame that is shut in: the browser then refuses it every thread and
 * every store. What `index.html` says stays, and says what to do.
 */
if (self.origin === 'null') throw new Error('This page needs an origin of its own: open it in a tab.');
