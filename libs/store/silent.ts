/** A process that thinks about a plan says so all along. One that has not been heard of for so long has ended. */
export const SILENT_SECONDS = 30;
