/** What an error says to the person. */
export const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));
